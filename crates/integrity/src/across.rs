//! Rules on the registry as a whole.

mod balance;
mod baseline_balance;
mod baseline_difference;
mod benefit_against_effects;
mod edits;
mod effect_outlier;
mod last_digits;
mod mean_outlier;
mod names;
mod outliers;
mod person_time_outlier;
mod precision_outlier;
mod prediction;
mod proportion_outlier;
mod rate_outlier;
mod repeated_deviation;
mod repeated_trial;
mod same_document;
mod same_label;
mod sd_outlier;
mod shared_registration;
mod similar_trials;
mod spelled_twice;
mod undeclared_member;
mod unused_source;

use crate::context::Context;
use trialpool_ingest::Sink;

/// A rule on the whole registry.
pub(crate) type Rule = fn(&Context<'_, '_>, &mut Sink<'_>);

/// The rules on the whole registry.
pub(crate) const RULES: &[Rule] = &[
    shared_registration::check,
    effect_outlier::check,
    proportion_outlier::check,
    rate_outlier::check,
    sd_outlier::check,
    precision_outlier::check,
    person_time_outlier::check,
    mean_outlier::check,
    repeated_trial::check,
    similar_trials::check,
    undeclared_member::check,
    same_document::check,
    unused_source::check,
    spelled_twice::check,
    same_label::treatments,
    same_label::outcomes,
    same_label::timepoints,
    same_label::populations,
    benefit_against_effects::check,
    last_digits::check,
    repeated_deviation::check,
    baseline_balance::check,
    baseline_difference::check,
];

/// Months, weeks and days of a year.
const TIME_FACTORS: [f64; 3] = [12.0, 52.18, 365.25];

/// What units of measurements are off by, beyond powers of ten: inches and pounds, glucose,
/// cholesterol and creatinine in mg/dL, time.
const UNIT_FACTORS: [f64; 8] = [2.54, 2.205, 18.02, 38.67, 88.4, 7.0, 12.0, 60.0];
