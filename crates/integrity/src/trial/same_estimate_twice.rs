//! TP0427: two comparisons do not have the same estimate and interval.

use super::block::{Block, digits, of_contrast};
use crate::context::{Context, Question, TrialView};
use std::collections::HashMap;
use trialpool_ingest::{
    ArmKey, Code, Contrast, ContrastMeasure, Diagnostic, Message, Severity, Sink, SourceKey,
};

/// Figures and digits that must agree: an estimate and both limits, with two digits each.
const LEAST: (usize, u32) = (3, 6);

/// Limits say about a digit and a half beyond their estimate, as standard errors of one trial are much
/// alike; this many chance agreements among all its pairs are a warning, more are a note.
const BY_CHANCE: (f64, f64) = (1.5, 0.05);

/// Of other arms, outcomes, times or subgroups; the same question twice is another finding, and so
/// is the same comparison read from the other side.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut seen: HashMap<(ContrastMeasure, SourceKey, Block), &Contrast<'_>> = HashMap::new();
    for row in &view.contrasts {
        let block = of_contrast(row);
        if block.len() < LEAST.0 || digits(&block) < LEAST.1 {
            continue;
        }
        let first = *seen.entry((row.measure, row.source, block)).or_insert(row);
        let pair = |row: &Contrast<'_>| -> [ArmKey; 2] {
            let mut pair = [row.arm, row.comparator];
            pair.sort_unstable();
            pair
        };
        let question = |row: &Contrast<'_>| (Question::of_contrast(row), pair(row));
        if question(first) == question(row) {
            continue;
        }
        let count = view.contrasts.len() as f64;
        let of_estimate = f64::from(digits(&of_contrast(row)[..1]));
        let chance = 0.5 * count * (count - 1.0) * 10_f64.powf(-of_estimate - BY_CHANCE.0);
        let severity = if chance <= BY_CHANCE.1 {
            Severity::Warning
        } else {
            Severity::Note
        };
        let before = sink.row(first.row);
        sink.push(
            Diagnostic::new(Code::TP0427, severity, Message::new("tp0427"))
                .at(sink.row(row.row))
                .also(before.saying(Message::new("first-here")))
                .help(Message::new("tp0427.help")),
        );
    }
}
