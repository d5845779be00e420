//! TP0201: a table has the columns it cannot do without.

use crate::read::Columns;
use crate::records::Record;
use crate::{Code, Diagnostic, Label, Message};

pub(crate) fn check(columns: &Columns, header: &Record<'_>, out: &mut Vec<Diagnostic>) {
    for (column, must) in columns.kind.columns() {
        if *must && columns.place(*column).is_none() {
            let message = Message::new("tp0201")
                .text("column", column.as_str())
                .text("kind", columns.kind.as_str());
            out.push(
                Diagnostic::error(Code::TP0201, message)
                    .at(Label::new(columns.file, header.span()))
                    .help(
                        Message::new("tp0201.help")
                            .text("column", column.as_str())
                            .text("kind", columns.kind.as_str()),
                    ),
            );
        }
    }
}
