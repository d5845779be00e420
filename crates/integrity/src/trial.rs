//! Rules on one trial: what its arms and results say of each other.

mod against_arms;
mod arms_short_of_trial;
mod block;
mod closure;
mod disagreement;
mod falls_with_time;
mod habit;
mod in_time;
mod level_unlike_others;
mod lost_and_analysed;
mod measures_agree;
mod more_analysed_than_randomised;
mod more_arms_than_randomised;
mod n_above_analysed;
mod n_grows;
mod n_of_other_arm;
mod one_lopsided_interval;
mod outside_stratum;
mod part_exceeds_whole;
mod part_more_precise;
mod partition;
mod parts_and_whole;
mod percent_against_count;
mod plain_figures;
mod pooled_arm_size;
mod pooled_outside_members;
mod pooled_size;
mod primary_without_locator;
mod reversed_comparison;
mod same_block_in_two_arms;
mod same_block_in_two_outcomes;
mod same_estimate_twice;
mod same_sd_everywhere;
mod sources_of_arm;
mod sources_of_contrast;
mod spread_unlike_others;
mod subgroup_effects;
mod unit_differs;
mod unit_factor;
mod verified_by_extractor;

use crate::context::{Context, TrialView};
use trialpool_ingest::Sink;

/// A rule on one trial.
pub(crate) type Rule = fn(&TrialView<'_, '_>, &Context<'_, '_>, &mut Sink<'_>);

/// The rules on each trial.
pub(crate) const RULES: &[Rule] = &[
    more_arms_than_randomised::check,
    more_analysed_than_randomised::check,
    reversed_comparison::check,
    lost_and_analysed::check,
    n_above_analysed::check,
    n_of_other_arm::check,
    n_grows::check,
    arms_short_of_trial::check,
    pooled_size::check,
    pooled_arm_size::check,
    part_exceeds_whole::check,
    parts_and_whole::check,
    outside_stratum::check,
    subgroup_effects::check,
    part_more_precise::check,
    against_arms::check,
    same_block_in_two_arms::check,
    same_block_in_two_outcomes::check,
    same_estimate_twice::check,
    same_sd_everywhere::check,
    spread_unlike_others::check,
    sources_of_arm::check,
    sources_of_contrast::check,
    closure::check,
    falls_with_time::check,
    unit_differs::check,
    unit_factor::check,
    verified_by_extractor::check,
    primary_without_locator::check,
    measures_agree::check,
    percent_against_count::check,
    pooled_outside_members::check,
    one_lopsided_interval::check,
    level_unlike_others::check,
    plain_figures::check,
];
