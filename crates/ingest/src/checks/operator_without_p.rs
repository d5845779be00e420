//! TP0326: an operator belongs to a p value.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::Contrast;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    if row.p_operator.is_none() || row.p.is_some() {
        return;
    }
    let label = sink.cell(row.row, Column::POperator);
    sink.push(Diagnostic::error(Code::TP0326, Message::new("tp0326")).at(label));
}
