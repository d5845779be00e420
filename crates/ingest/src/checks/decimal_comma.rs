//! TP0305: the decimal sign is a point.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn report(cell: &Cell<'_>) -> Diagnostic {
    let message = Message::new("tp0305").quoting("value", cell.text);
    let number = cell.text.replace(',', ".");
    let whole = cell.text.replace(',', "");
    // `1,234` may be a number of thousands as English prints it.
    let thousands = cell
        .text
        .split_once(',')
        .is_some_and(|(before, after)| after.len() == 3 && !before.ends_with('0'));
    let help = if thousands {
        Message::new("tp0305.help-either")
            .quoting("number", &number)
            .quoting("whole", &whole)
    } else {
        Message::new("tp0305.help").quoting("number", &number)
    };
    Diagnostic::error(Code::TP0305, message)
        .at(cell.label())
        .help(help)
}
