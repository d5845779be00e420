//! A file as it was read, and the way from a byte to its line and column.

use crate::{ByteSpan, TableKind};
use std::borrow::Cow;

/// Which of the files of a registry; the protocol is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(crate) u32);

impl FileId {
    /// The protocol, `review.toml`.
    pub const PROTOCOL: Self = Self(0);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One file: its name, its bytes as read and where its lines start.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    kind: Option<TableKind>,
    content: Content,
    lines: LineIndex,
}

/// The bytes, known to be UTF-8 or known not to be.
#[derive(Debug)]
enum Content {
    Utf8(String),
    Other(Vec<u8>),
}

/// The byte-order mark that some programs put before UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl SourceFile {
    /// A file that stands alone, without a registry.
    ///
    /// Bytes beyond 4 GiB are dropped: no such table is a registry of trials, and 32-bit
    /// positions keep a million rows small.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self::new(name.into(), None, bytes)
    }

    pub(crate) fn new(name: String, kind: Option<TableKind>, mut bytes: Vec<u8>) -> Self {
        bytes.truncate(u32::MAX as usize);
        let lines = LineIndex::new(&bytes);
        let content = match String::from_utf8(bytes) {
            Ok(text) => Content::Utf8(text),
            Err(error) => Content::Other(error.into_bytes()),
        };
        Self {
            name,
            kind,
            content,
            lines,
        }
    }

    /// The path relative to the registry's directory, with `/`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind of table it holds; none for the protocol.
    pub fn kind(&self) -> Option<TableKind> {
        self.kind
    }

    /// What a file is that holds no table: `protocol`, `waivers` or `lock`.
    pub fn role(&self) -> &'static str {
        match self.name.as_str() {
            crate::WAIVERS => "waivers",
            crate::LOCK => "lock",
            _ => "protocol",
        }
    }

    /// The bytes as read.
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Utf8(text) => text.as_bytes(),
            Content::Other(bytes) => bytes,
        }
    }

    /// The text; where the bytes are not UTF-8, each faulty byte is read as Windows-1252.
    pub fn text(&self) -> Cow<'_, str> {
        self.slice(0, self.bytes().len())
    }

    /// Whether the whole file is UTF-8.
    pub fn is_utf8(&self) -> bool {
        matches!(self.content, Content::Utf8(_))
    }

    /// Whether the file starts as UTF-16 does.
    pub(crate) fn is_utf16(&self) -> bool {
        self.bytes().starts_with(b"\xFF\xFE") || self.bytes().starts_with(b"\xFE\xFF")
    }

    /// The text from byte `start` to byte `end`, clamped to the file and to whole characters.
    pub fn slice(&self, start: usize, end: usize) -> Cow<'_, str> {
        match &self.content {
            Content::Utf8(text) => {
                if let Some(slice) = text.get(start..end) {
                    return Cow::Borrowed(slice);
                }
                let end = text.floor_char_boundary(end.min(text.len()));
                let start = text.ceil_char_boundary(start.min(end)).min(end);
                Cow::Borrowed(text.get(start..end).unwrap_or_default())
            }
            Content::Other(bytes) => {
                let end = end.min(bytes.len());
                crate::encoding::decode(&bytes[start.min(end)..end])
            }
        }
    }

    /// The byte at which the content starts: 3 after a byte-order mark, else 0.
    pub(crate) fn content_start(&self) -> usize {
        if self.bytes().starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        }
    }

    /// The first line if it is `sep=;` or the like, an instruction to a spreadsheet: its bytes and
    /// the separator.
    pub(crate) fn separator_line(&self) -> Option<(ByteSpan, u8)> {
        let start = self.content_start();
        let line = self.bytes()[start..].split(|byte| matches!(byte, b'\n' | b'\r'));
        let line = line.take(1).next()?;
        let bare = line.strip_prefix(b"\x22").unwrap_or(line);
        let bare = bare.strip_suffix(b"\x22").unwrap_or(bare);
        let is_key = bare.len() == 5 && bare[..4].eq_ignore_ascii_case(b"sep=");
        is_key.then(|| (ByteSpan::new(start, start + line.len()), bare[4]))
    }

    /// The byte at which the header may start: after a byte-order mark and a `sep=` line.
    pub(crate) fn table_start(&self) -> usize {
        self.separator_line()
            .map_or_else(|| self.content_start(), |(line, _)| line.end())
    }

    /// The line and the column of a byte, both from 1; columns count characters and leave out
    /// a byte-order mark.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.bytes().len());
        let line = self.lines.line(byte);
        let mut start = self.lines.start(line);
        if start == 0 {
            start = self.content_start();
        }
        let column = if byte <= start {
            1
        } else {
            1 + self.slice(start, byte).chars().count()
        };
        (line + 1, column)
    }

    /// The bytes of a line (from 0) without its terminator.
    pub(crate) fn line_span(&self, line: usize) -> (usize, usize) {
        let bytes = self.bytes();
        let mut start = self.lines.start(line);
        if start == 0 {
            start = self.content_start();
        }
        let mut end = self.lines.start(line + 1).min(bytes.len()).max(start);
        while end > start && matches!(bytes[end - 1], b'\n' | b'\r') {
            end -= 1;
        }
        (start, end)
    }

    /// The bytes of each line without its terminator.
    pub(crate) fn line_spans(&self) -> Vec<ByteSpan> {
        (0..self.lines.count())
            .map(|line| {
                let (start, end) = self.line_span(line);
                ByteSpan::new(start, end)
            })
            .collect()
    }

    /// The starts of the lines, for walking them in step with records.
    pub(crate) fn lines(&self) -> &LineIndex {
        &self.lines
    }
}

