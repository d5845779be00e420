//! TP0109: cells are separated by commas.

use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// Points at the first semicolon or tab of the header. The file is read with it all the same,
/// so that everything else that is wrong is reported too.
pub(crate) fn check(file: FileId, source: &SourceFile, delimiter: u8) -> Option<Diagnostic> {
    let message = match delimiter {
        b';' => "tp0109.semicolon",
        b'\t' => "tp0109.tab",
        _ => return None,
    };
    let at = memchr::memchr(delimiter, source.bytes()).unwrap_or_default();
    Some(
        Diagnostic::error(Code::TP0109, Message::new(message))
            .at(Label::new(file, ByteSpan::new(at, at + 1)))
            .help(Message::new("tp0109.help")),
    )
}
