//! TP0342: no cell holds a date where none belongs: spreadsheets make one of `1-2`.

use super::Cell;
use crate::column::Column;
use crate::{Code, Diagnostic, Message, TableKind};

/// A number or an id that is a date cannot be read.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    let date = Date::parse(cell.text)?;
    Some(
        Diagnostic::error(Code::TP0342, message(cell))
            .at(cell.label())
            .help(help(cell, date)),
    )
}

/// A phase, a dose or a level that is a date is one that a spreadsheet has changed.
pub(crate) fn in_text(cell: &Cell<'_>, column: Column, kind: TableKind) -> Option<Diagnostic> {
    let label = matches!(column, Column::LabelEn | Column::LabelFr);
    let dose = matches!(column, Column::DoseEn | Column::DoseFr);
    if column == Column::Phase {
        return serial(cell).or_else(|| check(cell));
    }
    if !(dose || label && kind == TableKind::Subgroups) {
        return None;
    }
    let date = Date::parse(cell.text)?;
    Some(
        Diagnostic::warning(Code::TP0342, message(cell))
            .at(cell.label())
            .help(help(cell, date)),
    )
}

/// A day as spreadsheets count them, from 1900: five digits, of the years 1954 to 2064.
pub(crate) fn serial(cell: &Cell<'_>) -> Option<Diagnostic> {
    let number: u32 = cell.text.parse().ok()?;
    (20_000..60_000).contains(&number).then(|| {
        let message = Message::new("tp0342.serial")
            .quoting("value", cell.text)
            .text("column", cell.column);
        Diagnostic::error(Code::TP0342, message)
            .at(cell.label())
            .help(Message::new("tp0342.help"))
    })
}

fn message(cell: &Cell<'_>) -> Message {
    Message::new("tp0342")
        .quoting("value", cell.text)
        .text("column", cell.column)
}

fn help(cell: &Cell<'_>, date: Date) -> Message {
    match date {
        Date::Full { year: Some(year) } if cell.column == Column::Year.as_str() => {
            Message::new("tp0342.help-year").text("year", year.to_string())
        }
        Date::Month { number, month } if cell.column == Column::Phase.as_str() => {
            let phase = format!("{}/{}", number.min(month), number.max(month));
            Message::new("tp0342.help-was").text("value", phase)
        }
        Date::Month { number, month } => Message::new("tp0342.help-either")
            .text("one", format!("{month}-{number}"))
            .text("other", format!("{number}-{month}")),
        Date::Full { .. } => Message::new("tp0342.help"),
    }
}

/// What a spreadsheet writes for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Date {
    /// `2-Jan`, `Jan-02`, `02-janv`: a number and the name of a month.
    Month { number: u32, month: u32 },
    /// `01/02/2020`, `2020-01-02`, `2-Jan-20`: day, month and year.
    Full { year: Option<u32> },
}

/// The beginnings of the months' names in English and French, without accents.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "fev"],
    &["mar"],
    &["apr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aou"],
    &["sep"],
    &["oct"],
    &["nov"],
    &["dec"],
];

impl Date {
    fn parse(text: &str) -> Option<Self> {
        // A time of day may follow: `2020-01-02 00:00:00`.
        let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
        let is_time = time.contains(':') && time.bytes().all(|b| b.is_ascii_digit() || b == b':');
        if !is_time || day.len() > 16 {
            return None;
        }
        let separator = day.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        let parts: Vec<&str> = day.split(separator).collect();
        let number = |text: &str| {
            let short = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            short.then(|| text.parse::<u32>().ok()).flatten()
        };
        match parts.as_slice() {
            [one, other] => {
                let (month, digits) = match (month(one), month(other)) {
                    (Some(month), None) => (month, *other),
                    (None, Some(month)) => (month, *one),
                    _ => return None,
                };
                let number = number(digits).filter(|_| separator != '.')?;
                let full = digits.len() == 4;
                (number <= 99 || full).then_some(if full {
                    Self::Full { year: Some(number) }
                } else {
                    Self::Month { number, month }
                })
            }
            [day, name, year] if month(name).is_some() => {
                number(day).filter(|day| (1..=31).contains(day))?;
                let number = number(year)?;
                Some(Self::Full {
                    year: Some(number).filter(|_| year.len() == 4),
                })
            }
            [first, second, third] => {
                let (a, b, c) = (number(first)?, number(second)?, number(third)?);
                let day = |value: u32, text: &str| text.len() <= 2 && (1..=31).contains(&value);
                if first.len() == 4 && day(b, second) && day(c, third) && b <= 12 {
                    return Some(Self::Full { year: Some(a) });
                }
                let year = third.len() == 4 || third.len() == 2 && separator == '/';
                let ends = day(a, first) && day(b, second) && (a <= 12 || b <= 12) && year;
                ends.then_some(Self::Full {
                    year: Some(c).filter(|_| third.len() == 4),
                })
            }
            _ => None,
        }
    }
}

/// The month that a name or its beginning names; ids are lower case and so no month.
fn month(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('.');
    let plain = text
        .to_lowercase()
        .replace(['é', 'è'], "e")
        .replace('û', "u");
    let known = (3..=9).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_lowercase());
    let mut months = (1..).zip(MONTHS);
    let found = months.find(|(_, names)| names.iter().any(|name| plain.starts_with(name)));
    found
        .filter(|_| known && (is_whole(&plain) || plain.len() <= 5))
        .map(|(month, _)| month)
}

/// Whether a name is one of a month in full.
fn is_whole(name: &str) -> bool {
    matches!(
        name,
        "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "janvier"
            | "fevrier"
            | "mars"
            | "avril"
            | "juillet"
            | "aout"
            | "septembre"
            | "octobre"
            | "novembre"
            | "decembre"
    )
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_told_from_ranges_and_versions() {
        let month = |number, month| Some(Date::Month { number, month });
        assert_eq!(Date::parse("2-Jan"), month(2, 1));
        assert_eq!(Date::parse("Jan-02"), month(2, 1));
        assert_eq!(Date::parse("03-févr."), month(3, 2));
        assert_eq!(Date::parse("1-Sept"), month(1, 9));
        for text in [
            "01/02/2020",
            "1/2/20",
            "2020-01-02",
            "2020-01-02 00:00:00",
            "02.01.2020",
            "2-Jan-20",
        ] {
            assert!(
                matches!(Date::parse(text), Some(Date::Full { .. })),
                "{text}"
            );
        }
        for text in [
            "1-2",
            "2/3",
            "3b",
            "1.2.3",
            "2020-21",
            "12/96",
            "a-mar-1",
            "1-march-x",
            "40/50/60",
            "decade-1",
            "mars attacks",
            "",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
