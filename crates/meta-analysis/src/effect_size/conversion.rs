//! From one measure to another: odds ratios, standardised differences, correlations.

use std::f64::consts::{PI, TAU};

use super::small_sample::BiasCorrection;
use super::standardized::{SmdOptions, standardized_mean_difference};
use super::{EffectSizeError, TwoByTwo, TwoMeans};
use crate::StudyEffect;
use crate::numeric::tail::{normal_survival, normal_upper_quantile};

/// The response distribution behind a conversion between odds ratio and standardised mean difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ResponseDistribution {
    /// Logistic: the factor is pi / sqrt(3).
    #[default]
    Logistic,
    /// Normal: the factor is 1.65 (Cox and Snell).
    Normal,
}

impl ResponseDistribution {
    /// ln OR of a standardised mean difference of 1.
    pub fn log_odds_ratio_per_sd(self) -> f64 {
        match self {
            Self::Logistic => PI / 3.0_f64.sqrt(),
            Self::Normal => 1.65,
        }
    }
}

/// A standardised mean difference from a log odds ratio: y / f, v / f^2, with f = pi / sqrt(3) or 1.65.
///
/// # Errors
/// [`EffectSizeError::NotEstimable`] if the variance underflows.
/// # Agrees with
/// metafor `escalc()` with measures OR2DL and OR2DN to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Hasselblad and Hedges (1995)](crate::references#hasselblad-1995); [Chinn (2000)](crate::references#chinn-2000).
#[doc(alias = "OR2D")]
pub fn smd_from_log_odds_ratio(
    log_odds_ratio: &StudyEffect,
    responses: ResponseDistribution,
) -> Result<StudyEffect, EffectSizeError> {
    scaled(log_odds_ratio, 1.0 / responses.log_odds_ratio_per_sd())
}

/// A log odds ratio from a standardised mean difference: f y, f^2 v, with f = pi / sqrt(3) or 1.65.
///
/// # Errors
/// [`EffectSizeError::NotEstimable`] if the variance overflows.
/// # Agrees with
/// metafor `escalc()` with measures D2ORL and D2ORN to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Hasselblad and Hedges (1995)](crate::references#hasselblad-1995).
#[doc(alias = "D2OR")]
pub fn log_odds_ratio_from_smd(
    smd: &StudyEffect,
    responses: ResponseDistribution,
) -> Result<StudyEffect, EffectSizeError> {
    scaled(smd, responses.log_odds_ratio_per_sd())
}

/// A correlation from a standardised mean difference, by the delta method.
///
/// ```text
/// y = d / sqrt(d^2 + h),   v = h^2 v_d / (d^2 + h)^3,   h = (N - 2) (1/n1 + 1/n2), about 4 for n1 = n2
/// ```
///
/// Notation: d the difference, v_d its variance, n1, n2 participants, N = n1 + n2.
///
/// # Errors
/// [`EffectSizeError`] if the groups are not positive.
/// # References
/// [Borenstein (2009)](crate::references#borenstein-2009), chapter 7.
pub fn correlation_from_smd(
    smd: &StudyEffect,
    treated_total: f64,
    control_total: f64,
) -> Result<StudyEffect, EffectSizeError> {
    super::inputs::check_positive("participants", treated_total)?;
    super::inputs::check_positive("participants", control_total)?;
    let h = (treated_total + control_total - 2.0) * (1.0 / treated_total + 1.0 / control_total);
    let d = smd.effect();
    let sum = d * d + h;
    Ok(StudyEffect::from_variance(
        d / sum.sqrt(),
        h * h * smd.sampling_variance() / (sum * sum * sum),
    )?)
}

/// A standardised mean difference from a correlation with two groups of equal size, by the delta method.
///
/// ```text
/// y = 2 r / sqrt(1 - r^2),   v = 4 v_r / (1 - r^2)^3
/// ```
///
/// Notation: r the correlation, v_r its variance.
///
/// # Errors
/// [`EffectSizeError::NotEstimable`] if |r| >= 1.
/// # References
/// [Borenstein (2009)](crate::references#borenstein-2009), chapter 7.
pub fn smd_from_correlation(correlation: &StudyEffect) -> Result<StudyEffect, EffectSizeError> {
    let rest = 1.0 - correlation.effect().powi(2);
    Ok(StudyEffect::from_variance(
        2.0 * correlation.effect() / rest.sqrt(),
        4.0 * correlation.sampling_variance() / rest.powi(3),
    )?)
}

