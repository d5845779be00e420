//! Inverse-variance pooling: the common-effect and the random-effects model.

mod fit;
mod options;
mod prediction;
mod subgroups;

pub use fit::{BetweenStudy, PooledFit};
pub use options::{Inference, Model, PoolingOptions, PredictionRule};
pub use subgroups::{BetweenGroups, SubgroupFit, VarianceSharing, pool_subgroups};

use crate::between_study::{self, BetweenStudyEstimator, VarianceEstimate, q_profile};
use crate::caveat::Caveat;
use crate::heterogeneity::heterogeneity;
use crate::inference::infer;
use crate::likelihood::fit_statistics;
use crate::model::mean::MeanModel;
use crate::{ConfidenceLevel, Ended, FitError, Interval, StudyEffect};

/// Below this number of studies a fit carries [`Caveat::FewStudies`].
const FEW_STUDIES: usize = 5;

/// Pools independent studies by inverse variances.
///
/// ```text
/// tau2   by the estimator of the model (0 for a common effect)
/// effect = sum(w y) / sum(w),   w_i = 1 / (v_i + tau2),   variance = 1 / sum(w)
/// ```
///
/// then standard error, test and interval by [`Inference`], Q, I² and H², the Q-profile interval of
/// tau2 and the prediction interval.
///
/// # Input and units
/// `studies`: at least one, on one analysis scale (log for ratio measures).
/// # Returns
/// The fit on the same scale. One study is returned as it is, with normal quantiles and
/// [`Caveat::SingleStudy`].
/// # Errors
/// [`FitError::NoStudies`]; [`FitError::NotFinite`] if a sum overflows.
/// # Agrees with
/// metafor `rma(yi, vi, method, test)` in the tolerance class of each oracle case (tests/oracle.rs).
///
/// # Examples
/// ```
/// use trialpool_meta_analysis::{PoolingOptions, StudyEffect, pool};
/// let studies = [(-0.9, 0.3), (-1.6, 0.2), (-0.3, 0.1)]
///     .map(|(effect, variance)| StudyEffect::from_variance(effect, variance))
///     .into_iter()
///     .collect::<Result<Vec<_>, _>>()?;
/// let fit = pool(&studies, &PoolingOptions::default())?;
/// assert!(fit.pooled.interval.contains(fit.pooled.effect));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "rma")]
pub fn pool(studies: &[StudyEffect], options: &PoolingOptions) -> Result<PooledFit, FitError> {
    let mut model = model_of(studies)?;
    let heterogeneity = match options.model {
        Model::RandomEffects(estimator) if studies.len() > 1 => {
            Tau2::Estimated(estimator, between_study::estimate(&mut model, estimator))
        }
        _ => Tau2::None,
    };
    assemble(&mut model, heterogeneity, options)
}

/// Pools with a between-study variance that the caller knows, `tau2` in squared units of the effects.
///
/// The model of `options` is not used. Everything else is as in [`pool`], without standard error
/// of tau2 and without a parameter counted for it in the information criteria.
///
/// # Errors
/// As [`pool`]; [`FitError::VarianceNotValid`] if `between_study_variance` is negative or not finite.
pub fn pool_at(
    studies: &[StudyEffect],
    between_study_variance: f64,
    options: &PoolingOptions,
) -> Result<PooledFit, FitError> {
    if !(between_study_variance >= 0.0 && between_study_variance.is_finite()) {
        return Err(FitError::VarianceNotValid {
            variance: between_study_variance,
        });
    }
    let mut model = model_of(studies)?;
    assemble(&mut model, Tau2::Given(between_study_variance), options)
}

/// Estimates the between-study variance alone, without the rest of a fit.
///
/// # Errors
/// [`FitError::TooFewStudies`] with fewer than two studies.
#[doc(alias = "tau2")]
pub fn between_study_variance(
    studies: &[StudyEffect],
    estimator: BetweenStudyEstimator,
) -> Result<f64, FitError> {
    if studies.len() < 2 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: 2,
        });
    }
    let mut model = model_of(studies)?;
    Ok(between_study::estimate(&mut model, estimator).variance)
}

