//! TP0304: numeric cells hold numbers.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(cell: &Cell<'_>) -> Diagnostic {
    let message = Message::new("tp0304")
        .quoting("value", cell.text)
        .text("column", cell.column);
    Diagnostic::error(Code::TP0304, message)
        .at(cell.label())
        .help(Message::new("tp0304.help"))
}
