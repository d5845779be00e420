//! Log-likelihoods and information criteria.

use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::{Criteria, FitStatistics};

/// Log-likelihoods and information criteria of a fit (metafor's `fitstats`).
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FitCriteria {
    /// By the full likelihood.
    pub(crate) ml: OneCriteria,
    /// By the restricted likelihood.
    pub(crate) reml: OneCriteria,
}

/// One log-likelihood, and what is made of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OneCriteria {
    /// The log-likelihood.
    pub(crate) ll: f64,
    /// The deviance.
    pub(crate) dev: f64,
    /// Akaike's criterion.
    pub(crate) aic: f64,
    /// Schwarz's criterion.
    pub(crate) bic: f64,
    /// Akaike's criterion, corrected for small samples.
    pub(crate) aicc: f64,
}

impl FitCriteria {
    pub(in super::super) fn new(fit: &FitStatistics) -> Self {
        let one = |criteria: &Criteria| OneCriteria {
            ll: criteria.log_likelihood,
            dev: criteria.deviance,
            aic: criteria.aic,
            bic: criteria.bic,
            aicc: criteria.aicc,
        };
        Self {
            ml: one(&fit.maximum_likelihood),
            reml: one(&fit.restricted),
        }
    }
}
