//! TP0344: counts, years and numbered ids have no decimals.

use super::Cell;
use crate::{Code, Diagnostic, Message};

/// `96.0` for `96`: a program has taken the column for one of measurements. The value is right.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    let whole = without(cell.text)?;
    let message = Message::new("tp0344")
        .quoting("value", cell.text)
        .text("column", cell.column);
    Some(
        Diagnostic::warning(Code::TP0344, message)
            .at(cell.label())
            .help(Message::new("tp0344.help").text("number", whole)),
    )
}

/// The digits before a point that only zeros follow.
pub(crate) fn without(text: &str) -> Option<&str> {
    let (whole, zeros) = text.split_once('.')?;
    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let only_zeros = !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0');
    (digits && only_zeros).then_some(whole)
}
