//! Inverse-variance pooling: the common-effect and the random-effects model.

mod bootstrap;
mod estimate;
mod few_studies;
mod fit;
mod kenward_roger;
pub mod mantel_haenszel;
mod method;
mod options;
mod peto;
pub(crate) mod prediction;
mod predictive;
#[cfg(test)]
mod properties;
mod robust_to_bias;
mod stratified;
mod subgroups;
mod threshold;

pub use bootstrap::{Bootstrap, BootstrapIntervals, Sampled, bootstrap_prediction};
pub use estimate::{PooledEstimate, pool_estimate, pool_many};
pub use few_studies::{FewStudiesPanel, few_studies_panel};
pub use fit::{BetweenStudy, PooledFit};
pub use kenward_roger::kenward_roger;
pub use method::{PoolingMethod, PredictionChoice, TestChoice};
pub use options::{Inference, Model, PoolingOptions, PredictionRule};
pub use peto::peto_odds_ratio;
pub use predictive::{PredictionDistribution, PredictionMethod, prediction_distribution};
pub use robust_to_bias::{HenmiCopasFit, henmi_copas, inverse_variance_heterogeneity};
pub use stratified::{RiskDifferenceVariance, StratifiedFit, StratifiedOptions};
pub use subgroups::{BetweenGroups, SubgroupFit, VarianceSharing, pool_subgroups};
pub use threshold::probability_beyond;

use crate::between_study::{self, BetweenStudyEstimator, moments};
use crate::generalised_q::generalised_q_median;
use crate::heterogeneity::heterogeneity;
use crate::inference::infer;
use crate::likelihood::fit_statistics;
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::numeric::wide;
use crate::tau2::{Tau2, caveats};
use crate::{FitError, StudyEffect};

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
/// [`Caveat::SingleStudy`](crate::Caveat::SingleStudy).
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
    let tau2 = Tau2::estimate(&mut model, options.model);
    assemble(&mut model, tau2, None, options)
}

/// Pools with weights of the caller's instead of inverse variances.
///
/// ```text
/// effect = sum(a y) / sum(a),   variance = sum(a^2 (v + tau2)) / sum(a)^2
/// ```
///
/// Notation: a_i `weights`, positive. With [`BetweenStudyEstimator::GeneralisedQ`] the weights also
/// give tau2; other estimators estimate it as in [`pool`]. The log-likelihoods take the residuals around this mean,
/// the Hartung-Knapp factor those around the inverse-variance mean, both with weights 1 / (v_i + tau2).
///
/// # Errors
/// As [`pool`]; [`FitError::LengthMismatch`], [`FitError::WeightNotPositive`].
/// # Agrees with
/// metafor `rma(yi, vi, weights = a)` and, for equal weights, `rma(yi, vi, weighted = FALSE)`.
pub fn pool_with_weights(
    studies: &[StudyEffect],
    weights: &[f64],
    options: &PoolingOptions,
) -> Result<PooledFit, FitError> {
    let (mut model, ordered) = weighted_model(studies, weights)?;
    let tau2 = Tau2::estimate_with_weights(&mut model, options.model, &ordered);
    assemble(&mut model, tau2, Some(&ordered), options)
}

/// Pools with weights of the caller's, the between-study variance being the median-unbiased estimate
/// ([`generalised_q_median`]) by the same weights.
///
/// The model of `options` is not used. The standard error of tau2 is that of the moment estimator
/// ([`BetweenStudyEstimator::GeneralisedQ`]) at this tau2; everything else is as in [`pool_with_weights`].
///
/// # Errors
/// As [`pool_with_weights`]; [`FitError::NotFinite`] where numbers are too extreme for the distribution of Q.
/// # Agrees with
/// metafor `rma(yi, vi, weights = a, method = "GENQM")` (tests/oracle.rs).
#[doc(alias = "GENQM")]
pub fn pool_median_unbiased(
    studies: &[StudyEffect],
    weights: &[f64],
    options: &PoolingOptions,
) -> Result<PooledFit, FitError> {
    let (mut model, ordered) = weighted_model(studies, weights)?;
    let tau2 = if let [_] = studies {
        Tau2::None
    } else {
        let tau2 = generalised_q_median(studies, weights)?;
        Tau2::MedianUnbiased(moments::generalised_q_at(&mut model, &ordered, tau2))
    };
    assemble(&mut model, tau2, Some(&ordered), options)
}

