//! Standardised mean differences of two independent groups.

use super::mean_difference::pooled_variance;
use super::small_sample::{BiasCorrection, small_sample_factor};
use super::{EffectSizeError, TwoMeans};
use crate::StudyEffect;

/// How the sampling variance of a standardised difference is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum SmdVariance {
    /// The large-sample formula at the corrected effect (metafor `LS`).
    #[default]
    LargeSample,
    /// The large-sample formula at the uncorrected effect, times the squared correction (metafor `LS2`).
    LargeSampleScaled,
    /// The unbiased estimate (metafor `UB`).
    Unbiased,
    /// The large-sample formula at an effect common to all studies (metafor `AV`): see [`average_smd`].
    AtEffect(f64),
}

/// What a standardised mean difference is corrected by, and how its variance is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SmdOptions {
    /// The correction of the small-sample bias.
    pub correction: BiasCorrection,
    /// The estimate of the sampling variance.
    pub variance: SmdVariance,
}

/// The standardised mean difference, Hedges' g.
///
/// ```text
/// y = J(m) (m1 - m2) / sp,   v = 1/n1 + 1/n2 + y^2 / (2 (n1 + n2)),   m = n1 + n2 - 2
/// LS2: v = J^2 (1/n1 + 1/n2 + d^2 / (2 (n1 + n2))),   UB: v = 1/n1 + 1/n2 + (1 - (m - 2) / (m J^2)) y^2
/// ```
///
/// Notation: m1, m2 means, n1, n2 participants, sp the pooled standard deviation, d = y / J, J of
/// [`small_sample_factor`].
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid, the standard deviations are 0 or fewer than four participants
/// leave J undefined.
/// # Agrees with
/// metafor `escalc(measure = "SMD")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Hedges (1981)](crate::references#hedges-1981), [Hedges (1982)](crate::references#hedges-1982) equation 8,
/// [Hedges (1983)](crate::references#hedges-1983) equation 9, [Borenstein (2009)](crate::references#borenstein-2009)
/// equation 12.17.
#[doc(alias = "SMD")]
#[doc(alias = "Hedges g")]
pub fn standardized_mean_difference(
    means: &TwoMeans,
    options: &SmdOptions,
) -> Result<StudyEffect, EffectSizeError> {
    let sd = pooled_variance(means)?.sqrt();
    let (n1, n2) = (means.treated_total, means.control_total);
    let degrees_of_freedom = n1 + n2 - 2.0;
    Standardized {
        uncorrected: (means.treated_mean - means.control_mean) / sd,
        degrees_of_freedom,
        null_variance: 1.0 / n1 + 1.0 / n2,
        spread: 2.0 * (n1 + n2),
    }
    .effect(options)
}

/// The average of the studies' differences, each given with its participants, who weigh it, for
/// [`SmdVariance::AtEffect`].
///
/// `None` without participants.
pub fn average_smd(differences: &[(f64, f64)]) -> Option<SmdVariance> {
    let total: f64 = differences.iter().map(|(_, weight)| weight).sum();
    let sum: f64 = differences.iter().map(|(y, weight)| weight * y).sum();
    (total > 0.0).then_some(SmdVariance::AtEffect(sum / total))
}

/// The standardised mean difference without the assumption of equal variances.
///
/// ```text
/// y = J(n1 + n2 - 2) (m1 - m2) / s,   s^2 = (sd1^2 + sd2^2) / 2
/// v = y^2 / (8 s^4) (sd1^4 / (n1 - 1) + sd2^4 / (n2 - 1)) + (sd1^2 / (n1 - 1) + sd2^2 / (n2 - 1)) / s^2
/// ```
///
/// Notation: m mean, sd standard deviation, n participants, 1 treated, 2 control.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid, both standard deviations are 0 or a group has fewer than two participants.
/// # Agrees with
/// metafor `escalc(measure = "SMDH")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Bonett (2009)](crate::references#bonett-2009).
#[doc(alias = "SMDH")]
pub fn heteroscedastic_smd(means: &TwoMeans) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    let (n1, n2) = (means.treated_total, means.control_total);
    at_least_two(n1)?;
    at_least_two(n2)?;
    let (v1, v2) = (means.treated_sd.powi(2), means.control_sd.powi(2));
    let square = f64::midpoint(v1, v2);
    let y = small_sample_factor(n1 + n2 - 2.0) * (means.treated_mean - means.control_mean)
        / square.sqrt();
    let (w1, w2) = (v1 / (n1 - 1.0), v2 / (n2 - 1.0));
    let v = y * y / (8.0 * square * square) * (v1 * w1 + v2 * w2) + (w1 + w2) / square;
    Ok(StudyEffect::from_variance(y, v)?)
}

