//! The table that every format writes.

use serde_json::Number;

/// Results in rows, divided into sections.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Identifier of the analysis.
    pub id: String,
    /// Title.
    pub title: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, section by section.
    pub sections: Vec<Section>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Stable English name.
    pub key: &'static str,
    /// Heading for readers; `None` for columns that only programs get.
    pub heading: Option<String>,
    /// Whether it is set flush right.
    pub numeric: bool,
}

/// Rows that belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Section {
    /// Heading.
    pub heading: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// Remarks below them: heterogeneity, tests.
    pub notes: Vec<String>,
}

/// A row: one cell a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Whether it holds a pooled result.
    pub pooled: bool,
    /// Whether readers get it; programs get every row.
    pub shown: bool,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// For programs.
    pub value: Value,
    /// For readers.
    pub shown: String,
}

/// A value in full precision.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Not known, or not applicable.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Count(u64),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    /// A text; an empty one is no value.
    pub fn text(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// A number, if there is one.
    pub fn number(number: Option<f64>) -> Self {
        number
            .filter(|number| !number.is_nan())
            .map_or(Self::Empty, Self::Number)
    }

    /// A count, if there is one.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Empty, Self::Count)
    }

    /// The value as JSON; infinities, which JSON has not, are null.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Empty => serde_json::Value::Null,
            Self::Text(text) => serde_json::Value::String(text.clone()),
            Self::Number(number) => {
                Number::from_f64(*number).map_or(serde_json::Value::Null, serde_json::Value::Number)
            }
            Self::Count(count) => serde_json::Value::from(*count),
            Self::Flag(flag) => serde_json::Value::Bool(*flag),
        }
    }

    /// The value in plain characters: the shortest digits that read back exactly, `Inf` and
    /// `-Inf` as R and Python read them.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) if number.is_infinite() => {
                if *number > 0.0 { "Inf" } else { "-Inf" }.to_owned()
            }
            Self::Number(number) => {
                let text = format!("{number:?}");
                text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
            }
            Self::Count(count) => count.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

impl Cell {
    /// A cell for programs alone.
    pub fn hidden(value: Value) -> Self {
        Self {
            value,
            shown: String::new(),
        }
    }
}

impl Table {
    /// The columns for readers, with their places.
    pub fn shown_columns(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        self.columns
            .iter()
            .enumerate()
            .filter_map(|(index, column)| Some((index, column.heading.as_deref()?, column.numeric)))
    }

    /// Takes from readers the columns in which no row says anything.
    pub(super) fn hide_blank_columns(&mut self) {
        for index in 0..self.columns.len() {
            let says = |row: &Row| {
                row.cells
                    .get(index)
                    .is_some_and(|cell| !cell.shown.is_empty())
            };
            if !self.rows().filter(|row| row.shown).any(says) {
                self.columns[index].heading = None;
            }
        }
    }

    /// Every row of every section.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sections.iter().flat_map(|section| &section.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_so_that_they_read_back() {
        for number in [0.1 + 0.2, -0.71, 1e-26, 7.0, f64::MIN_POSITIVE, 1.0 / 3.0] {
            let text = Value::Number(number).plain();
            assert_eq!(text.parse::<f64>().unwrap(), number, "{text}");
        }
        assert_eq!(Value::Number(7.0).plain(), "7");
        assert_eq!(Value::Number(f64::NEG_INFINITY).plain(), "-Inf");
        assert_eq!(Value::Number(f64::INFINITY).json(), serde_json::Value::Null);
        assert_eq!(Value::number(Some(f64::NAN)), Value::Empty);
    }
}
