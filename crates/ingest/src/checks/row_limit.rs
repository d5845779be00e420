//! TP0122: a table does not end exactly where a spreadsheet has no more rows.

use crate::{Code, Diagnostic, FileId, Label, Message};

/// The rows of a worksheet of Excel 97 to 2003, and of one since Excel 2007 (the limits that
/// LibreOffice shares); the header is one of them.
const LIMITS: [usize; 2] = [65_536, 1_048_576];

/// `rows` are those of the body, and `header` is where the table starts.
pub(crate) fn check(file: FileId, header: crate::ByteSpan, rows: usize) -> Option<Diagnostic> {
    let all = rows + 1;
    LIMITS.contains(&all).then(|| {
        Diagnostic::warning(
            Code::TP0122,
            Message::new("tp0122").text("rows", all.to_string()),
        )
        .at(Label::new(file, header))
        .help(Message::new("tp0122.help"))
    })
}
