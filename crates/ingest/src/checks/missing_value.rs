//! TP0301: cells that a row cannot do without are filled.

use crate::column::Column;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message};

pub(crate) fn report(file: FileId, span: ByteSpan, column: Column) -> Diagnostic {
    let message = Message::new("tp0301").text("column", column.as_str());
    Diagnostic::error(Code::TP0301, message).at(Label::new(file, span))
}
