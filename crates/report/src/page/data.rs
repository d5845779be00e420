//! A table of an export as it stands in the page: what readers get of it.

use crate::RenderError;
use crate::export::Table;
use askama::Template as _;

/// A table, its first column the headings of its rows.
#[derive(askama::Template)]
#[template(path = "data.html")]
struct DataTable {
    anchor: String,
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

struct Column {
    heading: String,
    class: &'static str,
}

struct Cell {
    shown: String,
    class: &'static str,
}

/// The table as markup.
///
/// # Errors
/// [`RenderError::Template`] if the template is broken.
pub(crate) fn render(table: &Table, anchor: String) -> Result<String, RenderError> {
    let columns: Vec<(usize, &str, bool)> = table.shown_columns().collect();
    let class = |numeric: bool| if numeric { "number" } else { "" };
    let rows = table.rows().filter(|row| row.shown).map(|row| {
        let cells = columns.iter().map(|(place, _, numeric)| Cell {
            shown: row
                .cells
                .get(*place)
                .map_or_else(String::new, |cell| cell.shown.clone()),
            class: class(*numeric),
        });
        cells.collect()
    });
    let page = DataTable {
        anchor,
        caption: table.title.clone(),
        rows: rows.collect(),
        columns: columns
            .iter()
            .map(|(_, heading, numeric)| Column {
                heading: (*heading).to_owned(),
                class: class(*numeric),
            })
            .collect(),
    };
    Ok(page.render()?)
}
