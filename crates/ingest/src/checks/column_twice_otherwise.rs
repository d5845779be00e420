//! TP0209: no column stands twice, written in two ways.

use crate::column::Column;
use crate::read::Columns;
use crate::records::Field;
use crate::{Code, Diagnostic, Label, Message};

/// A name that is unknown as it stands, but is one of the file's columns but for capitals, blanks
/// or hyphens.
pub(crate) fn check(columns: &Columns, name: &str, field: &Field<'_>) -> Option<Diagnostic> {
    let plain = name.to_lowercase().replace([' ', '-', '.', '\u{A0}'], "_");
    let column = Column::parse(plain.trim_matches('_'))?;
    columns.place(column)?;
    let message = Message::new("tp0209")
        .text("name", name)
        .text("column", column.as_str());
    Some(
        Diagnostic::error(Code::TP0209, message)
            .at(Label::new(columns.file, field.span))
            .help(Message::new("tp0209.help").text("column", column.as_str())),
    )
}
