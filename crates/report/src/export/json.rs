//! One JSON object: the identifier of the analysis, and its rows under the names of the columns.

use super::table::Table;
use serde_json::{Map, Value};

/// Every row and column of the table.
pub(super) fn write(table: &Table) -> Result<String, serde_json::Error> {
    let rows: Vec<Value> = table
        .rows()
        .map(|row| {
            let cells = table.columns.iter().zip(&row.cells);
            Value::Object(
                cells
                    .map(|(column, cell)| (column.key.to_owned(), cell.value.json()))
                    .collect(),
            )
        })
        .collect();
    let mut object = Map::new();
    object.insert("analysis".to_owned(), Value::String(table.id.clone()));
    object.insert("rows".to_owned(), Value::Array(rows));
    serde_json::to_string_pretty(&object).map(|text| text + "\n")
}
