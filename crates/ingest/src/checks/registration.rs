//! TP0506, TP0507: a registration number has the form that its registry gives.

use super::Cell;
use crate::identifiers::{Registration, bare_number, registration};
use crate::{Code, Diagnostic, Message};

/// Several numbers may stand in one cell, divided by `;`, `,` or `and`.
pub(crate) fn check(cell: &Cell<'_>) -> Vec<Diagnostic> {
    let numbers = cell.text.split([';', ',', '|', '\n']);
    let numbers = numbers
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" / "));
    let numbers = numbers.map(str::trim).filter(|number| !number.is_empty());
    numbers
        .filter_map(|number| check_one(cell, number))
        .collect()
}

fn check_one(cell: &Cell<'_>, number: &str) -> Option<Diagnostic> {
    if let Some(numbers) = bare_number(number) {
        let message = Message::new("tp0507").quoting("value", number);
        let help = Message::new("tp0507.help").text("numbers", numbers);
        return Some(
            Diagnostic::warning(Code::TP0507, message)
                .at(cell.label())
                .help(help),
        );
    }
    let Registration::Malformed {
        registry,
        example,
        mend,
    } = registration(number)
    else {
        return None;
    };
    let message = Message::new("tp0506")
        .quoting("value", number)
        .text("registry", registry);
    let help = mend.map(|mend| Message::new("tp0506.help").text("number", mend));
    Some(
        Diagnostic::warning(Code::TP0506, message)
            .at(cell.label())
            .note(
                Message::new("tp0506.note")
                    .text("registry", registry)
                    .text("example", example),
            )
            .help(help.unwrap_or_else(|| Message::new("tp0506.help-source"))),
    )
}
