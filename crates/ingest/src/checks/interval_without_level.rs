//! TP0324: an interval has a level.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Message, Row};

pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    let interval = row.ci_lower.is_some() && row.ci_upper.is_some();
    let reduction = row.reduction_lower.is_some() && row.reduction_upper.is_some();
    if row.ci_level.is_none() && (interval || reduction) {
        let lower = if interval {
            Column::CiLower
        } else {
            Column::ReductionLower
        };
        report(row.row, lower, sink);
    }
}

pub(crate) fn arm_result(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if row.ci_level.is_none() && row.ci_lower.is_some() && row.ci_upper.is_some() {
        report(row.row, Column::CiLower, sink);
    }
}

fn report(row: Row, lower: Column, sink: &mut Sink<'_>) {
    let label = sink.cell(row, lower);
    sink.push(
        Diagnostic::warning(Code::TP0324, Message::new("tp0324"))
            .at(label)
            .note(Message::new("tp0324.note"))
            .help(Message::new("tp0324.help")),
    );
}
