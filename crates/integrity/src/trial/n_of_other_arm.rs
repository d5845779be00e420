//! TP0410: the `n` of a result is not the size of another arm.

use crate::context::{Context, Question, TrialView};
use std::collections::HashMap;
use trialpool_ingest::{Arm, Code, Column, Design, Diagnostic, Message, Sink};

/// The least difference of the two sizes, in shares of the own one: arms of nearly equal size have
/// the other's number by losing a participant or two.
const LEAST_DIFFERENCE: f64 = 0.03;

/// The same where participants dropped out of the other arms of the result too: one in ten lost
/// leads through the sizes of other arms by chance.
const LEAST_LOSS: f64 = 0.2;

/// An `n` that is exactly as large as another arm, and clearly not as large as its own, was read
/// in the wrong column. Of all participants of a randomised trial only.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.trial.design != Design::Randomised || view.arms.len() < 2 {
        return;
    }
    // The first arm of each size, by its bits: sizes are positive.
    let mut by_size: HashMap<u64, &Arm<'_>> = HashMap::new();
    for arm in view.arms.iter().map(|arm| &context.registry.arms[*arm]) {
        for size in [arm.participants, arm.analysed].iter().flatten() {
            by_size.entry(size.value().to_bits()).or_insert(arm);
        }
    }
    let is_size_of_one = |n: f64| by_size.contains_key(&n.to_bits());
    for row in view.arm_results.iter().filter(|row| row.subgroup.is_none()) {
        let own = &context.registry.arms[row.arm];
        let (Some(n), Some(size)) = (row.n, own.participants) else {
            continue;
        };
        let n = n.value();
        if is_size(own, n) {
            continue;
        }
        let Some(other) = by_size.get(&n.to_bits()) else {
            continue;
        };
        // Whether every other arm of this result has the size of an arm too, its own or, if they
        // are swapped, another.
        let question = Question::of_arm(row);
        let arms = view.arms_for(question).map(|rows| rows[0].arm);
        let beside = arms
            .filter(|arm| *arm != row.arm)
            .flat_map(|arm| view.rows_from(question, arm, row.source));
        let mut sizes = beside.filter_map(|other| other.n).peekable();
        let complete = sizes.peek().is_some() && sizes.all(|n| is_size_of_one(n.value()));
        let least = if complete {
            LEAST_DIFFERENCE
        } else {
            LEAST_LOSS
        };
        if (n - size.value()).abs() <= least * size.value() {
            continue;
        }
        let message = Message::new("tp0410")
            .text("n", sink.printed(row.row, Column::N))
            .text("size", sink.printed(own.row, Column::Participants));
        let others = sink.cell(other.row, Column::Participants);
        let owns = sink.cell(own.row, Column::Participants);
        sink.push(
            Diagnostic::warning(Code::TP0410, message)
                .at(sink.cell(row.row, Column::N))
                .also(others.saying(Message::new("tp0410.other")))
                .also(owns.saying(Message::new("tp0410.own")))
                .help(Message::new("tp0410.help")),
        );
    }
}

/// Whether so many were randomised to an arm, or analysed of it.
fn is_size(arm: &Arm<'_>, n: f64) -> bool {
    let sizes = [arm.participants, arm.analysed];
    sizes.iter().flatten().any(|size| size.value() == n)
}
