//! Rules on one trial: what its arms and results say of each other.

mod more_analysed_than_randomised;
mod more_arms_than_randomised;
mod reversed_comparison;

use crate::context::{Context, TrialView};
use trialpool_ingest::Sink;

/// A rule on one trial.
pub(crate) type Rule = fn(&TrialView<'_, '_>, &Context<'_, '_>, &mut Sink<'_>);

/// The rules on each trial.
pub(crate) const RULES: &[Rule] = &[
    more_arms_than_randomised::check,
    more_analysed_than_randomised::check,
    reversed_comparison::check,
];
