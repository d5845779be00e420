//! How to show a value.

use crate::bounds::Bounds;

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
    fn values_are_shown_with_three_digits() {
        assert_eq!(significant(0.343_75), "0.344");
        assert_eq!(significant(-12.34), "-12.3");
        assert_eq!(significant(1234.5), "1234");
        assert_eq!(shown(Bounds::between(0.5, 0.5)), "0.500");
        assert_eq!(shown(Bounds::between(0.5, 0.6)), "[0.500; 0.600]");
    }
}
