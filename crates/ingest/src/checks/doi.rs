//! TP0312: a DOI stands without resolver or prefix.

use super::Cell;
use crate::{Code, Diagnostic, Message};

pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    if is_doi(cell.text) {
        return None;
    }
    let found = cell.text.find("10.").map(|at| &cell.text[at..]);
    // Copied from the end of a sentence, or out of brackets.
    let found = found.map(|text| text.trim_end_matches(PUNCTUATION));
    let bare = found.filter(|text| is_doi(text));
    Some(
        Diagnostic::warning(
            Code::TP0312,
            Message::new("tp0312").quoting("value", cell.text),
        )
        .at(cell.label())
        .note(Message::new("tp0312.note"))
        .help(bare.map(|doi| Message::new("tp0312.help").quoting("doi", doi))),
    )
}

/// What follows a DOI in a sentence.
const PUNCTUATION: &[char] = &['.', ',', ';', ':', ' '];

/// `10.`, four to nine digits, a slash and a suffix without blanks (Crossref's recommended form),
/// none of the signs that end a sentence at its end.
pub(crate) fn is_doi(text: &str) -> bool {
    let Some((registrant, suffix)) = text
        .strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let number = registrant.split('.').next().unwrap_or_default();
    (4..=9).contains(&number.len())
        && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !suffix.is_empty()
        && !suffix.ends_with(PUNCTUATION)
        && !suffix.contains(char::is_whitespace)
}
