//! TP0325: a level belongs to an interval.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Message, Row};

pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if row.ci_level.is_some() {
        let limits = [
            Column::CiLower,
            Column::CiUpper,
            Column::ReductionLower,
            Column::ReductionUpper,
        ];
        let none = row.ci_lower.is_none()
            && row.ci_upper.is_none()
            && row.reduction_lower.is_none()
            && row.reduction_upper.is_none();
        if none {
            report(row.row, &limits, sink);
        }
    }
}

pub(crate) fn arm_result(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if row.ci_level.is_some() && row.ci_lower.is_none() && row.ci_upper.is_none() {
        report(row.row, &[Column::CiLower, Column::CiUpper], sink);
    }
}

fn report(row: Row, limits: &[Column], sink: &mut Sink<'_>) {
    // Limits that are there but cannot be read were reported already.
    if limits.iter().any(|limit| !sink.printed(row, *limit).is_empty()) {
        return;
    }
    let label = sink.cell(row, Column::CiLevel);
    sink.push(Diagnostic::warning(Code::TP0325, Message::new("tp0325")).at(label));
}
