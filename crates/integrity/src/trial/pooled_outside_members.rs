//! TP0444: a pooled estimate lies among those of its members.

use crate::bounds::Bounds;
use crate::context::{Context, TrialView};
use crate::effect::Effect;
use crate::printed::shown;
use trialpool_ingest::{
    Arm, Code, Column, Contrast, Diagnostic, Message, Sink, TableKind, TrialKey,
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
    if members.is_empty() || closed {
        return;
    }
    for row in &view.contrasts {
        let Some(pooled) = Effect::of(row) else {
            continue;
        };
        let Some(se) = pooled.standard_error.map(|se| se.high) else {
            continue;
        };
        let of_members = members
            .iter()
            .map(|member| of_member(context, *member, row));
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

/// The estimate of a member that answers the question of a pooled row, and all that member says.
fn of_member<'c, 'f>(
    context: &Context<'c, 'f>,
    member: TrialKey,
    pooled: &Contrast<'_>,
) -> Option<(&'c Contrast<'f>, Bounds)> {
    let registry = context.registry;
    let id = |arm| -> &str {
        let arm: &Arm<'_> = &registry.arms[arm];
        &arm.id
    };
    let mut found: Option<(&Contrast<'_>, Bounds)> = None;
    for row in context.contrasts_of(member).take(ROWS) {
        let same = (row.outcome, row.subgroup, row.measure)
            == (pooled.outcome, pooled.subgroup, pooled.measure)
            && id(row.arm) == id(pooled.arm)
            && id(row.comparator) == id(pooled.comparator);
        let Some(effect) = same.then(|| Effect::of(row)).flatten() else {
            continue;
        };
        let hull = found.map_or(effect.estimate, |(_, hull)| Bounds {
            low: hull.low.min(effect.estimate.low),
            high: hull.high.max(effect.estimate.high),
        });
        found = Some((found.map_or(row, |(first, _)| first), hull));
    }
    found
}
