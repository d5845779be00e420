//! TP0406: no more participants of an arm are analysed than were randomised to it.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Sink};

/// Only in randomised trials: elsewhere `n` may count scans or lesions.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.trial.design != Design::Randomised {
        return;
    }
    for row in &view.arm_results {
        let arm = &context.registry.arms[row.arm];
        let (Some(n), Some(randomised)) = (row.n, arm.participants) else {
            continue;
        };
        if n.value() <= randomised.value() {
            continue;
        }
        let message = Message::new("tp0406")
            .text("n", sink.printed(row.row, Column::N))
            .text("randomised", sink.printed(arm.row, Column::Participants));
        let size = sink.cell(arm.row, Column::Participants);
        sink.push(
            Diagnostic::warning(Code::TP0406, message)
                .at(sink.cell(row.row, Column::N))
                .also(size.saying(Message::new("tp0406.randomised")))
                .help(Message::new("tp0406.help")),
        );
    }
}
