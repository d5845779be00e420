//! Changes within one group, or differences of matched pairs.

use serde::{Deserialize, Serialize};

use super::inputs::{check_count, check_finite, check_positive};
use super::standardized::{SmdOptions, SmdVariance, Standardized, at_least_two};
use super::{EffectSizeError, bias_corrected_correlation, small_sample_factor};
use crate::StudyEffect;

/// Two measurements of one group; the change is first minus second.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PairedMeans {
    /// Mean of the first measurement (such as the end of treatment).
    #[doc(alias = "m1i")]
    pub first_mean: f64,
    /// Its standard deviation.
    #[doc(alias = "sd1i")]
    pub first_sd: f64,
    /// Mean of the second measurement (such as the baseline).
    #[doc(alias = "m2i")]
    pub second_mean: f64,
    /// Its standard deviation.
    #[doc(alias = "sd2i")]
    pub second_sd: f64,
    /// Participants, or pairs.
    #[doc(alias = "ni")]
    pub total: f64,
    /// Correlation of the two measurements.
    #[doc(alias = "ri")]
    pub correlation: f64,
}

impl PairedMeans {
    pub(super) fn check(&self) -> Result<(), EffectSizeError> {
        check_finite("mean", self.first_mean)?;
        check_finite("mean", self.second_mean)?;
        check_count("standard deviation", self.first_sd)?;
        check_count("standard deviation", self.second_sd)?;
        check_positive("participants", self.total)?;
        if self.correlation.abs() <= 1.0 {
            Ok(())
        } else {
            Err(EffectSizeError::OutsideRange {
                input: "correlation",
                value: self.correlation,
            })
        }
    }

    /// sd1^2 + sd2^2 - 2 r sd1 sd2, the variance of the changes.
    pub(super) fn change_variance(&self) -> f64 {
        let (s1, s2) = (self.first_sd, self.second_sd);
        // The form without cancellation for r near 1.
        (s1 - s2) * (s1 - s2) + 2.0 * (1.0 - self.correlation) * s1 * s2
    }

    fn change(&self) -> f64 {
        self.first_mean - self.second_mean
    }
}

/// The mean change, in the unit of the outcome.
///
/// ```text
/// y = m1 - m2,   v = (sd1^2 + sd2^2 - 2 r sd1 sd2) / n
/// ```
///
/// Notation: m, sd of the two measurements, r their correlation, n participants.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid or the changes do not vary.
/// # Agrees with
/// metafor `escalc(measure = "MC")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Gibbons, Hedeker and Davis (1993)](crate::references#gibbons-1993).
#[doc(alias = "MC")]
pub fn mean_change(means: &PairedMeans) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    let v = means.change_variance() / means.total;
    Ok(StudyEffect::from_variance(means.change(), v)?)
}

/// The mean change in units of the standard deviation of the changes.
///
/// ```text
/// y = J(n - 1) (m1 - m2) / sdd,   v = 1/n + y^2 / (2 n),   sdd^2 = sd1^2 + sd2^2 - 2 r sd1 sd2
/// ```
///
/// Notation: m, sd of the two measurements, r their correlation, n participants.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid, the changes do not vary or there are fewer than three participants.
/// # Agrees with
/// metafor `escalc(measure = "SMCC")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Gibbons, Hedeker and Davis (1993)](crate::references#gibbons-1993).
#[doc(alias = "SMCC")]
pub fn standardized_mean_change(
    means: &PairedMeans,
    options: &SmdOptions,
) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    Standardized {
        uncorrected: means.change() / means.change_variance().sqrt(),
        degrees_of_freedom: means.total - 1.0,
        null_variance: 1.0 / means.total,
        spread: 2.0 * means.total,
    }
    .effect(options)
}

