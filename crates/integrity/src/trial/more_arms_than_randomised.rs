//! TP0405: the arms of a randomised trial hold no more participants than were randomised.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Reported, Sink};

/// External controls are counted apart, so that only randomised trials are held to it; fewer are
/// no fault, as an arm that nobody asked about need not be in the registry.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(randomised) = view.trial.participants else {
        return;
    };
    if view.trial.design != Design::Randomised {
        return;
    }
    let arms = view.arms.iter().map(|arm| &context.registry.arms[*arm]);
    let counted: Vec<_> = arms.filter(|arm| arm.participants.is_some()).collect();
    let sizes = counted.iter().filter_map(|arm| arm.participants);
    let total: f64 = sizes.map(Reported::value).sum();
    if total <= randomised.value() {
        return;
    }
    let row = view.trial.row;
    let message = Message::new("tp0405")
        .text("total", format!("{total}"))
        .text("randomised", sink.printed(row, Column::Participants));
    let mut diagnostic = Diagnostic::error(Code::TP0405, message)
        .at(sink.cell(row, Column::Participants))
        .help(Message::new("tp0405.help"));
    for arm in counted {
        diagnostic = diagnostic.also(sink.cell(arm.row, Column::Participants));
    }
    sink.push(diagnostic);
}
