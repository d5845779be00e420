//! TP0329: a percent reduction belongs to a ratio.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::Contrast;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if row.reduction_percent.is_none() || row.measure.is_ratio() {
        return;
    }
    let measure = sink.cell(row.row, Column::Measure);
    sink.push(
        Diagnostic::error(
            Code::TP0329,
            Message::new("tp0329").text("measure", row.measure.as_str()),
        )
        .at(sink.cell(row.row, Column::ReductionPercent))
        .also(measure.saying(Message::new("tp0329.measure")))
        .help(Message::new("tp0329.help")),
    );
}
