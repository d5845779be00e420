//! A table of columns as the oracle stores it.

use serde_json::Value;

/// Columns of equal length; cells are JSON values (`null` for R's NA).
#[derive(Debug, Clone, Default)]
pub struct Table {
    columns: Vec<(String, Vec<Value>)>,
}

impl Table {
    /// A table from a JSON object of columns.
    pub fn from_columns(value: &Value) -> Self {
        let columns = value
            .as_object()
            .map(|map| {
                map.iter()
                    .map(|(name, cells)| (name.clone(), list(cells)))
                    .collect()
            })
            .unwrap_or_default();
        Self { columns }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, |(_, cells)| cells.len())
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cells of a column.
    pub fn column(&self, name: &str) -> Option<&[Value]> {
        self.columns
            .iter()
            .find(|(column, _)| column == name)
            .map(|(_, cells)| cells.as_slice())
    }

    /// A column as numbers; `None` for NA and for text.
    pub fn numbers(&self, name: &str) -> Option<Vec<Option<f64>>> {
        self.column(name)
            .map(|cells| cells.iter().map(number).collect())
    }

    /// Adds or replaces a column.
    pub fn set(&mut self, name: &str, cells: Vec<Value>) {
        self.columns.retain(|(column, _)| column != name);
        self.columns.push((name.to_owned(), cells));
    }

    /// The rows whose indices (from 0) are listed, in that order.
    #[must_use]
    pub fn rows(&self, indices: &[usize]) -> Self {
        let pick = |cells: &[Value]| indices.iter().map(|i| cells[*i].clone()).collect();
        Self {
            columns: self
                .columns
                .iter()
                .map(|(name, cells)| (name.clone(), pick(cells)))
                .collect(),
        }
    }
}

/// A JSON number, or one of the strings that stand for what JSON cannot say.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::String(text) if text == "Inf" => Some(f64::INFINITY),
        Value::String(text) if text == "-Inf" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(cells) => cells.clone(),
        other => vec![other.clone()],
    }
}
