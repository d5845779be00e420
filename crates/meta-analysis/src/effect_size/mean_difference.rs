//! The difference of two means.

use super::{EffectSizeError, TwoMeans};
use crate::StudyEffect;

/// The difference of two groups' means, in the unit of the outcome.
///
/// ```text
/// y = m1 - m2,   v = sd1^2 / n1 + sd2^2 / n2
/// ```
///
/// Notation: m mean, sd standard deviation, n participants, 1 treated, 2 control.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid or both standard deviations are 0.
/// # Agrees with
/// metafor `escalc(measure = "MD")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Borenstein (2009)](crate::references#borenstein-2009), equation 12.5.
#[doc(alias = "MD")]
pub fn mean_difference(means: &TwoMeans) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    let v = means.treated_sd * means.treated_sd / means.treated_total
        + means.control_sd * means.control_sd / means.control_total;
    Ok(StudyEffect::from_variance(
        means.treated_mean - means.control_mean,
        v,
    )?)
}

/// The difference of two groups' means under equal variances: v = sp^2 (1 / n1 + 1 / n2), sp the pooled standard
/// deviation.
///
/// # Errors
/// As [`mean_difference`]; [`EffectSizeError::TooFewParticipants`] with fewer than three participants.
/// # Agrees with
/// metafor `escalc(measure = "MD", vtype = "HO")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Borenstein (2009)](crate::references#borenstein-2009), equation 12.3.
pub fn mean_difference_equal_variances(means: &TwoMeans) -> Result<StudyEffect, EffectSizeError> {
    let v = pooled_variance(means)? * (1.0 / means.treated_total + 1.0 / means.control_total);
    Ok(StudyEffect::from_variance(
        means.treated_mean - means.control_mean,
        v,
    )?)
}

/// ((n1 - 1) sd1^2 + (n2 - 1) sd2^2) / (n1 + n2 - 2).
pub(super) fn pooled_variance(means: &TwoMeans) -> Result<f64, EffectSizeError> {
    means.check()?;
    let (n1, n2) = (means.treated_total, means.control_total);
    let degrees_of_freedom = n1 + n2 - 2.0;
    if degrees_of_freedom <= 0.0 || n1 < 1.0 || n2 < 1.0 {
        return Err(EffectSizeError::TooFewParticipants {
            given: n1 + n2,
            needed: 3.0,
        });
    }
    let squares = (n1 - 1.0) * means.treated_sd * means.treated_sd
        + (n2 - 1.0) * means.control_sd * means.control_sd;
    Ok(squares / degrees_of_freedom)
}
