//! TP0439: who verifies a result is not who extracted it.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// The same person reads the same slip again.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let contrasts = view.contrasts.iter();
    let contrasts = contrasts.map(|row| (row.row, &*row.extracted_by, &*row.verified_by));
    let arm_results = view.arm_results.iter();
    let arm_results = arm_results.map(|row| (row.row, &*row.extracted_by, &*row.verified_by));
    for (row, extracted, verified) in contrasts.chain(arm_results) {
        if verified.is_empty() || extracted.to_lowercase() != verified.to_lowercase() {
            continue;
        }
        let by = sink.cell(row, Column::ExtractedBy);
        let message = Message::new("tp0439").quoting("name", verified);
        sink.push(
            Diagnostic::warning(Code::TP0439, message)
                .at(sink.cell(row, Column::VerifiedBy))
                .also(by.saying(Message::new("tp0439.extracted")))
                .help(Message::new("tp0439.help")),
        );
    }
}
