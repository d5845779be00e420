//! The records of a CSV file, each field with the bytes it came from.

use crate::{ByteSpan, SourceFile};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::borrow::Cow;
use std::cell::RefCell;

/// One field of a record.
#[derive(Debug, Clone)]
pub(crate) struct Field<'f> {
    /// The bytes in the file, quotes included.
    pub(crate) span: ByteSpan,
    /// The text, quotes removed.
    pub(crate) text: Cow<'f, str>,
}

/// One record; its room is used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Record<'f> {
    pub(crate) fields: Vec<Field<'f>>,
}

impl Record<'_> {
    /// The first byte of the record.
    pub(crate) fn start(&self) -> usize {
        self.fields.first().map_or(0, |field| field.span.start())
    }

    /// All bytes of the record, without the terminator.
    pub(crate) fn span(&self) -> ByteSpan {
        let end = self.fields.last().map_or(0, |field| field.span.end());
        ByteSpan::new(self.start(), end)
    }

    /// Whether every cell is blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.text.trim().is_empty())
    }
}

/// Reads the records of a part of a file; blank lines between records are passed over.
///
/// Spans come from the byte counts of [`Reader::read_field`], never from positions kept by a
/// reader: those are one line off after CRLF and blank lines.
pub(crate) struct Records<'f> {
    file: &'f SourceFile,
    delimiter: u8,
    /// Taken when the first record is read, given back at the end.
    reader: Option<Reader>,
    position: usize,
    end: usize,
    unquoted: Vec<u8>,
}

impl<'f> Records<'f> {
    /// The records that start in the bytes `start..end`, which must be bounds of records.
    pub(crate) fn new(file: &'f SourceFile, delimiter: u8, start: usize, end: usize) -> Self {
        Self {
            file,
            delimiter,
            reader: None,
            position: start,
            end,
            unquoted: vec![0; 256],
        }
    }

    /// The record that starts at the byte `start`, and those after it.
    pub(crate) fn from(file: &'f SourceFile, delimiter: u8, start: usize) -> Self {
        Self::new(file, delimiter, start, file.bytes().len())
    }

    /// The records of a whole file, the header first.
    pub(crate) fn of(file: &'f SourceFile, delimiter: u8) -> Self {
        Self::from(file, delimiter, file.table_start())
    }

    /// The byte after the last record read.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// Reads the next record into `record`; false at the end.
    pub(crate) fn read(&mut self, record: &mut Record<'f>) -> bool {
        record.fields.clear();
        let file: &'f SourceFile = self.file;
        let bytes = &file.bytes()[..self.end];
        while matches!(bytes.get(self.position), Some(b'\n' | b'\r')) {
            self.position += 1;
        }
        if self.position >= self.end {
            return false;
        }
        let mut start = self.position;
        let mut written = 0;
        let delimiter = self.delimiter;
        loop {
            let reader = self.reader.get_or_insert_with(|| reader(delimiter));
            let (result, read, wrote) =
                reader.read_field(&bytes[self.position..], &mut self.unquoted[written..]);
            self.position += read;
            written += wrote;
            match result {
                // The end of the input is told by calling again with nothing: loop.
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => {
                    let room = self.unquoted.len() * 2;
                    self.unquoted.resize(room, 0);
                }
                ReadFieldResult::Field { record_end } => {
                    // A delimiter or terminator ends the field, unless the file does.
                    let end = self.position - usize::from(read > 0);
                    record.fields.push(self.field(start, end, written));
                    start = self.position;
                    written = 0;
                    if record_end {
                        return true;
                    }
                }
                ReadFieldResult::End => return !record.fields.is_empty(),
            }
        }
    }

    /// The field in the bytes `start..end`, of which `written` bytes are text.
    fn field(&self, start: usize, end: usize, written: usize) -> Field<'f> {
        let file: &'f SourceFile = self.file;
        let raw = &file.bytes()[start..end];
        let text = if raw.first() != Some(&b'"') {
            file.slice(start, end)
        } else if raw.len() == written + 2 && raw.last() == Some(&b'"') {
            file.slice(start + 1, end - 1)
        } else {
            Cow::Owned(crate::encoding::decode(&self.unquoted[..written]).into_owned())
        };
        Field {
            span: ByteSpan::new(start, end),
            text,
        }
    }
}

thread_local! {
    /// Readers of comma-separated cells that nobody uses. Building the tables of one takes as long as
    /// reading a small file, and a clone of csv-core 0.1.13 loses part of them.
    static IDLE: RefCell<Vec<Reader>> = const { RefCell::new(Vec::new()) };
}

