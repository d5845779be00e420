//! Confidence intervals of the between-study variance other than the default Q-profile.

use serde::{Deserialize, Serialize};

use crate::between_study::likelihood::Criterion;
use crate::between_study::{
    BetweenStudyEstimator, biggerstaff_tweedie, estimate, profile_likelihood, q_profile,
};
use crate::generalised_q;
use crate::meta_regression::Design;
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::model::regression::RegressionModel;
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
    /// Inverting the test of Cochran's Q, its distribution approximated by a gamma distribution with the same mean and
    /// variance (Biggerstaff and Tweedie 1997).
    #[doc(alias = "BT")]
    BiggerstaffTweedie,
    /// Inverting the test of Cochran's Q with its exact distribution (Biggerstaff and Jackson 2008):
    /// [`generalised_q_interval`](crate::generalised_q_interval) with weights 1 / v.
    #[doc(alias = "BJ")]
    BiggerstaffJackson,
    /// The same with weights 1 / sqrt(v), Jackson's recommendation (Jackson 2013).
    #[doc(alias = "J")]
    Jackson,
}

impl VarianceIntervalMethod {
    /// Every short name.
    pub const SHORT_NAMES: [&str; 5] = ["qprofile", "pl", "genq", "jackson", "bt"];

    /// The method of a short name; of `pl` that of the full likelihood, which
    /// [`PoolingMethod::variance_interval`](crate::PoolingMethod::variance_interval) makes that of the estimator.
    pub fn from_short_name(name: &str) -> Option<Self> {
        match name {
            "qprofile" => Some(Self::QProfile),
            "pl" => Some(Self::ProfileLikelihood),
            "genq" => Some(Self::BiggerstaffJackson),
            "jackson" => Some(Self::Jackson),
            "bt" => Some(Self::BiggerstaffTweedie),
            _ => None,
        }
    }

    /// The short name; both profiles are `pl`.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::QProfile => "qprofile",
            Self::ProfileLikelihood | Self::RestrictedProfileLikelihood => "pl",
            Self::BiggerstaffJackson => "genq",
            Self::Jackson => "jackson",
            Self::BiggerstaffTweedie => "bt",
        }
    }
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
/// [`FitError::TooFewStudies`] with fewer than two studies; [`FitError::NotFinite`] where the exact distribution of Q
/// cannot be computed, as in [`generalised_q_interval`](crate::generalised_q_interval).
/// # Agrees with
/// metafor `confint(rma(...))`, `confint(rma(...), type = "PL")` and, with method `"GENQ"`, the intervals of the
/// generalised Q (tests/oracle.rs). For Biggerstaff and Tweedie's, 50-digit arithmetic.
/// # References
/// [Viechtbauer (2007)](crate::references#viechtbauer-2007), [Hardy and Thompson (1996)](crate::references#hardy-1996),
/// [Biggerstaff and Tweedie (1997)](crate::references#biggerstaff-1997),
/// [Biggerstaff and Jackson (2008)](crate::references#biggerstaff-2008), [Jackson (2013)](crate::references#jackson-2013).
pub fn variance_interval(
    studies: &[StudyEffect],
    method: VarianceIntervalMethod,
    level: ConfidenceLevel,
) -> Result<VarianceInterval, FitError> {
    if studies.len() < 2 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: 2,
        });
    }
    let design = Design::with_intercept(studies.len());
    of_model(
        &mut MeanModel::new(studies),
        studies,
        &design,
        method,
        level,
    )
}

/// An interval of the residual between-study variance of a meta-regression.
///
/// # Errors
/// As [`regress`](crate::meta_regression::regress) and [`variance_interval`]; [`FitError::TooFewStudies`] unless there
/// are more studies than coefficients.
/// # Agrees with
/// metafor `confint(rma(yi, vi, mods = ~ ...))` (tests/oracle.rs).
/// # References
/// As [`variance_interval`]; [Jackson et al. (2014)](crate::references#jackson-2014).
pub fn residual_variance_interval(
    studies: &[StudyEffect],
    design: &Design,
    method: VarianceIntervalMethod,
    level: ConfidenceLevel,
) -> Result<VarianceInterval, FitError> {
    let mut model = RegressionModel::new(studies, &design.columns())?;
    if design.is_intercept_only() {
        return variance_interval(studies, method, level);
    }
    if model.residual_degrees_of_freedom() < 1.0 {
        return Err(FitError::TooFewStudies {
            given: studies.len(),
            needed: model.coefficient_count() + 1,
        });
    }
    of_model(&mut model, studies, design, method, level)
}

/// The interval in `model`, which is that of `studies` and `design`.
fn of_model(
    model: &mut impl LinearModel,
    studies: &[StudyEffect],
    design: &Design,
    method: VarianceIntervalMethod,
    level: ConfidenceLevel,
) -> Result<VarianceInterval, FitError> {
    use BetweenStudyEstimator::{MaximumLikelihood, RestrictedMaximumLikelihood};
    use VarianceIntervalMethod as M;
    let weighted = |weight: fn(&StudyEffect) -> f64| {
        let weights: Vec<f64> = studies.iter().map(weight).collect();
        generalised_q::interval(studies, design, &weights, level)
    };
    let variance = match method {
        M::QProfile => q_profile::interval(model, level),
        M::ProfileLikelihood => {
            let at = estimate(model, MaximumLikelihood).variance;
            profile_likelihood::interval(model, Criterion::Full, at, level)
        }
        M::RestrictedProfileLikelihood => {
            let at = estimate(model, RestrictedMaximumLikelihood).variance;
            profile_likelihood::interval(model, Criterion::Restricted, at, level)
        }
        M::BiggerstaffTweedie => biggerstaff_tweedie::interval(model, level),
        M::BiggerstaffJackson => weighted(|study| 1.0 / study.sampling_variance())?,
        M::Jackson => weighted(|study| 1.0 / study.standard_error())?,
    };
    Ok(with_i_squared(model, variance))
}

/// The interval of tau2 with those of I² and H² that follow from it.
pub(crate) fn with_i_squared(model: &mut impl LinearModel, variance: Interval) -> VarianceInterval {
    let typical = model.residual_degrees_of_freedom() / model.evaluate(0.0).trace_p;
    VarianceInterval {
        variance,
        // Written so that an infinite variance gives 1.
        i_squared: variance.map(|tau2| 1.0 - typical / (tau2 + typical)),
        h_squared: variance.map(|tau2| 1.0 + tau2 / typical),
    }
}
