//! The sections of `--with` and `--mid`, as text.

use super::super::document::Document;
use super::super::tables::{SectionTable, groups};
use super::align;
use crate::terminal;
use std::fmt::Write as _; // Writing to a string cannot fail.

/// Those that were asked for, each after an empty line.
pub(super) fn write(document: &Document) -> String {
    let mut out = groups(document).map_or_else(String::new, |groups| table(&groups));
    out.push_str(&exceedance(document));
    out.extend(document.tables().iter().map(table));
    out.push_str(&term_tests(document));
    out.extend(document.later_tables().iter().map(table));
    out
}

fn table(section: &SectionTable) -> String {
    let mut rows = section.rows.clone();
    for label in rows.iter_mut().filter_map(|row| row.first_mut()) {
        *label = terminal::visible(label);
    }
    let mut out = format!("\n{}", align(&rows));
    if let Some(note) = &section.note {
        let _ = writeln!(out, "{}", terminal::visible(note));
    }
    out
}

fn exceedance(document: &Document) -> String {
    let Some(exceedance) = &document.sections.exceedance else {
        return String::new();
    };
    let [above, below] = exceedance.shown();
    format!(
        "\na new setting: {} above {} with probability {above}, below with {below}\n",
        document.quantity(),
        document.shown(exceedance.threshold),
    )
}

/// The tests that go with Mantel and Haenszel's method, a line each.
pub(super) fn mh_tests(document: &Document) -> String {
    let tests = document.mh_tests();
    let mut out = String::new();
    for test in tests.filter(|test| test.kind != "cochran") {
        let _ = writeln!(out, "{}", test.sentence());
    }
    out
}

/// The tests of `--btt`, a line each.
fn term_tests(document: &Document) -> String {
    let tests = document.term_tests();
    let lines = tests.map(|test| format!("{}\n", terminal::visible(&test.sentence())));
    let lines: String = lines.collect();
    if lines.is_empty() {
        return lines;
    }
    format!("\ntests of terms\n{lines}")
}