/// The mean difference in units of the control group's standard deviation, Glass' delta.
///
/// ```text
/// y = J(n2 - 1) (m1 - m2) / sd2,   v = 1/n1 + 1/n2 + y^2 / (2 n2)
/// ```
///
/// Notation: m mean, sd standard deviation, n participants, 1 treated, 2 control. The variance assumes equal
/// variances in both groups; [`glass_delta_heteroscedastic`] does not.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid, the control group's standard deviation is 0 or it has fewer than
/// three participants.
/// # Agrees with
/// metafor `escalc(measure = "SMD1")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Glass (1976)](crate::references#glass-1976).
#[doc(alias = "SMD1")]
pub fn glass_delta(means: &TwoMeans, options: &SmdOptions) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    let (n1, n2) = (means.treated_total, means.control_total);
    at_least_two(n2)?;
    Standardized {
        uncorrected: (means.treated_mean - means.control_mean) / means.control_sd,
        degrees_of_freedom: n2 - 1.0,
        null_variance: 1.0 / n1 + 1.0 / n2,
        spread: 2.0 * n2,
    }
    .effect(options)
}

/// [`glass_delta`] with a variance that does not assume equal variances.
///
/// ```text
/// v = sd1^2 / (sd2^2 (n1 - 1)) + 1 / (n2 - 1) + y^2 / (2 (n2 - 1))
/// ```
///
/// Notation: sd standard deviation, n participants, 1 treated, 2 control.
///
/// # Errors
/// As [`glass_delta`], and if the treated group has fewer than two participants.
/// # Agrees with
/// metafor `escalc(measure = "SMD1H")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Bonett (2009)](crate::references#bonett-2009).
#[doc(alias = "SMD1H")]
pub fn glass_delta_heteroscedastic(means: &TwoMeans) -> Result<StudyEffect, EffectSizeError> {
    let y = glass_delta(means, &SmdOptions::default())?.effect();
    at_least_two(means.treated_total)?;
    let m2 = means.control_total - 1.0;
    let ratio = means.treated_sd / means.control_sd;
    let v = ratio * ratio / (means.treated_total - 1.0) + 1.0 / m2 + y * y / (2.0 * m2);
    Ok(StudyEffect::from_variance(y, v)?)
}

/// What the variances of all standardised differences have in common.
pub(super) struct Standardized {
    /// d.
    pub(super) uncorrected: f64,
    /// m, of the standard deviation in the denominator.
    pub(super) degrees_of_freedom: f64,
    /// The variance at d = 0.
    pub(super) null_variance: f64,
    /// What d^2 is divided by in the large-sample variance.
    pub(super) spread: f64,
}

impl Standardized {
    pub(super) fn effect(&self, options: &SmdOptions) -> Result<StudyEffect, EffectSizeError> {
        let m = self.degrees_of_freedom;
        if m <= 1.0 {
            return Err(EffectSizeError::TooFewParticipants {
                given: m,
                needed: 2.0,
            });
        }
        let factor = options.correction.factor(m);
        let d = self.uncorrected;
        let y = factor * d;
        let v = match options.variance {
            SmdVariance::LargeSample => self.null_variance + y * y / self.spread,
            SmdVariance::LargeSampleScaled => {
                factor * factor * (self.null_variance + d * d / self.spread)
            }
            SmdVariance::Unbiased => {
                let exact = small_sample_factor(m);
                self.null_variance + (1.0 - (m - 2.0) / (m * exact * exact)) * y * y
            }
            SmdVariance::AtEffect(common) => self.null_variance + common * common / self.spread,
        };
        Ok(StudyEffect::from_variance(y, v)?)
    }
}

/// Errors unless a standard deviation of so many participants has a degree of freedom.
pub(super) fn at_least_two(total: f64) -> Result<(), EffectSizeError> {
    if total >= 2.0 {
        Ok(())
    } else {
        Err(EffectSizeError::TooFewParticipants {
            given: total,
            needed: 2.0,
        })
    }
}
