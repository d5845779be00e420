//! What printed digits can mean, as bounds.

use trialpool_ingest::Reported;

/// Every value from `low` to `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Bounds {
    /// The values that print like a number.
    pub(crate) fn of(number: Reported) -> Self {
        let (low, high) = number.interval();
        Self { low, high }
    }

    /// One value.
    pub(crate) const fn exactly(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// The values from one to the other, whichever is less.
    pub(crate) fn between(a: f64, b: f64) -> Self {
        Self {
            low: a.min(b),
            high: a.max(b),
        }
    }

    pub(crate) fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// How far two ranges are apart; 0 where they share a value.
    pub(crate) fn gap(self, other: Self) -> f64 {
        (other.low - self.high).max(self.low - other.high).max(0.0)
    }

    /// Whether they share a value, a thousandth of a printed digit aside: sums of decimal fractions
    /// are not exact.
    pub(crate) fn meets(self, other: Self) -> bool {
        let width = (self.high - self.low) + (other.high - other.low);
        let size = self.low.abs().max(other.low.abs());
        self.gap(other) <= 1e-3 * width + 1e-12 * size
    }

    /// The logarithms; −∞ for 0. None if no value is positive.
    pub(crate) fn ln(self) -> Option<Self> {
        (self.high > 0.0).then(|| Self {
            low: self.low.max(0.0).ln(),
            high: self.high.ln(),
        })
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        Self {
            low: self.low - other.high,
            high: self.high - other.low,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    /// Every value times a factor of at least 0.
    pub(crate) fn times(self, factor: f64) -> Self {
        Self {
            low: self.low * factor,
            high: self.high * factor,
        }
    }

    /// The negatives.
    pub(crate) fn negated(self) -> Self {
        Self {
            low: -self.high,
            high: -self.low,
        }
    }

    /// The sizes, whatever the sign.
    pub(crate) fn size(self) -> Self {
        let (a, b) = (self.low.abs(), self.high.abs());
        let zero = self.low <= 0.0 && 0.0 <= self.high;
        Self {
            low: if zero { 0.0 } else { a.min(b) },
            high: a.max(b),
        }
    }

    /// Every value through an increasing function.
    pub(crate) fn map(self, increasing: impl Fn(f64) -> f64) -> Self {
        Self {
            low: increasing(self.low),
            high: increasing(self.high),
        }
    }

    /// `sqrt(a² + b²)` for values of at least 0.
    pub(crate) fn root_sum_of_squares(self, other: Self) -> Self {
        Self {
            low: self.low.hypot(other.low),
            high: self.high.hypot(other.high),
        }
    }

    /// The values, a twentieth wider at both ends: as far as approximations of one error part.
    pub(crate) fn wide(self) -> Self {
        Self {
            low: self.low / 1.05,
            high: self.high * 1.05,
        }
    }

    /// The values, at least 0.
    pub(crate) fn not_negative(self) -> Self {
        Self {
            low: self.low.max(0.0),
            high: self.high.max(0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_touch_share_a_value() {
        let number = |text: &str| Bounds::of(Reported::parse(text).unwrap());
        assert!(number("0.06").meets(number("0.058")));
        // 0.055 prints as 0.06, and 0.05 may be 0.0549…
        assert!(number("0.06").meets(number("0.05")));
        assert!(!number("0.06").meets(number("0.052")));
        assert!((number("0.06").gap(number("0.052")) - 0.0025).abs() < 1e-12);
        assert_eq!(Bounds::between(-1.0, 0.0).ln(), None);
        assert_eq!(Bounds::between(-1.0, 1.0).ln().unwrap().high, 0.0);
    }
}
