//! TP0207: lines do not end with a separator.

use super::unclosed_quote;
use crate::records::{Record, Records};
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// What trailing separators make of a table.
pub(crate) struct Trailing {
    pub(crate) finding: Diagnostic,
    /// The cells of the header that have a name, or an empty one in the middle.
    pub(crate) named: usize,
    /// The cells of each row.
    pub(crate) width: usize,
}

/// Looks at all rows, but only if the header or the first row shows the fault: the cells after the
/// last separator are empty in every one, so that one finding says all.
pub(crate) fn check(
    file: FileId,
    source: &SourceFile,
    delimiter: u8,
    header: &Record<'_>,
    body: usize,
) -> Option<Trailing> {
    let named = filled(header);
    if named == 0 {
        return None;
    }
    let mut records = Records::from(source, delimiter, body);
    let mut record = Record::default();
    let in_header = named < header.fields.len();
    let mut width = header.fields.len();
    let mut rows = 0;
    let mut place = ends(header, named);
    while records.read(&mut record) {
        if record.is_blank() {
            continue;
        }
        if unclosed_quote::check(file, source, &record).is_some() {
            return None;
        }
        rows += 1;
        if !in_header && rows == 1 {
            width = record.fields.len();
            place = ends(&record, named);
        }
        let even = in_header || width > named && record.fields.len() == width;
        if !even || filled(&record) > named {
            return None;
        }
    }
    // One row that is too long is a row that is too long.
    if !in_header && rows < 2 {
        return None;
    }
    let help = Message::new("tp0207.help").count("count", width - named);
    let finding = Diagnostic::error(Code::TP0207, Message::new("tp0207"))
        .at(Label::new(file, place))
        .help(help);
    Some(Trailing {
        finding,
        named,
        width,
    })
}

/// The number of cells up to the last one that is not blank.
fn filled(record: &Record<'_>) -> usize {
    let mut fields = record.fields.iter();
    let last = fields.rposition(|field| !field.text.trim().is_empty());
    last.map_or(0, |last| last + 1)
}

/// The bytes after the first `named` cells of a record.
fn ends(record: &Record<'_>, named: usize) -> ByteSpan {
    let start = record
        .fields
        .get(named - 1)
        .map_or(0, |field| field.span.end());
    ByteSpan::new(start, record.span().end())
}
