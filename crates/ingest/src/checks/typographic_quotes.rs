//! TP0211: cells are quoted with the straight quote, U+0022.

use crate::records::Record;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message};

/// Typographic quotes and what closes them.
const PAIRS: [(char, char); 4] = [('“', '”'), ('„', '“'), ('«', '»'), ('”', '”')];

/// Looks at a row that has too many cells: quotes that a word processor has made typographic no
/// longer hold together what they surround.
pub(crate) fn check(file: FileId, columns: usize, record: &Record<'_>) -> Option<Diagnostic> {
    let fields = &record.fields;
    let extra = fields
        .len()
        .checked_sub(columns)
        .filter(|extra| *extra > 0)?;
    let (start, end) = fields
        .iter()
        .zip(fields.get(extra..)?)
        .find(|(start, end)| {
            let (start, end) = (start.text.trim(), end.text.trim());
            PAIRS
                .iter()
                .any(|(open, close)| start.starts_with(*open) && end.ends_with(*close))
        })?;
    let quote = start.text.trim().chars().next().unwrap_or('“');
    let message = Message::new("tp0211").text("quote", quote.to_string());
    let span = ByteSpan::new(start.span.start(), end.span.end());
    Some(
        Diagnostic::error(Code::TP0211, message)
            .at(Label::new(file, span))
            .help(Message::new("tp0211.help")),
    )
}
