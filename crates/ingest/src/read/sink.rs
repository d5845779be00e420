use crate::column::Column;
use crate::{ByteSpan, CellView, Diagnostic, Files, Label, Row};
use std::cell::{Cell, RefCell};

/// Comparisons of names for suggestions in one part of a file: about 20 ms.
const COMPARISONS: usize = 60_000;

/// Takes what the rules find, and finds the places they speak of.
#[derive(Debug)]
pub struct Sink<'f> {
    pub(crate) files: &'f Files,
    pub(crate) diagnostics: Vec<Diagnostic>,
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
