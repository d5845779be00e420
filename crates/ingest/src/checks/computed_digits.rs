//! TP0349: a number has the digits of print, not those of a computation.

use super::Cell;
use crate::{Code, Diagnostic, Message, Reported};

/// From this many significant digits on nobody prints a result of a trial; a double has 15 to 17.
const TOO_MANY: usize = 12;

pub(crate) fn check(cell: &Cell<'_>, number: Reported) -> Option<Diagnostic> {
    if cell.text.len() <= TOO_MANY || !cell.text.contains('.') {
        return None;
    }
    let mantissa = cell.text.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit);
    let significant = digits.skip_while(|digit| *digit == b'0').count();
    if significant < TOO_MANY {
        return None;
    }
    let message = Message::new("tp0349")
        .quoting("value", cell.text)
        .count("count", significant);
    // 0.1 + 0.2 in binary: a few digits of print, then zeros or nines.
    let short = format!("{:.9e}", number.value());
    let short = short.parse::<f64>().unwrap_or_default().to_string();
    let was = (short.len() + 5 <= cell.text.len() && short.len() <= TOO_MANY)
        .then(|| Message::new("tp0349.help-was").text("number", short));
    Some(
        Diagnostic::warning(Code::TP0349, message)
            .at(cell.label())
            .help(was.unwrap_or_else(|| Message::new("tp0349.help"))),
    )
}