/// Where the lines of a file start.
///
/// A line ends with LF, CRLF or a lone CR, as the records of a CSV file do.
#[derive(Debug)]
pub(crate) struct LineIndex {
    starts: Vec<u32>,
    length: usize,
    /// How many lines end with LF, CRLF and a lone CR.
    ends: [u32; 3],
}

impl LineIndex {
    fn new(bytes: &[u8]) -> Self {
        let mut starts = Vec::with_capacity(1 + bytes.len() / 80);
        starts.push(0);
        let mut ends = [0; 3];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let end = LineEnd::at(bytes, at);
            // The CR of a CRLF ends nothing; its LF does.
            let Some(end) = end else {
                continue;
            };
            ends[end as usize] += 1;
            starts.push(at as u32 + 1);
        }
        Self {
            starts,
            length: bytes.len(),
            ends,
        }
    }

    /// Whether lines end in more than one way, those inside quoted cells counted.
    pub(crate) fn are_mixed(&self) -> bool {
        self.ends.iter().filter(|count| **count > 0).count() > 1
    }

    /// Whether lines end with a lone CR and nothing else.
    pub(crate) fn only_carriage_returns(&self) -> bool {
        self.ends[LineEnd::Cr as usize] > 0 && !self.are_mixed()
    }

    /// The line (from 0) that holds the byte.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|start| *start as usize <= byte)
            .saturating_sub(1)
    }

    /// How many lines there are.
    fn count(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is such a line (from 0).
    pub(crate) fn has(&self, line: usize) -> bool {
        line < self.starts.len()
    }

    /// The first byte of a line (from 0); the length of the file past its end.
    pub(crate) fn start(&self, line: usize) -> usize {
        self.starts
            .get(line)
            .map_or(self.length, |start| *start as usize)
    }
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// A line feed, as on Unix.
    Lf,
    /// A carriage return and a line feed, as on Windows.
    CrLf,
    /// A carriage return alone, as once on the Macintosh.
    Cr,
}

impl LineEnd {
    /// How a line ends at the LF or CR at `at`; not at all at the CR of a CRLF.
    pub(crate) fn at(bytes: &[u8], at: usize) -> Option<Self> {
        if bytes[at] == b'\r' {
            (bytes.get(at + 1) != Some(&b'\n')).then_some(Self::Cr)
        } else if at > 0 && bytes[at - 1] == b'\r' {
            Some(Self::CrLf)
        } else {
            Some(Self::Lf)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_with_mark_and_every_terminator() {
        let file = SourceFile::from_bytes("a.csv", b"\xEF\xBB\xBFid,\xC3\xA9t\r\nx\ry\nz".to_vec());
        assert_eq!(file.line_column(0), (1, 1));
        assert_eq!(file.line_column(3), (1, 1));
        assert_eq!(file.line_column(6), (1, 4));
        assert_eq!(file.line_column(8), (1, 5));
        assert_eq!(file.line_column(11), (2, 1));
        assert_eq!(file.line_column(13), (3, 1));
        assert_eq!(file.line_column(15), (4, 1));
        assert_eq!(file.line_column(99), (4, 2));
        assert_eq!(file.line_span(0), (3, 9));
        assert_eq!(file.line_span(3), (15, 16));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_read_as_windows_1252() {
        let file = SourceFile::from_bytes("a.csv", b"caf\xE9 \xC3\xA9".to_vec());
        assert!(!file.is_utf8());
        assert_eq!(file.text(), "café é");
        assert_eq!(file.line_column(4), (1, 5));
    }

    #[test]
    fn an_empty_file_has_one_line() {
        let file = SourceFile::from_bytes("a.csv", Vec::new());
        assert_eq!(file.line_column(0), (1, 1));
        assert_eq!(file.line_span(0), (0, 0));
    }
}
