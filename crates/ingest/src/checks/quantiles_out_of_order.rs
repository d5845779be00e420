//! TP0330: minimum, quartiles and maximum are in order.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::ArmResult;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    let given = [
        (Column::Min, row.min),
        (Column::Q1, row.q1),
        (Column::Median, row.median),
        (Column::Q3, row.q3),
        (Column::Max, row.max),
    ];
    let mut before = None;
    for (column, number) in given {
        let Some(number) = number else {
            continue;
        };
        if let Some((lesser, value)) = before
            && number.interval().1 < crate::Reported::interval(value).0
        {
            let lesser: Column = lesser;
            let message = Message::new("tp0330")
                .text("lesser", lesser.as_str())
                .text("greater", column.as_str())
                .text("lesser-value", sink.printed(row.row, lesser))
                .text("greater-value", sink.printed(row.row, column));
            let other = sink.cell(row.row, lesser);
            sink.push(
                Diagnostic::error(Code::TP0330, message)
                    .at(sink.cell(row.row, column))
                    .also(other.saying(Message::new("tp0330.lesser"))),
            );
        }
        before = Some((column, number));
    }
}
