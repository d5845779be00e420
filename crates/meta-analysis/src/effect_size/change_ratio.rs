//! Ratios of two measurements of one group, on the log scale.

use super::inputs::check_positive;
use super::standardized::at_least_two;
use super::{EffectSizeError, PairedMeans};
use crate::StudyEffect;

/// The log ratio of the means of two measurements of one group.
///
/// ```text
/// y = ln(m1 / m2) + (cv1^2 - cv2^2) / (2 n),   v = (cv1^2 + cv2^2 - 2 r cv1 cv2) / n,   cv = sd / m
/// ```
///
/// Notation: m, sd of the two measurements, r their correlation, n participants. The second term of y is the bias
/// correction, left out unless `bias_correction`.
///
/// # Errors
/// [`EffectSizeError`] if a mean is not positive or an input is not valid.
/// # Agrees with
/// metafor 5.0 `escalc(measure = "ROMC")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Lajeunesse (2011)](crate::references#lajeunesse-2011).
#[doc(alias = "ROMC")]
pub fn log_ratio_of_means_change(
    means: &PairedMeans,
    bias_correction: bool,
) -> Result<StudyEffect, EffectSizeError> {
    let (cv1, cv2) = variations(means)?;
    let mut y = (means.first_mean / means.second_mean).ln();
    if bias_correction {
        y += (cv1 * cv1 - cv2 * cv2) / (2.0 * means.total);
    }
    Ok(StudyEffect::from_variance(
        y,
        variance_of_log_means(means, cv1, cv2),
    )?)
}

/// The log ratio of the coefficients of variation of two measurements of one group.
///
/// ```text
/// y = ln(cv1 / cv2) - (cv1^2 - cv2^2) / (2 n)
/// v = (1 - r^2) / (n - 1) + (cv1^2 + cv2^2 - 2 r cv1 cv2) / n,   cv = sd / m
/// ```
///
/// Notation: m, sd of the two measurements, r their correlation, n participants. The second term of y is the bias
/// correction, left out unless `bias_correction`.
///
/// # Errors
/// [`EffectSizeError`] if a mean or standard deviation is not positive or there are fewer than two participants.
/// # Agrees with
/// metafor 5.0 `escalc(measure = "CVRC")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Nakagawa et al. (2015)](crate::references#nakagawa-2015).
#[doc(alias = "CVRC")]
pub fn log_variation_ratio_change(
    means: &PairedMeans,
    bias_correction: bool,
) -> Result<StudyEffect, EffectSizeError> {
    let (cv1, cv2) = variations(means)?;
    let spread = log_variability_ratio_change(means)?.sampling_variance();
    let mut y = (cv1 / cv2).ln();
    if bias_correction {
        y -= (cv1 * cv1 - cv2 * cv2) / (2.0 * means.total);
    }
    let v = spread + variance_of_log_means(means, cv1, cv2);
    Ok(StudyEffect::from_variance(y, v)?)
}

/// The log ratio of the standard deviations of two measurements of one group.
///
/// ```text
/// y = ln(sd1 / sd2),   v = (1 - r^2) / (n - 1)
/// ```
///
/// Notation: sd of the two measurements, r their correlation, n participants.
///
/// # Errors
/// [`EffectSizeError`] if a standard deviation is not positive or there are fewer than two participants.
/// # Agrees with
/// metafor `escalc(measure = "VRC")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Nakagawa et al. (2015)](crate::references#nakagawa-2015).
#[doc(alias = "VRC")]
pub fn log_variability_ratio_change(means: &PairedMeans) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    check_positive("standard deviation", means.first_sd)?;
    check_positive("standard deviation", means.second_sd)?;
    at_least_two(means.total)?;
    let v = (1.0 - means.correlation.powi(2)) / (means.total - 1.0);
    Ok(StudyEffect::from_variance(
        (means.first_sd / means.second_sd).ln(),
        v,
    )?)
}

fn variations(means: &PairedMeans) -> Result<(f64, f64), EffectSizeError> {
    means.check()?;
    check_positive("mean", means.first_mean)?;
    check_positive("mean", means.second_mean)?;
    Ok((
        means.first_sd / means.first_mean,
        means.second_sd / means.second_mean,
    ))
}

fn variance_of_log_means(means: &PairedMeans, cv1: f64, cv2: f64) -> f64 {
    // The form without cancellation for r near 1.
    ((cv1 - cv2).powi(2) + 2.0 * (1.0 - means.correlation) * cv1 * cv2) / means.total
}
