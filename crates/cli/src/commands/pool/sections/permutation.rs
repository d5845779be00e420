//! The permutation test.

use crate::options::PoolOptions;
use crate::terminal;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::meta_regression::Design;
use trialpool_meta_analysis::permutation::{Permutations, permutation_test};
use trialpool_meta_analysis::{FitError, StudyEffect};

/// A permutation test.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PermutationEntry {
    /// Two-sided p value of each of `coefficients`, in their order.
    pub(crate) p: Vec<f64>,
    /// p value of the test of all moderators; null without moderators.
    pub(crate) qm_p: Option<f64>,
    /// Permutations looked at.
    pub(crate) permutations: u64,
    /// Whether these were all.
    pub(crate) exact: bool,
    /// The seed of random permutations; null where all were looked at.
    pub(crate) seed: Option<u64>,
}

/// All permutations if there are few, else random ones.
pub(super) fn permutations(
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolOptions,
) -> Result<PermutationEntry, FitError> {
    let limit = options.permutations;
    let random = Permutations::MonteCarlo {
        iterations: limit,
        seed: options.seed,
    };
    let test = terminal::working("permuting", || {
        let test = |which| permutation_test(studies, design, &options.pooling, which);
        match test(Permutations::Exact { limit }) {
            Err(FitError::TooManyPermutations { .. }) => test(random),
            result => result,
        }
    })?;
    Ok(PermutationEntry {
        p: test.p_values,
        qm_p: options.mods.is_some().then_some(test.omnibus_p_value),
        permutations: test.permutations,
        exact: test.is_exact,
        seed: (!test.is_exact).then_some(options.seed),
    })
}
