use crate::column::Column;
use crate::{Diagnostic, Files, Label, Row};

/// Takes what the rules find, and finds the places they speak of.
pub(crate) struct Sink<'f> {
    pub(crate) files: &'f Files,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'f> Sink<'f> {
    pub(crate) fn new(files: &'f Files) -> Self {
        Self {
            files,
            diagnostics: Vec::new(),
        }
    }

    /// Adds a finding.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The place of a cell, read again from the file: only findings pay for places.
    pub(crate) fn cell(&self, row: Row, column: Column) -> Label {
        self.files.label(row, column.as_str())
    }

    /// The text of a cell as it stands in the file.
    pub(crate) fn printed(&self, row: Row, column: Column) -> String {
        let cell = self.files.cell(row, column.as_str());
        cell.map_or_else(String::new, |cell| cell.text.trim().to_owned())
    }
}
