//! TP0311: a year has four digits.

use super::Cell;
use crate::domain::Domain;
use crate::{Code, Diagnostic, Message, Reported};

pub(crate) fn check(cell: &Cell<'_>, number: Reported) -> Option<Diagnostic> {
    let digits = cell.text.len() == 4 && cell.text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && Domain::Year.holds(number.value()) {
        return None;
    }
    Some(
        Diagnostic::error(
            Code::TP0311,
            Message::new("tp0311").quoting("value", cell.text),
        )
        .at(cell.label())
        .help(Message::new("tp0311.help")),
    )
}
