//! TP0444: a pooled estimate lies among those of its members.

use crate::bounds::Bounds;
use crate::context::{Context, TrialView};
use crate::effect::Effect;
use crate::printed::shown;
use std::collections::HashMap;
use trialpool_ingest::{
    Code, Column, Contrast, ContrastMeasure, Diagnostic, Message, OutcomeKey, Sink, SubgroupKey,
    TableKind, TrialKey,
};

/// How far outside it may lie, in standard errors of its own: adjustment and weights.
const STANDARD_ERRORS: f64 = 1.0;

/// Comparisons of a member that are looked through.
const ROWS: usize = 10_000;

/// Of the same outcome, subgroup, measure and arms by id, at any time, as events decide when
/// many trials end; the time, too, where the members share it.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let members = &view.trial.members;
    let closed = context.may_lack(TableKind::Contrasts) || members.contains(&view.key);
    if members.is_empty() || view.contrasts.is_empty() || closed {
        return;
    }
    let known = of_members(context, members);
    for row in &view.contrasts {
        let Some(pooled) = Effect::of(row) else {
            continue;
        };
        let Some(se) = pooled.standard_error.map(|se| se.high) else {
            continue;
        };
        let place = place(context, row);
        let of_members = members
            .iter()
            .map(|member| known.get(&(*member, place)).copied());
        let Some(of_members) = of_members.collect::<Option<Vec<_>>>() else {
            continue;
        };
        let estimates = of_members.iter().map(|(_, estimate)| *estimate);
        let Some(hull) = estimates.reduce(|a, b| Bounds {
            low: a.low.min(b.low),
            high: a.high.max(b.high),
        }) else {
            continue;
        };
        if of_members.len() < 2 || pooled.estimate.gap(hull) <= STANDARD_ERRORS * se {
            continue;
        }
        let display = if row.measure.is_ratio() {
            Bounds::between(hull.low.exp(), hull.high.exp())
        } else {
            hull
        };
        let column = |row: &Contrast<'_>| match row.estimate {
            Some(_) => Column::Estimate,
            None => Column::ReductionPercent,
        };
        let message = Message::new("tp0444")
            .text("estimate", sink.printed(row.row, column(row)))
            .text("members", shown(display));
        let mut diagnostic = Diagnostic::warning(Code::TP0444, message)
            .at(sink.cell(row.row, column(row)))
            .help(Message::new("tp0444.help"));
        for (member, _) in of_members {
            let label = sink.cell(member.row, column(member));
            diagnostic = diagnostic.also(label.saying(Message::new("tp0444.member")));
        }
        sink.push(diagnostic);
    }
}

/// What a comparison of a trial is of, the arms by id.
type Place<'c> = (
    OutcomeKey,
    Option<SubgroupKey>,
    ContrastMeasure,
    [&'c str; 2],
);

fn place<'c>(context: &Context<'c, '_>, row: &Contrast<'_>) -> Place<'c> {
    let registry = context.registry;
    let id = |arm| -> &'c str { &registry.arms[arm].id };
    let arms = [id(row.arm), id(row.comparator)];
    (row.outcome, row.subgroup, row.measure, arms)
}

/// Of each member and place, the first estimate and all that the member says.
fn of_members<'c, 'f>(
    context: &Context<'c, 'f>,
    members: &[TrialKey],
) -> HashMap<(TrialKey, Place<'c>), (&'c Contrast<'f>, Bounds)> {
    let mut known = HashMap::new();
    for member in members {
        for row in context.contrasts_of(*member).take(ROWS) {
            if let Some(effect) = Effect::of(row) {
                known
                    .entry((*member, place(context, row)))
                    .and_modify(|(_, hull): &mut (_, Bounds)| {
                        hull.low = hull.low.min(effect.estimate.low);
                        hull.high = hull.high.max(effect.estimate.high);
                    })
                    .or_insert((row, effect.estimate));
            }
        }
    }
    known
}
