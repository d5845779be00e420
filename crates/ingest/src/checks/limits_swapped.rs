//! TP0321: a lower limit lies below its upper limit.

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
    let ((lower_column, Some(lower)), (upper_column, Some(upper))) = (lower, upper) else {
        return;
    };
    if lower.interval().0 <= upper.interval().1 {
        return;
    }
    let message = Message::new("tp0321")
        .text("lower", sink.printed(row, lower_column))
        .text("upper", sink.printed(row, upper_column));
    let upper_label = sink.cell(row, upper_column);
    sink.push(
        Diagnostic::error(Code::TP0321, message)
            .at(sink.cell(row, lower_column))
            .also(upper_label.saying(Message::new("tp0321.upper")))
            .help(Message::new("tp0321.help")),
    );
}
