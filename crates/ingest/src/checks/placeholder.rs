//! TP0350: what is not known is an empty cell.

use super::Cell;
use crate::column::Column;
use crate::{Code, Diagnostic, Message};

/// Signs and words for what is missing, in lower case.
const WORDS: &[&str] = &[
    "na",
    "n/a",
    "n.a.",
    "nr",
    "nd",
    "null",
    "nan",
    "-",
    "--",
    "–",
    "—",
    ".",
    "..",
    "?",
    "missing",
    "unknown",
    "not reported",
    "not available",
    "non rapporté",
    "non disponible",
    "inconnu",
    "n.r.",
];

/// Words that mean it only where a number belongs.
const NOT_NUMBERS: &[&str] = &[
    "ns", "nc", "none", "nil", "aucun", "so", "s.o.", "/", "*", "x",
];

/// Numbers that statistics programs are told to read as missing.
const CODES: &[f64] = &[-9.0, -99.0, -999.0, -9999.0, 999.0, 9999.0, 99999.0];

/// Columns that no table with them may leave empty.
const NEEDED: &[Column] = &[
    Column::Id,
    Column::Kind,
    Column::Type,
    Column::Benefit,
    Column::Population,
    Column::Design,
    Column::Arm,
    Column::Comparator,
    Column::Outcome,
    Column::Measure,
    Column::Source,
    Column::SourceA,
    Column::SourceB,
    Column::Verification,
];

/// In a cell that cannot be read: a number, a word of a list, a reference.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    is_one_of(cell.text, WORDS).then(|| report(cell))
}

/// In a cell of a number.
pub(crate) fn number(cell: &Cell<'_>) -> Option<Diagnostic> {
    (is_one_of(cell.text, WORDS) || is_one_of(cell.text, NOT_NUMBERS)).then(|| report(cell))
}

/// In a cell whose number is impossible there.
pub(crate) fn code(cell: &Cell<'_>, value: f64) -> Option<Diagnostic> {
    CODES.contains(&value).then(|| report(cell))
}

/// In a text that programs look up or that leads somewhere.
pub(crate) fn in_text(cell: &Cell<'_>, column: Column) -> Option<Diagnostic> {
    let looked_up = matches!(
        column,
        Column::Doi
            | Column::Url
            | Column::Registration
            | Column::Locator
            | Column::ReadAt
            | Column::Note
    );
    (looked_up && is_one_of(cell.text, WORDS)).then(|| {
        let mut finding = report(cell);
        finding.severity = crate::Severity::Warning;
        finding
    })
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    // The longest is `non disponible`.
    text.len() <= 14 && words.contains(&text.to_lowercase().as_str())
}

fn report(cell: &Cell<'_>) -> Diagnostic {
    let column = Column::parse(cell.column);
    let help = if column.is_some_and(|column| NEEDED.contains(&column)) {
        "tp0350.help-needed"
    } else {
        "tp0350.help"
    };
    let message = Message::new("tp0350")
        .quoting("value", cell.text)
        .text("column", cell.column);
    Diagnostic::error(Code::TP0350, message)
        .at(cell.label())
        .help(Message::new(help))
}
