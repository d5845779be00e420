//! GitHub-flavoured Markdown.

use super::table::Table;
use crate::drawing::text::clean;
use std::fmt::Write as _;

/// What readers get: one Markdown table a section.
pub(super) fn write(table: &Table) -> String {
    let mut text = format!("# {}\n", escape(&table.title));
    let columns: Vec<_> = table.shown_columns().collect();
    for section in &table.sections {
        let rows: Vec<_> = section.rows.iter().filter(|row| row.shown).collect();
        if rows.is_empty() && section.notes.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {}\n\n", escape(&section.heading));
        if !rows.is_empty() {
            line(
                &mut text,
                columns.iter().map(|(_, heading, _)| escape(heading)),
            );
            line(
                &mut text,
                columns
                    .iter()
                    .map(|(_, _, numeric)| if *numeric { "---:" } else { "---" }.to_owned()),
            );
            for row in rows {
                let cells = columns.iter().map(|(index, _, _)| {
                    let shown = escape(row.cells.get(*index).map_or("", |cell| &cell.shown));
                    if row.pooled && !shown.is_empty() {
                        format!("**{shown}**")
                    } else {
                        shown
                    }
                });
                line(&mut text, cells);
            }
        }
        if !section.notes.is_empty() {
            text.push('\n');
            for note in &section.notes {
                let _ = writeln!(text, "- {}", escape(note));
            }
        }
    }
    text
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    text.push('|');
    for cell in cells {
        let _ = write!(text, " {cell} |");
    }
    text.push('\n');
}

/// `text` without markup of its own, on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in clean(text).trim().chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            escape("a|b\n*c* <d> [e](f)"),
            "a\\|b \\*c\\* &lt;d&gt; \\[e\\](f)"
        );
    }
}
