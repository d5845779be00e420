//! Effect sizes and their sampling variances, one file a family.
//!
//! Each function takes what a study reports about its groups and returns a [`StudyEffect`](crate::StudyEffect) on the
//! analysis scale of the measure. The definitions are metafor's `escalc()` of version 5.0. Where metafor returns a
//! sampling variance of 0 (no events at all, perfect correlation), there is no study effect here but an
//! [`EffectSizeError`]: such a study would get an infinite weight.

mod association;
mod change;
mod change_ratio;
mod conversion;
mod correlation;
mod dispatch;
mod error;
mod hazard_ratio;
mod inputs;
mod mean;
mod mean_difference;
mod odds;
mod options;
mod partial_correlation;
mod point_biserial;
#[cfg(test)]
mod properties;
mod proportion;
mod proportion_interval;
mod rate;
mod rates;
mod ratio_of_means;
mod reliability;
mod risk;
mod small_sample;
mod standardized;
mod tetrachoric;
mod zero_cells;

use correlation::bias_corrected_correlation;

pub use association::{phi_coefficient, yule_q, yule_y};
pub use change::{
    PairedMeans, mean_change, standardized_mean_change, standardized_mean_change_pooled,
    standardized_mean_change_pooled_heteroscedastic, standardized_mean_change_raw,
    standardized_mean_change_raw_heteroscedastic,
};
pub use change_ratio::{
    log_ratio_of_means_change, log_variability_ratio_change, log_variation_ratio_change,
};
pub use conversion::{
    ResponseDistribution, SmdOverlap, correlation_from_smd, log_odds_ratio_from_smd,
    log_odds_ratio_of_means, probit_difference, risk_from_log_odds_ratio, smd_from_correlation,
    smd_from_log_odds_ratio, smd_overlap, tetrachoric_from_log_odds_ratio,
};
pub use correlation::{
    Correlation, CorrelationVariance, average_correlation, fisher_z, fisher_z_of, raw_correlation,
    unbiased_correlation,
};
pub use dispatch::{StudyData, effect_size};
pub use error::EffectSizeError;
pub use hazard_ratio::{
    LogrankEvents, log_hazard_ratio_from_logrank, log_hazard_ratio_from_logrank_p,
};
pub use inputs::{Proportion, TwoByTwo, TwoMeans, TwoRates};
pub use mean::{
    GroupMean, log_mean, log_standard_deviation, log_variation, raw_mean, standardized_mean,
};
pub use mean_difference::{mean_difference, mean_difference_equal_variances};
pub use odds::{log_odds_ratio, log_odds_ratio_with, peto_log_odds_ratio};
pub use options::{EffectSizeOptions, VarianceType, effect_sizes};
pub use partial_correlation::{
    RegressionCoefficient, fisher_z_partial_correlation, partial_correlation,
    semipartial_correlation,
};
pub use point_biserial::{biserial_correlation, point_biserial_correlation};
pub use proportion::{
    arcsine_proportion, freeman_tukey_proportion, freeman_tukey_to_proportion, harmonic_mean,
    log_proportion, logit_proportion, probit_proportion, raw_proportion,
};
pub use proportion_interval::clopper_pearson;
pub use rate::{Rate, freeman_tukey_rate, freeman_tukey_to_rate, log_rate, raw_rate, root_rate};
pub use rates::{incidence_rate_difference, log_incidence_rate_ratio, root_rate_difference};
pub use ratio_of_means::{
    RatioOfMeansOptions, RatioOfMeansVariance, average_variations, log_ratio_of_means,
    log_variability_ratio, log_variation_ratio,
};
pub use reliability::{Reliability, bonett_alpha, hakstian_whalen_alpha, raw_alpha};
pub use risk::{
    RiskVariance, arcsine_difference, average_risks, log_risk_ratio, log_risk_ratio_with,
    risk_difference, risk_difference_with,
};
pub use small_sample::{BiasCorrection, small_sample_factor};
pub use standardized::{
    SmdOptions, SmdVariance, average_smd, glass_delta, glass_delta_heteroscedastic,
    heteroscedastic_smd, standardized_mean_difference,
};
pub use tetrachoric::tetrachoric_correlation;
pub use zero_cells::{Added, CorrectTo, Corrected, Counts, Split, ZeroCells};
