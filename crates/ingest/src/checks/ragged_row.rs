//! TP0205: every row has as many cells as the header.

use super::{truncated_row, typographic_quotes};
use crate::column::Column;
use crate::content::{Content, fits};
use crate::read::{Columns, Sheet};
use crate::records::{Field, Record};
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile, TableKind};

/// A row of a table whose columns are known: which cell is at fault can often be told.
pub(crate) fn check(sheet: &Sheet<'_>, record: &Record<'_>) -> Option<Diagnostic> {
    let width = sheet.columns.width;
    if record.fields.len() == width {
        return None;
    }
    truncated_row::check(sheet.file, sheet.source, width, record)
        .or_else(|| typographic_quotes::check(sheet.file, width, record))
        .or_else(|| mended(sheet.file, sheet.source, &sheet.columns, record))
        .or_else(|| check_length(sheet.file, width, record))
}

/// A row of which only the number of cells is known.
pub(crate) fn check_length(
    file: FileId,
    columns: usize,
    record: &Record<'_>,
) -> Option<Diagnostic> {
    if record.fields.len() == columns {
        return None;
    }
    // Too many: the cells that have no column. Too few: where the next one would be.
    let span = match record.fields.get(columns) {
        Some(field) => ByteSpan::new(field.span.start(), record.span().end()),
        None => ByteSpan::new(record.span().end(), record.span().end()),
    };
    let surplus = record.fields.get(columns..).unwrap_or_default();
    let help = if surplus.is_empty() {
        Message::new("tp0205.help-few")
    } else if surplus.iter().all(is_blank) {
        Message::new("tp0205.help-trailing")
    } else {
        match split_number(&record.fields) {
            Some((whole, part)) => Message::new("tp0205.help-comma")
                .text("split", format!("{whole},{part}"))
                .text("number", format!("{whole}.{part}")),
            None => Message::new("tp0205.help-quote"),
        }
    };
    Some(report(file, columns, record, span).help(help))
}

fn report(file: FileId, columns: usize, record: &Record<'_>, span: ByteSpan) -> Diagnostic {
    let message = Message::new("tp0205")
        .count("cells", record.fields.len())
        .count("columns", columns);
    Diagnostic::error(Code::TP0205, message).at(Label::new(file, span))
}

/// Cells too many or too few for which a mend is sought: a row that differs by more is no row of
/// this table.
const MOST: usize = 6;

/// The finding where one cell in quotes, or one empty cell more, gives a row in which every cell
/// fits its column, and nothing else does.
fn mended(
    file: FileId,
    source: &SourceFile,
    columns: &Columns,
    record: &Record<'_>,
) -> Option<Diagnostic> {
    let fields = &record.fields;
    let surplus = fields.get(columns.width..).unwrap_or_default();
    let only_separators = !surplus.is_empty() && surplus.iter().all(is_blank);
    if columns.misnamed || only_separators || fields.len().abs_diff(columns.width) > MOST {
        return None;
    }
    let kinds: Vec<Column> = (0..columns.width)
        .map_while(|place| columns.at(place))
        .collect();
    if kinds.len() < columns.width {
        return None;
    }
    if let Some(extra) = fields.len().checked_sub(columns.width) {
        let place = quoted(&kinds, fields, extra)?;
        let joined = ByteSpan::new(fields[place].span.start(), fields[place + extra].span.end());
        let text = source.slice(joined.start(), joined.end());
        let help = Message::new("tp0205.help-quote-cell")
            .text("column", kinds[place].as_str())
            .quoting("cell", &text);
        return Some(report(file, columns.width, record, joined).help(help));
    }
    let missing = columns.width - fields.len();
    let place = omitted(columns.kind, &kinds, fields)?;
    let start = fields[place].span.start();
    let help = Message::new("tp0205.help-insert")
        .count("count", missing)
        .text("column", kinds[place + missing].as_str());
    Some(
        report(
            file,
            columns.width,
            record,
            ByteSpan::new(start, fields[place].span.end()),
        )
        .help(help),
    )
}

/// Where `extra + 1` cells are one text that a comma has split.
fn quoted(kinds: &[Column], fields: &[Field<'_>], extra: usize) -> Option<usize> {
    let before = fitting(kinds.iter().zip(fields));
    let after = fitting(kinds.iter().rev().zip(fields.iter().rev()));
    let possible = |place: &usize| {
        let parts = &fields[*place..=*place + extra];
        Content::of(kinds[*place]).is_text()
            && !parts.iter().any(is_blank)
            && before >= *place
            && after >= kinds.len() - 1 - *place
    };
    let places: Vec<usize> = (0..kinds.len()).filter(possible).collect();
    // Text goes on after a comma and a blank; a new cell does not start with one.
    let goes_on = |place: &&usize| {
        let parts = &fields[**place + 1..=**place + extra];
        parts
            .iter()
            .all(|part| part.text.starts_with([' ', '\u{A0}']))
    };
    let mut likely = places.iter().filter(goes_on);
    match (likely.next(), likely.next(), places.as_slice()) {
        (Some(place), None, _) | (None, _, [place]) => Some(*place),
        _ => None,
    }
}

/// Where the empty cells belong that a short row lacks.
fn omitted(kind: TableKind, kinds: &[Column], fields: &[Field<'_>]) -> Option<usize> {
    let before = fitting(kinds.iter().zip(fields));
    let after = fitting(kinds.iter().rev().zip(fields.iter().rev()));
    let missing = kinds.len() - fields.len();
    let may_be_empty = |column: &Column| kind.columns().contains(&(*column, false));
    let possible = |place: &usize| {
        before >= *place
            && after >= fields.len() - *place
            && kinds[*place..*place + missing].iter().all(may_be_empty)
    };
    // An empty cell among empty ones makes no difference: the last of such places stands for all.
    let blank = |place: usize| is_blank(&fields[place]);
    let places: Vec<usize> = (1..fields.len()).filter(possible).collect();
    let (first, last) = (*places.first()?, *places.last()?);
    (places.len() == last - first + 1 && (first..last).all(blank) && !blank(last)).then_some(last)
}

fn is_blank(field: &Field<'_>) -> bool {
    field.text.trim().is_empty()
}

/// How many cells fit their columns until one does not.
fn fitting<'r, 'f: 'r>(cells: impl Iterator<Item = (&'r Column, &'r Field<'f>)>) -> usize {
    let mut cells = cells;
    let mut count = 0;
    while cells
        .next()
        .is_some_and(|(column, field)| fits(*column, &field.text))
    {
        count += 1;
    }
    count
}

/// Two neighbouring cells that look like a number cut at its decimal comma: `0` and `25`.
fn split_number<'r>(fields: &'r [Field<'_>]) -> Option<(&'r str, &'r str)> {
    fields.windows(2).find_map(|pair| {
        let (whole, part) = (&*pair[0].text, &*pair[1].text);
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let starts = digits(whole.strip_prefix('-').unwrap_or(whole)) && whole.len() <= 4;
        (starts && digits(part) && (part.starts_with('0') || whole.ends_with('0')))
            .then_some((whole, part))
    })
}
