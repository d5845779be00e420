//! Comma-separated values, UTF-8, one header row.

use super::table::{Table, Value};
use crate::drawing::text::clean;

/// Every row and column of the table.
pub(super) fn write(table: &Table) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let header = table
        .columns
        .iter()
        .map(|column| column.key.to_owned())
        .collect();
    let rows = table
        .rows()
        .map(|row| row.cells.iter().map(|cell| guarded(&cell.value)).collect());
    for record in std::iter::once::<Vec<String>>(header).chain(rows) {
        // Writing to memory fails only for rows of unequal length, and each has one cell a column.
        let _ = writer.write_record(&record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The value, with an apostrophe before text that a spreadsheet would run as a formula. Numbers
/// stay numbers: `-0.5` is none of them.
fn guarded(value: &Value) -> String {
    let Value::Text(text) = value else {
        return value.plain();
    };
    let plain = clean(text);
    let runs = text
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if runs && text.parse::<f64>().is_err() {
        format!("'{plain}")
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_inert_and_numbers_stay_numbers() {
        for (text, written) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1+2", "'+1+2"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "' x"),
            (" =1", "' =1"),
            ("-0.5", "-0.5"),
            ("PREVENT", "PREVENT"),
        ] {
            assert_eq!(guarded(&Value::text(text)), written);
        }
        assert_eq!(guarded(&Value::Number(-0.5)), "-0.5");
    }
}
