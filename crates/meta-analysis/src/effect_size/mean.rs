//! One group's mean, standard deviation and coefficient of variation.

use serde::{Deserialize, Serialize};

use super::EffectSizeError;
use super::inputs::{check_count, check_finite, check_positive};
use super::standardized::{SmdOptions, Standardized, at_least_two};
use crate::StudyEffect;

/// Mean, standard deviation and size of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GroupMean {
    /// Mean.
    #[doc(alias = "mi")]
    pub mean: f64,
    /// Standard deviation.
    #[doc(alias = "sdi")]
    pub sd: f64,
    /// Participants.
    #[doc(alias = "ni")]
    pub total: f64,
}

impl GroupMean {
    fn check(&self) -> Result<(), EffectSizeError> {
        check_finite("mean", self.mean)?;
        check_count("standard deviation", self.sd)?;
        check_positive("participants", self.total)
    }
}

/// The raw mean: y = m, v = sd^2 / n.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid or the standard deviation is 0.
/// # Agrees with
/// metafor `escalc(measure = "MN")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "MN")]
pub fn raw_mean(group: &GroupMean) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let v = group.sd * group.sd / group.total;
    Ok(StudyEffect::from_variance(group.mean, v)?)
}

/// The log mean: y = ln m, v = sd^2 / (n m^2).
///
/// # Errors
/// [`EffectSizeError`] if the mean or the standard deviation is not positive.
/// # Agrees with
/// metafor `escalc(measure = "MNLN")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "MNLN")]
pub fn log_mean(group: &GroupMean) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    check_positive("mean", group.mean)?;
    let variation = group.sd / group.mean;
    Ok(StudyEffect::from_variance(
        group.mean.ln(),
        variation * variation / group.total,
    )?)
}

/// The mean in units of the standard deviation: y = J(n - 1) m / sd, v = 1/n + y^2 / (2 n).
///
/// # Errors
/// [`EffectSizeError`] if the standard deviation is 0 or there are fewer than three participants.
/// # Agrees with
/// metafor `escalc(measure = "SMN")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "SMN")]
pub fn standardized_mean(group: &GroupMean) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    Standardized {
        uncorrected: group.mean / group.sd,
        degrees_of_freedom: group.total - 1.0,
        null_variance: 1.0 / group.total,
        spread: 2.0 * group.total,
    }
    .effect(&SmdOptions::default())
}

/// The log standard deviation: y = ln sd + 1 / (2 (n - 1)), v = 1 / (2 (n - 1)).
///
/// # Errors
/// [`EffectSizeError`] if the standard deviation is not positive or there are fewer than two participants.
/// # Agrees with
/// metafor `escalc(measure = "SDLN")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Nakagawa et al. (2015)](crate::references#nakagawa-2015).
#[doc(alias = "SDLN")]
pub fn log_standard_deviation(group: &GroupMean) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    check_positive("standard deviation", group.sd)?;
    at_least_two(group.total)?;
    let v = 0.5 / (group.total - 1.0);
    Ok(StudyEffect::from_variance(group.sd.ln() + v, v)?)
}

/// The log coefficient of variation.
///
/// ```text
/// y = ln cv + 1 / (2 (n - 1)),   v = 1 / (2 (n - 1)) + cv^2 / n,   cv = sd / m
/// ```
///
/// Notation: m mean, sd standard deviation, n participants. The second term of y corrects the bias of ln sd; that of
/// ln m, - cv^2 / (2 n), is left as in metafor.
///
/// # Errors
/// [`EffectSizeError`] if the mean or standard deviation is not positive or there are fewer than two participants.
/// # Agrees with
/// metafor 5.0 `escalc(measure = "CVLN")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Nakagawa et al. (2015)](crate::references#nakagawa-2015).
#[doc(alias = "CVLN")]
pub fn log_variation(group: &GroupMean) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    check_positive("mean", group.mean)?;
    check_positive("standard deviation", group.sd)?;
    at_least_two(group.total)?;
    let variation = group.sd / group.mean;
    let term = variation * variation / group.total;
    let half = 0.5 / (group.total - 1.0);
    Ok(StudyEffect::from_variance(
        variation.ln() + half,
        half + term,
    )?)
}
