//! One group's proportion.

use std::f64::consts::{FRAC_PI_2, TAU};

use super::{EffectSizeError, Proportion};
use crate::StudyEffect;
use crate::numeric::tail::normal_upper_quantile;

/// The raw proportion.
///
/// ```text
/// y = x / n,   v = y (1 - y) / n
/// ```
///
/// Notation: x events, n participants.
///
/// # Errors
/// [`EffectSizeError`] if nobody or everybody has the event, so that v = 0.
/// # Agrees with
/// metafor `escalc(measure = "PR")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "PR")]
pub fn raw_proportion(group: &Proportion) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let p = group.events / group.total;
    Ok(StudyEffect::from_variance(p, p * (1.0 - p) / group.total)?)
}

/// The log proportion.
///
/// ```text
/// y = ln(x / n),   v = 1/x - 1/n
/// ```
///
/// Notation: x events, n participants.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if nobody has the event; everybody having it leaves no variance.
/// # Agrees with
/// metafor `escalc(measure = "PLN")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "PLN")]
pub fn log_proportion(group: &Proportion) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let (x, n) = (group.events, group.total);
    if x == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    Ok(StudyEffect::from_variance((x / n).ln(), (n - x) / (x * n))?)
}

/// The logit-transformed proportion, the log odds.
///
/// ```text
/// y = ln(x / (n - x)),   v = 1/x + 1/(n - x)
/// ```
///
/// Notation: x events, n participants.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if nobody or everybody has the event: apply [`ZeroCells`](super::ZeroCells) first.
/// # Agrees with
/// metafor `escalc(measure = "PLO")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "PLO")]
pub fn logit_proportion(group: &Proportion) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let (x, without) = (group.events, group.total - group.events);
    if x == 0.0 || without == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    Ok(StudyEffect::from_variance(
        (x / without).ln(),
        1.0 / x + 1.0 / without,
    )?)
}

/// The probit-transformed proportion.
///
/// ```text
/// y = Phi^-1(x / n),   v = 2 pi p (1 - p) exp(y^2) / n,   p = x / n
/// ```
///
/// Notation: x events, n participants.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if nobody or everybody has the event.
/// # Agrees with
/// metafor `escalc(measure = "PRZ")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "PRZ")]
pub fn probit_proportion(group: &Proportion) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let p = group.events / group.total;
    if p == 0.0 || p == 1.0 {
        return Err(EffectSizeError::NoEvents);
    }
    let y = -normal_upper_quantile(p);
    let v = TAU * p * (1.0 - p) * (y * y).exp() / group.total;
    Ok(StudyEffect::from_variance(y, v)?)
}

/// The arcsine-square-root transformed proportion.
///
/// ```text
/// y = asin(sqrt(x / n)),   v = 1 / (4 n)
/// ```
///
/// Notation: x events, n participants. Defined without any event.
///
/// # Errors
/// [`EffectSizeError`] if the counts are not valid.
/// # Agrees with
/// metafor `escalc(measure = "PAS")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "PAS")]
pub fn arcsine_proportion(group: &Proportion) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let y = (group.events / group.total).sqrt().asin();
    Ok(StudyEffect::from_variance(y, 0.25 / group.total)?)
}

/// The Freeman-Tukey double arcsine of a proportion.
///
/// ```text
/// y = (asin(sqrt(x / (n + 1))) + asin(sqrt((x + 1) / (n + 1)))) / 2,   v = 1 / (4 n + 2)
/// ```
///
/// Notation: x events, n participants. Defined without any event. Its back-transformation needs a sample size and
/// can mislead: see [`freeman_tukey_to_proportion`].
///
/// # Errors
/// [`EffectSizeError`] if the counts are not valid.
/// # Agrees with
/// metafor `escalc(measure = "PFT")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Freeman and Tukey (1950)](crate::references#freeman-1950).
#[doc(alias = "PFT")]
pub fn freeman_tukey_proportion(group: &Proportion) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let (x, n) = (group.events, group.total);
    Ok(StudyEffect::from_variance(
        freeman_tukey(x, n),
        1.0 / (4.0 * n + 2.0),
    )?)
}

