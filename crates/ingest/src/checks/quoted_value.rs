//! TP0352: no apostrophe or quote stands before a value.

use super::Cell;
use crate::{Code, Diagnostic, Message};

const QUOTES: &[char] = &[
    '\'', '’', '‘', '“', '”', '\u{22}', '«', '»', '`', '\u{A0}', ' ',
];

/// Spreadsheets keep a number as text by an apostrophe before it; `reads` says whether what is
/// left without quotes is what belongs there.
pub(crate) fn check(cell: &Cell<'_>, reads: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    if !cell.text.starts_with(QUOTES) {
        return None;
    }
    let inner = cell.text.trim_matches(QUOTES);
    (!inner.is_empty() && reads(inner)).then(|| {
        let message = Message::new("tp0352")
            .quoting("value", cell.text)
            .text("column", cell.column);
        Diagnostic::error(Code::TP0352, message)
            .at(cell.label())
            .help(Message::new("tp0352.help").quoting("inner", inner))
    })
}
