//! TP0325: a level belongs to an interval.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Message, Row};

pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    let limits = [
        row.ci_lower,
        row.ci_upper,
        row.reduction_lower,
        row.reduction_upper,
    ];
    if row.ci_level.is_some() && limits.iter().all(Option::is_none) {
        report(row.row, sink);
    }
}

pub(crate) fn arm_result(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if row.ci_level.is_some() && row.ci_lower.is_none() && row.ci_upper.is_none() {
        report(row.row, sink);
    }
}

fn report(row: Row, sink: &mut Sink<'_>) {
    let label = sink.cell(row, Column::CiLevel);
    sink.push(Diagnostic::warning(Code::TP0325, Message::new("tp0325")).at(label));
}
