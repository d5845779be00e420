//! TP0426: an arm does not have the same figures for two outcomes.

use super::block::{Block, digits, of_arm};
use crate::context::{Context, TrialView};
use std::collections::HashMap;
use trialpool_ingest::{
    ArmKey, ArmResult, Code, Diagnostic, Message, OutcomeKind, Severity, Sink, SourceKey,
};

/// Figures and digits that must agree.
const LEAST: (usize, u32) = (2, 5);

/// A warning for continuous outcomes; else a note, as one event is at times two outcomes: a relapse
/// and the time to it.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut seen: HashMap<(ArmKey, SourceKey, Block), &ArmResult<'_>> = HashMap::new();
    for row in &view.arm_results {
        let block = of_arm(row);
        if block.len() < LEAST.0 || digits(&block) < LEAST.1 {
            continue;
        }
        let first = *seen.entry((row.arm, row.source, block)).or_insert(row);
        if first.outcome == row.outcome {
            continue;
        }
        let measured = |row: &ArmResult<'_>| {
            context.registry.outcomes[row.outcome].kind == OutcomeKind::Continuous
        };
        let severity = if measured(first) && measured(row) {
            Severity::Warning
        } else {
            Severity::Note
        };
        let before = sink.row(first.row);
        sink.push(
            Diagnostic::new(Code::TP0426, severity, Message::new("tp0426"))
                .at(sink.row(row.row))
                .also(before.saying(Message::new("first-here")))
                .help(Message::new("tp0426.help")),
        );
    }
}
