//! Prediction intervals: where the true effect of a new study may lie.

use crate::Interval;
use crate::inference::{Estimate, Reference};
use crate::pool::{Inference, PoolingOptions, PredictionRule};

/// The prediction interval.
///
/// ```text
/// effect +- quantile * sqrt(se^2 + tau2)
/// ```
///
/// se is the standard error under the inference asked for; the quantile is the rule's. `None` where
/// the rule is none or leaves no degrees of freedom.
pub(crate) fn interval(
    estimate: &Estimate,
    tau2: f64,
    study_count: usize,
    coefficient_count: usize,
    options: &PoolingOptions,
) -> Option<Interval> {
    let reference = reference(
        options.prediction,
        options.inference,
        study_count,
        coefficient_count,
    )?;
    let deviation = (estimate.standard_error * estimate.standard_error + tau2).sqrt();
    let quantile = reference.upper_quantile(options.level.tail());
    Some(Interval::around(estimate.effect, quantile * deviation))
}

/// The reference distribution of a rule, with k - p or k - p - 1 degrees of freedom.
pub(crate) fn reference(
    rule: PredictionRule,
    inference: Inference,
    study_count: usize,
    coefficient_count: usize,
) -> Option<Reference> {
    let residual = study_count.saturating_sub(coefficient_count);
    let t = |degrees_of_freedom: usize| {
        (degrees_of_freedom > 0).then_some(Reference::T(degrees_of_freedom as f64))
    };
    match rule {
        PredictionRule::None => None,
        PredictionRule::Normal => Some(Reference::Normal),
        PredictionRule::StudiesMinusOne => t(residual),
        PredictionRule::StudiesMinusTwo => t(residual.saturating_sub(1)),
        PredictionRule::MetaforDefault => match inference {
            Inference::WaldNormal => Some(Reference::Normal),
            _ => t(residual),
        },
    }
}
