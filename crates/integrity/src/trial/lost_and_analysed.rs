//! TP0408: the analysed and the lost of an arm are its randomised.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Reported, Severity, Sink};

/// `lost` counts those lost to the main analysis, so that nobody is in both columns or in neither.
/// An analysis that fills in the values of the lost counts them in both: a warning. More lost than
/// there were cannot be.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.trial.design != Design::Randomised {
        return;
    }
    for arm in view.arms.iter().map(|arm| &context.registry.arms[*arm]) {
        let Some(randomised) = arm.participants.map(Reported::value) else {
            continue;
        };
        let (analysed, lost) = (
            arm.analysed.map(Reported::value),
            arm.lost.map(Reported::value),
        );
        let impossible = lost.is_some_and(|lost| lost > randomised);
        let sum = match (analysed, lost) {
            (Some(analysed), Some(lost)) => analysed + lost,
            (Some(all), None) | (None, Some(all)) if all > randomised => all,
            _ => continue,
        };
        if sum == randomised {
            continue;
        }
        let column = if lost.is_some() {
            Column::Lost
        } else {
            Column::Analysed
        };
        let severity = if impossible {
            Severity::Error
        } else {
            Severity::Warning
        };
        let message = Message::new("tp0408")
            .text("sum", format!("{sum}"))
            .text("randomised", sink.printed(arm.row, Column::Participants));
        let size = sink.cell(arm.row, Column::Participants);
        sink.push(
            Diagnostic::new(Code::TP0408, severity, message)
                .at(sink.cell(arm.row, column))
                .also(size.saying(Message::new("tp0408.randomised")))
                .help(Message::new("tp0408.help")),
        );
    }
}
