//! Ratios of two groups' means, standard deviations and coefficients of variation, on the log scale.

use super::mean_difference::pooled_variance;
use super::standardized::at_least_two;
use super::{EffectSizeError, TwoMeans};
use crate::StudyEffect;
use crate::effect_size::inputs::check_positive;

/// How the sampling variance of a log ratio of means is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum RatioOfMeansVariance {
    /// The delta method, cv1^2 / n1 + cv2^2 / n2 (metafor `LS`).
    #[default]
    LargeSample,
    /// With the second-order term, + cv1^4 / (2 n1^2) + cv2^4 / (2 n2^2) (metafor `LS2`).
    SecondOrder,
    /// The delta method under equal variances, sp^2 / (n1 m1^2) + sp^2 / (n2 m2^2) (metafor `HO`).
    EqualVariances,
    /// The delta method at coefficients of variation common to all studies (metafor `AV`, `AVHO`): see
    /// [`average_variations`].
    AtVariations {
        /// Coefficient of variation of the treated.
        treated: f64,
        /// Coefficient of variation of the controls.
        control: f64,
    },
}

/// The averages of the studies' coefficients of variation, weighted by participants, for
/// [`RatioOfMeansVariance::AtVariations`]: one for each group, or one for both together if `common`.
///
/// `None` without studies or with a mean of 0.
pub fn average_variations(studies: &[TwoMeans], common: bool) -> Option<RatioOfMeansVariance> {
    let (mut sum1, mut total1, mut sum2, mut total2) = (0.0, 0.0, 0.0, 0.0);
    for study in studies {
        let (cv1, cv2) = variations(study);
        sum1 += study.treated_total * cv1;
        total1 += study.treated_total;
        sum2 += study.control_total * cv2;
        total2 += study.control_total;
    }
    let (treated, control) = if common {
        let both = (sum1 + sum2) / (total1 + total2);
        (both, both)
    } else {
        (sum1 / total1, sum2 / total2)
    };
    (treated.is_finite() && control.is_finite())
        .then_some(RatioOfMeansVariance::AtVariations { treated, control })
}

/// What the log ratio of means is corrected by, and how its variance is estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatioOfMeansOptions {
    /// Whether the small-sample bias is corrected.
    pub bias_correction: bool,
    /// The estimate of the sampling variance.
    pub variance: RatioOfMeansVariance,
}

impl Default for RatioOfMeansOptions {
    fn default() -> Self {
        Self {
            bias_correction: true,
            variance: RatioOfMeansVariance::LargeSample,
        }
    }
}

/// The log ratio of two means.
///
/// ```text
/// y = ln(m1 / m2) + (cv1^2 / n1 - cv2^2 / n2) / 2,   v = cv1^2 / n1 + cv2^2 / n2,   cv = sd / m
/// ```
///
/// Notation: m mean, sd standard deviation, n participants, 1 treated, 2 control. The second term of y is the bias
/// correction, which metafor applies by default since version 5.
///
/// # Errors
/// [`EffectSizeError`] if a mean is not positive (with the means of one sign, give their absolute values), or an
/// input is not valid.
/// # Agrees with
/// metafor 5.0 `escalc(measure = "ROM")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Hedges, Gurevitch and Curtis (1999)](crate::references#hedges-1999); [Lajeunesse (2015)](crate::references#lajeunesse-2015).
#[doc(alias = "ROM")]
pub fn log_ratio_of_means(
    means: &TwoMeans,
    options: &RatioOfMeansOptions,
) -> Result<StudyEffect, EffectSizeError> {
    check_means(means)?;
    let (n1, n2) = (means.treated_total, means.control_total);
    let (cv1, cv2) = variations(means);
    let (term1, term2) = (cv1 * cv1 / n1, cv2 * cv2 / n2);
    let mut y = (means.treated_mean / means.control_mean).ln();
    if options.bias_correction {
        y += (term1 - term2) / 2.0;
    }
    let v = match options.variance {
        RatioOfMeansVariance::LargeSample => term1 + term2,
        RatioOfMeansVariance::SecondOrder => {
            term1 + term2 + term1 * term1 / 2.0 + term2 * term2 / 2.0
        }
        RatioOfMeansVariance::EqualVariances => {
            let pooled = pooled_variance(means)?;
            pooled / (n1 * means.treated_mean * means.treated_mean)
                + pooled / (n2 * means.control_mean * means.control_mean)
        }
        RatioOfMeansVariance::AtVariations { treated, control } => {
            treated * treated / n1 + control * control / n2
        }
    };
    Ok(StudyEffect::from_variance(y, v)?)
}

