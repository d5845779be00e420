//! How many people stand behind an effect, no one counted twice.

use crate::candidates::{Candidate, Figures};
use crate::selection::Selection;
use std::collections::BTreeMap;
use trialpool_ingest::{ArmKey, Registry, Reported, SubgroupKey, TrialKey};

/// Participants of the arms that a candidate compares, if both are known.
pub(crate) fn of_candidate(registry: &Registry<'_>, candidate: &Candidate<'_, '_>) -> Option<u64> {
    let arms = arms(registry, candidate);
    arms.into_iter().map(|(_, count)| count).sum()
}

/// Participants of all effects of a selection; an arm that two effects share counts once.
pub(crate) fn of_selection(registry: &Registry<'_>, selection: &Selection<'_, '_>) -> Option<u64> {
    let mut counted: BTreeMap<(TrialKey, ArmKey, Option<SubgroupKey>), Option<u64>> =
        BTreeMap::new();
    for row in &selection.chosen {
        let candidate = &row.candidate;
        for (arm, count) in arms(registry, candidate) {
            counted.insert((candidate.trial, arm, candidate.subgroup), count);
        }
    }
    if counted.is_empty() {
        return None;
    }
    counted.into_values().sum()
}

fn arms(registry: &Registry<'_>, candidate: &Candidate<'_, '_>) -> Vec<(ArmKey, Option<u64>)> {
    let analysed = match candidate.figures {
        Figures::Contrast(_) => [None, None],
        Figures::Pair(treated, control) => [treated.n, control.n],
        Figures::Single(row) if counts_people(registry, candidate) => [row.n, None],
        // Lesions or examinations: how many people they come from is not in the row.
        Figures::Single(_) => return vec![(candidate.arm, None)],
    };
    std::iter::once(candidate.arm)
        .chain(candidate.comparator)
        .zip(analysed)
        .map(|(arm, analysed)| {
            let count = analysed
                .map(count)
                .or_else(|| size(registry, candidate, arm));
            (arm, count)
        })
        .collect()
}

/// Whether the total of a proportion is a number of people, as its outcome's unit says.
fn counts_people(registry: &Registry<'_>, candidate: &Candidate<'_, '_>) -> bool {
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
    PEOPLE.contains(&&*registry.outcomes[candidate.outcome].unit.en)
}

/// The participants of an arm: as randomised, or, in a subgroup that is not the whole trial, the
/// largest number analysed in it.
fn size(registry: &Registry<'_>, candidate: &Candidate<'_, '_>, arm: ArmKey) -> Option<u64> {
    let whole = candidate.subgroup.is_none()
        || candidate.subgroup == registry.trials[candidate.trial].stratum;
    let randomised = registry.arms[arm].participants.filter(|_| whole);
    randomised.map(count).or_else(|| {
        registry
            .arm_results
            .iter()
            .filter(|row| row.arm == arm && row.subgroup == candidate.subgroup)
            .filter_map(|row| row.n.map(count))
            .max()
    })
}

/// Counts are whole and non-negative; the checks refuse others.
fn count(number: Reported) -> u64 {
    number.value().max(0.0).round() as u64
}
