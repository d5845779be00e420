//! Correlation coefficients.

use serde::{Deserialize, Serialize};

use super::EffectSizeError;
use super::inputs::check_finite;
use crate::StudyEffect;

/// A correlation coefficient and the size of its sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Correlation {
    /// The coefficient, between -1 and 1.
    #[doc(alias = "ri")]
    pub correlation: f64,
    /// Participants.
    #[doc(alias = "ni")]
    pub total: f64,
}

/// How the sampling variance of a correlation is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum CorrelationVariance {
    /// (1 - y^2)^2 / (n - 1) (metafor `LS`).
    #[default]
    LargeSample,
    /// The unbiased estimate (metafor `UB`), for the bias-corrected coefficient.
    Unbiased,
    /// The large-sample formula at a correlation common to all studies (metafor `AV`): see [`average_correlation`].
    AtCorrelation(f64),
}

/// The average of the studies' coefficients weighted by participants, for [`CorrelationVariance::AtCorrelation`].
///
/// `None` without participants.
pub fn average_correlation(studies: &[Correlation]) -> Option<CorrelationVariance> {
    let total: f64 = studies.iter().map(|study| study.total).sum();
    let sum: f64 = studies
        .iter()
        .map(|study| study.total * study.correlation)
        .sum();
    (total > 0.0).then_some(CorrelationVariance::AtCorrelation(sum / total))
}

/// The raw correlation coefficient.
///
/// ```text
/// y = r,   v = (1 - r^2)^2 / (n - 1)
/// ```
///
/// Notation: r `correlation`, n `total`.
///
/// # Errors
/// [`EffectSizeError`] if |r| > 1, or = 1 so that v = 0, or there are fewer than two participants.
/// # Agrees with
/// metafor `escalc(measure = "COR")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "COR")]
pub fn raw_correlation(
    study: &Correlation,
    variance: CorrelationVariance,
) -> Result<StudyEffect, EffectSizeError> {
    check(study.correlation, study.total, 2.0)?;
    effect(study.correlation, study, variance)
}

/// The correlation coefficient without its small-sample bias.
///
/// ```text
/// y = r F(1/2, 1/2; (n - 2) / 2; 1 - r^2),   v = (1 - y^2)^2 / (n - 1)
/// UB: v = y^2 - 1 + (n - 3) / (n - 2) (1 - r^2) F(1, 1; n / 2; 1 - r^2)
/// ```
///
/// Notation: r `correlation`, n `total`, F Gauss' hypergeometric function.
///
/// # Errors
/// As [`raw_correlation`]; at least five participants are needed, fewer than those leave F(r) without a bound near 0.
/// # Agrees with
/// metafor `escalc(measure = "UCOR")` to 1e-8 (tests/oracle_effects.rs).
/// # References
/// [Olkin and Pratt (1958)](crate::references#olkin-1958); [Hedges (1989)](crate::references#hedges-1989).
#[doc(alias = "UCOR")]
pub fn unbiased_correlation(
    study: &Correlation,
    variance: CorrelationVariance,
) -> Result<StudyEffect, EffectSizeError> {
    let y = bias_corrected_correlation(study.correlation, study.total)?;
    effect(y, study, variance)
}

/// Fisher's transformation of the correlation coefficient.
///
/// ```text
/// y = atanh(r),   v = 1 / (n - 3)
/// ```
///
/// Notation: r `correlation`, n `total`.
///
/// # Errors
/// [`EffectSizeError`] if |r| >= 1 or there are fewer than four participants.
/// # Agrees with
/// metafor `escalc(measure = "ZCOR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Fisher (1921)](crate::references#fisher-1921).
#[doc(alias = "ZCOR")]
pub fn fisher_z(study: &Correlation) -> Result<StudyEffect, EffectSizeError> {
    check(study.correlation, study.total, 4.0)?;
    Ok(StudyEffect::from_variance(
        study.correlation.atanh(),
        1.0 / (study.total - 3.0),
    )?)
}

/// Fisher's transformation of any correlation with its variance, by the delta method.
///
/// ```text
/// y = atanh(r),   v = v_r / (1 - r^2)^2
/// ```
///
/// Notation: r a correlation-like effect (phi, tetrachoric, biserial, partial ...), v_r its sampling variance.
///
/// # Errors
/// [`EffectSizeError::NotEstimable`] if |r| >= 1.
/// # Agrees with
/// metafor `escalc()` with measures ZPHI, ZTET, ZPB, ZBIS, ZSPCOR to 1e-10 (tests/oracle_effects.rs).
pub fn fisher_z_of(correlation: &StudyEffect) -> Result<StudyEffect, EffectSizeError> {
    let r = correlation.effect();
    let slope = 1.0 - r * r;
    Ok(StudyEffect::from_variance(
        r.atanh(),
        correlation.sampling_variance() / (slope * slope),
    )?)
}

fn effect(
    y: f64,
    study: &Correlation,
    variance: CorrelationVariance,
) -> Result<StudyEffect, EffectSizeError> {
    let n = study.total;
    let large_sample = |r: f64| (1.0 - r * r).powi(2) / (n - 1.0);
    let v = match variance {
        CorrelationVariance::LargeSample => large_sample(y),
        CorrelationVariance::AtCorrelation(common) => large_sample(common),
        CorrelationVariance::Unbiased => {
            check(study.correlation, n, 5.0)?;
            let rest = 1.0 - study.correlation.powi(2);
            y * y - 1.0 + (n - 3.0) / (n - 2.0) * rest * hypergeometric(1.0, 1.0, n / 2.0, rest)
        }
    };
    Ok(StudyEffect::from_variance(y, v)?)
}

/// The coefficient of [`unbiased_correlation`] alone.
pub(super) fn bias_corrected_correlation(r: f64, n: f64) -> Result<f64, EffectSizeError> {
    check(r, n, 5.0)?;
    Ok(r * hypergeometric(0.5, 0.5, (n - 2.0) / 2.0, 1.0 - r * r))
}

/// F(a, b; c; x) for a, b > 0, c > a + b - 1 and 0 <= x <= 1 by its series, whose terms are positive.
fn hypergeometric(a: f64, b: f64, c: f64, x: f64) -> f64 {
    /// Terms decrease like k^-(c - a - b + 1) even at x = 1; this many bound the work.
    const MAX_TERMS: u32 = 2_000_000;
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 0..MAX_TERMS {
        let k = f64::from(k);
        term *= (a + k) * (b + k) / ((c + k) * (k + 1.0)) * x;
        sum += term;
        if term <= 1e-17 * sum {
            break;
        }
    }
    sum
}

fn check(r: f64, n: f64, needed: f64) -> Result<(), EffectSizeError> {
    check_finite("participants", n)?;
    if !(-1.0..=1.0).contains(&r) {
        return Err(EffectSizeError::OutsideRange {
            input: "correlation",
            value: r,
        });
    }
    if n < needed {
        return Err(EffectSizeError::TooFewParticipants { given: n, needed });
    }
    Ok(())
}
