//! TP0347, TP0348: a cell holds one number.

use super::Cell;
use crate::column::Column as C;
use crate::{Code, Diagnostic, Message};

/// Says which columns the numbers belong to, as far as their form and the cell's column tell.
pub(crate) fn check(cell: &Cell<'_>) -> Option<Diagnostic> {
    let form = Form::parse(cell.text)?;
    let (code, id) = match form {
        Form::PlusMinus(..) => (Code::TP0348, "tp0348"),
        _ => (Code::TP0347, "tp0347"),
    };
    let message = Message::new(id)
        .quoting("value", cell.text)
        .text("column", cell.column);
    let column = C::parse(cell.column);
    Some(
        Diagnostic::error(code, message)
            .at(cell.label())
            .help(help(&form, column)),
    )
}

fn help(form: &Form, column: Option<C>) -> Message {
    let two = |numbers: [&str; 2], columns: [C; 2]| {
        Message::new("tp0347.help-two")
            .text("one", numbers[0])
            .text("first", columns[0].as_str())
            .text("two", numbers[1])
            .text("second", columns[1].as_str())
    };
    let three = |numbers: [&str; 3], columns: [C; 3]| {
        Message::new("tp0347.help-three")
            .text("one", numbers[0])
            .text("first", columns[0].as_str())
            .text("two", numbers[1])
            .text("second", columns[1].as_str())
            .text("three", numbers[2])
            .text("third", columns[2].as_str())
    };
    match (form, column) {
        (Form::PlusMinus(mean, spread), Some(C::Mean | C::Sd | C::Se)) => {
            Message::new("tp0348.help")
                .text("mean", mean)
                .text("spread", spread)
        }
        (Form::Beside(mean, sd), Some(C::Mean | C::Sd | C::Se)) => {
            two([mean, sd], [C::Mean, C::Sd])
        }
        (Form::CountPercent(count, percent), Some(C::N | C::Events | C::Percent)) => {
            let counted = if column == Some(C::N) {
                C::N
            } else {
                C::Events
            };
            two([count, percent], [counted, C::Percent])
        }
        (Form::Beside(count, percent), Some(counted @ (C::N | C::Events))) => {
            two([count, percent], [counted, C::Percent])
        }
        (Form::OutOf(events, n), Some(C::N | C::Events | C::Percent | C::Rate)) => {
            two([events, n], [C::Events, C::N])
        }
        (Form::Interval(value, lower, upper), Some(column)) => {
            let columns = match column {
                C::Median | C::Q1 | C::Q3 => [C::Median, C::Q1, C::Q3],
                C::Min | C::Max => [C::Median, C::Min, C::Max],
                C::ReductionPercent | C::ReductionLower | C::ReductionUpper => {
                    [C::ReductionPercent, C::ReductionLower, C::ReductionUpper]
                }
                C::CiLower | C::CiUpper => [C::Estimate, C::CiLower, C::CiUpper],
                C::Estimate | C::Mean | C::Rate | C::Percent => [column, C::CiLower, C::CiUpper],
                _ => return Message::new("tp0347.help"),
            };
            three([value, lower, upper], columns)
        }
        (Form::Range(lower, upper), Some(column)) => {
            let columns = match column {
                C::Median | C::Q1 | C::Q3 => [C::Q1, C::Q3],
                C::Min | C::Max => [C::Min, C::Max],
                C::ReductionPercent | C::ReductionLower | C::ReductionUpper => {
                    [C::ReductionLower, C::ReductionUpper]
                }
                C::Estimate | C::CiLower | C::CiUpper => [C::CiLower, C::CiUpper],
                _ => return Message::new("tp0347.help"),
            };
            two([lower, upper], columns)
        }
        _ => Message::new("tp0347.help"),
    }
}

/// How publications print several numbers in one place.
#[derive(Debug, PartialEq, Eq)]
enum Form {
    /// `12.3 ± 4.5`
    PlusMinus(String, String),
    /// `12.3 (4.5)`
    Beside(String, String),
    /// `12 (34 %)`
    CountPercent(String, String),
    /// `0.5 (0.3–0.8)`
    Interval(String, String, String),
    /// `0.3 to 0.8`
    Range(String, String),
    /// `12/96`
    OutOf(String, String),
}

