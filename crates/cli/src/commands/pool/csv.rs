//! The outcome as CSV: full precision, analysis scale.

mod records;

use super::document::Document;
use crate::terminal;

/// The columns after `kind` and `label`.
const NUMBERS: [&str; 11] = [
    "estimate",
    "se",
    "ci_lower",
    "ci_upper",
    "weight",
    "statistic",
    "df",
    "df2",
    "p",
    "tau2",
    "i2",
];

/// One row a line of the table, then one a figure of heterogeneity, a test, an entry of a section.
pub(crate) fn write(document: &Document) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record([&["kind", "label"], &NUMBERS[..]].concat());
    for record in records::records(document) {
        let numbers = record.numbers().map(|value| {
            let finite = value.filter(|value| value.is_finite());
            finite.map_or_else(String::new, |value| value.to_string())
        });
        let texts = [record.kind.to_owned(), inert(&record.label)];
        let _ = writer.write_record(texts.iter().chain(&numbers));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A label that no spreadsheet takes for a formula: a quote stands before what would start one.
fn inert(label: &str) -> String {
    let label = terminal::visible(label);
    if label.starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]) {
        return format!("'{label}");
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_never_formulas() {
        assert_eq!(inert("=cmd()"), "'=cmd()");
        assert_eq!(inert("@SUM"), "'@SUM");
        assert_eq!(inert("Aronson 1948"), "Aronson 1948");
    }
}
