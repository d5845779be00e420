//! TP0316: an arm has a treatment, or labels that say what it received.

use crate::column::Column;
use crate::read::Cells;
use crate::tables::Arm;
use crate::{Code, Diagnostic, Label, Message};

pub(crate) fn check(arm: &Arm<'_>, cells: &mut Cells<'_, '_>) {
    let named = cells.field(Column::Treatment);
    let named = named.is_some_and(|field| !field.text.trim().is_empty());
    if named || !arm.label.is_empty() {
        return;
    }
    let Some(field) = cells.field(Column::Id) else {
        return;
    };
    let label = Label::new(cells.columns.file, field.span);
    cells.sink.push(
        Diagnostic::error(Code::TP0316, Message::new("tp0316").text("arm", &*arm.id))
            .at(label)
            .help(Message::new("tp0316.help")),
    );
}
