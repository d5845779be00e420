//! A registry as tables of texts, for programs that change single cells.

use csv::ReaderBuilder;
use trialpool_ingest::{Files, PROTOCOL, Reported, TableKind};

/// One cell of a [`Tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// The sheet.
    pub sheet: usize,
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
}

/// One file.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name in the registry.
    pub name: String,
    /// What it holds.
    pub kind: TableKind,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The cells, by row.
    pub rows: Vec<Vec<String>>,
}

/// A registry.
#[derive(Debug, Clone)]
pub struct Tables {
    /// `review.toml`.
    pub protocol: String,
    /// The files.
    pub sheets: Vec<Sheet>,
}

impl Sheet {
    /// A sheet with every column of its kind and no row.
    pub fn new(kind: TableKind) -> Self {
        let columns = kind.columns().iter();
        Self {
            name: format!("{}.csv", kind.as_str()),
            kind,
            header: columns.map(|(column, _)| column.as_str().into()).collect(),
            rows: Vec::new(),
        }
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// Adds a row with the named cells, the others empty.
    ///
    /// # Panics
    /// If there is no column of such a name.
    pub fn push(&mut self, cells: &[(&str, String)]) -> usize {
        let mut row = vec![String::new(); self.header.len()];
        for (name, text) in cells {
            let column = self.column(name);
            row[column.unwrap_or_else(|| panic!("no column {name}"))].clone_from(text);
        }
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// The text of a cell; empty if there is no such column.
    pub fn text(&self, row: usize, column: &str) -> &str {
        self.column(column)
            .map_or("", |column| self.rows[row][column].as_str())
    }

    /// The bytes of the file, and where each cell, the header's first, starts and ends.
    pub(crate) fn written(&self) -> (Vec<u8>, Vec<(usize, usize)>) {
        let mut text = String::new();
        let mut cells = Vec::new();
        for record in std::iter::once(&self.header).chain(&self.rows) {
            for (column, cell) in record.iter().enumerate() {
                if column > 0 {
                    text.push(',');
                }
                let start = text.len();
                if cell.contains([',', '"', '\n', '\r']) {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(cell);
                }
                cells.push((start, text.len()));
            }
            text.push('\n');
        }
        (text.into_bytes(), cells)
    }
}

impl Tables {
    /// The tables of a registry that was read, with its protocol.
    ///
    /// # Panics
    /// If a table is no CSV.
    pub fn of(files: &Files) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let sheets = files.iter().filter_map(|file| {
            let kind = file.kind()?;
            let mut reader = ReaderBuilder::new().from_reader(file.bytes());
            let header = reader.headers().expect("a header").iter();
            Some(Sheet {
                name: file.name().to_owned(),
                kind,
                header: header.map(str::to_owned).collect(),
                rows: reader
                    .records()
                    .map(|record| {
                        let record = record.expect("a record");
                        record.iter().map(str::to_owned).collect()
                    })
                    .collect(),
            })
        });
        Self {
            protocol: text(files.protocol().bytes()),
            sheets: sheets.collect(),
        }
    }

    /// The files.
    pub fn files(&self) -> Files {
        let tables = self.sheets.iter();
        let mut files: Vec<_> = tables
            .map(|sheet| (sheet.name.clone(), sheet.written().0))
            .collect();
        files.push((PROTOCOL.to_owned(), self.protocol.clone().into_bytes()));
        Files::from_memory(files)
    }

    /// The text of a cell.
    pub fn text(&self, cell: Cell) -> &str {
        &self.sheets[cell.sheet].rows[cell.row][cell.column]
    }

    /// The values that a cell can mean: what prints like it; a count or a level itself; for a p
    /// the side of its bound.
    pub fn range(&self, cell: Cell) -> Option<(f64, f64)> {
        let sheet = &self.sheets[cell.sheet];
        let number = Reported::parse(self.text(cell)).ok()?;
        match sheet.header[cell.column].as_str() {
            "n" | "events" | "participants" | "analysed" | "lost" | "ci_level" => {
                Some((number.value(), number.value()))
            }
            "p" => match sheet.text(cell.row, "p_operator") {
                "<" => Some((0.0, number.value())),
                ">" => Some((number.value(), 1.0)),
                _ => Some(number.interval()),
            },
            _ => Some(number.interval()),
        }
    }

    /// The results, of arms and of comparisons.
    pub fn result_count(&self) -> usize {
        let results = self.sheets.iter().filter(|sheet| is_result(sheet.kind));
        results.map(|sheet| sheet.rows.len()).sum()
    }
}

/// Whether the rows of a kind are results.
pub(crate) fn is_result(kind: TableKind) -> bool {
    matches!(kind, TableKind::Contrasts | TableKind::ArmResults)
}