/// Each fit without one study in turn, in the order of the studies.
///
/// # Returns
/// One result a study; [`FitError::NoStudies`] where nothing remains.
pub fn leave_one_out(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Vec<Result<PooledFit, FitError>> {
    let mut rest: Vec<StudyEffect> = Vec::with_capacity(studies.len());
    (0..studies.len())
        .map(|omitted| {
            rest.clear();
            rest.extend_from_slice(&studies[..omitted]);
            rest.extend_from_slice(&studies[omitted + 1..]);
            pool(&rest, options)
        })
        .collect()
}

/// The fits of the first 1, 2, …, k studies, in the order given.
///
/// # Errors
/// [`FitError::NotFinite`] where a sum overflows.
pub fn cumulative(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Vec<Result<PooledFit, FitError>> {
    (1..=studies.len())
        .map(|count| pool(&studies[..count], options))
        .collect()
}

/// Where a fit's between-study variance comes from.
enum Tau2 {
    /// The model has none.
    None,
    /// The caller gave it.
    Given(f64),
    /// It was estimated.
    Estimated(BetweenStudyEstimator, VarianceEstimate),
}

impl Tau2 {
    fn value(&self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Given(tau2) => *tau2,
            Self::Estimated(_, estimate) => estimate.variance,
        }
    }
}

fn model_of(studies: &[StudyEffect]) -> Result<MeanModel, FitError> {
    if studies.is_empty() {
        return Err(FitError::NoStudies);
    }
    Ok(MeanModel::new(studies))
}

/// Weigh, pool, infer: everything that follows from tau2.
fn assemble(
    model: &mut MeanModel,
    heterogeneity_source: Tau2,
    options: &PoolingOptions,
) -> Result<PooledFit, FitError> {
    use crate::model::LinearModel;

    let k = model.study_count();
    let residual = model.residual_degrees_of_freedom();
    let tau2 = heterogeneity_source.value();
    let mean = model.mean(tau2);
    if !(mean.effect.is_finite() && mean.variance.is_finite() && mean.q.is_finite()) {
        return Err(FitError::NotFinite);
    }
    let factor = options.inference.variance_factor(mean.q, residual);
    let reference = options.inference.reference(residual);
    let pooled = infer(mean.effect, mean.variance, factor, reference, options.level);
    let between_study = between_study_part(model, &heterogeneity_source, options.level);
    let tau2_interval = between_study.and_then(|b| b.interval);
    let heterogeneity = heterogeneity(model, between_study.map(|b| b.variance), tau2_interval);
    let prediction =
        between_study.and_then(|b| prediction::interval(&pooled, b.variance, k, 1, options));
    let estimated = matches!(heterogeneity_source, Tau2::Estimated(..));
    let mut fit = PooledFit {
        study_count: k,
        pooled,
        between_study,
        heterogeneity,
        prediction,
        weights: model.normalised_weights(tau2),
        fit_statistics: fit_statistics(model, tau2, estimated),
        convergence: None,
        caveats: Vec::new(),
    };
    if let Tau2::Estimated(_, estimate) = heterogeneity_source {
        fit.convergence = estimate.convergence;
        note_estimate(&mut fit.caveats, &estimate);
    }
    note_fit(&mut fit, factor, options);
    Ok(fit)
}

fn between_study_part(
    model: &mut MeanModel,
    source: &Tau2,
    level: ConfidenceLevel,
) -> Option<BetweenStudy> {
    use crate::model::LinearModel;

    let (estimator, standard_error) = match source {
        Tau2::None => return None,
        Tau2::Given(_) => (None, None),
        Tau2::Estimated(estimator, estimate) => (Some(*estimator), Some(estimate.standard_error)),
    };
    let interval: Option<Interval> =
        (model.study_count() > 1).then(|| q_profile::interval(model, level));
    Some(BetweenStudy {
        variance: source.value(),
        standard_error,
        interval,
        estimator,
    })
}

fn note_estimate(caveats: &mut Vec<Caveat>, estimate: &VarianceEstimate) {
    if estimate.variance == 0.0 {
        caveats.push(Caveat::Tau2AtBoundary);
    }
    if estimate
        .convergence
        .is_some_and(|c| c.ended == Ended::IterationLimit)
    {
        caveats.push(Caveat::NotConverged);
    }
    if let Some(second) = estimate.second_mode {
        caveats.push(Caveat::SeveralModes {
            second: second.variance,
            difference: second.difference,
        });
    }
}

fn note_fit(fit: &mut PooledFit, factor: f64, options: &PoolingOptions) {
    if fit.study_count == 1 {
        fit.caveats.push(Caveat::SingleStudy);
        return;
    }
    let Some(between_study) = fit.between_study else {
        return;
    };
    if fit.study_count < FEW_STUDIES {
        fit.caveats.push(Caveat::FewStudies {
            study_count: fit.study_count,
        });
    }
    if factor < 1.0 {
        fit.caveats.push(Caveat::HartungKnappBelowOne { factor });
    }
    if fit.prediction.is_none() && options.prediction != PredictionRule::None {
        fit.caveats.push(Caveat::NoPrediction);
    }
    if between_study.interval.is_some_and(|i| i.upper == 0.0) {
        fit.caveats.push(Caveat::EmptyVarianceInterval);
    }
}
