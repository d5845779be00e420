//! TP0313: an address starts with its scheme.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    let rest = cell
        .text
        .strip_prefix("https://")
        .or_else(|| cell.text.strip_prefix("http://"));
    let is_url = rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && !rest.contains(char::is_whitespace)
    });
    (!is_url).then(|| {
        Diagnostic::warning(
            Code::TP0313,
            Message::new("tp0313").quoting("value", cell.text),
        )
        .at(cell.label())
        .help(Message::new("tp0313.help"))
    })
}
