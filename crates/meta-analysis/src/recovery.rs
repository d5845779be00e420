//! What a publication does not report, from what it does: means and standard deviations from medians, standard errors
//! from tests, tables from their margins, arms from arms.
//!
//! Each result names its [`Derivation`](crate::Derivation).

mod arms;
mod box_cox;
mod comparisons;
mod dependent;
mod dispersion;
mod error;
mod error_of_mean;
mod five_numbers;
mod log_normal;
mod quantile_estimation;
mod shared_control;
mod skewness;
mod table;

pub use arms::{combine_means, combine_proportions, split_mean, split_proportion};
pub use box_cox::{BoxCoxDistribution, mean_and_sd_by_power};
pub use comparisons::{combine_treated_groups, covariance_matrix, has_shared_control_covariance};
pub use dependent::{combine_dependent_effects, combine_effects_with_covariance};
pub use dispersion::{
    Ranged, correlation_from_sds, sd_from_standard_error, sd_of_change, sd_of_change_band,
    standard_error_from_statistic, standard_error_from_t_interval,
};
pub use error::RecoveryError;
pub use error_of_mean::{QuantileMethod, bootstrap_error_of_mean};
pub use five_numbers::{
    AssumedDistribution, MeanAndSd, Quantiles, SkewnessCheck, mean_and_sd, mean_and_sd_hozo,
};
pub use quantile_estimation::{Family, FittedDistribution, mean_and_sd_by_quantiles};
pub use shared_control::{Comparison, covariance_with_shared_control};
pub use skewness::SkewnessTest;
pub use table::{
    Direction, Margins, table_from_chi_squared, table_from_odds_ratio, table_from_risk_ratio,
    treated_from_odds_ratio, treated_from_risk_ratio,
};
