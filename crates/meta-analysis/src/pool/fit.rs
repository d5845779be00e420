//! What pooling gives.

use serde::{Deserialize, Serialize};

use crate::between_study::BetweenStudyEstimator;
use crate::caveat::Caveat;
use crate::heterogeneity::Heterogeneity;
use crate::inference::Estimate;
use crate::likelihood::FitStatistics;
use crate::{Convergence, Interval};

/// A pooled result. What the fit decided stands here; nobody works it out again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PooledFit {
    /// Number of studies k.
    pub study_count: usize,
    /// The pooled effect.
    pub pooled: Estimate,
    /// The between-study variance; `None` for the common-effect model and for k = 1.
    pub between_study: Option<BetweenStudy>,
    /// Q, I², H².
    pub heterogeneity: Heterogeneity,
    /// The prediction interval; `None` where the rule or the model gives none.
    pub prediction: Option<Interval>,
    /// The weights, in the order of the studies; they sum to 1.
    pub weights: Vec<f64>,
    /// Log-likelihoods and information criteria at the fit.
    pub fit_statistics: FitStatistics,
    /// How the solver ended; `None` where there was nothing to iterate.
    pub convergence: Option<Convergence>,
    /// What the reader must know.
    pub caveats: Vec<Caveat>,
}

/// The between-study variance of a random-effects fit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[doc(alias = "tau2")]
pub struct BetweenStudy {
    /// tau2, at least 0, in squared units of the effect.
    pub variance: f64,
    /// Its standard error (asymptotic), where the estimator has one.
    pub standard_error: Option<f64>,
    /// Its Q-profile interval at the level of the fit.
    pub interval: Option<Interval>,
    /// The estimator; `None` where the caller gave the value, and where it is the median-unbiased one of
    /// [`pool_median_unbiased`](crate::pool_median_unbiased).
    pub estimator: Option<BetweenStudyEstimator>,
}
