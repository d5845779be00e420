//! TP0309: a value lies where such values can lie.

use super::Cell;
use crate::domain::Domain;
use crate::{Code, Diagnostic, Message, Reported};

pub(crate) fn check(cell: &Cell<'_>, number: Reported, domain: Domain) -> Option<Diagnostic> {
    if domain.holds(number.value()) {
        return None;
    }
    let message = Message::new("tp0309")
        .quoting("value", cell.text)
        .text("column", cell.column);
    let help = match (cell.column, number.value()) {
        ("p", value) if value > 1.0 && value <= 100.0 => Some("tp0309.help-p"),
        ("sd" | "se", _) => Some("tp0309.help-spread"),
        _ => None,
    };
    Some(
        Diagnostic::error(Code::TP0309, message)
            .at(cell.label())
            .note(Message::new(domain.message(number.value())).text("column", cell.column))
            .help(help.map(Message::new)),
    )
}
