//! Why an effect size cannot be computed.

use std::fmt;

use crate::{Measure, StudyEffectError};

/// Why the data of a study give no effect size.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum EffectSizeError {
    /// A count is negative or not finite.
    CountNotValid {
        /// Which input.
        input: &'static str,
        /// The value given.
        value: f64,
    },
    /// More events than participants.
    EventsExceedTotal {
        /// The events.
        events: f64,
        /// The participants.
        total: f64,
    },
    /// A number of participants, a person-time or a standard deviation that must be positive is not.
    NotPositive {
        /// Which input.
        input: &'static str,
        /// The value given.
        value: f64,
    },
    /// An input is NaN or infinite.
    NotFinite {
        /// Which input.
        input: &'static str,
        /// The value given.
        value: f64,
    },
    /// Too few participants for the variance to be defined.
    TooFewParticipants {
        /// The participants given.
        given: f64,
        /// The number needed at least.
        needed: f64,
    },
    /// A correlation or reliability outside its range.
    OutsideRange {
        /// Which input.
        input: &'static str,
        /// The value given.
        value: f64,
    },
    /// A group or cell without events, or without anything else, leaves the effect undefined.
    NoEvents,
    /// The measure is not made of the kind of data given.
    OtherData {
        /// The measure asked for.
        measure: Measure,
    },
    /// The measure has no such variance or bias correction.
    OtherOptions {
        /// The measure asked for.
        measure: Measure,
    },
    /// The effect or its variance is not a positive finite number on the analysis scale.
    NotEstimable(StudyEffectError),
}

impl fmt::Display for EffectSizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CountNotValid { input, value } => {
                write!(f, "{input} `{value}` is not a non-negative number")
            }
            Self::EventsExceedTotal { events, total } => {
                write!(f, "`{events}` events among `{total}` participants")
            }
            Self::NotPositive { input, value } => {
                write!(f, "{input} `{value}` is not a positive number")
            }
            Self::NotFinite { input, value } => {
                write!(f, "{input} `{value}` is not a finite number")
            }
            Self::TooFewParticipants { given, needed } => {
                write!(
                    f,
                    "`{given}` participants where the variance needs {needed}"
                )
            }
            Self::OutsideRange { input, value } => {
                write!(f, "{input} `{value}` is outside its range")
            }
            Self::NoEvents => write!(f, "the counts determine no effect"),
            Self::OtherData { measure } => {
                write!(
                    f,
                    "measure `{measure}` is made of other data than those given"
                )
            }
            Self::OtherOptions { measure } => {
                write!(
                    f,
                    "measure `{measure}` has no such variance or bias correction"
                )
            }
            Self::NotEstimable(error) => write!(f, "the effect is not estimable: {error}"),
        }
    }
}

impl std::error::Error for EffectSizeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotEstimable(error) => Some(error),
            _ => None,
        }
    }
}

impl From<StudyEffectError> for EffectSizeError {
    fn from(error: StudyEffectError) -> Self {
        Self::NotEstimable(error)
    }
}
