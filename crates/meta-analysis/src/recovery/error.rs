//! Why a number cannot be recovered.

use std::fmt;

use super::SkewnessTest;
use crate::Measure;

/// Why what is reported does not give what is needed.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum RecoveryError {
    /// An input is NaN, infinite or outside its range.
    NotValid {
        /// Which input.
        input: &'static str,
        /// The value given.
        value: f64,
    },
    /// Quantiles are not in increasing order, or all equal.
    NotOrdered,
    /// Fewer participants than the formulas are made for.
    TooFewParticipants {
        /// The participants given.
        given: f64,
        /// The number needed at least.
        needed: f64,
    },
    /// The quantiles are too skewed for the distribution assumed.
    Skewed(SkewnessTest),
    /// Values that must be positive for the logarithm are not.
    NotPositive {
        /// The value given.
        value: f64,
    },
    /// No 2×2 table with these margins has the measure reported.
    NoSuchTable,
    /// The covariance matrix of effects is not positive definite.
    CovarianceNotPositive,
    /// Nothing to combine.
    Empty,
    /// The covariance is not known for this measure and kind of data.
    OtherMeasure {
        /// The measure asked for.
        measure: Measure,
    },
}

impl fmt::Display for RecoveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotValid { input, value } => write!(f, "{input} `{value}` is outside its range"),
            Self::NotOrdered => write!(f, "the quantiles are not in increasing order"),
            Self::TooFewParticipants { given, needed } => {
                write!(f, "`{given}` participants where the formula needs {needed}")
            }
            Self::Skewed(test) => write!(
                f,
                "the quantiles are too skewed: statistic {:.3}, critical value {:.3}",
                test.statistic, test.critical_value
            ),
            Self::NotPositive { value } => write!(f, "`{value}` has no logarithm"),
            Self::NoSuchTable => write!(f, "no table with these margins has the measure reported"),
            Self::CovarianceNotPositive => {
                write!(
                    f,
                    "the covariance matrix of the effects is not positive definite"
                )
            }
            Self::Empty => write!(f, "there is nothing to combine"),
            Self::OtherMeasure { measure } => {
                write!(
                    f,
                    "the covariance of measure `{measure}` is not known for these data"
                )
            }
        }
    }
}

impl std::error::Error for RecoveryError {}

/// Errors unless `value` is finite and positive.
pub(super) fn positive(input: &'static str, value: f64) -> Result<(), RecoveryError> {
    if value > 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(RecoveryError::NotValid { input, value })
    }
}

/// Errors unless `value` is finite.
pub(super) fn finite(input: &'static str, value: f64) -> Result<(), RecoveryError> {
    if value.is_finite() {
        Ok(())
    } else {
        Err(RecoveryError::NotValid { input, value })
    }
}
