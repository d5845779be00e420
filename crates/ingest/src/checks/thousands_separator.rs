//! TP0306: digits are not grouped.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(cell: &Cell<'_>) -> Diagnostic {
    let message = Message::new("tp0306").quoting("value", cell.text);
    let digits = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    let mut number: String = cell.text.chars().filter(digits).collect();
    // One comma after grouped digits is the decimal sign; several separate groups.
    if number.matches(',').count() == 1 && !number.contains('.') {
        number = number.replace(',', ".");
    } else {
        number = number.replace(',', "");
    }
    Diagnostic::error(Code::TP0306, message)
        .at(cell.label())
        .help(Message::new("tp0306.help").quoting("number", &number))
}
