//! One CSV file without a registry, for pooling a table as it stands.

use crate::checks::{self, Cell};
use crate::records::{Record, Records};
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, Reported, SourceFile};
use std::borrow::Cow;

/// A table of cells, by row and column, both from 0; the header is not a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'f> {
    headers: Vec<SheetCell<'f>>,
    cells: Vec<SheetCell<'f>>,
}

/// One cell with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCell<'f> {
    /// The text without quotes or blanks around it.
    pub text: Cow<'f, str>,
    /// The bytes in the file, quotes included.
    pub span: ByteSpan,
}

/// A sheet stands alone: its findings point into the one file there is.
pub const SHEET: FileId = FileId::PROTOCOL;

impl<'f> Sheet<'f> {
    /// Reads a file with a header row. Rows of another length than the header, and whatever
    /// else is wrong with the file, are reported; rows of a wrong length are left out.
    pub fn read(file: &'f SourceFile) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        for rule in checks::FILE_RULES {
            rule(SHEET, file, &mut diagnostics);
        }
        let delimiter = crate::files::delimiter(file);
        diagnostics.extend(
            checks::separator_line::check(SHEET, file)
                .or_else(|| checks::wrong_delimiter::check(SHEET, file, delimiter)),
        );
        let mut records = Records::of(file, delimiter);
        let mut record = Record::default();
        let mut sheet = Self {
            headers: Vec::new(),
            cells: Vec::new(),
        };
        if !records.read(&mut record) || record.is_blank() {
            let message = Message::new("tp0110");
            let label = Label::new(SHEET, ByteSpan::new(0, 0));
            diagnostics.push(Diagnostic::error(Code::TP0110, message).at(label));
            return (sheet, diagnostics);
        }
        let header = record.span();
        sheet.headers = take(&mut record).collect();
        let mut rows = 0;
        while records.read(&mut record) {
            rows += 1;
            let width = sheet.headers.len();
            let shape = checks::unclosed_quote::check(SHEET, file, &record)
                .or_else(|| checks::blank_row::check(SHEET, &record))
                .or_else(|| checks::ragged_row::check_length(SHEET, width, &record));
            match shape {
                Some(finding) => diagnostics.push(finding),
                None => sheet.cells.extend(take(&mut record)),
            }
        }
        if rows == 0 {
            diagnostics.push(checks::no_rows::report(SHEET, header));
        }
        diagnostics.sort_by_key(Diagnostic::order);
        (sheet, diagnostics)
    }

    /// The names of the columns.
    pub fn headers(&self) -> &[SheetCell<'f>] {
        &self.headers
    }

    /// The place of the column of this name, from 0; the first one if there are several.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|header| header.text == name)
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.cells
            .len()
            .checked_div(self.headers.len())
            .unwrap_or_default()
    }

    /// One cell, if there is such a row and column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&SheetCell<'f>> {
        if column >= self.headers.len() {
            return None;
        }
        self.cells.get(row * self.headers.len() + column)
    }

    /// The number in a cell; none if the cell is blank, `NA` or absent.
    ///
    /// # Errors
    /// The finding to show if the cell holds no number.
    pub fn number(&self, row: usize, column: usize) -> Result<Option<Reported>, Box<Diagnostic>> {
        let Some(cell) = self.cell(row, column) else {
            return Ok(None);
        };
        // Tables written by R say `NA` for what is not known.
        if cell.text.is_empty() || cell.text == "NA" {
            return Ok(None);
        }
        let name = self.headers.get(column).map_or("", |header| &header.text);
        Reported::parse(&cell.text).map(Some).map_err(|habit| {
            let cell = Cell {
                file: SHEET,
                column: name,
                text: &cell.text,
                span: cell.span,
            };
            Box::new(checks::unreadable(&cell, habit))
        })
    }
}

/// The fields of a record as cells.
fn take<'r, 'f>(record: &'r mut Record<'f>) -> impl Iterator<Item = SheetCell<'f>> + 'r {
    record.fields.drain(..).map(|field| SheetCell {
        text: crate::files::trimmed(field.text),
        span: field.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_numbers_and_what_is_wrong() {
        let file = SourceFile::from_bytes(
            "bcg.csv",
            b"\"study\",\"yi\",vi\r\n\"Aronson, 1948\",-0.89,0.3256\r\nFerguson,NA,\"0,19\"\r\nshort,1\r\n"
                .to_vec(),
        );
        let (sheet, diagnostics) = Sheet::read(&file);
        assert_eq!(sheet.rows(), 2);
        let codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::TP0205]);
        assert_eq!((sheet.column("vi"), sheet.column("sei")), (Some(2), None));
        assert_eq!(
            sheet.cell(0, 0).map(|cell| &*cell.text),
            Some("Aronson, 1948")
        );
        let yi = sheet.number(0, 1).unwrap().unwrap();
        assert_eq!((yi.value(), yi.decimals()), (-0.89, 2));
        assert_eq!(sheet.number(1, 1), Ok(None));
        let comma = sheet.number(1, 2).unwrap_err();
        assert_eq!(comma.code, Code::TP0305);
        let place = comma.primary.unwrap().span.start();
        assert_eq!(file.line_column(place), (3, 13));
        assert!(sheet.cell(0, 3).is_none() && sheet.cell(2, 0).is_none());
    }

    #[test]
    fn an_empty_sheet_has_no_rows() {
        let file = SourceFile::from_bytes("a.csv", Vec::new());
        let (sheet, diagnostics) = Sheet::read(&file);
        assert_eq!((sheet.rows(), sheet.headers().len()), (0, 0));
        assert_eq!(diagnostics[0].code, Code::TP0110);
    }
}
