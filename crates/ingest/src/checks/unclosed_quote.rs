//! TP0115: a quoted cell is closed.

use crate::records::Record;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// Looks at the last record of a file: an open quote swallows everything after it.
pub(crate) fn check(file: FileId, source: &SourceFile, last: &Record<'_>) -> Option<Diagnostic> {
    let span = last.fields.last()?.span;
    let raw = &source.bytes()[span.start()..span.end()];
    if raw.first() != Some(&b'"') || is_closed(&raw[1..]) {
        return None;
    }
    let opening = ByteSpan::new(span.start(), span.start() + 1);
    let lines = raw.iter().filter(|byte| **byte == b'\n').count();
    let swallowed = Message::new("tp0115.note").count("count", lines);
    Some(
        Diagnostic::error(Code::TP0115, Message::new("tp0115"))
            .at(Label::new(file, opening))
            .note((lines > 0).then_some(swallowed))
            .help(Message::new("tp0115.help")),
    )
}

/// Whether a quote that is not doubled follows.
fn is_closed(mut rest: &[u8]) -> bool {
    while let Some(at) = memchr::memchr(b'"', rest) {
        if rest.get(at + 1) != Some(&b'"') {
            return true;
        }
        rest = &rest[at + 2..];
    }
    false
}
