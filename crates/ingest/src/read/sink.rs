use crate::column::Column;
use crate::{ByteSpan, CellView, Diagnostic, FileId, Files, Label, Row};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Comparisons of names for suggestions in one part of a file: about 20 ms.
const COMPARISONS: usize = 60_000;

/// The longest texts of a column of a file, as far as a spreadsheet's limit may have cut them.
#[derive(Debug, Clone, Default)]
pub(crate) struct LongText {
    /// The column and the place of the first text that is exactly as long as the limit.
    pub(crate) first: Option<(Column, Label)>,
    /// How many are.
    pub(crate) at_limit: usize,
    /// Whether one is longer.
    pub(crate) longer: bool,
}

/// By file and column.
pub(crate) type LongTexts = BTreeMap<(FileId, usize), LongText>;

/// The characters that a cell of old spreadsheets and databases takes.
const TEXT_LIMIT: usize = 255;

/// Takes what the rules find, and finds the places they speak of.
#[derive(Debug)]
pub struct Sink<'f> {
    pub(crate) files: &'f Files,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) long_texts: LongTexts,
    /// Comparisons of names still to spend on suggestions.
    comparisons: Cell<usize>,
    /// The cells of the row asked for last: a finding asks for several of one row.
    last: RefCell<Option<(Row, Vec<CellView<'f>>)>>,
}

impl<'f> Sink<'f> {
    /// A sink that nothing was found for yet.
    pub fn new(files: &'f Files) -> Self {
        Self {
            files,
            diagnostics: Vec::new(),
            long_texts: LongTexts::new(),
            comparisons: Cell::new(COMPARISONS),
            last: RefCell::new(None),
        }
    }

    /// What was found, in the order in which it was.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Whether a name may be compared with `count` others: where thousands of rows refer to
    /// nothing, the first suggestions say enough, and the rest would take hours.
    pub(crate) fn may_compare(&self, count: usize) -> bool {
        let left = self.comparisons.get().checked_sub(count);
        self.comparisons.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Remembers a text that is as long as a limit, or longer.
    pub(crate) fn see_text(&mut self, column: Column, text: &str, label: impl FnOnce() -> Label) {
        if text.len() < TEXT_LIMIT {
            return;
        }
        let length = text.chars().take(TEXT_LIMIT + 1).count();
        if length < TEXT_LIMIT {
            return;
        }
        let label = label();
        let seen = self.long_texts.entry((label.file, column as usize));
        let seen = seen.or_default();
        if length > TEXT_LIMIT {
            seen.longer = true;
        } else {
            seen.at_limit += 1;
            seen.first.get_or_insert((column, label));
        }
    }

    /// Adds the long texts of a later part.
    pub(crate) fn take_long_texts(&mut self, part: LongTexts) {
        for (place, later) in part {
            let seen = self.long_texts.entry(place).or_default();
            seen.longer |= later.longer;
            seen.at_limit += later.at_limit;
            seen.first = seen.first.take().or(later.first);
        }
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The place of a cell, read again from the file: only findings pay for places.
    pub fn cell(&self, row: Row, column: Column) -> Label {
        self.with_cells(row, |cells| {
            let mut cells_in = cells.iter();
            let cell = cells_in.find(|cell| cell.column == column.as_str());
            let span = cell.map_or_else(|| whole(row, cells), |cell| cell.span);
            Label::new(row.file, span)
        })
    }

    /// The place of a whole row.
    pub fn row(&self, row: Row) -> Label {
        self.with_cells(row, |cells| Label::new(row.file, whole(row, cells)))
    }

    /// The text of a cell as it stands in the file.
    pub fn printed(&self, row: Row, column: Column) -> String {
        self.with_cells(row, |cells| {
            let mut cells = cells.iter();
            let cell = cells.find(|cell| cell.column == column.as_str());
            cell.map_or_else(String::new, |cell| cell.text.trim().to_owned())
        })
    }

    fn with_cells<R>(&self, row: Row, look: impl FnOnce(&[CellView<'f>]) -> R) -> R {
        let mut last = self.last.borrow_mut();
        let known = last.take().filter(|(of, _)| *of == row);
        let (_, cells) = last.insert(known.unwrap_or_else(|| (row, self.files.cells(row))));
        look(cells)
    }
}

/// The bytes from the first cell to the last.
fn whole(row: Row, cells: &[CellView<'_>]) -> ByteSpan {
    let start = row.offset as usize;
    ByteSpan::new(start, cells.last().map_or(start, |cell| cell.span.end()))
}
