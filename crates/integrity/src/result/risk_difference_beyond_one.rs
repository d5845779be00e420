//! TP0367: a difference of risks lies between -1 and 1.

use super::comparison::Comparison;
use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, ContrastMeasure, Diagnostic, Message, Sink};

/// Risks are proportions here; publications often print percentage points. Wald limits may leave
/// the range by a little, an estimate may not.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    let Some(estimate) = row.estimate else {
        return;
    };
    if row.measure != ContrastMeasure::RiskDifference || Bounds::of(estimate).size().low <= 1.0 {
        return;
    }
    let message = Message::new("tp0367").text("estimate", sink.printed(row.row, Column::Estimate));
    let proportion = shown(estimate.value() / 100.0);
    sink.push(
        Diagnostic::error(Code::TP0367, message)
            .at(sink.cell(row.row, Column::Estimate))
            .help(Message::new("tp0367.help").text("proportion", proportion)),
    );
}