/// A reader at the start of a record.
fn reader(delimiter: u8) -> Reader {
    let idle = (delimiter == b',').then(|| IDLE.with_borrow_mut(Vec::pop));
    if let Some(Some(mut reader)) = idle {
        reader.reset();
        reader
    } else {
        ReaderBuilder::new().delimiter(delimiter).build()
    }
}

impl Drop for Records<'_> {
    fn drop(&mut self) {
        if self.delimiter == b','
            && let Some(reader) = self.reader.take()
        {
            IDLE.with_borrow_mut(|idle| idle.push(reader));
        }
    }
}

/// Cuts the bytes `start..end` of a file, which must be bounds of records, into parts of about
/// `size` bytes that end where records end, so that they can be read side by side.
pub(crate) fn parts(
    bytes: &[u8],
    delimiter: u8,
    start: usize,
    end: usize,
    size: usize,
) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut part = start;
    for at in record_ends(bytes, delimiter, start, end) {
        let after = at + 1;
        if after - part >= size {
            parts.push((part, after));
            part = after;
        }
    }
    if part < end {
        parts.push((part, end));
    }
    parts
}

/// Each LF and CR outside quoted cells in the bytes `start..end`, which start at a record.
pub(crate) fn record_ends(
    bytes: &[u8],
    delimiter: u8,
    start: usize,
    end: usize,
) -> impl Iterator<Item = usize> + '_ {
    let mut position = start;
    std::iter::from_fn(move || {
        while let Some(ahead) = memchr::memchr3(b'"', b'\n', b'\r', bytes.get(position..end)?) {
            let at = position + ahead;
            position = at + 1;
            if bytes[at] != b'"' {
                return Some(at);
            }
            let opens = at == start || matches!(bytes[at - 1], b'\n' | b'\r');
            if opens || bytes[at - 1] == delimiter {
                position = after_quoted(bytes, position, end);
            }
        }
        position = end + 1;
        None
    })
}

/// The byte after the quote that closes a cell whose text starts at `position`.
fn after_quoted(bytes: &[u8], mut position: usize, end: usize) -> usize {
    while let Some(ahead) = memchr::memchr(b'"', &bytes[position..end]) {
        position += ahead + 1;
        // A doubled quote stands for one in the text.
        if position < end && bytes[position] == b'"' {
            position += 1;
        } else {
            return position;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(content: &[u8]) -> Vec<Vec<(String, usize, usize)>> {
        let file = SourceFile::from_bytes("a.csv", content.to_vec());
        let mut records = Records::of(&file, b',');
        let mut record = Record::default();
        let mut rows = Vec::new();
        while records.read(&mut record) {
            let fields = record.fields.iter();
            rows.push(
                fields
                    .map(|f| (f.text.to_string(), f.span.start(), f.span.end()))
                    .collect(),
            );
        }
        rows
    }

    fn field(text: &str, start: usize, end: usize) -> (String, usize, usize) {
        (text.to_owned(), start, end)
    }

    #[test]
    fn spans_hold_with_crlf_blank_lines_quotes_and_a_mark() {
        assert_eq!(
            rows(b"\xEF\xBB\xBFa,b\r\n\r\n\"x\"\"\ny\",2\r\n,\n"),
            vec![
                vec![field("a", 3, 4), field("b", 5, 6)],
                vec![field("x\"\ny", 10, 17), field("2", 18, 19)],
                vec![field("", 21, 21), field("", 22, 22)],
            ]
        );
    }

    #[test]
    fn a_last_record_needs_no_terminator() {
        assert_eq!(rows(b"a,b"), vec![vec![field("a", 0, 1), field("b", 2, 3)]]);
        assert_eq!(rows(b"a,"), vec![vec![field("a", 0, 1), field("", 2, 2)]]);
        assert_eq!(rows(b"\"a"), vec![vec![field("a", 0, 2)]]);
        assert_eq!(rows(b""), Vec::<Vec<_>>::new());
    }

    proptest! {
        /// Reading the parts one by one gives the records of the whole.
        #[test]
        fn parts_end_where_records_end(content in "[a\",\r\n]{0,60}", size in 1_usize..20) {
            let file = SourceFile::from_bytes("a.csv", content.clone().into_bytes());
            let mut whole = Vec::new();
            let mut record = Record::default();
            let mut records = Records::of(&file, b',');
            while records.read(&mut record) {
                whole.push(record.fields.iter().map(|f| (f.span, f.text.to_string())).collect::<Vec<_>>());
            }
            let mut parted = Vec::new();
            for (start, end) in parts(file.bytes(), b',', 0, content.len(), size) {
                let mut records = Records::new(&file, b',', start, end);
                while records.read(&mut record) {
                    parted.push(record.fields.iter().map(|f| (f.span, f.text.to_string())).collect::<Vec<_>>());
                }
            }
            prop_assert_eq!(whole, parted);
        }
    }
}
