//! TP0120: no character was lost to U+FFFD.

use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

const REPLACEMENT: &str = "\u{FFFD}";

/// Points at the first one; the others of a file have the same cause.
pub(crate) fn check(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) {
    if !source.is_utf8() {
        return;
    }
    let mut found = memchr::memmem::find_iter(source.bytes(), REPLACEMENT);
    let Some(at) = found.next() else {
        return;
    };
    let count = found.count();
    let others = Message::new("tp0120.others").count("count", count);
    out.push(
        Diagnostic::error(Code::TP0120, Message::new("tp0120"))
            .at(Label::new(file, ByteSpan::new(at, at + REPLACEMENT.len())))
            .note((count > 0).then_some(others))
            .help(Message::new("tp0120.help")),
    );
}
