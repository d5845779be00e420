//! Effect sizes and their sampling variances, one file a family.
//!
//! Each function takes what a study reports about its groups and returns a [`StudyEffect`](crate::StudyEffect) on the
//! analysis scale of the measure. The definitions are metafor's `escalc()`.

mod error;
mod inputs;
mod proportion_interval;
mod rates;

pub use error::EffectSizeError;
pub use inputs::{Proportion, TwoByTwo, TwoMeans, TwoRates};
pub use proportion_interval::clopper_pearson;
pub use rates::{incidence_rate_difference, log_incidence_rate_ratio, root_rate_difference};
