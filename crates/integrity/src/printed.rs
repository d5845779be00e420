//! Digits as they stand in a cell: how a slip of the hand changes them, and how to show a value.

use crate::bounds::Bounds;

/// The numbers that two neighbouring digits exchanged make of a printed one.
pub(crate) fn transposed(text: &str) -> impl Iterator<Item = f64> {
    let digits: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(place, _)| place)
        .collect();
    let bytes = text.as_bytes().to_vec();
    (1..digits.len()).filter_map(move |index| {
        let (a, b) = (digits[index - 1], digits[index]);
        let mut bytes = bytes.clone();
        bytes.swap(a, b);
        (bytes[a] != bytes[b]).then_some(())?;
        String::from_utf8(bytes).ok()?.parse().ok()
    })
}

/// A value with three significant digits, or both ends of what it may be.
pub(crate) fn shown(values: Bounds) -> String {
    let (low, high) = (significant(values.low), significant(values.high));
    if low == high {
        low
    } else {
        format!("[{low}; {high}]")
    }
}

/// Three significant digits.
pub(crate) fn significant(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return format!("{value}");
    }
    let magnitude = value.abs().log10().floor();
    let decimals = (2.0 - magnitude).clamp(0.0, 12.0) as usize;
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_digits_are_exchanged_once() {
        let numbers: Vec<f64> = transposed("0.62").collect();
        assert_eq!(numbers, [6.02, 0.26]);
        let numbers: Vec<f64> = transposed("-113").collect();
        assert_eq!(numbers, [-131.0]);
    }

    #[test]
    fn values_are_shown_with_three_digits() {
        assert_eq!(significant(0.343_75), "0.344");
        assert_eq!(significant(-12.34), "-12.3");
        assert_eq!(significant(1234.5), "1234");
        assert_eq!(shown(Bounds::between(0.5, 0.5)), "0.500");
        assert_eq!(shown(Bounds::between(0.5, 0.6)), "[0.500; 0.600]");
    }
}
