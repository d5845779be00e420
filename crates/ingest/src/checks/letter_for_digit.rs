//! TP0318: digits are digits, not letters that look like them.

use super::Cell;
use crate::{Code, Diagnostic, Message, Reported};

/// `O` for 0, and `l` or `I` for 1 unless it ends the cell, where it may be a unit.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    if !cell.text.contains(|c: char| c.is_ascii_digit()) || cell.text.ends_with(['l', 'I']) {
        return None;
    }
    let number = cell.text.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    (number != cell.text && Reported::parse(&number).is_ok()).then(|| {
        Diagnostic::error(
            Code::TP0318,
            Message::new("tp0318").quoting("value", cell.text),
        )
        .at(cell.label())
        .help(Message::new("tp0318.help").quoting("number", &number))
    })
}
