//! The outcome as a table of Markdown or LaTeX.

use super::document::Document;
use super::lines::{LineKind, NUMBERS};
use super::tables::SectionTable;
use super::text;
use crate::terminal;
use std::fmt::Write as _; // Writing to a string cannot fail.

/// A GitHub-flavoured Markdown table, and what belongs below it.
pub(crate) fn markdown(document: &Document) -> String {
    let mut out = format!(
        "| Study | {} | {}% CI | Weight |\n|:--|--:|:-:|--:|\n",
        document.quantity(),
        document.percent_level()
    );
    for row in rows(document, markdown_text) {
        let cells = row.cells.map(|cell| {
            if row.emphasis && !cell.is_empty() {
                format!("**{cell}**")
            } else {
                cell
            }
        });
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
    out.push_str(&heterogeneity(document));
    out.push('\n');
    if let Some(formulas) = text::formulas(document) {
        let _ = write!(out, "\nEffects: {}\n", markdown_text(&formulas));
    }
    for table in document.all_tables() {
        out.push_str(&markdown_table(&table));
    }
    for warning in &document.warnings {
        let _ = write!(out, "\n- {}", markdown_text(warning));
    }
    if !document.warnings.is_empty() {
        out.push('\n');
    }
    out
}

/// A LaTeX table (package booktabs).
pub(crate) fn latex(document: &Document) -> String {
    let mut out = format!(
        "\\begin{{tabular}}{{lrcr}}\n\\toprule\nStudy & {} & {}\\% CI & Weight \\\\\n\\midrule\n",
        document.quantity(),
        document.percent_level()
    );
    let mut ruled = false;
    for row in rows(document, latex_cell) {
        if row.kind != LineKind::Study && !ruled {
            out.push_str("\\midrule\n");
            ruled = true;
        }
        let [label, numbers @ ..] = row.cells;
        let numbers = numbers.map(|cell| latex_number(&cell));
        let label = if row.emphasis {
            format!("\\textbf{{{label}}}")
        } else {
            label
        };
        let _ = writeln!(out, "{label} & {} \\\\", numbers.join(" & "));
    }
    out.push_str("\\bottomrule\n\\end{tabular}\n");
    let _ = writeln!(out, "% {}", ascii(&heterogeneity(document)));
    if let Some(formulas) = text::formulas(document) {
        let _ = writeln!(out, "% Effects: {}", latex_comment(&formulas));
    }
    for table in document.all_tables() {
        out.push_str(&latex_table(&table));
    }
    for warning in &document.warnings {
        let _ = writeln!(out, "% {}", latex_comment(warning));
    }
    out
}

/// A section: its labels to the left, numbers to the right, the note below.
fn markdown_table(table: &SectionTable) -> String {
    let mut out = String::new();
    for (place, row) in table.rows.iter().enumerate() {
        let columns = table.rows[0].len();
        let cells = (0..columns).map(|column| row.get(column).map_or("", String::as_str));
        let cells: Vec<String> = cells.map(markdown_text).collect();
        let _ = write!(out, "\n| {} |", cells.join(" | "));
        if place == 0 {
            let _ = write!(out, "\n|:--|{}", "--:|".repeat(columns - 1));
        }
    }
    out.push('\n');
    if let Some(note) = &table.note {
        let _ = write!(out, "\n{}\n", markdown_text(note));
    }
    format!("\n{}", out.trim_start_matches('\n'))
}

/// The same, as a `tabular` of its own.
fn latex_table(table: &SectionTable) -> String {
    let columns = table.rows[0].len();
    let mut out = format!(
        "\n\\begin{{tabular}}{{l{}}}\n\\toprule\n",
        "r".repeat(columns - 1)
    );
    for (place, row) in table.rows.iter().enumerate() {
        let cells = (0..columns).map(|column| row.get(column).map_or("", String::as_str));
        let cells: Vec<String> = cells.map(latex_cell).collect();
        let _ = writeln!(out, "{} \\\\", cells.join(" & "));
        if place == 0 {
            out.push_str("\\midrule\n");
        }
    }
    out.push_str("\\bottomrule\n\\end{tabular}\n");
    if let Some(note) = &table.note {
        let _ = writeln!(out, "% {}", ascii(&latex_comment(note)));
    }
    out
}

/// A row as text, its label escaped.
struct Row {
    kind: LineKind,
    emphasis: bool,
    cells: [String; 4],
}

fn rows(document: &Document, escape: fn(&str) -> String) -> Vec<Row> {
    let lines = document.lines_of_studies().into_iter();
    lines
        .map(|line| {
            let [estimate, interval] = document.shown_line(&line);
            let weight = line.weight.map(|weight| NUMBERS.weight(weight));
            Row {
                kind: line.kind,
                emphasis: line.kind == LineKind::Pooled,
                cells: [
                    escape(&line.label),
                    estimate,
                    interval,
                    weight.unwrap_or_default(),
                ],
            }
        })
        .collect()
}

/// One sentence on how the studies differ.
pub(crate) fn heterogeneity(document: &Document) -> String {
    let pooled = &document.pooled;
    let mut parts = vec![format!("tau² = {}", document.variance(pooled.tau2))];
    parts.push(format!("I² = {}", NUMBERS.percent(pooled.i2)));
    parts.push(format!(
        "Q = {} (df {}, {})",
        NUMBERS.statistic(pooled.q),
        pooled.q_df,
        NUMBERS.p_statement(pooled.q_p)
    ));
    if let Some(test) = &document.subgroup_test {
        parts.push(format!(
            "between groups Q = {} (df {}, {})",
            NUMBERS.statistic(test.q),
            test.df,
            NUMBERS.p_statement(test.p)
        ));
    }
    format!("Heterogeneity: {}", parts.join("; "))
}

/// Text that Markdown shows as it stands.
fn markdown_text(text: &str) -> String {
    trialpool_report::markdown_text(&terminal::visible(text))
}

/// A cell of text.
fn latex_cell(text: &str) -> String {
    latex_symbols(&latex_text(text))
}

/// Text that LaTeX sets as it stands.
fn latex_text(text: &str) -> String {
    let mut out = String::new();
    for character in terminal::visible(text).chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            // After the end of a row these would be read as its options.
            '[' => out.push_str("{[}"),
            '*' => out.push_str("{*}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// A formatted number with a minus sign of mathematics.
fn latex_number(text: &str) -> String {
    latex_symbols(text)
        .replace('%', "\\%")
        .replace('<', "$<$")
        .replace('>', "$>$")
}

/// What formatted numbers and their names hold beyond ASCII.
fn latex_symbols(text: &str) -> String {
    text.replace('\u{2212}', "$-$")
        .replace(['\u{a0}', '\u{202f}'], "~")
        .replace('²', "$^2$")
}

/// A sentence in a comment: one line.
fn latex_comment(text: &str) -> String {
    terminal::visible(text)
}

fn ascii(text: &str) -> String {
    text.replace('²', "^2")
        .replace('\u{2212}', "-")
        .replace(['\u{a0}', '\u{202f}'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_text_and_nothing_else() {
        assert_eq!(
            markdown_text("<b>|](javascript:x)"),
            "&lt;b&gt;\\|\\](javascript:x)"
        );
        assert_eq!(
            latex_text("\\input{a} 5% & b_1"),
            "\\textbackslash{}input\\{a\\} 5\\% \\& b\\_1"
        );
        assert_eq!(latex_text("[1ex] *"), "{[}1ex] {*}");
        assert_eq!(latex_cell("I² of −1"), "I$^2$ of $-$1");
    }
}
