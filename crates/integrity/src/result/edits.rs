//! Single slips of a hand that copies a number.

use crate::slips;
use trialpool_ingest::{Message, Reported};

/// The number of a slip's kind in the catalogues, and in the order in which they are proposed.
const KINDS: [&str; 5] = [
    "edit-transposed",
    "edit-shifted",
    "edit-sign",
    "edit-dropped",
    "edit-replaced",
];

/// The most likely slip that turns a number which fits into `text`, as a help for `column`.
///
/// Slips are tried in this order: two digits exchanged, the decimal point shifted, the sign lost,
/// a digit doubled or one of a pair lost, one digit replaced. The last fits easily by chance, so that it is
/// proposed only if a single digit does.
pub(crate) fn suggestion(
    column: &str,
    text: &str,
    fits: impl Fn(Reported) -> bool,
) -> Option<Message> {
    let read = |candidate: &String| {
        Reported::parse(candidate).is_ok_and(|number| candidate != text && fits(number))
    };
    for (kind, candidates) in KINDS.iter().zip(candidates(text)) {
        let mut fitting = candidates.iter().filter(|candidate| read(candidate));
        let Some(first) = fitting.next() else {
            continue;
        };
        if *kind == "edit-replaced" && fitting.any(|other| other != first) {
            return None;
        }
        let message = Message::new("edit-fits")
            .text("column", column)
            .text("value", first.as_str())
            .message("slip", Message::new(kind));
        return Some(message);
    }
    None
}

/// What a text may have been, by kind of slip.
fn candidates(text: &str) -> [Vec<String>; 5] {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let plain = |c: u8| c.is_ascii_digit() || c == b'.';
    // Slips in exponents, and in texts of unheard-of length, are not looked for.
    if !unsigned.bytes().all(plain) || unsigned.len() > 12 {
        return Default::default();
    }
    let point = unsigned.find('.').unwrap_or(unsigned.len());
    let digits: Vec<u8> = unsigned.bytes().filter(u8::is_ascii_digit).collect();
    let written = |digits: &[u8], point: usize| {
        let mut out = sign.to_owned();
        for (index, digit) in digits.iter().enumerate() {
            if index == point {
                out.push('.');
            }
            out.push(char::from(*digit));
        }
        out
    };
    let shifted = [1_usize, 2].into_iter().flat_map(|places| {
        let mut padded = vec![b'0'; places];
        padded.extend(&digits);
        let zeros = (0..places).take_while(|at| point > at + 1).count();
        let left = written(&padded[zeros..], point - zeros);
        let mut longer = digits.clone();
        longer.resize((point + places).max(digits.len()), b'0');
        let right = written(&longer, point + places);
        let right = right.trim_start_matches('-').trim_start_matches('0');
        let right = if right.is_empty() || right.starts_with('.') {
            format!("{sign}0{right}")
        } else {
            format!("{sign}{right}")
        };
        [left, right]
    });
    let signed = if sign.is_empty() {
        format!("-{text}")
    } else {
        unsigned.to_owned()
    };
    let places = slips::places(text);
    let own = |place: usize| text.as_bytes()[place];
    let dropped = places.iter().flat_map(|place| {
        let more = slips::inserted(text, *place, own(*place));
        slips::unpaired(text, *place).into_iter().chain([more])
    });
    let replaced = places
        .iter()
        .flat_map(|place| (b'0'..=b'9').map(|digit| slips::replaced(text, *place, digit)));
    [
        slips::transposed(text).collect(),
        shifted.collect(),
        vec![signed],
        dropped.collect(),
        replaced.collect(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use trialpool_language::Language;

    fn proposed(text: &str, right: f64) -> Option<String> {
        let fits = |number: Reported| (number.value() - right).abs() < 1e-9;
        suggestion("x", text, fits).map(|help| help.render(Language::English))
    }

    #[test]
    fn the_slip_is_found() {
        for (text, right, value) in [
            ("0.563", 0.536, "`0.536`"),
            ("9.02", 0.902, "`0.902`"),
            ("0.0536", 0.536, "`0.536`"),
            ("12", 1.2, "`1.2`"),
            ("1.2", 12.0, "`12`"),
            ("-3.3", 3.3, "`3.3`"),
            ("0.5336", 0.536, "`0.536`"),
            ("0.56", 0.556, "`0.556`"),
            ("0.586", 0.536, "`0.536`"),
            ("0.5", 50.0, "`50`"),
        ] {
            let help = proposed(text, right).unwrap_or_else(|| panic!("{text}"));
            assert!(help.contains(value), "{text}: {help}");
        }
        assert_eq!(proposed("0.536", 77.0), None);
        assert_eq!(proposed("1e5", 1.0), None);
    }
}