impl Form {
    fn parse(text: &str) -> Option<Self> {
        use Token::{Close, Number as N, Open, PlusMinus, Separator, Slash, To};
        let mut tokens = tokens(text)?;
        drop_level(&mut tokens);
        let percent = tokens.contains(&Token::Percent);
        tokens.retain(|token| !matches!(token, Token::Percent | Token::Word));
        Some(match tokens.as_slice() {
            [N(a), PlusMinus, N(b)] | [N(a), Open, PlusMinus, N(b), Close] => {
                Self::PlusMinus(a.clone(), b.clone())
            }
            [N(a), Open, N(b), Close] if percent => Self::CountPercent(a.clone(), b.clone()),
            [N(a), Open, N(b), Close] => Self::Beside(a.clone(), b.clone()),
            [N(a), Open, N(b), To | Separator, N(c), Close]
            | [N(a), N(b), To, N(c)]
            | [N(a), Separator, N(b), To, N(c)] => Self::Interval(a.clone(), b.clone(), c.clone()),
            [N(a), To, N(b)] | [Open, N(a), To | Separator, N(b), Close] => {
                Self::Range(a.clone(), b.clone())
            }
            [N(a), Slash, N(b)] | [N(a), Slash, N(b), Open, N(_), Close] => {
                Self::OutOf(a.clone(), b.clone())
            }
            _ => return None,
        })
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Number(String),
    /// A dash, or `to`.
    To,
    Open,
    Close,
    /// `/`, or `of`.
    Slash,
    Separator,
    Percent,
    PlusMinus,
    /// `CI`.
    Confidence,
    /// `SD`, `IQR` and the like.
    Word,
}

/// Text longer than this is prose.
const LONGEST: usize = 60;

fn tokens(text: &str) -> Option<Vec<Token>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let after_number = matches!(tokens.last(), Some(Token::Number(_) | Token::Percent));
        let length = number_length(rest, after_number);
        let (token, taken) = if length > 0 {
            let number = rest[..length].replace(',', ".").replace(['−', '–'], "-");
            (Token::Number(number), length)
        } else if let Some(sign) = ["+/-", "+-", "±"]
            .iter()
            .find(|sign| rest.starts_with(**sign))
        {
            (Token::PlusMinus, sign.len())
        } else if first.is_alphabetic() {
            let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
            (word_token(&word)?, word.len())
        } else {
            let token = match first {
                '-' | '–' | '—' | '−' => Token::To,
                '(' | '[' => Token::Open,
                ')' | ']' => Token::Close,
                '/' => Token::Slash,
                ',' | ';' | ':' => Token::Separator,
                '%' => Token::Percent,
                _ => return None,
            };
            (token, first.len_utf8())
        };
        tokens.push(token);
        rest = rest[taken..].trim_start();
    }
    Some(tokens)
}

fn word_token(word: &str) -> Option<Token> {
    Some(match word.to_lowercase().as_str() {
        "to" | "à" => Token::To,
        "of" | "sur" => Token::Slash,
        "ci" | "ic" => Token::Confidence,
        "sd" | "se" | "et" | "ds" | "es" | "iqr" | "eiq" | "range" => Token::Word,
        _ => return None,
    })
}

/// The bytes of the number that a text starts with. After a number a sign is a dash.
fn number_length(text: &str, after_number: bool) -> usize {
    let sign = match text.chars().next() {
        Some(c @ ('-' | '+' | '−' | '–')) if !after_number => c.len_utf8(),
        _ => 0,
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(&text[sign..]);
    let mut length = sign + whole;
    if text[length..].starts_with(['.', ',']) {
        let fraction = digits(&text[length + 1..]);
        if fraction > 0 {
            length += 1 + fraction;
        }
    }
    if length == sign { 0 } else { length }
}

/// Takes away `95 % CI`, `CI 95 %` and the like.
fn drop_level(tokens: &mut Vec<Token>) {
    let Some(at) = tokens.iter().position(|token| *token == Token::Confidence) else {
        return;
    };
    let level = |token: Option<&Token>| matches!(token, Some(Token::Number(level)) if matches!(level.as_str(), "90" | "95" | "99"));
    let mut start = at;
    let mut end = at + 1;
    if at >= 2 && tokens[at - 1] == Token::Percent && level(tokens.get(at - 2)) {
        start = at - 2;
    } else if level(tokens.get(at + 1)) {
        end = at + 2;
    }
    if tokens.get(end) == Some(&Token::Percent) {
        end += 1;
    }
    if tokens.get(end) == Some(&Token::Separator) {
        end += 1;
    }
    tokens.drain(start..end);
    // `0.5, 95 % CI 0.3–0.8` leaves a comma before the limits, which may stay.
}

#[cfg(test)]
mod tests {
    use super::Form::{self, *};

    fn owned(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn forms_of_print_are_recognised() {
        let interval = || Some(Interval(owned("0.5"), owned("0.3"), owned("0.8")));
        for text in [
            "0.5 (0.3–0.8)",
            "0.5 (0.3 to 0.8)",
            "0.5 [0.3, 0.8]",
            "0,5 (0,3-0,8)",
            "0.5 (95% CI 0.3-0.8)",
            "0.5 (95 % CI, 0.3 to 0.8)",
            "0.5 (IC 95 % : 0,3 à 0,8)",
            "0.5; 95% CI 0.3-0.8",
            "0.5 (0.3; 0.8)",
        ] {
            assert_eq!(Form::parse(text), interval(), "{text}");
        }
        assert_eq!(
            Form::parse("-0.3--0.1"),
            Some(Range(owned("-0.3"), owned("-0.1")))
        );
        assert_eq!(
            Form::parse("(−0.3, 0.1)"),
            Some(Range(owned("-0.3"), owned("0.1")))
        );
        assert_eq!(Form::parse("12/96"), Some(OutOf(owned("12"), owned("96"))));
        assert_eq!(
            Form::parse("12 of 96"),
            Some(OutOf(owned("12"), owned("96")))
        );
        assert_eq!(
            Form::parse("12 (34%)"),
            Some(CountPercent(owned("12"), owned("34")))
        );
        assert_eq!(
            Form::parse("12.3 (SD 4.5)"),
            Some(Beside(owned("12.3"), owned("4.5")))
        );
        assert_eq!(
            Form::parse("12.3 +/- 4.5"),
            Some(PlusMinus(owned("12.3"), owned("4.5")))
        );
        for text in ["12 weeks", "abc", "12", "", "1.2.3", "12 (", "1-2-3"] {
            assert_eq!(Form::parse(text), None, "{text}");
        }
    }
}