/// The standardised mean difference of normal responses that a cut turned into a 2x2 table.
///
/// ```text
/// y = z1 - z2,   v = 2 pi (p1 (1 - p1) exp(z1^2) / n1 + p2 (1 - p2) exp(z2^2) / n2)
/// ```
///
/// Notation: z the normal quantiles of the risks p1 = a / n1 and p2 = c / n2.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if a cell is zero.
/// # Agrees with
/// metafor `escalc(measure = "PBIT")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Sánchez-Meca, Marín-Martínez and Chacón-Moscoso (2003)](crate::references#sanchez-meca-2003).
#[doc(alias = "PBIT")]
pub fn probit_difference(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    if table.cells().contains(&0.0) {
        return Err(EffectSizeError::NoEvents);
    }
    let part = |events: f64, total: f64| {
        let p = events / total;
        let z = -normal_upper_quantile(p);
        (z, TAU * p * (1.0 - p) * (z * z).exp() / total)
    };
    let (z1, v1) = part(table.treated_events, table.treated_total);
    let (z2, v2) = part(table.control_events, table.control_total);
    Ok(StudyEffect::from_variance(z1 - z2, v1 + v2)?)
}

/// The log odds ratio of two groups' means: the uncorrected [`standardized_mean_difference`], then
/// [`log_odds_ratio_from_smd`].
///
/// # Errors
/// As [`standardized_mean_difference`].
/// # Agrees with
/// metafor `escalc()` with measures D2ORL and D2ORN to 1e-10 (tests/oracle_effects.rs).
pub fn log_odds_ratio_of_means(
    means: &TwoMeans,
    responses: ResponseDistribution,
) -> Result<StudyEffect, EffectSizeError> {
    let options = SmdOptions {
        correction: BiasCorrection::None,
        ..SmdOptions::default()
    };
    let smd = standardized_mean_difference(means, &options)?;
    log_odds_ratio_from_smd(&smd, responses)
}

/// The risk among the treated from a log odds ratio and the risk among the controls.
///
/// ```text
/// p1 = p2 OR / (1 - p2 + p2 OR)
/// ```
///
/// `control_risk` in [0, 1]; NaN outside. The risk difference is p1 - p2, the risk ratio p1 / p2.
/// # Agrees with
/// metafor `transf.lnortord()` and `transf.lnortorr()` to 1e-10 (tests/oracle_effects.rs).
pub fn risk_from_log_odds_ratio(log_odds_ratio: f64, control_risk: f64) -> f64 {
    if !(0.0..=1.0).contains(&control_risk) {
        return f64::NAN;
    }
    let odds_ratio = log_odds_ratio.exp();
    if odds_ratio.is_infinite() {
        return if control_risk > 0.0 { 1.0 } else { 0.0 };
    }
    control_risk * odds_ratio / (1.0 - control_risk + control_risk * odds_ratio)
}

/// What a standardised mean difference of two normal groups with equal variances means in words of overlap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmdOverlap {
    /// Cohen's U1: the share of both groups together that does not overlap.
    pub u1: f64,
    /// Cohen's U2: the share of the one group that exceeds the same share of the other.
    pub u2: f64,
    /// Cohen's U3: the share of the second group below the mean of the first.
    pub u3: f64,
    /// The overlap of the two densities.
    pub overlap: f64,
    /// The probability that someone of the first group exceeds someone of the second (common language effect size).
    pub superiority: f64,
}

/// The overlap of two normal groups whose means differ by d standard deviations.
///
/// ```text
/// U1 = (2 U2 - 1) / U2 at |d|,   U2 = Phi(d / 2),   U3 = Phi(d),   overlap = 2 Phi(-|d| / 2),   superiority = Phi(d / sqrt 2)
/// ```
/// # Agrees with
/// metafor `transf.dtou1()`, `transf.dtou2()`, `transf.dtou3()`, `transf.dtoovl()`, `transf.dtocles()` to 1e-10
/// (tests/oracle_effects.rs).
pub fn smd_overlap(d: f64) -> SmdOverlap {
    let cdf = |z: f64| normal_survival(-z);
    let far = cdf(d.abs() / 2.0);
    SmdOverlap {
        u1: (2.0 * far - 1.0) / far,
        u2: cdf(d / 2.0),
        u3: cdf(d),
        overlap: 2.0 * cdf(-d.abs() / 2.0),
        superiority: cdf(d / std::f64::consts::SQRT_2),
    }
}

/// Pearson's approximation to the tetrachoric correlation: cos(pi / (1 + sqrt(OR))).
///
/// # Agrees with
/// metafor `transf.lnortortet.pearson()` to 1e-10 (tests/oracle_effects.rs).
pub fn tetrachoric_from_log_odds_ratio(log_odds_ratio: f64) -> f64 {
    (PI / (1.0 + (log_odds_ratio / 2.0).exp())).cos()
}

fn scaled(effect: &StudyEffect, factor: f64) -> Result<StudyEffect, EffectSizeError> {
    Ok(StudyEffect::from_variance(
        effect.effect() * factor,
        effect.sampling_variance() * factor * factor,
    )?)
}
