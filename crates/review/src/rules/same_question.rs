//! TP0634: two analyses do not pool the same rows in the same way.

use super::Asked;
use crate::protocol::AnalysisPlan;
use crate::resolve::Resolved;
use crate::selection::Chosen;
use trialpool_ingest::{Code, Diagnostic, Message, Row};

/// A question that is asked twice looks like two results that agree.
pub(super) fn check(asked: &Asked<'_, '_>, found: &mut Vec<Diagnostic>) {
    let own = pooled(asked.resolved);
    // One row says little of how it was chosen.
    if own.len() < 2 {
        return;
    }
    let same = |(other, resolved): &&(&AnalysisPlan, &Resolved<'_, '_>)| {
        let (one, two) = (&asked.analysis.plan.settings, &other.plan.settings);
        other.measure == asked.analysis.measure
            && one.printed(other.measure) == two.printed(other.measure)
            && one.bounds == two.bounds
            && other.subgroups.is_some() == asked.analysis.subgroups.is_some()
            && !regress_differently(asked.analysis, other)
            && pooled(resolved) == own
    };
    if let Some((first, _)) = asked.before.iter().find(same) {
        let message = Message::new("tp0634")
            .text("analysis", asked.analysis.id.value.as_str())
            .text("first", first.id.value.as_str());
        found.push(
            Diagnostic::warning(Code::TP0634, message)
                .at(asked.analysis.id.label())
                .also(first.id.label().saying(Message::new("first-here")))
                .help(Message::new("tp0634.help")),
        );
    }
}

/// Whether each has a regression of its own: an analysis has one.
fn regress_differently(one: &AnalysisPlan, other: &AnalysisPlan) -> bool {
    match (&one.shown.moderators, &other.shown.moderators) {
        (Some(one), Some(other)) => one.formula.to_string() != other.formula.to_string(),
        _ => false,
    }
}

/// The rows of the main result, in order.
fn pooled(resolved: &Resolved<'_, '_>) -> Vec<Row> {
    let chosen = resolved.main.all.chosen.iter();
    let mut rows: Vec<Row> = chosen.flat_map(Chosen::rows).collect();
    rows.sort_unstable();
    rows
}
