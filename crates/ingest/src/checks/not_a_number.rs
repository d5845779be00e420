//! TP0304: numeric cells hold numbers.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(cell: &Cell<'_>) -> Diagnostic {
    let message = Message::new("tp0304")
        .quoting("value", cell.text)
        .text("column", cell.column);
    let lower = cell.text.to_ascii_lowercase();
    let absent = [
        "na", "n/a", "nr", "ns", "nc", "nd", "none", "null", "-", "–", ".", "?",
    ];
    let help = if absent.contains(&&*lower) {
        Message::new("tp0304.help-empty")
    } else {
        Message::new("tp0304.help")
    };
    Diagnostic::error(Code::TP0304, message)
        .at(cell.label())
        .help(help)
}
