//! From files to the registry and everything that is wrong with them.
//!
//! Tables that others refer to are read first, one after another; the tables of results, which
//! may have millions of rows, are cut where records end and read side by side.

mod cells;
mod columns;
mod entities;
mod ids;
mod results;
mod sink;
#[cfg(test)]
mod tests;

pub(crate) use cells::{Cells, NOWHERE};
pub(crate) use columns::Columns;
pub(crate) use ids::Ids;
pub(crate) use sink::LongTexts;
pub use sink::Sink;

use crate::checks;
use crate::files::{Files, delimiter};
use crate::records::{Record, Records};
use crate::registry::Registry;
use crate::{Code, Diagnostic, FileId, Row, TableKind};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What reading a registry gives: every usable row, and every problem.
#[derive(Debug)]
pub struct Reading<'f> {
    /// The rows without errors.
    pub registry: Registry<'f>,
    /// The problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Rows in the files, those with errors included.
    pub rows: usize,
    /// The tables of which rows may be missing, as something in them could not be read.
    pub incomplete: BTreeSet<TableKind>,
}

impl Reading<'_> {
    /// Whether anything cannot be right; such a registry is not pooled.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// A table file whose header is known.
pub(crate) struct Sheet<'f> {
    pub(crate) file: FileId,
    pub(crate) source: &'f crate::SourceFile,
    pub(crate) delimiter: u8,
    pub(crate) columns: Columns,
    /// The bytes of the header.
    pub(crate) header: crate::ByteSpan,
    /// The byte after the header.
    pub(crate) body: usize,
}

/// Whether the cells of a record can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As many cells as columns.
    Right,
    /// Another number of cells.
    Wrong,
    /// No cell is filled, or the cells are those of the header.
    Blank,
    /// A quote that is not closed where it should be: other records may be inside.
    Torn,
}

/// Reads the files of a registry into typed tables and checks them, all problems in one run.
pub fn read(files: &Files) -> Reading<'_> {
    let mut sink = Sink::new(files);
    sink.diagnostics
        .extend(files.manifest.diagnostics.iter().cloned());
    for (named, fault) in &files.unread {
        sink.push(checks::unread_file::report(named, fault));
    }
    sink.diagnostics.extend(file_findings(files));

    let mut ids = declared(files);
    let sheets = open_sheets(files, &mut ids, &mut sink);
    let mut registry = Registry::default();
    let mut tally = Tally::default();
    entities::read(&sheets, &mut ids, &mut registry, &mut tally, &mut sink);
    results::read(&sheets, &ids, &mut registry, &mut tally, &mut sink);
    sink.diagnostics.extend(registry_findings(&registry, files));
    let cut = checks::truncated_text::check(&sink.long_texts);
    sink.diagnostics.extend(cut);
    Reading {
        registry,
        diagnostics: in_order(sink.diagnostics),
        rows: tally.records,
        incomplete: TableKind::ALL
            .iter()
            .copied()
            .filter(|kind| ids.of(*kind).incomplete || tally.short.contains(kind))
            .collect(),
    }
}

/// What was read so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Records, those with errors included.
    records: usize,
    /// The tables of which a filled record could not be used.
    short: BTreeSet<TableKind>,
}

impl Tally {
    /// Counts the records of a part of a table, and those of them that could not be used.
    fn add(&mut self, kind: TableKind, records: usize, unusable: usize) {
        self.records += records;
        if unusable > 0 {
            self.short.insert(kind);
        }
    }
}

/// What the rules on whole files find, file by file.
fn file_findings(files: &Files) -> Vec<Diagnostic> {
    let entries: Vec<_> = files.entries().collect();
    let findings: Vec<Vec<Diagnostic>> = entries
        .into_par_iter()
        .map(|(id, source)| {
            let mut found = Vec::new();
            for rule in checks::FILE_RULES {
                rule(id, source, &mut found);
            }
            found
        })
        .collect();
    findings.into_iter().flatten().collect()
}

/// What the rules on the registry as a whole find, rule by rule.
fn registry_findings(registry: &Registry<'_>, files: &Files) -> Vec<Diagnostic> {
    let findings: Vec<Vec<Diagnostic>> = checks::REGISTRY_RULES
        .par_iter()
        .map(|rule| {
            let mut sink = Sink::new(files);
            rule(registry, &mut sink);
            sink.into_diagnostics()
        })
        .collect();
    findings.into_iter().flatten().collect()
}

