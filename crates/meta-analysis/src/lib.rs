//! Effect sizes and meta-analysis: pure numerics, without files, clock or unseeded randomness.
//!
//! # Steps
//! 1. Effects: from counts and means ([`effect_size`]), or from what a publication prints
//!    ([`reported`]), each with its sampling variance: [`StudyEffect`].
//! 2. Pooling: [`pool`] under a common-effect or a random-effects model ([`Model`],
//!    [`BetweenStudyEstimator`]); sparse tables by [`mantel_haenszel`] and [`peto_odds_ratio`].
//! 3. Heterogeneity: Q, I², H² and tau2 with intervals stand in the [`PooledFit`];
//!    [`variance_interval`] makes others, [`variance_profile`] the curve behind them.
//! 4. Moderators: [`pool_subgroups`], [`meta_regression`], [`permutation`].
//! 5. Sensitivity: [`leave_one_out`], [`cumulative`], [`influence`], [`shrinkage`].
//!
//! # How tau2 is found
//! Every estimator is a function of a few traces and quadratic forms of one matrix, which a linear
//! model supplies in one pass over the studies; so each is written once for means and regressions
//! (the modules `model` and `between_study`). Equations are solved inside brackets that are proved to hold the
//! root, the likelihood is scanned for its highest maximum, and [`Convergence`] says how it ended.
//!
//! # Where results differ from metafor's
//! - ML and REML return the highest maximum of the likelihood, metafor the one that its iteration
//!   reaches; [`Caveat::SeveralModes`] reports a second one.
//! - A prediction interval without degrees of freedom is `None`, where metafor takes one degree.
//! - A single study has no between-study variance, so none is counted as a parameter.

mod between_study;
mod caveat;
mod confidence_distribution;
mod convergence;
mod derivation;
pub mod effect_size;
mod error;
mod generalised_q;
mod heterogeneity;
mod inference;
pub mod influence;
mod interval;
mod likelihood;
mod measure;
pub mod meta_regression;
mod model;
pub mod numeric;
pub mod permutation;
mod pool;
pub mod recovery;
pub mod references;
pub mod reported;
pub mod shrinkage;
mod study;
mod tau2;
mod variance_interval;
mod variance_profile;

pub use between_study::BetweenStudyEstimator;
pub use caveat::Caveat;
pub use convergence::{Convergence, Ended};
pub use derivation::{Derivation, Recovered};
pub use effect_size::clopper_pearson;
pub use error::FitError;
pub use generalised_q::{generalised_q_interval, generalised_q_median};
pub use heterogeneity::Heterogeneity;
pub use inference::Estimate;
pub use interval::{ConfidenceLevel, ConfidenceLevelError, Interval};
pub use likelihood::{Criteria, FitStatistics};
pub use measure::{DataKind, Measure, Scale, UnknownMeasure};
pub use pool::{
    BetweenGroups, BetweenStudy, Bootstrap, BootstrapIntervals, FewStudiesPanel, HenmiCopasFit,
    Inference, Model, PooledEstimate, PooledFit, PoolingMethod, PoolingOptions, PredictionChoice,
    PredictionDistribution, PredictionMethod, PredictionRule, RiskDifferenceVariance, Sampled,
    StratifiedFit, StratifiedOptions, SubgroupFit, TestChoice, VarianceSharing,
    between_study_variance, bootstrap_prediction, cumulative, few_studies_panel, henmi_copas,
    inverse_variance_heterogeneity, kenward_roger, leave_one_out, mantel_haenszel, peto_odds_ratio,
    pool, pool_at, pool_estimate, pool_many, pool_median_unbiased, pool_subgroups,
    pool_with_weights, prediction_distribution, probability_beyond,
};
pub use study::{StudyEffect, StudyEffectError};
pub use variance_interval::{
    VarianceInterval, VarianceIntervalMethod, residual_variance_interval, variance_interval,
};
pub use variance_profile::{ProfilePoint, VarianceProfile, variance_profile};
