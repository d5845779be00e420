//! TP0351: labels, names and places are one line.

use super::Cell;
use crate::column::Column;
use crate::content::Content;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(cell: &Cell<'_>, column: Column) -> Option<Diagnostic> {
    // Only a quoted cell, which takes more bytes than its text, can hold a line break.
    let quoted = cell.span.len() > cell.text.len();
    let broken = quoted && cell.text.contains(['\n', '\r']) && Content::of(column) == Content::Line;
    broken.then(|| {
        let message = Message::new("tp0351").text("column", cell.column);
        Diagnostic::warning(Code::TP0351, message)
            .at(cell.label())
            .help(Message::new("tp0351.help"))
    })
}
