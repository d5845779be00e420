//! Rules on one row of results: what its figures say of each other.

mod arm_interval;
mod comparison;
mod edits;
mod lattice;
mod shown;

mod binary_moments;
mod difference_beyond_scale;
mod error_against_interval;
mod implausible_precision;
mod interval_without_width;
mod large_standardised_difference;
mod level_of_interval;
mod lopsided_interval;
pub(crate) mod mean_interval;
mod mean_outside_range;
mod median_far_from_mean;
mod narrower_than_participants;
mod odd_p_bound;
mod other_scale;
mod outside_scale;
mod p_against_error;
mod p_against_interval;
mod p_against_no_effect;
mod percent_against_counts;
mod percent_as_fraction;
mod percent_as_ratio;
mod percent_interval;
mod person_time_against_follow_up;
pub(crate) mod rate_against_person_time;
pub(crate) mod rate_interval;
mod reduction_against_ratio;
mod reduction_as_fraction;
mod reduction_limits;
mod risk_difference_beyond_one;
pub(crate) mod sd_against_se;
mod sd_below_quartiles;
mod sd_bounds;
mod skewed_mean;
pub(crate) mod spread_of_counts;
mod spread_of_zero;
mod steps;
mod zero_p;

pub(crate) use comparison::{Comparison, asymmetry, quantile, ratio_of, z_of};
pub(crate) use edits::suggestion;
pub(crate) use lopsided_interval::USUAL;

use crate::context::Context;
use trialpool_ingest::{ArmResult, Sink};

/// A rule on one comparison and what it refers to.
pub(crate) type ContrastRule = fn(&Comparison<'_, '_>, &Context<'_, '_>, &mut Sink<'_>);

/// A rule on the result of one arm and what it refers to.
pub(crate) type ArmResultRule = fn(&ArmResult<'_>, &Context<'_, '_>, &mut Sink<'_>);

/// The rules on each row of `contrasts`.
pub(crate) const CONTRAST_RULES: &[ContrastRule] = &[
    zero_p::check,
    lopsided_interval::check,
    other_scale::check,
    p_against_interval::check,
    error_against_interval::check,
    p_against_error::check,
    level_of_interval::check,
    p_against_no_effect::check,
    reduction_against_ratio::check,
    reduction_limits::check,
    percent_as_ratio::check,
    reduction_as_fraction::check,
    interval_without_width::check,
    implausible_precision::check,
    narrower_than_participants::check,
    large_standardised_difference::check,
    risk_difference_beyond_one::check,
    odd_p_bound::check,
    difference_beyond_scale::check,
];

/// The rules on each row of `arm_results`.
pub(crate) const ARM_RESULT_RULES: &[ArmResultRule] = &[
    percent_against_counts::check,
    percent_as_fraction::check,
    rate_against_person_time::check,
    person_time_against_follow_up::check,
    mean_outside_range::check,
    outside_scale::check,
    sd_against_se::check,
    mean_interval::check,
    mean_interval::lopsided,
    sd_bounds::largest,
    sd_bounds::smallest,
    spread_of_zero::check,
    spread_of_counts::check,
    percent_interval::check,
    rate_interval::check,
    steps::mean,
    steps::spread,
    steps::quantiles,
    binary_moments::check,
    skewed_mean::check,
    median_far_from_mean::check,
    sd_below_quartiles::check,
];
