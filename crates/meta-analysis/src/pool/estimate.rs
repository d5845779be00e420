//! The pooled effect without the rest of a fit, for one set of studies or for very many.

use serde::{Deserialize, Serialize};

use super::prediction;
use crate::inference::{Estimate, infer};
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::numeric::wide;
use crate::pool::PoolingOptions;
use crate::tau2::Tau2;
use crate::{Convergence, FitError, Interval, StudyEffect};

/// Sets of studies that one thread pools in a row, with one workspace.
const SETS_AT_ONCE: usize = 256;

/// A pooled effect with what follows from tau2 directly; see [`PooledFit`](crate::PooledFit) for the rest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PooledEstimate {
    /// Number of studies k.
    pub study_count: usize,
    /// The pooled effect with test and interval.
    pub pooled: Estimate,
    /// tau2; `None` for the common-effect model and for k = 1.
    pub between_study_variance: Option<f64>,
    /// Its standard error, where it was estimated.
    pub between_study_standard_error: Option<f64>,
    /// The prediction interval; `None` where the rule or the model gives none.
    pub prediction: Option<Interval>,
    /// How the solver ended; `None` where there was nothing to iterate.
    pub convergence: Option<Convergence>,
}

/// Pools as [`pool`](crate::pool) does, without heterogeneity, interval of tau2, weights and likelihoods.
///
/// # Errors
/// As [`pool`](crate::pool).
/// # Agrees with
/// [`pool`](crate::pool), in every bit of the numbers that both give.
pub fn pool_estimate(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Result<PooledEstimate, FitError> {
    if studies.is_empty() {
        return Err(FitError::NoStudies);
    }
    estimate(&mut MeanModel::new(studies), options)
}

/// [`pool_estimate`] of many sets of studies, in their order; for simulations and for many outcomes.
///
/// With the feature `parallel` the sets are spread over threads; the result does not depend on how many.
///
/// # Returns
/// One result a set; an error of one set does not touch the others.
pub fn pool_many<S: AsRef<[StudyEffect]> + Sync>(
    sets: &[S],
    options: &PoolingOptions,
) -> Vec<Result<PooledEstimate, FitError>> {
    let parts = wide::map(sets.len().div_ceil(SETS_AT_ONCE), |part| {
        let end = sets.len().min((part + 1) * SETS_AT_ONCE);
        let mut model = MeanModel::new(&[]);
        sets[part * SETS_AT_ONCE..end]
            .iter()
            .map(|set| match set.as_ref() {
                [] => Err(FitError::NoStudies),
                studies => {
                    model.set(studies);
                    estimate(&mut model, options)
                }
            })
            .collect::<Vec<_>>()
    });
    parts.into_iter().flatten().collect()
}

fn estimate(model: &mut MeanModel, options: &PoolingOptions) -> Result<PooledEstimate, FitError> {
    let study_count = model.study_count();
    let residual = model.residual_degrees_of_freedom();
    let source = Tau2::estimate(model, options.model);
    let mean = model.mean(source.value());
    if !(mean.effect.is_finite() && mean.variance.is_finite() && mean.q.is_finite()) {
        return Err(FitError::NotFinite);
    }
    let pooled = infer(
        mean.effect,
        mean.variance,
        options.inference.variance_factor(mean.q, residual),
        options.inference.reference(residual),
        options.level,
    );
    let (variance, standard_error) = match source {
        Tau2::None => (None, None),
        Tau2::Given(variance) => (Some(variance), None),
        Tau2::Estimated(_, found) | Tau2::MedianUnbiased(found) => {
            (Some(found.variance), Some(found.standard_error))
        }
    };
    Ok(PooledEstimate {
        study_count,
        pooled,
        between_study_variance: variance,
        between_study_standard_error: standard_error,
        prediction: variance
            .and_then(|tau2| prediction::interval(&pooled, tau2, study_count, 1, options)),
        convergence: source.convergence(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::pool;
    use crate::{BetweenStudyEstimator, Model};

    fn sets() -> Vec<Vec<StudyEffect>> {
        (0..700_u32)
            .map(|set| {
                (0..set % 12)
                    .map(|i| {
                        let effect = f64::from((set * 7 + i * 13) % 29) / 7.0;
                        let variance = f64::from(1 + (set * 5 + i * 3) % 11) / 20.0;
                        StudyEffect::from_variance(effect, variance).unwrap()
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn is_the_same_as_the_whole_fit() {
        let sets = sets();
        for estimator in BetweenStudyEstimator::all() {
            let options = PoolingOptions {
                model: Model::RandomEffects(estimator),
                ..PoolingOptions::default()
            };
            for (set, found) in sets.iter().zip(pool_many(&sets, &options)) {
                assert_eq!(found, pool_estimate(set, &options));
                match (found, pool(set, &options)) {
                    (Ok(found), Ok(fit)) => {
                        assert_eq!(found.pooled, fit.pooled);
                        assert_eq!(found.prediction, fit.prediction);
                        assert_eq!(
                            found.between_study_variance,
                            fit.between_study.map(|b| b.variance)
                        );
                        assert_eq!(found.convergence, fit.convergence);
                    }
                    (Err(found), Err(fit)) => assert_eq!(found, fit),
                    (found, fit) => panic!("{found:?} {fit:?}"),
                }
            }
        }
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn does_not_depend_on_the_number_of_threads() {
        let (sets, options) = (sets(), PoolingOptions::default());
        let with = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| pool_many(&sets, &options))
        };
        assert_eq!(with(1), with(4));
    }
}
