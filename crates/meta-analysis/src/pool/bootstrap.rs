//! The prediction interval by a parametric bootstrap of the confidence distribution.

use serde::{Deserialize, Serialize};

use crate::confidence_distribution::ConfidenceDistribution;
use crate::generalised_q::Form;
use crate::meta_regression::Design;
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::numeric::random::SplitMix;
use crate::numeric::wide;
use crate::{ConfidenceLevel, FitError, Interval, StudyEffect};

/// Samples that one thread draws in a row, from a generator of their own.
const PART: usize = 512;

/// With fewer samples beyond a limit it is not determined.
const FEWEST_BEYOND: f64 = 5.0;

/// How many samples are drawn, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// Number of samples.
    pub samples: usize,
    /// The seed; the same seed gives the same result for any number of threads.
    pub seed: u64,
}

impl Default for Bootstrap {
    /// 25,000 samples, as the method's authors; seed 1.
    fn default() -> Self {
        Self {
            samples: 25_000,
            seed: 1,
        }
    }
}

/// Intervals from a bootstrap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BootstrapIntervals {
    /// Where the true effect of a new study may lie.
    pub prediction: Sampled,
    /// Where the mean effect may lie.
    pub mean: Sampled,
    /// How they were drawn.
    pub bootstrap: Bootstrap,
}

/// An interval between two quantiles of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sampled {
    /// The interval.
    pub interval: Interval,
    /// Monte Carlo standard errors of the lower and the upper limit.
    pub errors: [f64; 2],
}

/// The prediction interval of Nagashima, Noma and Furukawa.
///
/// ```text
/// tau2* ~ H,   H(tau2) = P(Q(tau2) > Q observed),   z ~ N(0, 1),   t ~ t(k - 1)
/// mu* = sum(w* y) / sum(w*),   w*_i = 1 / (v_i + tau2*),   s*^2 = sum(w* (y - mu*)^2) / ((k - 1) sum(w*))
/// prediction: the alpha / 2 and 1 - alpha / 2 quantiles of mu* + z tau* - t s*;   mean: those of mu* - t s*
/// ```
///
/// Notation: H the confidence distribution of tau2 from the exact distribution of Cochran's Q, s* the standard error of
/// Hartung. Unlike the other rules the interval carries the uncertainty of tau2.
///
/// # Input and units
/// `studies`: k >= 2 on one analysis scale (log for ratio measures).
/// # Returns
/// The intervals with their Monte Carlo standard errors, which fall with the square root of the number of samples.
/// # Errors
/// [`FitError::TooFewStudies`] with fewer than two studies; [`FitError::TooFewSamples`] if fewer than five samples would
/// lie beyond a limit; [`FitError::NotFinite`].
/// # Agrees with
/// R package pimeta within Monte Carlo error on the examples of the paper (tests/published.rs).
/// # References
/// [Nagashima, Noma and Furukawa (2019)](crate::references#nagashima-2019).
#[doc(alias = "prediction interval")]
pub fn bootstrap_prediction(
    studies: &[StudyEffect],
    level: ConfidenceLevel,
    bootstrap: Bootstrap,
) -> Result<BootstrapIntervals, FitError> {
    let needed = FEWEST_BEYOND / level.tail();
    if (bootstrap.samples as f64) < needed {
        return Err(FitError::TooFewSamples {
            given: bootstrap.samples,
            needed: needed.ceil() as usize,
        });
    }
    if studies.len() < 2 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: 2,
        });
    }
    let weights: Vec<f64> = studies
        .iter()
        .map(|s| 1.0 / s.sampling_variance())
        .collect();
    let form = Form::new(studies, &Design::with_intercept(studies.len()), &weights)?;
    let residual = (studies.len() - 1) as f64;
    let unit = residual / MeanModel::new(studies).evaluate(0.0).trace_p;
    let distribution = ConfidenceDistribution::new(&form, unit)?;
    let mut seeds = SplitMix::new(bootstrap.seed);
    let parts: Vec<(usize, u64)> = (0..bootstrap.samples)
        .step_by(PART)
        .map(|start| (PART.min(bootstrap.samples - start), seeds.next()))
        .collect();
    let drawn = wide::map(parts.len(), |part| {
        let (count, seed) = parts[part];
        let (mut random, mut model) = (SplitMix::new(seed), MeanModel::new(studies));
        let mut draw = || {
            let tau2 = distribution.quantile(random.normal());
            let mean = model.mean(tau2);
            let standard_error = (mean.variance * mean.q / residual).sqrt();
            let centre = mean.effect - random.t(residual) * standard_error;
            (centre, centre + random.normal() * tau2.sqrt())
        };
        (0..count).map(|_| draw()).collect::<Vec<_>>()
    });
    let (mean, prediction): (Vec<f64>, Vec<f64>) = drawn.into_iter().flatten().unzip();
    if !mean.iter().chain(&prediction).all(|x| x.is_finite()) {
        return Err(FitError::NotFinite);
    }
    Ok(BootstrapIntervals {
        prediction: between_quantiles(prediction, level),
        mean: between_quantiles(mean, level),
        bootstrap,
    })
}

