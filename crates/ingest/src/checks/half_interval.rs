//! TP0323: an interval has two limits.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Message, Reported, Row};

pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    check(
        row.row,
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
        sink,
    );
    check(
        row.row,
        (Column::ReductionLower, row.reduction_lower),
        (Column::ReductionUpper, row.reduction_upper),
        sink,
    );
}

pub(crate) fn arm_result(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    check(
        row.row,
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
        sink,
    );
}

fn check(
    row: Row,
    lower: (Column, Option<Reported>),
    upper: (Column, Option<Reported>),
    sink: &mut Sink<'_>,
) {
    let (given, wanting) = match (lower.1, upper.1) {
        (Some(_), None) => (lower.0, upper.0),
        (None, Some(_)) => (upper.0, lower.0),
        _ => return,
    };
    let message = Message::new("tp0323")
        .text("given", given.as_str())
        .text("wanting", wanting.as_str());
    let label = sink.cell(row, given);
    sink.push(Diagnostic::warning(Code::TP0323, message).at(label));
}
