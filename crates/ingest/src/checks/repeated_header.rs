//! TP0208: the header stands once, at the top.

use crate::files::visible_name;
use crate::read::Columns;
use crate::records::Record;
use crate::{Code, Diagnostic, Label, Message};
use std::borrow::Cow;

/// Where two files were glued together, the second header is in the middle.
pub(crate) fn check(columns: &Columns, record: &Record<'_>) -> Option<Diagnostic> {
    let name = |text: &str, column: &str| {
        text == column || { !text.is_ascii() && visible_name(Cow::Borrowed(text)) == column }
    };
    let mut both = record.fields.iter().zip(&columns.names);
    let same = record.fields.len() >= columns.names.len()
        && both.all(|(field, column)| name(field.text.trim(), column));
    same.then(|| {
        Diagnostic::error(Code::TP0208, Message::new("tp0208"))
            .at(Label::new(columns.file, record.span()))
            .help(Message::new("tp0208.help"))
    })
}
