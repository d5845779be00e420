//! Correlations of a dichotomous with a continuous variable, from two groups' means.

use super::mean_difference::pooled_variance;
use super::{EffectSizeError, TwoMeans};
use crate::StudyEffect;
use crate::numeric::tail::normal_upper_quantile;

/// The point-biserial correlation of group and outcome, the groups sampled at fixed sizes.
///
/// ```text
/// y = d / sqrt(d^2 + h),   v = h^2 / (d^2 + h)^3 (1/n1 + 1/n2 + d^2 / (2 N)),   h = m/n1 + m/n2
/// ```
///
/// Notation: d the uncorrected standardised mean difference, n1, n2 participants, N = n1 + n2, m = N - 2.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid or both standard deviations are 0.
/// # Agrees with
/// metafor `escalc(measure = "RPB")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Tate (1954)](crate::references#tate-1954); [Jacobs and Viechtbauer (2017)](crate::references#jacobs-2017).
#[doc(alias = "RPB")]
pub fn point_biserial_correlation(means: &TwoMeans) -> Result<StudyEffect, EffectSizeError> {
    let d = (means.treated_mean - means.control_mean) / pooled_variance(means)?.sqrt();
    let (n1, n2) = (means.treated_total, means.control_total);
    let h = (n1 + n2 - 2.0) * (1.0 / n1 + 1.0 / n2);
    let sum = d * d + h;
    let v = h * h / (sum * sum * sum) * (1.0 / n1 + 1.0 / n2 + d * d / (2.0 * (n1 + n2)));
    Ok(StudyEffect::from_variance(d / sum.sqrt(), v)?)
}

/// The biserial correlation of outcome and a normal variable that the groups dichotomise.
///
/// ```text
/// y = sqrt(p q) / f r_pb
/// v = (p q / f^2 - (3/2 + (1 - p z / f) (1 + q z / f)) y^2 + y^4) / (N - 1)
/// ```
///
/// Notation: p = n1 / N, q = 1 - p, z the normal quantile with p above it, f the normal density at z, r_pb the
/// [`point_biserial_correlation`].
///
/// # Errors
/// As [`point_biserial_correlation`].
/// # Agrees with
/// metafor `escalc(measure = "RBIS")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Soper (1914)](crate::references#soper-1914); [Jacobs and Viechtbauer (2017)](crate::references#jacobs-2017).
#[doc(alias = "RBIS")]
pub fn biserial_correlation(means: &TwoMeans) -> Result<StudyEffect, EffectSizeError> {
    let point = point_biserial_correlation(means)?.effect();
    let n = means.treated_total + means.control_total;
    let (p, q) = (means.treated_total / n, means.control_total / n);
    let z = normal_upper_quantile(p);
    let density = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt();
    let y = (p * q).sqrt() / density * point;
    let bend = 1.5 + (1.0 - p * z / density) * (1.0 + q * z / density);
    let v = (p * q / (density * density) - bend * y * y + y.powi(4)) / (n - 1.0);
    Ok(StudyEffect::from_variance(y, v)?)
}