fn freeman_tukey(x: f64, n: f64) -> f64 {
    f64::midpoint(
        (x / (n + 1.0)).sqrt().asin(),
        ((x + 1.0) / (n + 1.0)).sqrt().asin(),
    )
}

/// The proportion whose Freeman-Tukey double arcsine in a sample of `total` is `value`.
///
/// ```text
/// p = ((n + 1)(1 - cos 2y cos d) - 1) / (2 n),   sin d = 1 / ((n + 1) sin 2y)
/// ```
///
/// Notation: y `value`, n `total`. With A and B the two arcsines, 2y = A + B and d = B - A: cos 2A and cos 2B are
/// 1 - 2x / (n + 1) and 1 - 2(x + 1) / (n + 1); their difference gives sin d, their sum gives x / n. Miller's inverse
/// is the same function in a form that loses half of the digits near 0 and 1.
///
/// The transformation maps [0, 1] onto an interval that depends on n; a pooled value has no sample size of its own.
/// The harmonic mean of the studies' sizes, the usual choice, can lie so far from the pooled value's precision that
/// the result is nonsense (Schwarzer et al. 2019: a mean far outside all studies). Values outside the interval of
/// `total` are therefore taken to its ends, 0 or 1, as in metafor; and with sizes that differ by orders of magnitude
/// `total` = 1 / (4 SE^2) - 1/2 of the pooled estimate is the better choice (Barendregt et al. 2013).
///
/// # Returns
/// The proportion in [0, 1]; NaN if `total` is not positive or `value` not finite.
/// # Agrees with
/// metafor `transf.ipft()` to 1e-10 (tests of [`Scale`](crate::Scale)).
/// # References
/// [Miller (1978)](crate::references#miller-1978); [Schwarzer et al. (2019)](crate::references#schwarzer-2019);
/// [Barendregt et al. (2013)](crate::references#barendregt-2013).
pub fn freeman_tukey_to_proportion(value: f64, total: f64) -> f64 {
    if !(total > 0.0 && value.is_finite()) {
        return f64::NAN;
    }
    if value <= freeman_tukey(0.0, total) {
        return 0.0;
    }
    if value >= freeman_tukey(total, total).min(FRAC_PI_2) {
        return 1.0;
    }
    let (sin, cos) = (2.0 * value).sin_cos();
    let between = ((total + 1.0) * sin).recip().min(1.0);
    let cos_between = ((1.0 - between) * (1.0 + between)).sqrt();
    let events = 0.5 * ((total + 1.0) * (1.0 - cos * cos_between) - 1.0);
    (events / total).clamp(0.0, 1.0)
}

/// The harmonic mean of sample sizes, the usual `total` of [`freeman_tukey_to_proportion`] for a pooled value.
///
/// `None` without studies or if a size is not positive.
pub fn harmonic_mean(totals: &[f64]) -> Option<f64> {
    if totals.is_empty() || totals.iter().any(|&total| total <= 0.0 || total.is_nan()) {
        return None;
    }
    Some(totals.len() as f64 / totals.iter().map(|total| 1.0 / total).sum::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_double_arcsine_comes_back() {
        for n in [1.0, 7.0, 230.0, 25_113.0] {
            for x in [0.0, 1.0, n / 3.0, n / 2.0, n - 1.0, n] {
                let back = freeman_tukey_to_proportion(freeman_tukey(x, n), n);
                assert!((back - x / n).abs() < 1e-14, "{x}/{n} {back}");
            }
        }
    }

    #[test]
    fn values_that_no_proportion_has_go_to_the_ends() {
        // In a sample of 5 the double arcsine of 0 events is asin(sqrt(1 / 6)) / 2 = 0.21.
        assert_eq!(freeman_tukey_to_proportion(0.1, 5.0), 0.0);
        assert_eq!(freeman_tukey_to_proportion(1.5, 5.0), 1.0);
        assert!(freeman_tukey_to_proportion(0.5, 0.0).is_nan());
        assert_eq!(harmonic_mean(&[2.0, 6.0]), Some(3.0));
        assert_eq!(harmonic_mean(&[]), None);
    }
}
