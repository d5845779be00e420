//! TP0111: a table has rows.

use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message};

pub(crate) fn report(file: FileId, header: ByteSpan) -> Diagnostic {
    Diagnostic::warning(Code::TP0111, Message::new("tp0111")).at(Label::new(file, header))
}
