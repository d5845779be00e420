//! TP0317: a number has one decimal point.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    let unsigned = cell.text.trim_start_matches(['-', '+']);
    let plain = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let points = unsigned.matches('.').count();
    let digits = unsigned.len() - points;
    if points < 2 || digits == 0 || !unsigned.bytes().all(plain) {
        return None;
    }
    let sign = &cell.text[..cell.text.len() - unsigned.len()];
    let groups: Vec<&str> = unsigned.split('.').collect();
    let thousands = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let filled: Vec<&str> = groups
        .iter()
        .copied()
        .filter(|group| !group.is_empty())
        .collect();
    let help = match filled.as_slice() {
        _ if thousands => Message::new("tp0317.help-write")
            .quoting("number", &format!("{sign}{}", groups.concat())),
        [whole, fraction] => Message::new("tp0317.help-write")
            .quoting("number", &format!("{sign}{whole}.{fraction}")),
        _ => Message::new("tp0317.help"),
    };
    Some(
        Diagnostic::error(
            Code::TP0317,
            Message::new("tp0317").quoting("value", cell.text),
        )
        .at(cell.label())
        .help(help),
    )
}
