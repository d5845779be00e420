//! TP0310: a confidence level is a percentage between 50 and 100.

use super::Cell;
use crate::domain::Domain;
use crate::{Code, Diagnostic, Message, Reported};

pub(crate) fn check(cell: &Cell<'_>, number: Reported) -> Option<Diagnostic> {
    if Domain::Level.holds(number.value()) {
        return None;
    }
    let message = Message::new("tp0310").quoting("value", cell.text);
    let fraction = number.value() > 0.5 && number.value() < 1.0;
    // Rounding hides the last bits of 0.95 * 100.
    let percent = (number.value() * 1e8).round() / 1e6;
    let help = Message::new("tp0310.help-fraction").text("percent", percent.to_string());
    Some(
        Diagnostic::error(Code::TP0310, message)
            .at(cell.label())
            .note(Message::new(Domain::Level.message(number.value())).text("column", cell.column))
            .help(fraction.then_some(help)),
    )
}
