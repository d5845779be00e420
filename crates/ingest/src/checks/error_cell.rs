//! TP0341: a cell holds a value, not what a spreadsheet shows where it has none.

use super::Cell;
use crate::{Code, Diagnostic, Message};

/// Errors of spreadsheets in English, French, German and Spanish.
const ERRORS: &[&str] = &[
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#ERROR!",
    "#GETTING_DATA",
    "#N/D",
    "#VALEUR!",
    "#NOM?",
    "#NOMBRE!",
    "#NUL!",
    "#BEZUG!",
    "#WERT!",
    "#NV",
    "#ZAHL!",
    "#¡REF!",
    "#¡VALOR!",
    "#¡DIV/0!",
    "#¿NOMBRE?",
];

pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    if !cell.text.starts_with('#') {
        return None;
    }
    let too_narrow = cell.text.len() >= 3 && cell.text.bytes().all(|byte| byte == b'#');
    let error = ERRORS
        .iter()
        .any(|error| cell.text.eq_ignore_ascii_case(error));
    let help = match (error, too_narrow) {
        (true, _) => "tp0341.help",
        (_, true) => "tp0341.help-narrow",
        _ => return None,
    };
    let message = Message::new("tp0341").quoting("value", cell.text);
    Some(
        Diagnostic::error(Code::TP0341, message)
            .at(cell.label())
            .help(Message::new(help)),
    )
}
