//! Effect sizes and meta-analysis: pure numerics, without files, clock or unseeded randomness.

mod between_study;
mod caveat;
mod convergence;
mod derivation;
pub mod effect_size;
mod error;
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

pub use between_study::BetweenStudyEstimator;
pub use caveat::Caveat;
pub use convergence::{Convergence, Ended};
pub use derivation::{Derivation, Recovered};
pub use effect_size::clopper_pearson;
pub use error::FitError;
pub use heterogeneity::Heterogeneity;
pub use inference::Estimate;
pub use interval::{ConfidenceLevel, ConfidenceLevelError, Interval};
pub use likelihood::{Criteria, FitStatistics};
pub use measure::{Measure, Scale, UnknownMeasure};
pub use pool::{
    BetweenGroups, BetweenStudy, Inference, Model, PooledFit, PoolingOptions, PredictionRule,
    StratifiedFit, StratifiedOptions, SubgroupFit, VarianceSharing, between_study_variance,
    cumulative, leave_one_out, mantel_haenszel, peto_odds_ratio, pool, pool_at, pool_subgroups,
    pool_with_weights,
};
pub use study::{StudyEffect, StudyEffectError};
pub use variance_interval::{VarianceInterval, VarianceIntervalMethod, variance_interval};
