//! TP0346: a numeric cell holds the number without unit or name.

use super::Cell;
use crate::{Code, Diagnostic, Message, Reported};

pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    let number = before_unit(cell.text).or_else(|| after_name(cell.text))?;
    let message = Message::new("tp0346")
        .quoting("value", cell.text)
        .text("column", cell.column);
    Some(
        Diagnostic::error(Code::TP0346, message)
            .at(cell.label())
            .help(Message::new("tp0346.help").quoting("number", &number)),
    )
}

/// The number of `12 weeks` or `0.5 mg/day`.
fn before_unit(text: &str) -> Option<String> {
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    let unit = text.trim_start_matches(numeric);
    let number = text[..text.len() - unit.len()].replace(',', ".");
    let unit = unit.trim_start();
    let starts =
        unit.starts_with(|c: char| c.is_alphabetic() || matches!(c, '°' | '/' | '€' | '$'));
    (starts && Reported::parse(&number).is_ok()).then_some(number)
}

/// The number of `n = 96` or `HR: 0.5`.
fn after_name(text: &str) -> Option<String> {
    let (name, number) = text.split_once(['=', ':'])?;
    let name = name.trim_end();
    let number = number.trim_start().replace(',', ".");
    let named = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == ' ');
    (named && Reported::parse(&number).is_ok()).then_some(number)
}
