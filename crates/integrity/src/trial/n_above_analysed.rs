//! TP0409: no more participants stand in a result than in the arm's main analysis.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Severity, Sink};

/// A note: the safety set of a trial may well be larger than its main one. More than were
/// randomised is another finding.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.trial.design != Design::Randomised {
        return;
    }
    for row in &view.arm_results {
        let arm = &context.registry.arms[row.arm];
        let (Some(n), Some(analysed)) = (row.n, arm.analysed) else {
            continue;
        };
        let known = arm.participants.is_some_and(|all| n.value() > all.value());
        if n.value() <= analysed.value() || known {
            continue;
        }
        let message = Message::new("tp0409")
            .text("n", sink.printed(row.row, Column::N))
            .text("analysed", sink.printed(arm.row, Column::Analysed));
        let size = sink.cell(arm.row, Column::Analysed);
        sink.push(
            Diagnostic::new(Code::TP0409, Severity::Note, message)
                .at(sink.cell(row.row, Column::N))
                .also(size.saying(Message::new("tp0409.analysed")))
                .help(Message::new("tp0409.help")),
        );
    }
}
