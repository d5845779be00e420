//! TP0343: no id was rounded to scientific notation.

use super::Cell;
use crate::{Code, Diagnostic, Message};

/// `1.23E+11` is what spreadsheets make of a long number: the digits after the third are lost.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    is_scientific(cell.text).then(|| {
        let message = Message::new("tp0343")
            .quoting("value", cell.text)
            .text("column", cell.column);
        Diagnostic::error(Code::TP0343, message)
            .at(cell.label())
            .help(Message::new("tp0343.help"))
    })
}

/// A digit, perhaps a point or comma and digits, then `E+` and the exponent.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && digits(exponent)
}
