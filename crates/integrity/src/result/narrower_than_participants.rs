//! TP0365: an interval is no narrower than the participants allow.

use super::comparison::Comparison;
use super::shown::shown;
use crate::context::Context;
use trialpool_ingest::{
    Code, Column, ContrastMeasure, Design, Diagnostic, Message, OutcomeKind, Reported, Sink,
};

/// The least standard error of N participants, whatever their events and their division into arms:
///
/// ```text
/// log hazard ratio   2 / sqrt(N)   everybody has the event, arms of one size: sqrt(1 / d1 + 1 / d2)
/// log odds ratio     4 / sqrt(N)   N / 4 in each cell of the table
/// SMD                1 / sqrt(N)   half of sqrt(1 / n1 + 1 / n2): a covariate may explain three
///                                  quarters of the variance
/// ```
///
/// Only in trials of parallel arms, and for outcomes that a participant has once. Risks that are all
/// 0 or 1, rates and means know no such bound. A tenth is left to approximations.
pub(crate) fn check(view: &Comparison<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    let registry = context.registry;
    let outcome = registry.outcomes[row.outcome].kind;
    let least = match row.measure {
        ContrastMeasure::HazardRatio if outcome == OutcomeKind::TimeToEvent => 2.0,
        ContrastMeasure::OddsRatio if outcome == OutcomeKind::Binary => 4.0,
        ContrastMeasure::StandardisedMeanDifference => 1.0,
        _ => return,
    };
    let trial = &registry.trials[row.trial];
    let Some(se) = view.se_at_stated_level().or(view.se) else {
        return;
    };
    if trial.design != Design::Randomised {
        return;
    }
    let size = |arm| registry.arms[arm].participants.map(Reported::value);
    let arms = size(row.arm).zip(size(row.comparator)).map(|(a, b)| a + b);
    let Some(participants) = arms.or(trial.participants.map(Reported::value)) else {
        return;
    };
    let least = least / participants.sqrt();
    if se.high >= 0.9 * least {
        return;
    }
    let message = Message::new("tp0365")
        .text("se", shown(se.high))
        .text("participants", shown(participants))
        .text("least", shown(least));
    let mut finding = Diagnostic::warning(Code::TP0365, message);
    let places = match view.interval {
        Some(limits) => limits.columns.to_vec(),
        None => vec![Column::Se],
    };
    for (index, column) in places.into_iter().enumerate() {
        let place = sink.cell(row.row, column);
        finding = if index == 0 {
            finding.at(place)
        } else {
            finding.also(place)
        };
    }
    sink.push(finding.help(Message::new("tp0365.help")));
}
