//! TP0363: an interval has a width.

use super::comparison::Comparison;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// Two limits that print alike leave no standard error. Ratios per small unit are printed so
/// (1.00, 1.00 to 1.00); mostly one limit was copied twice.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    for (lower_column, lower, upper_column, upper) in [
        (Column::CiLower, row.ci_lower, Column::CiUpper, row.ci_upper),
        (
            Column::ReductionLower,
            row.reduction_lower,
            Column::ReductionUpper,
            row.reduction_upper,
        ),
    ] {
        let (Some(lower), Some(upper)) = (lower, upper) else {
            continue;
        };
        if lower.value() != upper.value() {
            continue;
        }
        let message = Message::new("tp0363").text("limit", sink.printed(row.row, lower_column));
        let other = sink.cell(row.row, upper_column);
        sink.push(
            Diagnostic::warning(Code::TP0363, message)
                .at(sink.cell(row.row, lower_column))
                .also(other)
                .help(Message::new("tp0363.help")),
        );
    }
}
