//! TP0323: an interval has two limits, unless it is one-sided or one is not reached.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Message, Reported, Row, Severity};

pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    check(
        (row.row, &row.analysis),
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
        sink,
    );
    check(
        (row.row, &row.analysis),
        (Column::ReductionLower, row.reduction_lower),
        (Column::ReductionUpper, row.reduction_upper),
        sink,
    );
}

pub(crate) fn arm_result(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    check(
        (row.row, &row.analysis),
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
        sink,
    );
}

/// A row that says how it was analysed knows that its interval is one-sided, or that the upper limit
/// of a median was not reached.
fn check(
    (row, analysis): (Row, &str),
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
    let (severity, help) = if analysis.is_empty() {
        (
            Severity::Warning,
            Some(Message::new("tp0323.help").text("wanting", wanting.as_str())),
        )
    } else {
        (Severity::Note, None)
    };
    sink.push(
        Diagnostic::new(Code::TP0323, severity, message)
            .at(label)
            .help(help),
    );
}
