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
    markdown_text(clean(text).trim())
}

/// Text that Markdown shows as it stands: no markup, and no address, mention or reference that GitHub would link.
pub fn markdown_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars();
    let mut before = ' ';
    while let Some(character) = rest.next() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            ':' if rest.as_str().starts_with("//") => out.push_str("&#58;"),
            '.' if matches!(before, 'w' | 'W') => out.push_str("&#46;"),
            // GitHub looks for these in the text that comes of the Markdown, where an element of their own sets them
            // apart from what stands beside them.
            '@' => out.push_str("<span>&#64;</span>"),
            '#' => out.push_str("<span>&#35;</span>"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
        before = character;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            escape("see http://a.org, www.b.org or c@d.org #12"),
            "see http&#58;//a.org, www&#46;b.org or c<span>&#64;</span>d.org <span>&#35;</span>12"
        );
        assert_eq!(
            escape("a|b\n*c* <d> [e](f)"),
            "a\\|b \\*c\\* &lt;d&gt; \\[e\\](f)"
        );
    }
}
