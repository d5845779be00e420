//! TP0404: a pooled analysis does not list itself among its trials.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(cell: &Cell<'_>) -> Diagnostic {
    Diagnostic::error(
        Code::TP0404,
        Message::new("tp0404").quoting("trial", cell.text),
    )
    .at(cell.label())
    .help(Message::new("tp0404.help"))
}
