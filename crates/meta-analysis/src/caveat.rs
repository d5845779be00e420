//! What a reader of a result must know; not errors.

use serde::{Deserialize, Serialize};

/// A remark on a result, as data. The words are the report's.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Caveat {
    /// One study: the result is that study, with normal quantiles whatever the inference asked for.
    SingleStudy,
    /// Fewer than five studies: the between-study variance is hardly determined.
    FewStudies {
        /// Number of studies.
        study_count: usize,
    },
    /// The estimate of the between-study variance lies on the boundary 0.
    Tau2AtBoundary,
    /// The solver stopped before its tolerance was met.
    NotConverged,
    /// The likelihood has several maxima; the highest was taken.
    SeveralModes {
        /// Location of the next best maximum.
        second: f64,
        /// By how much its log-likelihood is lower.
        difference: f64,
    },
    /// The Hartung-Knapp factor is below 1, so that the interval may be narrower than Wald's.
    HartungKnappBelowOne {
        /// The factor on the variance.
        factor: f64,
    },
    /// The prediction interval is not defined for so few studies under the rule asked for.
    NoPrediction,
    /// Q is smaller than the interval's lower quantile allows: the interval of tau2 is only {0}.
    EmptyVarianceInterval,
}

impl Caveat {
    /// A stable code: `single_study`, `few_studies`, `tau2_at_boundary`, `not_converged` …
    pub fn code(&self) -> &'static str {
        match self {
            Self::SingleStudy => "single_study",
            Self::FewStudies { .. } => "few_studies",
            Self::Tau2AtBoundary => "tau2_at_boundary",
            Self::NotConverged => "not_converged",
            Self::SeveralModes { .. } => "several_modes",
            Self::HartungKnappBelowOne { .. } => "hartung_knapp_below_one",
            Self::NoPrediction => "no_prediction",
            Self::EmptyVarianceInterval => "empty_variance_interval",
        }
    }
}
