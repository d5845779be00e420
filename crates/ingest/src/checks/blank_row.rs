//! TP0206: no row consists of separators alone.

use crate::records::Record;
use crate::{Code, Diagnostic, FileId, Label, Message};

pub(crate) fn check(file: FileId, record: &Record<'_>) -> Option<Diagnostic> {
    record.is_blank().then(|| {
        Diagnostic::warning(Code::TP0206, Message::new("tp0206"))
            .at(Label::new(file, record.span()))
            .help(Message::new("tp0206.help"))
    })
}
