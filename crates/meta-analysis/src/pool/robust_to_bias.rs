//! Random-effects intervals around the common-effect estimate, which small studies move less.

use serde::{Deserialize, Serialize};

use super::{Model, PooledFit, PoolingOptions, pool_with_weights};
use crate::between_study::BetweenStudyEstimator;
use crate::numeric::gamma;
use crate::numeric::quadrature::integrate;
use crate::numeric::root::bracketed;
use crate::{ConfidenceLevel, FitError, Interval, StudyEffect};

/// The inverse-variance heterogeneity model: the common-effect mean with a random-effects variance.
///
/// ```text
/// effect = sum(w y) / sum(w),   variance = sum(w^2 (v + tau2)) / sum(w)^2,   w_i = 1 / v_i
/// ```
///
/// tau2 by DerSimonian and Laird. The `model` of the options is not used.
///
/// # Errors
/// As [`pool`](super::pool).
/// # References
/// Doi et al. (2015), *Contemporary Clinical Trials* 45, 130-138.
#[doc(alias = "IVhet")]
pub fn inverse_variance_heterogeneity(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Result<PooledFit, FitError> {
    let weights: Vec<f64> = studies
        .iter()
        .map(|s| 1.0 / s.sampling_variance())
        .collect();
    let options = PoolingOptions {
        model: Model::RandomEffects(BetweenStudyEstimator::DerSimonianLaird),
        ..*options
    };
    pool_with_weights(studies, &weights, &options)
}

/// What Henmi and Copas's method gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HenmiCopasFit {
    /// The common-effect mean.
    pub effect: f64,
    /// Its random-effects standard error.
    pub standard_error: f64,
    /// The interval, whose quantile allows for the estimation of tau2.
    pub interval: Interval,
    /// tau2 by DerSimonian and Laird.
    pub between_study_variance: f64,
}

/// Absolute tolerance of the integrals; the probabilities they give are about 0.025.
const INTEGRATION_TOLERANCE: f64 = 1e-12;

/// The normal density beyond this many standard deviations is below 1e-190.
const NORMAL_RANGE: f64 = 30.0;

/// The interval of Henmi and Copas around the common-effect mean.
///
/// ```text
/// effect +- t se,   se^2 = (1 + tau2 W2) / W1,   Wm = sum(w^m) / W1 for m > 1,   w_i = 1 / v_i
/// t solves  integral_x^inf P(Q < f(r / x) | R = r) phi(r) dr = alpha / 2,   x = t / sqrt(1 + tau2 W2),
///           f(u) = (W1 / W2 - 1) (u^2 - 1) + k - 1
/// ```
///
/// R is the mean in units of its true standard deviation and Q Cochran's statistic, which given R is
/// approximated by the gamma distribution with its conditional mean and variance. The mean exceeds t
/// estimated standard errors if and only if Q < f(R / x). tau2 by DerSimonian and Laird.
///
/// # Errors
/// [`FitError::TooFewStudies`] with fewer than two studies.
/// # Agrees with
/// metafor `hc` to 1e-6 relative (tests/oracle.rs).
/// # References
/// Henmi and Copas (2010), *Statistics in Medicine* 29, 2969-2983.
pub fn henmi_copas(
    studies: &[StudyEffect],
    level: ConfidenceLevel,
) -> Result<HenmiCopasFit, FitError> {
    if studies.len() < 2 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: 2,
        });
    }
    let fit = inverse_variance_heterogeneity(studies, &PoolingOptions::default())?;
    let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
    let conditional = Conditional::new(studies, tau2);
    let probability = |x: f64| conditional.probability_beyond(x) - level.tail();
    let x = bracketed(probability, 1e-3, NORMAL_RANGE).value;
    let t = conditional.ratio.sqrt() * x;
    let standard_error = fit.pooled.standard_error;
    Ok(HenmiCopasFit {
        effect: fit.pooled.effect,
        standard_error,
        interval: Interval::around(fit.pooled.effect, t * standard_error),
        between_study_variance: tau2,
    })
}

/// The distribution of Q given the standardised mean.
struct Conditional {
    df: f64,
    tau2: f64,
    w1: f64,
    w2: f64,
    w3: f64,
    w4: f64,
    /// 1 + tau2 W2: the variance of the mean in units of 1 / W1.
    ratio: f64,
}

impl Conditional {
    fn new(studies: &[StudyEffect], tau2: f64) -> Self {
        let power_sum = |power: i32| -> f64 {
            studies
                .iter()
                .map(|s| s.sampling_variance().powi(-power))
                .sum()
        };
        let w1 = power_sum(1);
        let w2 = power_sum(2) / w1;
        Self {
            df: (studies.len() - 1) as f64,
            tau2,
            w1,
            w2,
            w3: power_sum(3) / w1,
            w4: power_sum(4) / w1,
            ratio: 1.0 + tau2 * w2,
        }
    }

    /// Mean and variance of Q given R = r standard deviations.
    fn moments(&self, r: f64) -> (f64, f64) {
        let Self {
            df,
            tau2,
            w1,
            w2,
            w3,
            w4,
            ratio,
        } = *self;
        // R in units of 1 / sqrt(W1) is sqrt(ratio) r.
        let square = ratio * r * r;
        let excess = square / (ratio * ratio) - 1.0 / ratio;
        let spread = w3 - w2 * w2;
        let mean = df + tau2 * (w1 - w2) + tau2 * tau2 * excess * spread;
        let variance = 2.0 * df
            + 4.0 * tau2 * (w1 - w2)
            + 2.0 * tau2.powi(2) * (w1 * w2 - 2.0 * w3 + w2 * w2)
            + 4.0 * tau2.powi(2) * excess * spread
            + 4.0 * tau2.powi(3) * excess * (w4 - 2.0 * w2 * w3 + w2.powi(3))
            + 2.0
                * tau2.powi(4)
                * (ratio.powi(-2) - 2.0 * square * ratio.powi(-3))
                * spread
                * spread;
        (mean, variance)
    }

    /// P(Q < q | R = r).
    fn distribution(&self, q: f64, r: f64) -> f64 {
        let (mean, variance) = self.moments(r);
        if q <= 0.0 || mean <= 0.0 || variance <= 0.0 {
            return 0.0;
        }
        gamma::ln_incomplete(mean * mean / variance, q * mean / variance)
            .0
            .exp()
    }

    /// The probability that the mean exceeds x sqrt(1 + tau2 W2) of its estimated standard errors.
    fn probability_beyond(&self, x: f64) -> f64 {
        let bound = |u: f64| (self.w1 / self.w2 - 1.0) * (u * u - 1.0) + self.df;
        let integrand =
            |r: f64| self.distribution(bound(r / x), r) * gamma::ln_normal_density(r).exp();
        integrate(&integrand, x, x + NORMAL_RANGE, INTEGRATION_TOLERANCE)
    }
}