/// Which kinds have a file, and of which ids may be missing through a fault reported already.
fn declared(files: &Files) -> Ids {
    let mut ids = Ids::default();
    let manifest = &files.manifest;
    let faulty = !manifest.diagnostics.is_empty() || !files.protocol().is_utf8();
    for kind in TableKind::ALL {
        let known = ids.of_mut(*kind);
        known.declared = manifest.declared.contains(kind);
        known.incomplete = faulty && !known.declared;
    }
    for (named, _) in &files.unread {
        ids.of_mut(named.kind).incomplete = true;
    }
    for diagnostic in &manifest.diagnostics {
        // A file that is refused by its path or form may have held any kind.
        if matches!(diagnostic.code, Code::TP0101 | Code::TP0103 | Code::TP0107) {
            for kind in TableKind::ALL {
                ids.of_mut(*kind).incomplete = true;
            }
        }
    }
    ids
}

/// Reads the header of each table file.
fn open_sheets<'f>(files: &'f Files, ids: &mut Ids, sink: &mut Sink<'f>) -> Vec<Sheet<'f>> {
    let mut sheets = Vec::new();
    for (file, source) in files.entries() {
        let Some(kind) = source.kind() else {
            continue;
        };
        if source.is_utf16() {
            ids.of_mut(kind).incomplete = true;
            continue;
        }
        let delimiter = delimiter(source);
        let mut records = Records::of(source, delimiter);
        let mut header = Record::default();
        if !records.read(&mut header) || header.is_blank() {
            ids.of_mut(kind).incomplete = true;
            sink.push(checks::empty_file::report(file, kind));
            continue;
        }
        sink.diagnostics.extend(
            checks::separator_line::check(file, source)
                .or_else(|| checks::wrong_delimiter::check(file, source, delimiter)),
        );
        let body = records.position();
        let trailing = checks::trailing_separator::check(file, source, delimiter, &header, body);
        let cells = header.fields.len();
        let (named, width) = trailing
            .as_ref()
            .map_or((cells, cells), |t| (t.named, t.width));
        sink.diagnostics
            .extend(trailing.map(|trailing| trailing.finding));
        let columns = Columns::bind(file, kind, &header, named, width);
        checks::missing_column::check(&columns, &header, &mut sink.diagnostics);
        checks::unknown_column::check(&columns, &header, &mut sink.diagnostics);
        checks::duplicate_column::check(&columns, &header, &mut sink.diagnostics);
        checks::unnamed_column::check(&columns, &header, &mut sink.diagnostics);
        if !Records::from(source, delimiter, body).read(&mut Record::default()) {
            sink.push(checks::no_rows::report(file, header.span()));
        }
        sheets.push(Sheet {
            file,
            source,
            delimiter,
            columns,
            header: header.span(),
            body,
        });
    }
    sheets
}

/// The records of a part of a sheet, each with where it stands and its shape.
///
/// Returns how many records there were.
pub(crate) fn each_record<'f>(
    sheet: &Sheet<'f>,
    part: (usize, usize),
    sink: &mut Sink<'f>,
    mut each: impl FnMut(&Record<'f>, Row, Shape, &mut Sink<'f>),
) -> usize {
    let source = sheet.source;
    let mut records = Records::new(source, sheet.delimiter, part.0, part.1);
    let mut record = Record::default();
    let mut line = source.lines().line(part.0);
    let mut count = 0;
    while records.read(&mut record) {
        count += 1;
        let start = record.start();
        while source.lines().start(line + 1) <= start && source.lines().has(line + 1) {
            line += 1;
        }
        let row = Row {
            file: sheet.file,
            line: line as u32 + 1,
            offset: start as u32,
        };
        if let Some(finding) = checks::unclosed_quote::check(sheet.file, source, &record) {
            sink.push(finding);
            each(&record, row, Shape::Torn, sink);
            continue;
        }
        if let Some(finding) = checks::blank_row::check(sheet.file, &record) {
            sink.push(finding);
            each(&record, row, Shape::Blank, sink);
            continue;
        }
        if let Some(finding) = checks::repeated_header::check(&sheet.columns, &record) {
            sink.push(finding);
            each(&record, row, Shape::Blank, sink);
            continue;
        }
        let finding = checks::ragged_row::check(sheet, &record);
        let shape = match finding {
            None => Shape::Right,
            Some(_) => Shape::Wrong,
        };
        sink.diagnostics.extend(finding);
        each(&record, row, shape, sink);
    }
    count
}

/// Findings by file and place, each said once: the order of output.
///
/// For whoever adds findings to those of [`read`].
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(Diagnostic::order);
    diagnostics.dedup();
    let mut undeclared: Vec<crate::Message> = Vec::new();
    diagnostics.retain(|diagnostic| {
        if diagnostic.code != Code::TP0503 {
            return true;
        }
        let new = !undeclared.contains(&diagnostic.message);
        if new {
            undeclared.push(diagnostic.message.clone());
        }
        new
    });
    diagnostics
}
