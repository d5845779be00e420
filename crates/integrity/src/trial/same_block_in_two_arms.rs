//! TP0425: two arms do not have the same figures.

use super::block::{digits, of_arm};
use crate::context::{Context, TrialView};
use std::collections::BTreeMap;
use trialpool_ingest::{Code, Diagnostic, Message, Sink};

/// Figures and digits that must agree: arms without a difference often share a mean and a standard
/// deviation of two digits each.
const LEAST: (usize, u32) = (2, 6);

/// Of one outcome, time, subgroup and source.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for rows in view.arm_questions().filter(|rows| rows.len() > 1) {
        let mut seen = BTreeMap::new();
        for row in rows {
            let block = of_arm(row);
            if block.len() < LEAST.0 || digits(&block) < LEAST.1 {
                continue;
            }
            let first = *seen.entry((row.source, block)).or_insert(row);
            if first.arm == row.arm {
                continue;
            }
            let before = sink.row(first.row);
            sink.push(
                Diagnostic::warning(Code::TP0425, Message::new("tp0425"))
                    .at(sink.row(row.row))
                    .also(before.saying(Message::new("first-here")))
                    .help(Message::new("tp0425.help")),
            );
        }
    }
}
