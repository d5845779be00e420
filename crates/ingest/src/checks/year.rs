//! TP0311: a year has four digits.

use super::{Cell, spreadsheet_date, trailing_zero};
use crate::domain::Domain;
use crate::{Code, Diagnostic, Message, Reported};

pub(crate) fn check(cell: &Cell<'_>, number: Reported) -> Option<Diagnostic> {
    // Decimals that are all zero are another rule's finding.
    let text = trailing_zero::without(cell.text).unwrap_or(cell.text);
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && Domain::Year.holds(number.value()) {
        return None;
    }
    let serial = spreadsheet_date::serial(cell);
    serial.or_else(|| {
        Some(
            Diagnostic::error(
                Code::TP0311,
                Message::new("tp0311").quoting("value", cell.text),
            )
            .at(cell.label())
            .help(Message::new("tp0311.help")),
        )
    })
}
