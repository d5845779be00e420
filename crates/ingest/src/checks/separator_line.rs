//! TP0118: a file starts with its header, not with an instruction to a spreadsheet.

use crate::{Code, Diagnostic, FileId, Label, Message, SourceFile};

/// The line is passed over and its separator followed, so that the rest can be read; that cells
/// are not separated by commas is then part of this finding.
pub(crate) fn check(file: FileId, source: &SourceFile) -> Option<Diagnostic> {
    let (span, separator) = source.separator_line()?;
    let help = if separator == b',' {
        "tp0118.help"
    } else {
        "tp0118.help-commas"
    };
    Some(
        Diagnostic::error(Code::TP0118, Message::new("tp0118"))
            .at(Label::new(file, span))
            .help(Message::new(help)),
    )
}
