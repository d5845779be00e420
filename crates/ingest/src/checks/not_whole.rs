//! TP0308: counts are whole numbers.

use super::Cell;
use crate::{Code, Diagnostic, Message, Reported};

pub(crate) fn check(cell: &Cell<'_>, number: Reported) -> Option<Diagnostic> {
    (!number.is_whole()).then(|| {
        let message = Message::new("tp0308")
            .quoting("value", cell.text)
            .text("column", cell.column);
        Diagnostic::error(Code::TP0308, message)
            .at(cell.label())
            .help(Message::new("tp0308.help"))
    })
}