/// The model of the studies, and their weights in its order.
fn weighted_model(
    studies: &[StudyEffect],
    weights: &[f64],
) -> Result<(MeanModel, Vec<f64>), FitError> {
    let model = model_of(studies)?;
    check_weights(studies, weights)?;
    let mut ordered = weights.to_vec();
    model.reorder(&mut ordered);
    Ok((model, ordered))
}

/// Weights are positive, one for each study.
pub(crate) fn check_weights(studies: &[StudyEffect], weights: &[f64]) -> Result<(), FitError> {
    if weights.len() != studies.len() {
        return Err(FitError::LengthMismatch {
            studies: studies.len(),
            given: weights.len(),
        });
    }
    match (0..).zip(weights).find(|(_, w)| !is_positive(**w)) {
        Some((study, weight)) => Err(FitError::WeightNotPositive {
            study,
            weight: *weight,
        }),
        None => Ok(()),
    }
}

fn is_positive(weight: f64) -> bool {
    weight > 0.0 && weight.is_finite()
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
    let tau2 = Tau2::given(between_study_variance)?;
    assemble(&mut model_of(studies)?, tau2, None, options)
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
    wide::map(studies.len(), |omitted| {
        let rest = [&studies[..omitted], &studies[omitted + 1..]].concat();
        pool(&rest, options)
    })
}

/// The fits of the first 1, 2, …, k studies, in the order given.
///
/// # Errors
/// [`FitError::NotFinite`] where a sum overflows.
pub fn cumulative(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Vec<Result<PooledFit, FitError>> {
    wide::map(studies.len(), |last| pool(&studies[..=last], options))
}

fn model_of(studies: &[StudyEffect]) -> Result<MeanModel, FitError> {
    if studies.is_empty() {
        return Err(FitError::NoStudies);
    }
    Ok(MeanModel::new(studies))
}

/// Weigh, pool, infer: everything that follows from tau2. `weights` replace the inverse variances.
fn assemble(
    model: &mut MeanModel,
    source: Tau2,
    weights: Option<&[f64]>,
    options: &PoolingOptions,
) -> Result<PooledFit, FitError> {
    let study_count = model.study_count();
    let residual = model.residual_degrees_of_freedom();
    let tau2 = source.value();
    let mean = match weights {
        Some(weights) => model.mean_with_weights(weights, tau2),
        None => model.mean(tau2),
    };
    if !(mean.effect.is_finite() && mean.variance.is_finite() && mean.q.is_finite()) {
        return Err(FitError::NotFinite);
    }
    // (k - 1) is what Q expects around the inverse-variance mean, not around another one.
    let factor_q = match weights {
        Some(_) => model.mean(tau2).q,
        None => mean.q,
    };
    let pooled = infer(
        mean.effect,
        mean.variance,
        options.inference.variance_factor(factor_q, residual),
        options.inference.reference(residual),
        options.level,
    );
    let between_study = source.describe(model, options.level);
    let heterogeneity = heterogeneity(
        model,
        between_study.map(|b| b.variance),
        between_study.and_then(|b| b.interval),
        options.level,
    );
    let prediction = between_study
        .and_then(|b| prediction::interval(&pooled, b.variance, study_count, 1, options));
    Ok(PooledFit {
        study_count,
        pooled,
        between_study,
        heterogeneity,
        prediction,
        weights: model.normalised_weights(weights, tau2),
        fit_statistics: fit_statistics(model, tau2, mean.q, source.is_estimated()),
        convergence: source.convergence(),
        caveats: caveats(
            &source,
            between_study,
            study_count,
            pooled.variance_factor,
            prediction.is_some(),
            options,
        ),
    })
}