/// The mean change in units of the standard deviation of the first measurement.
///
/// ```text
/// y = J(n - 1) (m1 - m2) / sd1,   v = 2 (1 - r) / n + y^2 / (2 n)
/// UB: v = 2 (1 - r*) / n + (1 - (m - 2) / (m J^2)) y^2
/// ```
///
/// Notation: m, sd of the two measurements, r their correlation, r* the same without bias, n participants. metafor's
/// `sd1i` is the standard deviation used: give the baseline first, and change the sign, to standardise by the baseline.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid, sd1 is 0 or there are fewer than three participants.
/// # Agrees with
/// metafor `escalc(measure = "SMCR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Becker (1988)](crate::references#becker-1988).
#[doc(alias = "SMCR")]
pub fn standardized_mean_change_raw(
    means: &PairedMeans,
    options: &SmdOptions,
) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    let correlation = if options.variance == SmdVariance::Unbiased {
        bias_corrected_correlation(means.correlation, means.total)?
    } else {
        means.correlation
    };
    Standardized {
        uncorrected: means.change() / means.first_sd,
        degrees_of_freedom: means.total - 1.0,
        null_variance: 2.0 * (1.0 - correlation) / means.total,
        spread: 2.0 * means.total,
    }
    .effect(options)
}

/// [`standardized_mean_change_raw`] with a variance that does not assume equal variances.
///
/// ```text
/// v = sdd^2 / (sd1^2 (n - 1)) + y^2 / (2 (n - 1))
/// ```
///
/// # Errors
/// As [`standardized_mean_change_raw`].
/// # Agrees with
/// metafor `escalc(measure = "SMCRH")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Bonett (2008)](crate::references#bonett-2008).
#[doc(alias = "SMCRH")]
pub fn standardized_mean_change_raw_heteroscedastic(
    means: &PairedMeans,
) -> Result<StudyEffect, EffectSizeError> {
    let y = standardized_mean_change_raw(means, &SmdOptions::default())?.effect();
    let m = means.total - 1.0;
    let v = means.change_variance() / (means.first_sd.powi(2) * m) + y * y / (2.0 * m);
    Ok(StudyEffect::from_variance(y, v)?)
}

/// The mean change in units of the standard deviation pooled over both measurements.
///
/// ```text
/// y = J(m) (m1 - m2) / sp,   v = 2 (1 - r) / n + y^2 (1 + r^2) / (4 n)
/// sp^2 = (sd1^2 + sd2^2) / 2,   m = 2 (n - 1) / (1 + r^2)
/// ```
///
/// Notation: m1, m2, sd of the two measurements, r their correlation, n participants.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid, both standard deviations are 0 or there are fewer than two participants.
/// # Agrees with
/// metafor `escalc(measure = "SMCRP")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Cousineau (2020)](crate::references#cousineau-2020).
#[doc(alias = "SMCRP")]
pub fn standardized_mean_change_pooled(
    means: &PairedMeans,
) -> Result<StudyEffect, EffectSizeError> {
    let y = pooled_change(means)?;
    let (n, r) = (means.total, means.correlation);
    let v = 2.0 * (1.0 - r) / n + y * y * (1.0 + r * r) / (4.0 * n);
    Ok(StudyEffect::from_variance(y, v)?)
}

/// [`standardized_mean_change_pooled`] with a variance that does not assume equal variances.
///
/// ```text
/// v = sdd^2 / (sp^2 (n - 1)) + y^2 (sd1^4 + sd2^4 + 2 r^2 sd1^2 sd2^2) / (8 sp^4 (n - 1))
/// ```
///
/// # Errors
/// As [`standardized_mean_change_pooled`].
/// # Agrees with
/// metafor `escalc(measure = "SMCRPH")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Bonett (2008)](crate::references#bonett-2008).
#[doc(alias = "SMCRPH")]
pub fn standardized_mean_change_pooled_heteroscedastic(
    means: &PairedMeans,
) -> Result<StudyEffect, EffectSizeError> {
    let y = pooled_change(means)?;
    let m = means.total - 1.0;
    let (v1, v2) = (means.first_sd.powi(2), means.second_sd.powi(2));
    let pooled = f64::midpoint(v1, v2);
    let fourth = v1 * v1 + v2 * v2 + 2.0 * means.correlation.powi(2) * v1 * v2;
    let v = means.change_variance() / (pooled * m) + y * y * fourth / (8.0 * pooled * pooled * m);
    Ok(StudyEffect::from_variance(y, v)?)
}

fn pooled_change(means: &PairedMeans) -> Result<f64, EffectSizeError> {
    means.check()?;
    at_least_two(means.total)?;
    let pooled = f64::midpoint(means.first_sd.powi(2), means.second_sd.powi(2)).sqrt();
    let m = 2.0 * (means.total - 1.0) / (1.0 + means.correlation.powi(2));
    Ok(small_sample_factor(m) * means.change() / pooled)
}
