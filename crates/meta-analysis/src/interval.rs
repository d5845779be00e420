//! Intervals and their levels.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A closed interval on the scale of what it is an interval of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower limit; may be negative infinity.
    pub lower: f64,
    /// Upper limit; may be infinite.
    pub upper: f64,
}

impl Interval {
    /// The interval `centre` ± `half_width`.
    pub fn around(centre: f64, half_width: f64) -> Self {
        Self {
            lower: centre - half_width,
            upper: centre + half_width,
        }
    }

    /// Whether `value` lies in it, limits included.
    pub fn contains(&self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// Upper minus lower limit.
    pub fn width(&self) -> f64 {
        self.upper - self.lower
    }

    /// Both limits through an increasing function.
    #[must_use]
    pub fn map(&self, mut increasing: impl FnMut(f64) -> f64) -> Self {
        Self {
            lower: increasing(self.lower),
            upper: increasing(self.upper),
        }
    }
}

/// A confidence level as a fraction strictly between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct ConfidenceLevel(f64);

impl ConfidenceLevel {
    /// 95 per cent.
    pub const NINETY_FIVE: Self = Self(0.95);

    /// A level such as 0.95.
    ///
    /// # Errors
    /// [`ConfidenceLevelError`] unless 0 < `value` < 1; so 95 is refused.
    pub fn new(value: f64) -> Result<Self, ConfidenceLevelError> {
        if value > 0.0 && value < 1.0 {
            Ok(Self(value))
        } else {
            Err(ConfidenceLevelError { value })
        }
    }

    /// The fraction.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The probability left in each tail, (1 - level) / 2.
    pub fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }
}

impl Default for ConfidenceLevel {
    fn default() -> Self {
        Self::NINETY_FIVE
    }
}

impl TryFrom<f64> for ConfidenceLevel {
    type Error = ConfidenceLevelError;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Self::new(value)
    }
}

impl From<ConfidenceLevel> for f64 {
    fn from(level: ConfidenceLevel) -> Self {
        level.0
    }
}

/// A confidence level outside (0, 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConfidenceLevelError {
    /// The value given.
    pub value: f64,
}

impl fmt::Display for ConfidenceLevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "confidence level `{}` is not a fraction between 0 and 1",
            self.value
        )
    }
}

impl std::error::Error for ConfidenceLevelError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_not_a_level() {
        assert!(ConfidenceLevel::new(95.0).is_err());
        assert!(ConfidenceLevel::new(f64::NAN).is_err());
        assert_eq!(ConfidenceLevel::new(0.95), Ok(ConfidenceLevel::NINETY_FIVE));
    }
}
