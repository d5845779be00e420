//! TP0320: a ratio is above 0.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::Contrast;
use crate::{Code, Diagnostic, Message, Severity};

/// Below 0 is an error, and so is a bare `0`. A `0.00` may be what rounding left: the estimate is
/// then odd, for it has no logarithm, while limits are often printed so.
pub(crate) fn check(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if !row.measure.is_ratio() {
        return;
    }
    for (column, number) in [
        (Column::Estimate, row.estimate),
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
    ] {
        let Some(number) = number.filter(|number| number.value() <= 0.0) else {
            continue;
        };
        let rounded = number.value() == 0.0 && number.decimals() > 0;
        let severity = match (rounded, column) {
            (false, _) => Severity::Error,
            (true, Column::Estimate) => Severity::Warning,
            (true, _) => continue,
        };
        let message = Message::new("tp0320")
            .text("measure", row.measure.as_str())
            .text("value", sink.printed(row.row, column));
        let label = sink.cell(row.row, column);
        let help = if number.value() < 0.0 {
            "tp0320.help-log"
        } else {
            "tp0320.help-zero"
        };
        sink.push(
            Diagnostic::new(Code::TP0320, severity, message)
                .at(label)
                .help(Message::new(help)),
        );
    }
}
