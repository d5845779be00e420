//! The files of a registry, read once.

use crate::manifest::{Manifest, Named};
use crate::records::{Record, Records};
use crate::visible::{is_invisible, turns_direction};
use crate::{ByteSpan, FileId, Label, Row, SourceFile, TableKind};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// The name of the protocol in a registry's directory.
pub const PROTOCOL: &str = "review.toml";

/// The name of the file that waives findings, beside the protocol.
pub const WAIVERS: &str = "waivers.toml";

/// The name of the protocol as it was registered, beside the protocol.
pub const LOCK: &str = "protocol.lock";

/// The files beside the protocol that it need not name.
const COMPANIONS: [&str; 2] = [WAIVERS, LOCK];

/// The protocol, each file that it names, and what stands beside it, as read.
#[derive(Debug)]
pub struct Files {
    sources: Vec<SourceFile>,
    pub(crate) manifest: Manifest,
    /// The named files that could not be read, with the reason.
    pub(crate) unread: Vec<(Named, Fault)>,
}

/// Why a named file could not be read.
#[derive(Debug)]
pub(crate) enum Fault {
    Missing,
    Unreadable(String),
}

/// Why a registry could not be opened at all.
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError {
    /// The directory does not exist or is none.
    NoDirectory(PathBuf),
    /// The directory has no `review.toml`.
    NoProtocol(PathBuf),
    /// The system refused to read `review.toml`.
    Unreadable(PathBuf, std::io::Error),
}

impl fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDirectory(path) => write!(formatter, "no directory `{}`", path.display()),
            Self::NoProtocol(path) => {
                write!(formatter, "no `{PROTOCOL}` in `{}`", path.display())
            }
            Self::Unreadable(path, error) => {
                write!(formatter, "cannot read `{}`: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(_, error) => Some(error),
            _ => None,
        }
    }
}

/// One cell of a record, found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellView<'f> {
    /// The column's name as the header has it.
    pub column: Cow<'f, str>,
    /// The text, quotes removed.
    pub text: Cow<'f, str>,
    /// The bytes in the file, quotes included.
    pub span: ByteSpan,
}

