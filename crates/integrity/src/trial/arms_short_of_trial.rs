//! TP0412: the arms of a randomised trial hold all its participants.

use crate::context::{Context, TrialView};
use trialpool_ingest::{
    Code, Column, Design, Diagnostic, Message, Reported, Severity, Sink, TableKind,
};

/// A note: an arm that nobody asked about need not be registered. Where an arm has no size, or an
/// arm may be missing because its row could not be read, nothing can be said.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(randomised) = view.trial.participants.map(Reported::value) else {
        return;
    };
    let enough = view.trial.design == Design::Randomised && view.arms.len() > 1;
    if !enough || context.may_lack(TableKind::Arms) {
        return;
    }
    let sizes = view
        .arms
        .iter()
        .map(|arm| context.registry.arms[*arm].participants);
    let Some(sizes) = sizes.collect::<Option<Vec<Reported>>>() else {
        return;
    };
    let total: f64 = sizes.into_iter().map(Reported::value).sum();
    if total >= randomised {
        return;
    }
    let row = view.trial.row;
    let message = Message::new("tp0412")
        .text("total", format!("{total}"))
        .text("randomised", sink.printed(row, Column::Participants));
    sink.push(
        Diagnostic::new(Code::TP0412, Severity::Note, message)
            .at(sink.cell(row, Column::Participants))
            .help(Message::new("tp0412.help")),
    );
}
