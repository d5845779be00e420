//! The outcome as CSV: full precision, analysis scale.

use super::document::Document;
use crate::terminal;

/// One row a line of the table.
pub(crate) fn write(document: &Document) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "kind", "label", "estimate", "se", "ci_lower", "ci_upper", "weight",
    ];
    let number = |value: Option<f64>| {
        let finite = value.filter(|value| value.is_finite());
        finite.map_or_else(String::new, |value| value.to_string())
    };
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(document.lines().into_iter().map(|line| {
        [
            line.kind.as_str().to_owned(),
            inert(&line.label),
            number(line.estimate),
            number(line.se),
            number(Some(line.interval[0])),
            number(Some(line.interval[1])),
            number(line.weight),
        ]
    }));
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(&row);
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
