//! TP0364: an effect is not dozens of standard errors away from none.

use super::comparison::Comparison;
use super::percent_as_ratio;
use super::shown::shown;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// |z| beyond any trial's: p is then below 1e-197. The greatest of the shipped registry is 19.
const MOST: f64 = 30.0;

/// The lowest |z| that the printed digits allow is beyond [`MOST`]: a decimal point, a scale or an
/// error of the wrong kind.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let of_error = || view.z(view.se?);
    let Some(z) = view.z_of_interval().or_else(of_error) else {
        return;
    };
    if z.low <= MOST || percent_as_ratio::found(view).is_some() {
        return;
    }
    let row = view.row.row;
    let column = view.estimate.map_or(Column::Estimate, |(column, _)| column);
    let message = Message::new("tp0364")
        .text("estimate", sink.printed(row, column))
        .text("z", shown(z.low));
    sink.push(
        Diagnostic::warning(Code::TP0364, message)
            .at(sink.cell(row, column))
            .help(Message::new("tp0364.help")),
    );
}
