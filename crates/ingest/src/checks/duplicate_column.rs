//! TP0203: no column stands twice.

use crate::read::Columns;
use crate::records::Record;
use crate::{Code, Diagnostic, Label, Message};

pub(crate) fn check(columns: &Columns, header: &Record<'_>, out: &mut Vec<Diagnostic>) {
    for (place, name) in columns.names.iter().enumerate() {
        let mut before = columns.names[..place].iter();
        let first = before.position(|other| !name.is_empty() && other == name);
        if let Some(first) = first {
            let (field, first) = (&header.fields[place], &header.fields[first]);
            let here = Message::new("first-here");
            out.push(
                Diagnostic::error(Code::TP0203, Message::new("tp0203").text("column", name))
                    .at(Label::new(columns.file, field.span))
                    .also(Label::new(columns.file, first.span).saying(here))
                    .help(Message::new("tp0203.help")),
            );
        }
    }
}
