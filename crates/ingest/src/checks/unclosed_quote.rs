//! TP0115: a quoted cell is closed where it ends.

use crate::records::Record;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};
use std::borrow::Cow;

/// Looks at the quoted cells of a record. An open quote swallows what follows: to the end of the
/// file, or to the next quote, after which text goes on.
pub(crate) fn check(file: FileId, source: &SourceFile, record: &Record<'_>) -> Option<Diagnostic> {
    record.fields.iter().find_map(|field| {
        // Cells whose text stands in the file as it is are closed.
        if matches!(field.text, Cow::Borrowed(_)) && !field.text.is_empty() {
            return None;
        }
        let start = field.span.start();
        let raw = &source.bytes()[start..field.span.end()];
        if raw.first() != Some(&b'"') {
            return None;
        }
        let closing = closing(raw);
        if closing.is_some_and(|at| at + 1 == raw.len()) {
            return None;
        }
        let message = if closing.is_some() {
            Message::new("tp0115.inside")
        } else {
            Message::new("tp0115")
        };
        let lines = memchr::memchr_iter(b'\n', raw.trim_ascii_end()).count();
        let swallowed = Message::new("tp0115.note").count("count", lines);
        let at = |byte: usize| Label::new(file, ByteSpan::new(byte, byte + 1));
        let end = closing.map(|byte| at(start + byte).saying(Message::new("tp0115.closing")));
        Some(
            Diagnostic::error(Code::TP0115, message)
                .at(at(start))
                .also(end)
                .note((lines > 0).then_some(swallowed))
                .help(Message::new("tp0115.help")),
        )
    })
}

/// The quote that closes a cell that starts with one: the first that is not doubled.
fn closing(raw: &[u8]) -> Option<usize> {
    let mut position = 1;
    while let Some(ahead) = memchr::memchr(b'"', &raw[position..]) {
        let at = position + ahead;
        if raw.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        position = at + 2;
    }
    None
}
