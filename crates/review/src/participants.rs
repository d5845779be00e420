//! How many people stand behind an effect, no one counted twice.

use crate::candidates::{Candidate, Figures};
use crate::selection::{Chosen, Selection};
use std::collections::BTreeMap;
use trialpool_ingest::{ArmKey, Registry, Reported, SubgroupKey, TrialKey};

/// How many people are in each arm and subgroup.
pub(crate) struct Participants<'c, 'f> {
    registry: &'c Registry<'f>,
    /// The largest number analysed in a subgroup of an arm, or in all of it.
    analysed: BTreeMap<(ArmKey, Option<SubgroupKey>), u64>,
}

impl<'c, 'f> Participants<'c, 'f> {
    pub(crate) fn new(registry: &'c Registry<'f>) -> Self {
        let mut analysed = BTreeMap::new();
        for row in &registry.arm_results {
            if let Some(n) = row.n.map(count) {
                let most = analysed.entry((row.arm, row.subgroup)).or_insert(n);
                *most = n.max(*most);
            }
        }
        Self { registry, analysed }
    }

    /// Participants of the arms that an effect compares, if all are known.
    pub(crate) fn of_effect(&self, chosen: &Chosen<'_, '_>) -> Option<u64> {
        self.of_candidates(chosen.candidates())
    }

    /// Participants of all effects of a selection; an arm that two effects share counts once.
    pub(crate) fn of_selection(&self, selection: &Selection<'_, '_>) -> Option<u64> {
        self.of_candidates(selection.chosen.iter().flat_map(Chosen::candidates))
    }

    fn of_candidates<'a, 'd: 'r, 'r: 'a>(
        &self,
        candidates: impl Iterator<Item = &'a Candidate<'r, 'd>>,
    ) -> Option<u64> {
        let mut counted: BTreeMap<(TrialKey, ArmKey, Option<SubgroupKey>), Option<u64>> =
            BTreeMap::new();
        for candidate in candidates {
            for (arm, count) in self.arms(candidate) {
                counted.insert((candidate.trial, arm, candidate.subgroup), count);
            }
        }
        if counted.is_empty() {
            return None;
        }
        counted.into_values().sum()
    }

    fn arms(&self, candidate: &Candidate<'_, '_>) -> Vec<(ArmKey, Option<u64>)> {
        let analysed = match candidate.figures {
            Figures::Contrast(_) => [None, None],
            Figures::Pair(treated, control) => [treated.n, control.n],
            Figures::Single(row) if self.counts_people(candidate) => [row.n, None],
            // Lesions or examinations: how many people they come from is not in the row.
            Figures::Single(_) => return vec![(candidate.arm, None)],
        };
        std::iter::once(candidate.arm)
            .chain(candidate.comparator)
            .zip(analysed)
            .map(|(arm, analysed)| {
                let count = analysed.map(count).or_else(|| self.size(candidate, arm));
                (arm, count)
            })
            .collect()
    }

    /// Whether the total of a proportion is a number of people, as its outcome's unit says.
    fn counts_people(&self, candidate: &Candidate<'_, '_>) -> bool {
        const PEOPLE: [&str; 8] = [
            "",
            "participants",
            "patients",
            "people",
            "persons",
            "subjects",
            "adults",
            "children",
        ];
        PEOPLE.contains(&&*self.registry.outcomes[candidate.outcome].unit.en)
    }

    /// The participants of an arm: as randomised, or, in a subgroup that is not the whole trial,
    /// the largest number analysed in it.
    fn size(&self, candidate: &Candidate<'_, '_>, arm: ArmKey) -> Option<u64> {
        let whole = candidate.subgroup.is_none()
            || candidate.subgroup == self.registry.trials[candidate.trial].stratum;
        let randomised = self.registry.arms[arm].participants.filter(|_| whole);
        randomised
            .map(count)
            .or_else(|| self.analysed.get(&(arm, candidate.subgroup)).copied())
    }
}

/// Counts are whole and non-negative; the checks refuse others.
fn count(number: Reported) -> u64 {
    number.value().max(0.0).round() as u64
}
