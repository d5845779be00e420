//! Slips of a hand that types a number, on its printed digits.

/// Where the digits of a printed number stand.
pub(crate) fn places(text: &str) -> Vec<usize> {
    let bytes = text.bytes().enumerate();
    bytes
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(place, _)| place)
        .collect()
}

/// The texts with two neighbouring digits, which differ, exchanged.
pub(crate) fn transposed(text: &str) -> impl Iterator<Item = String> {
    let places = places(text);
    (1..places.len()).filter_map(move |index| {
        let (a, b) = (places[index - 1], places[index]);
        let [first, second] = [a, b].map(|place| text.as_bytes()[place]);
        (first != second).then(|| replaced(&replaced(text, a, second), b, first))
    })
}

/// The text with another digit at a place.
pub(crate) fn replaced(text: &str, place: usize, digit: u8) -> String {
    let (before, after) = (&text[..place], &text[place + 1..]);
    format!("{before}{}{after}", char::from(digit))
}

/// The text with a digit more at a place, or at its end.
pub(crate) fn inserted(text: &str, place: usize, digit: u8) -> String {
    let (before, after) = text.split_at(place);
    format!("{before}{}{after}", char::from(digit))
}

/// The text without the digit at a place if the same stands before it: one of a pair.
pub(crate) fn unpaired(text: &str, place: usize) -> Option<String> {
    let bytes = text.as_bytes();
    let pair = place > 0 && bytes[place - 1] == bytes[place];
    pair.then(|| format!("{}{}", &text[..place], &text[place + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_slip_and_the_rest_stays() {
        let texts: Vec<String> = transposed("0.62").collect();
        assert_eq!(texts, ["6.02", "0.26"]);
        assert_eq!(transposed("-113").collect::<Vec<_>>(), ["-131"]);
        assert_eq!(replaced("0.62", 2, b'9'), "0.92");
        assert_eq!(inserted("0.62", 0, b'1'), "10.62");
        assert_eq!(inserted("0.62", 4, b'1'), "0.621");
        assert_eq!(unpaired("1225", 2).as_deref(), Some("125"));
        assert_eq!(unpaired("1225", 1), None);
        assert_eq!(places("-1.5"), [1, 3]);
    }
}
