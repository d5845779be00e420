//! TP0506, TP0507: a registration number has the form that its registry gives.

use super::Cell;
use crate::identifiers::{Registration, bare_number, registration};
use crate::{Code, Diagnostic, Message};

/// The most findings a cell gets.
const MOST: usize = 10;

/// Several numbers may stand in one cell, and a remark in brackets behind one.
pub(crate) fn check(cell: &Cell<'_>) -> Vec<Diagnostic> {
    let mut text = cell.text.to_owned();
    for word in [" and ", " et ", " / "] {
        text = text.replace(word, ";");
    }
    let numbers = text.split([';', ',', '|', '&', '+', '(', ')', '\n']);
    let numbers = numbers.map(str::trim).filter(|number| !number.is_empty());
    let found = numbers.filter_map(|number| check_one(cell, number));
    found.take(MOST).collect()
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
    // A number with a remark behind it: `NCT01892345 extension`.
    let first = number.split_whitespace().next().unwrap_or_default();
    if registration(first) == Registration::Right {
        return None;
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
