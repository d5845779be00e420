//! TP0110: a table has a header.

use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, TableKind};

pub(crate) fn report(file: FileId, kind: TableKind) -> Diagnostic {
    let columns = kind.columns().iter();
    let header: Vec<&str> = columns.map(|(column, _)| column.as_str()).collect();
    Diagnostic::error(Code::TP0110, Message::new("tp0110"))
        .at(Label::new(file, ByteSpan::new(0, 0)))
        .help(Message::new("tp0110.help").text("header", header.join(",")))
}
