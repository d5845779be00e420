//! TP0366: a standardised mean difference is rarely beyond 3 standard deviations.

use super::comparison::Comparison;
use crate::context::Context;
use trialpool_ingest::{Code, ContrastMeasure, Diagnostic, Message, Sink};

/// Two groups that far apart hardly overlap: one participant in fifteen.
const MOST: f64 = 3.0;

/// Most such figures were divided by a standard error, or are differences in the outcome's unit.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((column, estimate)) = view.estimate else {
        return;
    };
    let standardised = view.row.measure == ContrastMeasure::StandardisedMeanDifference;
    if !standardised || estimate.size().low <= MOST {
        return;
    }
    let message = Message::new("tp0366").text("estimate", sink.printed(view.row.row, column));
    sink.push(
        Diagnostic::warning(Code::TP0366, message)
            .at(sink.cell(view.row.row, column))
            .help(Message::new("tp0366.help")),
    );
}
