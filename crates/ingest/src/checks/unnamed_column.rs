//! TP0204: every column has a name.

use crate::read::Columns;
use crate::records::Record;
use crate::{Code, Diagnostic, Label, Message};

pub(crate) fn check(columns: &Columns, header: &Record<'_>, out: &mut Vec<Diagnostic>) {
    for (place, (name, field)) in columns.names.iter().zip(&header.fields).enumerate() {
        if name.is_empty() {
            let message = Message::new("tp0204").count("place", place + 1);
            out.push(
                Diagnostic::error(Code::TP0204, message)
                    .at(Label::new(columns.file, field.span))
                    .help(Message::new("tp0204.help")),
            );
        }
    }
}
