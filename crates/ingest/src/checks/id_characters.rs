//! TP0302: ids are lower case, without blanks or accents.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    if is_id(cell.text) {
        return None;
    }
    let message = Message::new("tp0302").quoting("id", cell.text);
    let suggestion = plain_id(cell.text);
    let help = Message::new("tp0302.help").text("id", &suggestion);
    Some(
        Diagnostic::error(Code::TP0302, message)
            .at(cell.label())
            .note(Message::new("tp0302.note"))
            .help((!suggestion.is_empty()).then_some(help)),
    )
}

/// Whether a text can be an id.
pub(crate) fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let starts = bytes.next().is_some_and(plain);
    starts && bytes.all(|byte| plain(byte) || b"._+-".contains(&byte))
}

/// The id in lower case with hyphens for what ids cannot have.
pub(crate) fn plain_id(text: &str) -> String {
    let mut id = String::new();
    for character in text.to_lowercase().chars() {
        let plain = match character {
            'a'..='z' | '0'..='9' | '.' | '_' | '+' => Some(character),
            'à' | 'â' | 'ä' | 'á' => Some('a'),
            'ç' => Some('c'),
            'é' | 'è' | 'ê' | 'ë' => Some('e'),
            'î' | 'ï' | 'í' => Some('i'),
            'ô' | 'ö' | 'ó' => Some('o'),
            'ù' | 'û' | 'ü' | 'ú' => Some('u'),
            _ => None,
        };
        match plain {
            Some(character) => id.push(character),
            None if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            None => {}
        }
    }
    let id = id.trim_end_matches('-');
    id.trim_start_matches(['.', '_', '+']).to_owned()
}