/// The quantiles of a sample, with the standard errors that order statistics one binomial standard deviation away give.
fn between_quantiles(mut sample: Vec<f64>, level: ConfidenceLevel) -> Sampled {
    sample.sort_by(f64::total_cmp);
    let last = (sample.len() - 1) as f64;
    let at = |place: f64| {
        let place = place.clamp(0.0, last);
        let (below, share) = (place.floor(), place.fract());
        let above = sample[(below as usize + 1).min(sample.len() - 1)];
        sample[below as usize] * (1.0 - share) + above * share
    };
    let tail = level.tail();
    let deviation = (sample.len() as f64 * tail * (1.0 - tail)).sqrt();
    let limit = |place: f64| {
        let error = 0.5 * (at(place + deviation) - at(place - deviation));
        (at(place), error)
    };
    let ((lower, lower_error), (upper, upper_error)) =
        (limit(tail * last), limit((1.0 - tail) * last));
    Sampled {
        interval: Interval { lower, upper },
        errors: [lower_error, upper_error],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn studies(pairs: &[(f64, f64)]) -> Vec<StudyEffect> {
        pairs
            .iter()
            .map(|&(y, v)| StudyEffect::from_variance(y, v).unwrap())
            .collect()
    }

    #[test]
    fn edges() {
        let (level, bootstrap) = (ConfidenceLevel::NINETY_FIVE, Bootstrap::default());
        let one = bootstrap_prediction(&studies(&[(0.1, 0.2)]), level, bootstrap);
        assert_eq!(
            one,
            Err(FitError::TooFewStudies {
                given: 1,
                needed: 2
            })
        );
        let few = Bootstrap {
            samples: 199,
            seed: 1,
        };
        let two = studies(&[(0.1, 0.2), (0.4, 0.1)]);
        assert_eq!(
            bootstrap_prediction(&two, level, few),
            Err(FitError::TooFewSamples {
                given: 199,
                needed: 200
            })
        );
        let found = bootstrap_prediction(&two, level, bootstrap).unwrap();
        assert!(found.prediction.interval.width() > found.mean.interval.width());
        // Equal effects say that tau2 and the standard error are 0.
        let equal = studies(&[(0.5, 0.2), (0.5, 0.1), (0.5, 3.0)]);
        let found = bootstrap_prediction(&equal, level, bootstrap).unwrap();
        let Interval { lower, upper } = found.prediction.interval;
        assert!((lower - 0.5).abs() < 1e-12 && (upper - 0.5).abs() < 1e-12);
        let wide = studies(&[(0.1, 1e-8), (-0.2, 1e-4), (0.4, 1.0), (3.0, 1e8)]);
        assert!(bootstrap_prediction(&wide, level, bootstrap).is_ok());
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn does_not_depend_on_the_number_of_threads() {
        let studies = studies(&[(0.1, 0.2), (0.9, 0.3), (-0.4, 0.08), (0.7, 0.1)]);
        let with = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| {
                    let bootstrap = Bootstrap {
                        samples: 3_000,
                        seed: 9,
                    };
                    bootstrap_prediction(&studies, ConfidenceLevel::NINETY_FIVE, bootstrap)
                })
        };
        assert_eq!(with(1), with(3));
    }
}
