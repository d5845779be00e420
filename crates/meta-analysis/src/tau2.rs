//! The between-study variance as a fit sees it: absent, given or estimated.

use crate::between_study::{self, BetweenStudyEstimator, VarianceEstimate, moments, q_profile};
use crate::caveat::Caveat;
use crate::model::LinearModel;
use crate::pool::{BetweenStudy, Model, PoolingOptions, PredictionRule};
use crate::{ConfidenceLevel, Convergence, Ended, FitError};

/// Below this number of studies a fit carries [`Caveat::FewStudies`].
const FEW_STUDIES: usize = 5;

/// Where a fit's between-study variance comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tau2 {
    /// The model has none.
    None,
    /// The caller gave it.
    Given(f64),
    /// It was estimated.
    Estimated(BetweenStudyEstimator, VarianceEstimate),
    /// It is the median-unbiased estimate of the generalised Q.
    MedianUnbiased(VarianceEstimate),
}

impl Tau2 {
    /// What `model` asks for, estimated in `linear`; none without residual degrees of freedom.
    pub(crate) fn estimate(linear: &mut impl LinearModel, model: Model) -> Self {
        match model {
            Model::RandomEffects(estimator) if linear.residual_degrees_of_freedom() >= 1.0 => {
                Self::Estimated(estimator, between_study::estimate(linear, estimator))
            }
            _ => Self::None,
        }
    }

    /// The same where the caller gives weights, which the generalised Q estimator uses.
    pub(crate) fn estimate_with_weights(
        linear: &mut impl LinearModel,
        model: Model,
        weights: &[f64],
    ) -> Self {
        let generalised = BetweenStudyEstimator::GeneralisedQ;
        if model == Model::RandomEffects(generalised) && linear.residual_degrees_of_freedom() >= 1.0
        {
            return Self::Estimated(generalised, moments::generalised_q(linear, weights));
        }
        Self::estimate(linear, model)
    }

    /// A value of the caller's.
    pub(crate) fn given(variance: f64) -> Result<Self, FitError> {
        if variance >= 0.0 && variance.is_finite() {
            Ok(Self::Given(variance))
        } else {
            Err(FitError::VarianceNotValid { variance })
        }
    }

    /// tau2, 0 if the model has none.
    pub(crate) fn value(&self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Given(tau2) => *tau2,
            Self::Estimated(_, estimate) | Self::MedianUnbiased(estimate) => estimate.variance,
        }
    }

    /// Whether it counts as a parameter of the likelihood.
    pub(crate) fn is_estimated(&self) -> bool {
        self.estimated().is_some()
    }

    /// What was estimated.
    fn estimated(&self) -> Option<&VarianceEstimate> {
        match self {
            Self::Estimated(_, estimate) | Self::MedianUnbiased(estimate) => Some(estimate),
            Self::None | Self::Given(_) => None,
        }
    }

    /// How the solver ended, if there was one.
    pub(crate) fn convergence(&self) -> Option<Convergence> {
        self.estimated()?.convergence
    }

    /// The part of a result that describes it, with its Q-profile interval.
    pub(crate) fn describe(
        &self,
        linear: &mut impl LinearModel,
        level: ConfidenceLevel,
    ) -> Option<BetweenStudy> {
        let (estimator, standard_error) = match self {
            Self::None => return None,
            Self::Given(_) => (None, None),
            Self::MedianUnbiased(estimate) => (None, Some(estimate.standard_error)),
            Self::Estimated(estimator, estimate) => {
                (Some(*estimator), Some(estimate.standard_error))
            }
        };
        let has_interval = linear.residual_degrees_of_freedom() >= 1.0;
        Some(BetweenStudy {
            variance: self.value(),
            standard_error,
            interval: has_interval.then(|| q_profile::interval(linear, level)),
            estimator,
        })
    }
}

/// What the reader of a fit must know.
pub(crate) fn caveats(
    tau2: &Tau2,
    between_study: Option<BetweenStudy>,
    study_count: usize,
    variance_factor: f64,
    has_prediction: bool,
    options: &PoolingOptions,
) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    if let Some(estimate) = tau2.estimated() {
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
    if study_count == 1 {
        caveats.push(Caveat::SingleStudy);
        return caveats;
    }
    if let Some(between_study) = between_study {
        if study_count < FEW_STUDIES {
            caveats.push(Caveat::FewStudies { study_count });
        }
        if !has_prediction && options.prediction != PredictionRule::None {
            caveats.push(Caveat::NoPrediction);
        }
        if between_study.interval.is_some_and(|i| i.upper == 0.0) {
            caveats.push(Caveat::EmptyVarianceInterval);
        }
    }
    if variance_factor < 1.0 {
        caveats.push(Caveat::HartungKnappBelowOne {
            factor: variance_factor,
        });
    }
    caveats
}
