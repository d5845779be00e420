//! A pooled result as the document holds it.

use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::{
    BetweenStudy, Estimate, Heterogeneity, Interval, PooledFit, VarianceInterval,
};

/// A pooled result; with moderators there is no one estimate, and heterogeneity is what they leave.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Statistics {
    /// Number of studies.
    pub(crate) k: usize,
    /// The pooled effect.
    pub(crate) estimate: Option<f64>,
    /// Its standard error.
    pub(crate) se: Option<f64>,
    /// z, or t where `df` is given.
    pub(crate) statistic: Option<f64>,
    /// Degrees of freedom of t.
    pub(crate) df: Option<f64>,
    /// Two-sided p value.
    pub(crate) p: Option<f64>,
    /// Confidence interval.
    pub(crate) ci: Option<[f64; 2]>,
    /// Prediction interval: where the true effect of a new study may lie.
    pub(crate) prediction: Option<[f64; 2]>,
    /// Between-study variance; 0 for methods that have none.
    pub(crate) tau2: f64,
    /// Its standard error.
    pub(crate) tau2_se: Option<f64>,
    /// Its interval.
    pub(crate) tau2_ci: Option<[f64; 2]>,
    /// I² in per cent.
    pub(crate) i2: f64,
    /// Its interval, in per cent.
    pub(crate) i2_ci: Option<[f64; 2]>,
    /// H².
    pub(crate) h2: f64,
    /// Cochran's Q; with moderators the residual Q.
    pub(crate) q: f64,
    /// Its degrees of freedom.
    pub(crate) q_df: usize,
    /// Its p value.
    pub(crate) q_p: f64,
}

/// An effect that a regression predicts.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Predicted {
    /// The mean effect.
    pub(crate) estimate: Option<f64>,
    /// Its standard error.
    pub(crate) se: Option<f64>,
    /// Its confidence interval.
    pub(crate) ci: Option<[f64; 2]>,
    /// The prediction interval: where the true effect of a new study may lie.
    pub(crate) prediction: Option<[f64; 2]>,
}

/// A coefficient of the model.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Coefficient {
    /// `intercept`, or the name of the column.
    pub(crate) name: String,
    /// The coefficient.
    pub(crate) estimate: f64,
    /// Its standard error.
    pub(crate) se: f64,
    /// z or t.
    pub(crate) statistic: Option<f64>,
    /// Two-sided p value.
    pub(crate) p: Option<f64>,
    /// Confidence interval.
    pub(crate) ci: [f64; 2],
}

impl Coefficient {
    pub(in super::super) fn new(name: &str, estimate: &Estimate) -> Self {
        Self {
            name: name.to_owned(),
            estimate: estimate.effect,
            se: estimate.standard_error,
            statistic: Some(estimate.statistic),
            p: Some(estimate.p_value),
            ci: limits(estimate.interval),
        }
    }
}

impl Statistics {
    pub(in super::super) fn of_mean(fit: &PooledFit) -> Self {
        Self::new(
            fit.study_count,
            Some(&fit.pooled),
            fit.prediction,
            fit.between_study,
            &fit.heterogeneity,
        )
    }

    pub(in super::super) fn new(
        k: usize,
        pooled: Option<&Estimate>,
        prediction: Option<Interval>,
        between: Option<BetweenStudy>,
        heterogeneity: &Heterogeneity,
    ) -> Self {
        let percent = |fraction: f64| 100.0 * fraction;
        Self {
            k,
            estimate: pooled.map(|pooled| pooled.effect),
            se: pooled.map(|pooled| pooled.standard_error),
            statistic: pooled.map(|pooled| pooled.statistic),
            df: pooled.and_then(|pooled| pooled.degrees_of_freedom),
            p: pooled.map(|pooled| pooled.p_value),
            ci: pooled.map(|pooled| limits(pooled.interval)),
            prediction: prediction.map(limits),
            tau2: between.map_or(0.0, |between| between.variance),
            tau2_se: between.and_then(|between| between.standard_error),
            tau2_ci: between.and_then(|between| between.interval).map(limits),
            i2: percent(heterogeneity.i_squared),
            i2_ci: heterogeneity
                .i_squared_interval
                .map(|interval| limits(interval).map(percent)),
            h2: heterogeneity.h_squared,
            q: heterogeneity.cochran_q,
            q_df: heterogeneity.degrees_of_freedom,
            q_p: heterogeneity.p_value,
        }
    }
}

impl Statistics {
    /// Another interval of tau2 than the Q-profile, and that of I² with it.
    pub(in super::super) fn take_variance_interval(&mut self, interval: &VarianceInterval) {
        self.tau2_ci = Some(limits(interval.variance));
        let percent = interval.i_squared.map(|fraction| 100.0 * fraction);
        self.i2_ci = Some(limits(percent));
    }
}

pub(in super::super) fn limits(interval: Interval) -> [f64; 2] {
    [interval.lower, interval.upper]
}
