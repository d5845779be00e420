//! TP0210: a file does not end in the middle of a row.

use crate::records::Record;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// The last row, if it is too short and nothing ends its line.
pub(crate) fn check(
    file: FileId,
    source: &SourceFile,
    columns: usize,
    record: &Record<'_>,
) -> Option<Diagnostic> {
    let end = record.span().end();
    if record.fields.len() >= columns || end < source.bytes().len() {
        return None;
    }
    let message = Message::new("tp0210")
        .count("cells", record.fields.len())
        .count("columns", columns);
    Some(
        Diagnostic::error(Code::TP0210, message)
            .at(Label::new(file, ByteSpan::new(end, end)))
            .help(Message::new("tp0210.help")),
    )
}
