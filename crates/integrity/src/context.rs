//! What rules look things up in.

use trialpool_ingest::{ArmKey, ArmResult, Contrast, Key, Registry, Trial, TrialKey};

/// The registry, with the results of each trial at hand.
pub(crate) struct Context<'c, 'f> {
    pub(crate) registry: &'c Registry<'f>,
    contrasts: ByTrial,
    arm_results: ByTrial,
}

/// One trial with all that is reported of it.
pub(crate) struct TrialView<'c, 'f> {
    pub(crate) trial: &'c Trial<'f>,
    /// Its arms, in file order.
    pub(crate) arms: Vec<ArmKey>,
    /// Its comparisons, in file order.
    pub(crate) contrasts: Vec<&'c Contrast<'f>>,
    /// The results of its arms, in file order.
    pub(crate) arm_results: Vec<&'c ArmResult<'f>>,
}

impl<'c, 'f> Context<'c, 'f> {
    pub(crate) fn new(registry: &'c Registry<'f>) -> Self {
        let trials = registry.trials.len();
        Self {
            registry,
            contrasts: ByTrial::new(trials, registry.contrasts.iter().map(|row| row.trial)),
            arm_results: ByTrial::new(trials, registry.arm_results.iter().map(|row| row.trial)),
        }
    }

    /// One trial with its results.
    pub(crate) fn trial(&self, key: TrialKey) -> TrialView<'c, 'f> {
        let registry = self.registry;
        let contrasts = self.contrasts.of(key).iter();
        let arm_results = self.arm_results.of(key).iter();
        TrialView {
            trial: &registry.trials[key],
            arms: registry.arms_of(key).collect(),
            contrasts: contrasts
                .map(|index| &registry.contrasts[*index as usize])
                .collect(),
            arm_results: arm_results
                .map(|index| &registry.arm_results[*index as usize])
                .collect(),
        }
    }
}

/// The rows of each trial, by index, in file order.
struct ByTrial {
    /// Where the rows of each trial start in `rows`, and the end.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl ByTrial {
    /// Sorts the rows by counting: time and room are proportional to them.
    fn new(trials: usize, of: impl Iterator<Item = TrialKey> + Clone) -> Self {
        let mut starts = vec![0_u32; trials + 1];
        for trial in of.clone() {
            starts[trial.index() + 1] += 1;
        }
        for trial in 0..trials {
            starts[trial + 1] += starts[trial];
        }
        let mut rows = vec![0_u32; starts[trials] as usize];
        let mut next = starts.clone();
        for (row, trial) in of.enumerate() {
            let place = &mut next[trial.index()];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        Self { starts, rows }
    }

    fn of(&self, trial: TrialKey) -> &[u32] {
        let [from, to] = [trial.index(), trial.index() + 1].map(|at| self.starts[at] as usize);
        &self.rows[from..to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_trial_in_file_order() {
        let of = [2, 0, 2, 2, 0].map(TrialKey::new);
        let rows = ByTrial::new(4, of.into_iter());
        assert_eq!(rows.of(TrialKey::new(0)), [1, 4]);
        assert_eq!(rows.of(TrialKey::new(1)), [0_u32; 0]);
        assert_eq!(rows.of(TrialKey::new(2)), [0, 2, 3]);
        assert_eq!(rows.of(TrialKey::new(3)), [0_u32; 0]);
    }
}
