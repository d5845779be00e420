//! Aligned columns for a terminal.

use super::table::{Row, Table};
use crate::drawing::text::clean;
use unicode_width::UnicodeWidthStr as _;

/// Space between columns.
const GAP: &str = "  ";

/// What readers get, in columns as wide as their widest cell. No colour and no control character.
pub(super) fn write(table: &Table) -> String {
    let columns: Vec<_> = table.shown_columns().collect();
    let shown =
        |row: &Row, index: usize| clean(row.cells.get(index).map_or("", |cell| &cell.shown));
    let widths: Vec<usize> = columns
        .iter()
        .map(|(index, heading, _)| {
            let rows = table
                .rows()
                .filter(|row| row.shown)
                .map(|row| shown(row, *index).width());
            rows.fold(clean(heading).width(), usize::max)
        })
        .collect();
    let line = |cells: Vec<String>| {
        let padded: Vec<String> = cells
            .into_iter()
            .zip(&columns)
            .zip(&widths)
            .map(|((cell, (_, _, numeric)), width)| {
                let blank = " ".repeat(width.saturating_sub(cell.width()));
                if *numeric {
                    blank + &cell
                } else {
                    cell + &blank
                }
            })
            .collect();
        padded.join(GAP).trim_end().to_owned()
    };
    let total = widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
    let mut lines = vec![clean(&table.title), String::new()];
    lines.push(line(
        columns
            .iter()
            .map(|(_, heading, _)| clean(heading))
            .collect(),
    ));
    lines.push("─".repeat(total));
    let mut first = true;
    for section in &table.sections {
        let rows: Vec<&Row> = section.rows.iter().filter(|row| row.shown).collect();
        if rows.is_empty() && section.notes.is_empty() {
            continue;
        }
        if !std::mem::take(&mut first) {
            lines.push(String::new());
        }
        if table.sections.len() > 1 {
            lines.push(clean(&section.heading));
        }
        for row in rows {
            lines.push(line(
                columns
                    .iter()
                    .map(|(index, _, _)| shown(row, *index))
                    .collect(),
            ));
        }
        lines.extend(
            section
                .notes
                .iter()
                .map(|note| format!("  {}", clean(note))),
        );
    }
    lines.join("\n") + "\n"
}
