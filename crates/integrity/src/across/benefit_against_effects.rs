//! TP0545: not every trial against placebo harms.

use crate::context::Context;
use std::collections::BTreeSet;
use trialpool_ingest::{
    Benefit, Code, Column, Contrast, Diagnostic, Key, Message, Severity, Sink, TrialKey,
};

/// Trials that must agree.
const LEAST_TRIALS: usize = 4;

/// A note: harms are outcomes too. Where an outcome of benefit is meant, `benefit` is the wrong way
/// round.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let mut worse: Vec<BTreeSet<TrialKey>> = vec![BTreeSet::new(); registry.outcomes.len()];
    let mut otherwise = vec![false; registry.outcomes.len()];
    for row in &registry.contrasts {
        let untreated = registry.arms[row.comparator]
            .treatment
            .is_some_and(|key| registry.treatments[key].id.starts_with("placebo"));
        if !untreated || row.subgroup.is_some() {
            continue;
        }
        let benefit = registry.outcomes[row.outcome].benefit;
        match harms(row, benefit) {
            Some(true) => {
                worse[row.outcome.index()].insert(row.trial);
            }
            Some(false) => otherwise[row.outcome.index()] = true,
            None => {}
        }
    }
    for (key, outcome) in registry.outcomes.iter() {
        let trials = worse[key.index()].len();
        if trials < LEAST_TRIALS || otherwise[key.index()] {
            continue;
        }
        let message = Message::new("tp0545")
            .text("benefit", outcome.benefit.as_str())
            .count("trials", trials);
        sink.push(
            Diagnostic::new(Code::TP0545, Severity::Note, message)
                .at(sink.cell(outcome.row, Column::Benefit))
                .help(Message::new("tp0545.help")),
        );
    }
}

/// Whether the whole interval is on the side of harm; none where nothing tells.
fn harms(row: &Contrast<'_>, benefit: Benefit) -> Option<bool> {
    let (lower, upper) = (row.ci_lower?.value(), row.ci_upper?.value());
    let neutral = if row.measure.is_ratio() { 1.0 } else { 0.0 };
    match benefit {
        Benefit::Lower => Some(lower > neutral),
        Benefit::Higher => Some(upper < neutral),
        Benefit::None => None,
    }
}
