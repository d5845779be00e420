//! What every pooling takes: independent estimates with known sampling variances.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One study's effect estimate with its sampling variance, on the analysis scale.
///
/// Notation: y_i `effect`, v_i `sampling_variance`, se_i = sqrt(v_i) `standard_error`.
/// Variances and standard errors never travel as bare numbers: the constructor says which it is.
///
/// # Examples
/// ```
/// use trialpool_meta_analysis::StudyEffect;
/// let study = StudyEffect::from_standard_error(-0.5, 0.2)?;
/// assert!((study.sampling_variance() - 0.04).abs() < 1e-15);
/// # Ok::<(), trialpool_meta_analysis::StudyEffectError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "StudyEffectFields", into = "StudyEffectFields")]
#[doc(alias = "yi")]
#[doc(alias = "vi")]
#[doc(alias = "sei")]
pub struct StudyEffect {
    effect: f64,
    sampling_variance: f64,
}

/// The serialised form of a [`StudyEffect`], checked on the way in.
#[derive(Serialize, Deserialize)]
struct StudyEffectFields {
    effect: f64,
    sampling_variance: f64,
}

impl StudyEffect {
    /// A study from its effect and sampling variance (squared units of the effect).
    ///
    /// # Errors
    /// [`StudyEffectError`] if the effect is not finite or the variance is not positive and finite.
    pub fn from_variance(effect: f64, sampling_variance: f64) -> Result<Self, StudyEffectError> {
        if !effect.is_finite() {
            return Err(StudyEffectError::EffectNotFinite { effect });
        }
        if !(sampling_variance > 0.0 && sampling_variance.is_finite()) {
            return Err(StudyEffectError::VarianceNotPositive { sampling_variance });
        }
        Ok(Self {
            effect,
            sampling_variance,
        })
    }

    /// A study from its effect and standard error (units of the effect).
    ///
    /// # Errors
    /// [`StudyEffectError`] if the effect is not finite or the squared standard error is not positive and finite.
    pub fn from_standard_error(effect: f64, standard_error: f64) -> Result<Self, StudyEffectError> {
        if standard_error.is_nan() || standard_error <= 0.0 {
            return Err(StudyEffectError::StandardErrorNotPositive { standard_error });
        }
        Self::from_variance(effect, standard_error * standard_error)
    }

    /// y_i, on the analysis scale.
    pub fn effect(&self) -> f64 {
        self.effect
    }

    /// v_i, positive.
    pub fn sampling_variance(&self) -> f64 {
        self.sampling_variance
    }

    /// The square root of the sampling variance.
    pub fn standard_error(&self) -> f64 {
        self.sampling_variance.sqrt()
    }
}

impl TryFrom<StudyEffectFields> for StudyEffect {
    type Error = StudyEffectError;

    fn try_from(fields: StudyEffectFields) -> Result<Self, Self::Error> {
        Self::from_variance(fields.effect, fields.sampling_variance)
    }
}

impl From<StudyEffect> for StudyEffectFields {
    fn from(study: StudyEffect) -> Self {
        Self {
            effect: study.effect,
            sampling_variance: study.sampling_variance,
        }
    }
}

/// Why a pair of numbers is not a study effect.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum StudyEffectError {
    /// The effect is NaN or infinite.
    EffectNotFinite {
        /// The value given.
        effect: f64,
    },
    /// The sampling variance is NaN, infinite, zero or negative.
    VarianceNotPositive {
        /// The value given.
        sampling_variance: f64,
    },
    /// The standard error is NaN, zero or negative.
    StandardErrorNotPositive {
        /// The value given.
        standard_error: f64,
    },
}

impl fmt::Display for StudyEffectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EffectNotFinite { effect } => {
                write!(f, "effect `{effect}` is not a finite number")
            }
            Self::VarianceNotPositive { sampling_variance } => {
                write!(
                    f,
                    "sampling variance `{sampling_variance}` is not a positive finite number"
                )
            }
            Self::StandardErrorNotPositive { standard_error } => {
                write!(
                    f,
                    "standard error `{standard_error}` is not a positive number"
                )
            }
        }
    }
}

impl std::error::Error for StudyEffectError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_estimate() {
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(StudyEffect::from_variance(0.0, bad).is_err());
            assert!(StudyEffect::from_standard_error(0.0, bad).is_err());
        }
        assert!(StudyEffect::from_variance(f64::NAN, 1.0).is_err());
        // The square of 1e-200 underflows to 0.
        assert!(StudyEffect::from_standard_error(0.0, 1e-200).is_err());
    }
}
