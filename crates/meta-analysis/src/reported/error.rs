//! Why no effect can be derived.

use std::fmt;

use crate::Measure;
use crate::effect_size::EffectSizeError;

/// Why what is printed gives no effect with a standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum DerivationError {
    /// Neither an estimate, nor a reduction, nor rates.
    NoEstimate,
    /// Neither an interval, nor a p-value, nor rates.
    NoStandardError,
    /// An estimate or limit of a ratio is zero or negative, so that it has no logarithm.
    NotPositiveRatio {
        /// The ratio.
        value: f64,
    },
    /// An estimate or limit has no value on the analysis scale of the measure.
    OutsideScale {
        /// The number printed.
        value: f64,
        /// The measure.
        measure: Measure,
    },
    /// A percent reduction is printed for a measure that is no ratio.
    ReductionOfDifference {
        /// The measure.
        measure: Measure,
    },
    /// The upper limit does not exceed the lower one.
    IntervalWithoutWidth {
        /// Lower limit.
        lower: f64,
        /// Upper limit.
        upper: f64,
    },
    /// The estimate does not lie below the upper limit, the only limit that can be used.
    UpperLimitBelowEstimate {
        /// The estimate.
        estimate: f64,
        /// Upper limit.
        upper: f64,
    },
    /// A p-value is not between 0 and 1.
    PNotValid {
        /// The p-value.
        p: f64,
    },
    /// p = 0 or p = 1, stated as exact: no standard error agrees with it.
    PWithoutInformation {
        /// The p-value.
        p: f64,
    },
    /// Only "p > b" is known: that bounds the standard error from below, which helps no weighting.
    PAboveBoundUnusable {
        /// The bound.
        p: f64,
    },
    /// The estimate is printed as no effect at all, so that a p-value says nothing of its standard error.
    NullEffectWithP {
        /// The p-value or its bound.
        p: f64,
    },
    /// The rates give no effect.
    Rates(EffectSizeError),
    /// A standard error is printed as 0 or below.
    StandardErrorNotPositive {
        /// The standard error.
        standard_error: f64,
    },
    /// The standard error is too large or too small to be squared.
    StandardErrorNotFinite {
        /// The standard error.
        standard_error: f64,
    },
}

impl fmt::Display for DerivationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEstimate => write!(f, "no estimate is reported"),
            Self::NoStandardError => write!(f, "nothing reported gives a standard error"),
            Self::NotPositiveRatio { value } => write!(f, "ratio `{value}` is not positive"),
            Self::OutsideScale { value, measure } => {
                write!(f, "`{value}` is outside the range of measure `{measure}`")
            }
            Self::ReductionOfDifference { measure } => {
                write!(f, "a percent reduction gives no `{measure}`")
            }
            Self::IntervalWithoutWidth { lower, upper } => {
                write!(f, "interval from `{lower}` to `{upper}` has no width")
            }
            Self::UpperLimitBelowEstimate { estimate, upper } => {
                write!(
                    f,
                    "upper limit `{upper}` is not above the estimate `{estimate}`"
                )
            }
            Self::PNotValid { p } => write!(f, "p-value `{p}` is not between 0 and 1"),
            Self::PWithoutInformation { p } => {
                write!(f, "a p-value of exactly `{p}` gives no standard error")
            }
            Self::PAboveBoundUnusable { p } => {
                write!(f, "p > `{p}` bounds the standard error only from below")
            }
            Self::NullEffectWithP { p } => write!(
                f,
                "an estimate of no effect with p-value `{p}` gives no standard error"
            ),
            Self::Rates(error) => write!(f, "the rates give no effect: {error}"),
            Self::StandardErrorNotPositive { standard_error } => {
                write!(f, "standard error `{standard_error}` is not above 0")
            }
            Self::StandardErrorNotFinite { standard_error } => {
                write!(f, "standard error `{standard_error}` is out of range")
            }
        }
    }
}

impl std::error::Error for DerivationError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Rates(error) => Some(error),
            _ => None,
        }
    }
}