impl Files {
    /// Reads `review.toml` in `dir` and each file that it names.
    ///
    /// # Errors
    /// [`OpenError`] if `dir` or its protocol cannot be read. A named file that is missing is
    /// no error here: [`crate::read`] reports it with everything else.
    pub fn open(dir: &Path) -> Result<Self, OpenError> {
        if !dir.is_dir() {
            return Err(OpenError::NoDirectory(dir.to_owned()));
        }
        let path = dir.join(PROTOCOL);
        let protocol = std::fs::read(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => OpenError::NoProtocol(dir.to_owned()),
            _ => OpenError::Unreadable(path.clone(), error),
        })?;
        let mut companions = Vec::new();
        for name in COMPANIONS {
            let path = dir.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => companions.push((name, bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(OpenError::Unreadable(path, error)),
            }
        }
        let read = |named: &Named| {
            std::fs::read(dir.join(&named.path)).map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => Fault::Missing,
                _ => Fault::Unreadable(error.to_string()),
            })
        };
        Ok(Self::load(protocol, companions, |all| {
            all.par_iter().map(read).collect()
        }))
    }

    /// Takes the files from memory, by name; a missing `review.toml` counts as empty.
    pub fn from_memory(files: Vec<(String, Vec<u8>)>) -> Self {
        let mut files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
        let protocol = files.remove(PROTOCOL).unwrap_or_default();
        let companions = COMPANIONS
            .into_iter()
            .filter_map(|name| Some((name, files.remove(name)?)))
            .collect();
        let mut take = |named: &Named| files.remove(&named.path).ok_or(Fault::Missing);
        Self::load(protocol, companions, |all| {
            all.iter().map(&mut take).collect()
        })
    }

    /// One table that stands alone, to show the findings of a [`Sheet`](crate::sheet::Sheet) in.
    pub fn of_sheet(file: &SourceFile) -> Self {
        // Whatever kind of table: its records are those of CSV.
        let kind = Some(TableKind::Contrasts);
        let table = SourceFile::new(file.name().to_owned(), kind, file.bytes().to_owned());
        Self {
            sources: vec![table],
            manifest: Manifest::default(),
            unread: Vec::new(),
        }
    }

    fn load(
        protocol: Vec<u8>,
        companions: Vec<(&str, Vec<u8>)>,
        read: impl FnOnce(&[Named]) -> Vec<Result<Vec<u8>, Fault>>,
    ) -> Self {
        let protocol = SourceFile::new(PROTOCOL.to_owned(), None, protocol);
        let shift = protocol.content_start();
        let manifest = match std::str::from_utf8(&protocol.bytes()[shift..]) {
            Ok(text) => Manifest::parse(text, shift),
            // That the protocol is not UTF-8 is said once; what else is wrong with it, after.
            Err(_) => Manifest::default(),
        };
        let tables: Vec<Result<SourceFile, (Named, Fault)>> = read(&manifest.files)
            .into_par_iter()
            .zip(&manifest.files)
            .map(|(read, named)| match read {
                Ok(bytes) => Ok(SourceFile::new(named.path.clone(), Some(named.kind), bytes)),
                Err(fault) => Err((named.clone(), fault)),
            })
            .collect();
        let mut sources = vec![protocol];
        let mut unread = Vec::new();
        for table in tables {
            match table {
                Ok(source) => sources.push(source),
                Err(missed) => unread.push(missed),
            }
        }
        for (name, bytes) in companions {
            sources.push(SourceFile::new(name.to_owned(), None, bytes));
        }
        Self {
            sources,
            manifest,
            unread,
        }
    }

    /// A file beside the protocol that no table is read from: [`WAIVERS`] or [`LOCK`].
    pub fn companion(&self, name: &str) -> Option<(FileId, &SourceFile)> {
        self.entries()
            .skip(1)
            .find(|(_, file)| file.kind().is_none() && file.name() == name)
    }

    /// The protocol.
    pub fn protocol(&self) -> &SourceFile {
        &self.sources[FileId::PROTOCOL.index()]
    }

    /// Every file: the protocol, the tables in the order in which it names them, and what stands
    /// beside it.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.sources.iter()
    }

    /// Every file with its key, in the order of [`Self::iter`].
    pub fn entries(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.sources)
    }

    /// One file.
    pub fn get(&self, file: FileId) -> &SourceFile {
        &self.sources[file.index()]
    }

    /// The bytes of each record of a table, the header first; of another file, those of its lines.
    pub fn records(&self, file: FileId) -> Vec<ByteSpan> {
        let source = self.get(file);
        if source.kind().is_none() {
            return source.line_spans();
        }
        let mut records = Records::of(source, delimiter(source));
        let mut record = Record::default();
        let mut spans = Vec::new();
        while records.read(&mut record) {
            spans.push(record.span());
        }
        spans
    }

    /// The cells of a record in column order, read again from the file.
    pub fn cells(&self, row: Row) -> Vec<CellView<'_>> {
        let file = self.get(row.file);
        let delimiter = delimiter(file);
        let mut header = Record::default();
        Records::of(file, delimiter).read(&mut header);
        let mut record = Record::default();
        let start = (row.offset as usize).min(file.bytes().len());
        Records::from(file, delimiter, start).read(&mut record);
        let names = header.fields.into_iter();
        names
            .zip(record.fields)
            .map(|(name, field)| CellView {
                column: visible_name(name.text),
                text: field.text,
                span: field.span,
            })
            .collect()
    }

    /// The cell of a record in the named column, read again from the file.
    pub fn cell(&self, row: Row, column: &str) -> Option<CellView<'_>> {
        let mut cells = self.cells(row).into_iter();
        cells.find(|cell| cell.column == column)
    }

    /// The place of a cell, for a finding; the whole record if the file has no such column.
    pub fn label(&self, row: Row, column: &str) -> Label {
        let cells = self.cells(row);
        let cell = cells.iter().find(|cell| cell.column == column);
        let span = cell.map_or_else(
            || match (cells.first(), cells.last()) {
                (Some(first), Some(last)) => ByteSpan::new(first.span.start(), last.span.end()),
                _ => ByteSpan::new(row.offset as usize, row.offset as usize),
            },
            |cell| cell.span,
        );
        Label::new(row.file, span)
    }
}

/// Text without the blanks around it.
pub(crate) fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The name of a column or a row as it reads: without blanks around it and without what cannot be
/// seen, so that a hidden character is reported as such and not as an unknown name.
pub(crate) fn visible_name(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() {
        return trimmed(text);
    }
    let text = text.trim_start_matches(MARK_MISREAD);
    let visible = text.replace(|c| turns_direction(c) || is_invisible(c), "");
    Cow::Owned(visible.trim().to_owned())
}

/// What a byte-order mark becomes when it is read as Windows-1252.
const MARK_MISREAD: &str = "ï»¿";

/// The byte between the cells: a comma, unless the header has none and a semicolon or a tab
/// instead, which is reported and then followed, so that the rest of the file can be read.
pub(crate) fn delimiter(file: &SourceFile) -> u8 {
    let header = file.bytes()[file.table_start()..]
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    if header.contains(&b',') {
        return b',';
    }
    let counted = [b';', b'\t'].map(|byte| (memchr::memchr_iter(byte, header).count(), byte));
    match counted.into_iter().max() {
        Some((count, byte)) if count > 0 => byte,
        _ => b',',
    }
}
