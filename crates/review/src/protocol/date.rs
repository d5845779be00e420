//! TP0353, TP0354: dates are written as in ISO 8601, and are days that exist.

use jiff::civil::Date;
use trialpool_ingest::{Code, Diagnostic, Label, Message};

/// The date that a text is, `2024-06-30`.
pub(crate) fn parse(text: &str) -> Option<Date> {
    is_iso(text).then(|| text.parse().ok()).flatten()
}

/// The finding for a text that is meant as a date; none if it is one, or nothing like one.
pub(crate) fn fault(text: &str, place: Label) -> Option<Diagnostic> {
    if parse(text).is_some() {
        return None;
    }
    let days = if is_iso(text) {
        Vec::new()
    } else {
        readings(text)?
    };
    let finding = |code, id| Diagnostic::error(code, Message::new(id).text("date", text)).at(place);
    Some(match days.as_slice() {
        [] => finding(Code::TP0354, "tp0354").help(Message::new("tp0354.help")),
        [day] => finding(Code::TP0353, "tp0353")
            .help(Message::new("tp0353.help").text("day", day.to_string())),
        [day, other, ..] => finding(Code::TP0353, "tp0353").help(
            Message::new("tp0353.help-either")
                .text("day", day.to_string())
                .text("other", other.to_string()),
        ),
    })
}

/// The days that three numbers can mean, the day before the month first; none if the text is not
/// three numbers. Years of two digits are taken from this century.
fn readings(text: &str) -> Option<Vec<Date>> {
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-' | ' '))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| {
        let plain = matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<i16>().ok()).flatten()
    };
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let orders: &[(i16, i16, i16)] = match (first.len(), third.len()) {
        (4, _) => &[(a, b, c)],
        (_, 4) => &[(c, b, a), (c, a, b)],
        (_, 2) => &[(2000 + c, b, a), (2000 + c, a, b)],
        _ => return None,
    };
    let mut days: Vec<Date> = Vec::new();
    for (year, month, day) in orders {
        let narrow = |value: i16| i8::try_from(value).ok();
        if let (Some(month), Some(day)) = (narrow(*month), narrow(*day))
            && let Ok(date) = Date::new(*year, month, day)
            && !days.contains(&date)
        {
            days.push(date);
        }
    }
    Some(days)
}

/// Whether a text has the form of an ISO date, of a day that exists or not.
fn is_iso(text: &str) -> bool {
    let form = b"dddd-dd-dd";
    let mut bytes = form.iter().zip(text.bytes());
    text.len() == form.len()
        && bytes.all(|(expected, byte)| match expected {
            b'd' => byte.is_ascii_digit(),
            other => byte == *other,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_form_and_exist() {
        assert_eq!(
            parse("2024-02-29").map(|day| day.to_string()).as_deref(),
            Some("2024-02-29")
        );
        for text in [
            "2023-02-29",
            "2024-2-9",
            "20240209",
            "2024-02-29T10:00",
            "2024-02",
            "soon",
            "",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn other_forms_are_read_in_every_way_they_can_mean() {
        let read = |text| {
            let days = readings(text)?;
            Some(days.iter().map(Date::to_string).collect::<Vec<_>>())
        };
        for (text, days) in [
            ("30/06/2024", &["2024-06-30"] as &[_]),
            ("06/30/2024", &["2024-06-30"]),
            ("2024/06/30", &["2024-06-30"]),
            ("1.6.24", &["2024-06-01", "2024-01-06"]),
            ("06/06/2024", &["2024-06-06"]),
            ("31/02/2024", &[]),
        ] {
            assert_eq!(read(text).unwrap(), days, "{text}");
        }
        for text in ["soon", "2024", "2024-06", "a/b/c", "1/2/3", "30 June 2024"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
