//! TP0202: every column is known, so that no figure is left unread for a mistyped name.

use super::column_twice_otherwise;
use crate::codes::did_you_mean;
use crate::manifest::list;
use crate::read::Columns;
use crate::records::Record;
use crate::{Code, Diagnostic, Label, Message};

pub(crate) fn check(columns: &Columns, header: &Record<'_>, out: &mut Vec<Diagnostic>) {
    let known = || {
        columns
            .kind
            .columns()
            .iter()
            .map(|(column, _)| column.as_str())
    };
    for (name, field) in columns.names.iter().zip(&header.fields) {
        if name.is_empty() || known().any(|column| column == name) {
            continue;
        }
        if let Some(finding) = column_twice_otherwise::check(columns, name, field) {
            out.push(finding);
            continue;
        }
        // A column that the file has already is not what was meant.
        let free = columns.kind.columns().iter();
        let free = free.filter(|(column, _)| columns.place(*column).is_none());
        let suggestion = did_you_mean(name, free.map(|(column, _)| column.as_str()));
        let all = Message::new("tp0202.list").text("columns", list(known()));
        let message = Message::new("tp0202")
            .text("column", name)
            .text("kind", columns.kind.as_str());
        let note = suggestion.is_none().then_some(all);
        out.push(
            Diagnostic::error(Code::TP0202, message)
                .at(Label::new(columns.file, field.span))
                .note(note)
                .help(suggestion),
        );
    }
}
