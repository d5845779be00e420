//! A sound registry with a few things changed, as bytes say.

use super::TABLES;
use std::collections::BTreeMap;
use trialpool_ingest::Files;

/// A table as rows of cells; the first row is the header.
type Cells = Vec<Vec<String>>;

/// The registry after the changes that `input` asks for.
///
/// A change is four bytes (what, table, row, column) and a text up to the end of a line.
pub(super) fn apply(sound: &BTreeMap<String, Vec<u8>>, input: &[u8]) -> Files {
    let mut changed: BTreeMap<&str, Cells> = BTreeMap::new();
    let mut rest = input;
    while let [what, table, row, column, text @ ..] = rest {
        let end = text.iter().position(|byte| *byte == b'\n');
        let (text, after) = text.split_at(end.unwrap_or(text.len()));
        rest = after.get(1..).unwrap_or_default();
        let name = TABLES[usize::from(*table) % TABLES.len()];
        let cells = changed.entry(name).or_insert_with(|| split(&sound[name]));
        let text = String::from_utf8_lossy(text);
        change(
            cells,
            *what,
            (usize::from(*row), usize::from(*column)),
            &text,
        );
    }
    let mut files = sound.clone();
    for (name, cells) in changed {
        files.insert(name.to_owned(), joined(&cells).into_bytes());
    }
    Files::from_memory(files.into_iter().collect())
}

fn change(cells: &mut Cells, what: u8, (row, column): (usize, usize), text: &str) {
    let Some(width) = cells.first().map(Vec::len).filter(|width| *width > 0) else {
        return;
    };
    let (row, column) = (row % cells.len(), column % width);
    let other = text.bytes().next().map_or(0, usize::from) % cells.len();
    match what % 8 {
        0 | 1 => text.clone_into(&mut cells[row][column]),
        2 => cells[row][column].push_str(text),
        3 => {
            let copied = cells[other][column].clone();
            cells[row][column] = copied;
        }
        4 => {
            for cells in cells {
                cells.remove(column);
            }
        }
        5 => {
            let again = cells[row].clone();
            cells.insert(other, again);
        }
        6 => drop(cells.remove(row)),
        _ => {
            let other = other % width;
            cells[row].swap(column, other);
        }
    }
}

/// The cells of a file that quotes none.
fn split(bytes: &[u8]) -> Cells {
    let text = String::from_utf8_lossy(bytes);
    let rows = text.lines().map(|row| row.split(',').map(str::to_owned));
    rows.map(Iterator::collect).collect()
}

fn joined(cells: &Cells) -> String {
    let mut out = String::new();
    for row in cells {
        let row: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        out += &row.join(",");
        out.push('\n');
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
