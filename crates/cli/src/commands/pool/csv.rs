//! The outcome as CSV: full precision, analysis scale.

use super::document::Document;
use crate::terminal;

/// One row a line of the table, then one a figure of compared models, then one a test of several coefficients.
pub(crate) fn write(document: &Document) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "kind",
        "label",
        "estimate",
        "se",
        "ci_lower",
        "ci_upper",
        "weight",
        "statistic",
        "df",
        "df2",
        "p",
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
            number(line.test.map(|test| test.statistic)),
            number(line.test.and_then(|test| test.df)),
            String::new(),
            number(line.test.map(|test| test.p)),
        ]
    }));
    let blank = String::new;
    rows.extend(document.model_figures().into_iter().map(|figure| {
        [
            figure.of.to_owned(),
            figure.name.to_owned(),
            number(figure.value),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
        ]
    }));
    rows.extend(document.joint_tests().into_iter().map(|test| {
        [
            test.kind.to_owned(),
            inert(&test.label),
            blank(),
            blank(),
            blank(),
            blank(),
            blank(),
            number(test.statistic),
            test.df.to_string(),
            number(test.df2),
            number(test.p),
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