/// The log ratio of two coefficients of variation.
///
/// ```text
/// y = ln(cv1 / cv2) + (1 / (n1 - 1) - 1 / (n2 - 1)) / 2 - (cv1^2 / n1 - cv2^2 / n2) / 2
/// v = 1 / (2 (n1 - 1)) + 1 / (2 (n2 - 1)) + cv1^2 / n1 + cv2^2 / n2,   cv = sd / m
/// ```
///
/// Notation: m mean, sd standard deviation, n participants, 1 treated, 2 control. The terms after the logarithm are
/// the bias correction, left out unless `bias_correction`.
///
/// # Errors
/// [`EffectSizeError`] if a mean or standard deviation is not positive or a group has fewer than two participants.
/// # Agrees with
/// metafor 5.0 `escalc(measure = "CVR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Nakagawa et al. (2015)](crate::references#nakagawa-2015); [Senior, Viechtbauer and Nakagawa (2020)](crate::references#senior-2020).
#[doc(alias = "CVR")]
pub fn log_variation_ratio(
    means: &TwoMeans,
    bias_correction: bool,
) -> Result<StudyEffect, EffectSizeError> {
    check_means(means)?;
    check_spreads(means)?;
    let (n1, n2) = (means.treated_total, means.control_total);
    let (cv1, cv2) = variations(means);
    let (term1, term2) = (cv1 * cv1 / n1, cv2 * cv2 / n2);
    let (half1, half2) = (0.5 / (n1 - 1.0), 0.5 / (n2 - 1.0));
    let mut y = (cv1 / cv2).ln();
    if bias_correction {
        y += half1 - half2 - (term1 - term2) / 2.0;
    }
    Ok(StudyEffect::from_variance(
        y,
        half1 + half2 + term1 + term2,
    )?)
}

/// The log ratio of two standard deviations.
///
/// ```text
/// y = ln(sd1 / sd2) + 1 / (2 (n1 - 1)) - 1 / (2 (n2 - 1)),   v = 1 / (2 (n1 - 1)) + 1 / (2 (n2 - 1))
/// ```
///
/// Notation: sd standard deviation, n participants, 1 treated, 2 control. The terms after the logarithm are the
/// bias correction, left out unless `bias_correction`.
///
/// # Errors
/// [`EffectSizeError`] if a standard deviation is not positive or a group has fewer than two participants.
/// # Agrees with
/// metafor `escalc(measure = "VR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Nakagawa et al. (2015)](crate::references#nakagawa-2015).
#[doc(alias = "VR")]
pub fn log_variability_ratio(
    means: &TwoMeans,
    bias_correction: bool,
) -> Result<StudyEffect, EffectSizeError> {
    means.check()?;
    check_spreads(means)?;
    let half1 = 0.5 / (means.treated_total - 1.0);
    let half2 = 0.5 / (means.control_total - 1.0);
    let mut y = (means.treated_sd / means.control_sd).ln();
    if bias_correction {
        y += half1 - half2;
    }
    Ok(StudyEffect::from_variance(y, half1 + half2)?)
}

fn variations(means: &TwoMeans) -> (f64, f64) {
    (
        means.treated_sd / means.treated_mean,
        means.control_sd / means.control_mean,
    )
}

fn check_means(means: &TwoMeans) -> Result<(), EffectSizeError> {
    means.check()?;
    check_positive("mean", means.treated_mean)?;
    check_positive("mean", means.control_mean)
}

fn check_spreads(means: &TwoMeans) -> Result<(), EffectSizeError> {
    check_positive("standard deviation", means.treated_sd)?;
    check_positive("standard deviation", means.control_sd)?;
    at_least_two(means.treated_total)?;
    at_least_two(means.control_total)
}
