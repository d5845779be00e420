//! Confidence intervals of the between-study variance other than the default Q-profile.

use serde::{Deserialize, Serialize};

use crate::between_study::likelihood::Criterion;
use crate::between_study::{BetweenStudyEstimator, estimate, profile_likelihood, q_profile};
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::{ConfidenceLevel, FitError, Interval, StudyEffect};

/// How an interval of tau2 is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum VarianceIntervalMethod {
    /// Inverting the generalised Q test (Viechtbauer 2007).
    QProfile,
    /// Inverting the likelihood ratio test of the full likelihood (Hardy and Thompson 1996).
    ProfileLikelihood,
    /// The same for the restricted likelihood.
    RestrictedProfileLikelihood,
}

/// An interval of tau2, and of what follows from tau2.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VarianceInterval {
    /// The interval of tau2; the upper limit may be infinite.
    pub variance: Interval,
    /// The same for I² as a fraction.
    pub i_squared: Interval,
    /// The same for H².
    pub h_squared: Interval,
}

/// An interval of the between-study variance.
///
/// # Errors
/// [`FitError::TooFewStudies`] with fewer than two studies.
/// # Agrees with
/// metafor `confint(rma(...))` and `confint(rma(...), type = "PL")` (tests/oracle.rs).
pub fn variance_interval(
    studies: &[StudyEffect],
    method: VarianceIntervalMethod,
    level: ConfidenceLevel,
) -> Result<VarianceInterval, FitError> {
    use VarianceIntervalMethod as M;
    if studies.len() < 2 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: 2,
        });
    }
    let mut model = MeanModel::new(studies);
    let variance = match method {
        M::QProfile => q_profile::interval(&mut model, level),
        M::ProfileLikelihood => {
            let at = estimate(&mut model, BetweenStudyEstimator::MaximumLikelihood).variance;
            profile_likelihood::interval(&mut model, Criterion::Full, at, level)
        }
        M::RestrictedProfileLikelihood => {
            let at = estimate(
                &mut model,
                BetweenStudyEstimator::RestrictedMaximumLikelihood,
            );
            profile_likelihood::interval(&mut model, Criterion::Restricted, at.variance, level)
        }
    };
    Ok(with_i_squared(&mut model, variance))
}

/// The interval of tau2 with those of I² and H² that follow from it.
pub(crate) fn with_i_squared(model: &mut MeanModel, variance: Interval) -> VarianceInterval {
    let typical = model.residual_degrees_of_freedom() / model.evaluate(0.0).trace_p;
    VarianceInterval {
        variance,
        // Written so that an infinite variance gives 1.
        i_squared: variance.map(|tau2| 1.0 - typical / (tau2 + typical)),
        h_squared: variance.map(|tau2| 1.0 + tau2 / typical),
    }
}
