//! The profile of the likelihood over the between-study variance.

use serde::{Deserialize, Serialize};

use crate::between_study::likelihood::Criterion;
use crate::between_study::{BetweenStudyEstimator, estimate, profile_likelihood};
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::numeric::tail::chi_squared_upper_quantile;
use crate::{ConfidenceLevel, FitError, Interval, StudyEffect};

/// Steps of the curve; equal in tau, so that they are narrow where the likelihood bends most.
const STEPS: u32 = 100;

/// How far beyond the upper limit of the interval the curve goes, in tau.
const BEYOND: f64 = 1.15;

/// Typical sampling variances that the curve reaches to where the interval has no upper limit.
const FAR: f64 = 20.0;

/// A log-likelihood at a between-study variance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ProfilePoint {
    /// tau2.
    pub variance: f64,
    /// l(tau2).
    pub log_likelihood: f64,
}

/// The curve with what a reader needs to read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VarianceProfile {
    /// Whether it is the restricted likelihood.
    pub is_restricted: bool,
    /// The curve from tau2 = 0, in ascending order.
    pub points: Vec<ProfilePoint>,
    /// Its highest point.
    pub maximum: ProfilePoint,
    /// The log-likelihood above which a variance is inside the interval.
    pub threshold: f64,
    /// The profile-likelihood interval; its upper limit may be infinite.
    pub interval: Interval,
}

/// The profile log-likelihood of tau2, with the mean at its best value for each tau2.
///
/// ```text
/// l(tau2) = max over mu of l(mu, tau2),   threshold = l(maximum) - chi2_1(level) / 2
/// ```
///
/// The full likelihood for [`BetweenStudyEstimator::MaximumLikelihood`], the restricted one for every other
/// estimator.
///
/// # Errors
/// [`FitError::TooFewStudies`] with fewer than two studies; [`FitError::NotFinite`] where the likelihood
/// overflows.
/// # Agrees with
/// metafor `profile(rma(yi, vi))`; the interval with `confint(type = "PL")`.
/// # References
/// [Hardy and Thompson (1996)](crate::references#hardy-1996).
#[doc(alias = "profile")]
pub fn variance_profile(
    studies: &[StudyEffect],
    estimator: BetweenStudyEstimator,
    level: ConfidenceLevel,
) -> Result<VarianceProfile, FitError> {
    use BetweenStudyEstimator as E;
    if studies.len() < 2 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: 2,
        });
    }
    let (criterion, estimator) = match estimator {
        E::MaximumLikelihood => (Criterion::Full, E::MaximumLikelihood),
        _ => (Criterion::Restricted, E::RestrictedMaximumLikelihood),
    };
    let mut linear = MeanModel::new(studies);
    let variance = estimate(&mut linear, estimator).variance;
    let interval = profile_likelihood::interval(&mut linear, criterion, variance, level);
    let farthest = if interval.upper.is_finite() {
        interval.upper.sqrt() * BEYOND
    } else {
        let typical = linear.residual_degrees_of_freedom() / linear.evaluate(0.0).trace_p;
        (FAR * (variance + typical)).sqrt()
    };
    let mut at = |variance: f64| ProfilePoint {
        variance,
        log_likelihood: criterion.log_likelihood(&mut linear, variance),
    };
    let maximum = at(variance);
    let points: Vec<ProfilePoint> = (0..=STEPS)
        .map(|step| at((farthest * f64::from(step) / f64::from(STEPS)).powi(2)))
        .collect();
    let drop = 0.5 * chi_squared_upper_quantile(1.0 - level.value(), 1.0);
    if points
        .iter()
        .chain([&maximum])
        .any(|point| !point.log_likelihood.is_finite())
    {
        return Err(FitError::NotFinite);
    }
    Ok(VarianceProfile {
        is_restricted: matches!(criterion, Criterion::Restricted),
        points,
        maximum,
        threshold: maximum.log_likelihood - drop,
        interval,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PoolingOptions, VarianceIntervalMethod, pool, pool_at, variance_interval};

    const REML: BetweenStudyEstimator = BetweenStudyEstimator::RestrictedMaximumLikelihood;

    fn studies() -> Vec<StudyEffect> {
        [(-0.9, 0.3), (-1.6, 0.2), (-0.3, 0.1), (0.2, 0.05)]
            .map(|(effect, variance)| StudyEffect::from_variance(effect, variance).unwrap())
            .to_vec()
    }

    #[test]
    fn the_curve_is_the_likelihood_of_fits_at_each_variance() {
        let (studies, options) = (studies(), PoolingOptions::default());
        let profile = variance_profile(&studies, REML, options.level).unwrap();
        assert!(profile.is_restricted);
        for point in &profile.points {
            let fit = pool_at(&studies, point.variance, &options).unwrap();
            let expected = fit.fit_statistics.restricted.log_likelihood;
            assert!((point.log_likelihood - expected).abs() < 1e-12);
            assert!(point.log_likelihood <= profile.maximum.log_likelihood);
        }
        let fit = pool(&studies, &options).unwrap();
        assert_eq!(
            profile.maximum.variance,
            fit.between_study.unwrap().variance
        );
    }

    #[test]
    fn the_threshold_meets_the_curve_at_the_limits_of_the_interval() {
        let (studies, options) = (studies(), PoolingOptions::default());
        let profile = variance_profile(&studies, REML, options.level).unwrap();
        let method = VarianceIntervalMethod::RestrictedProfileLikelihood;
        let interval = variance_interval(&studies, method, options.level).unwrap();
        assert_eq!(profile.interval, interval.variance);
        let at = |variance| {
            let fit = pool_at(&studies, variance, &options).unwrap();
            fit.fit_statistics.restricted.log_likelihood
        };
        assert!((at(profile.interval.upper) - profile.threshold).abs() < 1e-9);
        // chi2_1(0.95) / 2 = 1.959964^2 / 2 = 1.920729.
        let drop = profile.maximum.log_likelihood - profile.threshold;
        assert!((drop - 1.920_729).abs() < 1e-6);
    }

    #[test]
    fn one_study_has_no_profile() {
        let studies = studies();
        assert!(variance_profile(&studies[..1], REML, ConfidenceLevel::NINETY_FIVE).is_err());
    }
}
