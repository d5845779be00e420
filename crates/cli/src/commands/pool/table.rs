//! The CSV file as cells, and what is wrong with them.

use crate::terminal;
use trialpool_ingest::sheet::{SHEET, Sheet, SheetCell};
use trialpool_ingest::{Code, Diagnostic, Files, Label, Message, Reported, SourceFile};

/// The file, its columns found by name.
pub(crate) struct Table<'f> {
    sheet: Sheet<'f>,
    name: &'f str,
    file: &'f SourceFile,
}

impl<'f> Table<'f> {
    /// Reads the file.
    pub(crate) fn read(file: &'f SourceFile) -> (Self, Faults) {
        let (sheet, diagnostics) = Sheet::read(file);
        let table = Self {
            sheet,
            name: file.name(),
            file,
        };
        (table, Faults(diagnostics))
    }

    /// The names of the columns.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &str> {
        self.sheet.headers().iter().map(|header| &*header.text)
    }

    /// The column of this name; capitals count only if two columns differ in nothing else.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.sheet.column(name).or_else(|| {
            self.headers()
                .position(|header| header.eq_ignore_ascii_case(name))
        })
    }

    /// The name of a column.
    pub(crate) fn name(&self, column: usize) -> &str {
        self.sheet
            .headers()
            .get(column)
            .map_or("", |header| &*header.text)
    }

    /// Whether another column has the same name as this one.
    pub(crate) fn twin(&self, column: usize) -> Option<&SheetCell<'f>> {
        let headers = self.sheet.headers();
        let name = &headers.get(column)?.text;
        headers
            .iter()
            .skip(column + 1)
            .find(|header| header.text == *name)
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.sheet.rows()
    }

    /// The text of a cell; none if it is empty or `NA`.
    pub(crate) fn text(&self, row: usize, column: usize) -> Option<&str> {
        self.sheet
            .cell(row, column)
            .map(|cell| &*cell.text)
            .filter(|text| !text.is_empty() && *text != "NA")
    }

    /// The text of a cell as it stands.
    pub(crate) fn raw(&self, row: usize, column: usize) -> &str {
        self.sheet.cell(row, column).map_or("", |cell| &*cell.text)
    }

    /// The number in a cell; none if it is empty, `NA` or no number, which is then a fault.
    pub(crate) fn number(
        &self,
        row: usize,
        column: usize,
        faults: &mut Faults,
    ) -> Option<Reported> {
        match self.sheet.number(row, column) {
            Ok(number) => number,
            Err(diagnostic) => {
                faults.0.push(*diagnostic);
                None
            }
        }
    }

    /// The place of a cell, for a finding.
    pub(crate) fn place(&self, row: usize, column: usize) -> Option<Label> {
        let cell = self.sheet.cell(row, column)?;
        Some(Label::new(SHEET, cell.span))
    }

    /// Where a row is, for a sentence: `studies.csv:7`.
    pub(crate) fn line(&self, row: usize) -> String {
        let line = self
            .sheet
            .cell(row, 0)
            .map_or(0, |cell| self.file.line_column(cell.span.start()).0);
        format!("{}:{line}", self.name)
    }
}

/// What is wrong with the file, in the order found.
#[derive(Default)]
pub(crate) struct Faults(Vec<Diagnostic>);

impl Faults {
    /// Adds one.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Reports a column that stands twice.
    pub(crate) fn push_twin(&mut self, twin: &SheetCell<'_>) {
        let message = Message::new("tp0203").text("column", &*twin.text);
        self.push(
            Diagnostic::error(Code::TP0203, message)
                .at(Label::new(SHEET, twin.span))
                .help(Message::new("tp0203.help")),
        );
    }

    /// Whether the file cannot be pooled.
    pub(crate) fn are_fatal(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// Shows them on standard error, as `check` does.
    pub(crate) fn print(&self, file: &SourceFile) {
        if self.0.is_empty() {
            return;
        }
        terminal::show(&Files::of_sheet(file), &self.0, terminal::locale());
    }
}
