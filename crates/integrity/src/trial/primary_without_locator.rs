//! TP0440: a result read in its publication says where in it.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Diagnostic, Message, Severity, Sink, VerificationState};

/// A note: whoever verifies it has to search the publication. An address of its own will do, too.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let contrasts = view.contrasts.iter();
    let contrasts = contrasts.map(|row| (row.row, row.verification, &*row.locator, &*row.read_at));
    let arm_results = view.arm_results.iter();
    let arm_results =
        arm_results.map(|row| (row.row, row.verification, &*row.locator, &*row.read_at));
    for (row, verification, locator, read_at) in contrasts.chain(arm_results) {
        let placed = !locator.is_empty() || !read_at.is_empty();
        if verification != VerificationState::Primary || placed {
            continue;
        }
        sink.push(
            Diagnostic::new(Code::TP0440, Severity::Note, Message::new("tp0440"))
                .at(sink.cell(row, Column::Verification))
                .help(Message::new("tp0440.help")),
        );
    }
}
