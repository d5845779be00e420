//! TP0303: cells with a fixed list take a word of the list.

use super::Cell;
use crate::codes::did_you_mean;
use crate::manifest::list;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(cell: &Cell<'_>, words: Vec<&'static str>) -> Diagnostic {
    let message = Message::new("tp0303")
        .quoting("value", cell.text)
        .text("column", cell.column);
    let suggestion = did_you_mean(cell.text, words.iter().copied());
    Diagnostic::error(Code::TP0303, message)
        .at(cell.label())
        .note(Message::new("tp0303.list").text("words", list(words)))
        .help(suggestion)
}
