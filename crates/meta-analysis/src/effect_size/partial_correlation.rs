//! Correlations from a regression coefficient.

use serde::{Deserialize, Serialize};

use super::EffectSizeError;
use super::inputs::{check_count, check_finite};
use crate::StudyEffect;

/// A coefficient's t in a regression.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RegressionCoefficient {
    /// The t statistic of the coefficient.
    #[doc(alias = "ti")]
    pub t: f64,
    /// Participants.
    #[doc(alias = "ni")]
    pub total: f64,
    /// Predictors in the model, without the intercept.
    #[doc(alias = "mi")]
    pub predictors: f64,
}

impl RegressionCoefficient {
    /// n - m - 1, positive.
    fn degrees_of_freedom(&self, needed: f64) -> Result<f64, EffectSizeError> {
        check_finite("t", self.t)?;
        check_count("participants", self.total)?;
        check_count("predictors", self.predictors)?;
        let degrees_of_freedom = self.total - self.predictors - 1.0;
        if degrees_of_freedom < needed {
            return Err(EffectSizeError::TooFewParticipants {
                given: self.total,
                needed: self.predictors + 1.0 + needed,
            });
        }
        Ok(degrees_of_freedom)
    }
}

/// The partial correlation.
///
/// ```text
/// y = t / sqrt(t^2 + n - m - 1),   v = (1 - y^2)^2 / (n - m)
/// ```
///
/// Notation: t statistic, n participants, m predictors.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid or no degree of freedom is left.
/// # Agrees with
/// metafor `escalc(measure = "PCOR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Aloe and Thompson (2013)](crate::references#aloe-2013).
#[doc(alias = "PCOR")]
pub fn partial_correlation(
    coefficient: &RegressionCoefficient,
) -> Result<StudyEffect, EffectSizeError> {
    let degrees_of_freedom = coefficient.degrees_of_freedom(1.0)?;
    let t = coefficient.t;
    let y = t / (t * t + degrees_of_freedom).sqrt();
    let v = (1.0 - y * y).powi(2) / (degrees_of_freedom + 1.0);
    Ok(StudyEffect::from_variance(y, v)?)
}

/// Fisher's transformation of the partial correlation: y = atanh(r), v = 1 / (n - m - 2).
///
/// # Errors
/// As [`partial_correlation`], with two degrees of freedom.
/// # Agrees with
/// metafor `escalc(measure = "ZPCOR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Aloe and Thompson (2013)](crate::references#aloe-2013).
#[doc(alias = "ZPCOR")]
pub fn fisher_z_partial_correlation(
    coefficient: &RegressionCoefficient,
) -> Result<StudyEffect, EffectSizeError> {
    let degrees_of_freedom = coefficient.degrees_of_freedom(2.0)?;
    let y = partial_correlation(coefficient)?.effect().atanh();
    Ok(StudyEffect::from_variance(
        y,
        1.0 / (degrees_of_freedom - 1.0),
    )?)
}

/// The semi-partial correlation.
///
/// ```text
/// y = t sqrt(1 - R^2) / sqrt(n - m - 1),   v = (R^4 - 2 R^2 + S + 1 - S^2) / n,   S = R^2 - y^2
/// ```
///
/// Notation: t statistic, n participants, m predictors, R^2 `r_squared` of the whole model, S that without the
/// predictor.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid, R^2 is outside [0, 1) or no degree of freedom is left.
/// # Agrees with
/// metafor `escalc(measure = "SPCOR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Aloe and Becker (2012)](crate::references#aloe-2012).
#[doc(alias = "SPCOR")]
pub fn semipartial_correlation(
    coefficient: &RegressionCoefficient,
    r_squared: f64,
) -> Result<StudyEffect, EffectSizeError> {
    let degrees_of_freedom = coefficient.degrees_of_freedom(1.0)?;
    if !(0.0..1.0).contains(&r_squared) {
        return Err(EffectSizeError::OutsideRange {
            input: "R squared",
            value: r_squared,
        });
    }
    let y = coefficient.t * ((1.0 - r_squared) / degrees_of_freedom).sqrt();
    let without = r_squared - y * y;
    // R^4 - 2 R^2 + 1 = (1 - R^2)^2 and S - S^2 = S (1 - S).
    let v = ((1.0 - r_squared).powi(2) + without * (1.0 - without)) / coefficient.total;
    Ok(StudyEffect::from_variance(y, v)?)
}
