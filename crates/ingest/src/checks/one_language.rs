//! TP0314: a text that is given in one language is given in the other.

use crate::column::Column;
use crate::read::Cells;
use crate::{Code, Diagnostic, Label, Message};

pub(crate) fn check(cells: &mut Cells<'_, '_>, given: Column, wanting: Column) {
    let Some(field) = cells.field(wanting).or_else(|| cells.field(given)) else {
        return;
    };
    let message = Message::new("tp0314")
        .text("given", given.as_str())
        .text("wanting", wanting.as_str());
    let label = Label::new(cells.columns.file, field.span);
    cells
        .sink
        .push(Diagnostic::warning(Code::TP0314, message).at(label));
}
