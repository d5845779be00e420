//! TP0501: ids are unique.

use crate::records::Field;
use crate::{Code, Diagnostic, FileId, Label, Message, TableKind};

pub(crate) fn report(kind: TableKind, file: FileId, field: &Field<'_>, first: Label) -> Diagnostic {
    let message = if kind == TableKind::Arms {
        Message::new("tp0501.arm")
    } else {
        Message::new("tp0501")
    };
    let message = message.text("id", field.text.trim());
    Diagnostic::error(Code::TP0501, message)
        .at(Label::new(file, field.span))
        .also(first.saying(Message::new("first-here")))
}
