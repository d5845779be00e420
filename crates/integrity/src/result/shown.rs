//! Computed numbers in sentences.

use crate::bounds::Bounds;

/// A number in three significant digits, without trailing zeros after the point.
pub(crate) fn shown(value: f64) -> String {
    if !value.is_finite() {
        return if value > 0.0 { "∞" } else { "-∞" }.to_owned();
    }
    let size = value.abs();
    let magnitude = if size > 0.0 {
        size.log10().floor()
    } else {
        0.0
    };
    let decimals = (2.0 - magnitude).clamp(0.0, 12.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A range as `a – b`.
pub(crate) fn range(bounds: Bounds) -> String {
    let (low, high) = (shown(bounds.low), shown(bounds.high));
    if low == high {
        low
    } else {
        format!("{low} – {high}")
    }
}

/// A two-sided p value.
pub(crate) fn p_value(p: f64) -> String {
    if p < 0.000_1 {
        "< 0.0001".to_owned()
    } else {
        format!("{:.1$}", p, if p < 0.01 { 4 } else { 3 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (0.012_345, "0.0123"),
            (1.5, "1.5"),
            (1234.6, "1235"),
            (-99.96, "-100"),
            (f64::INFINITY, "∞"),
        ] {
            assert_eq!(shown(value), text);
        }
    }
}
