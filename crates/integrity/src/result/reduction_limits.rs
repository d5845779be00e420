//! TP0360: the limits of a reduction are those of the ratio, the other way round.

use super::comparison::{Comparison, ratio_of};
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Severity, Sink};

/// The largest reduction belongs to the smallest ratio. One unit of the last digit is left to
/// authors who cut, as in [`TP0339`](super::reduction_against_ratio).
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    // Limits in the wrong order are another rule's finding.
    let order = row.reduction_lower.zip(row.reduction_upper);
    let turned = order.is_some_and(|(lower, upper)| lower.value() > upper.value());
    if !row.measure.is_ratio() || turned {
        return;
    }
    let pairs = [
        (
            Column::ReductionUpper,
            row.reduction_upper,
            Column::CiLower,
            row.ci_lower,
        ),
        (
            Column::ReductionLower,
            row.reduction_lower,
            Column::CiUpper,
            row.ci_upper,
        ),
    ];
    for (column, reduction, limit_column, limit) in pairs {
        let (Some(reduction), Some(limit)) = (reduction, limit) else {
            continue;
        };
        let gap = ratio_of(reduction).gap(Bounds::of(limit));
        let unit = 2.0 * reduction.half_unit() / 100.0;
        if ratio_of(reduction).meets(Bounds::of(limit)) {
            continue;
        }
        let severity = if gap <= 0.5 * unit + 1e-9 {
            Severity::Note
        } else {
            Severity::Error
        };
        let message = Message::new("tp0360")
            .text("column", column.as_str())
            .text("reduction", sink.printed(row.row, column))
            .text("limit", sink.printed(row.row, limit_column));
        let other = sink.cell(row.row, limit_column);
        sink.push(
            Diagnostic::new(Code::TP0360, severity, message)
                .at(sink.cell(row.row, column))
                .also(other)
                .help(Message::new("tp0360.help")),
        );
    }
}
