//! What rules look things up in.

use std::collections::{BTreeMap, BTreeSet};
use trialpool_ingest::{
    ArmKey, ArmResult, Conflict, Contrast, Key, OutcomeKey, Reading, Registry, SourceKey,
    SubgroupKey, TableKind, TimepointKey, Trial, TrialKey, VerificationState,
};

/// The registry, with the results of each trial at hand.
pub(crate) struct Context<'c, 'f> {
    pub(crate) registry: &'c Registry<'f>,
    incomplete: &'c BTreeSet<TableKind>,
    contrasts: ByTrial,
    arm_results: ByTrial,
    conflicts: Conflicts,
    /// The levels of each subgroup variable.
    levels: BTreeMap<&'c str, Vec<SubgroupKey>>,
}

/// What a result is the answer to, within a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Question {
    pub(crate) outcome: OutcomeKey,
    pub(crate) subgroup: Option<SubgroupKey>,
    pub(crate) timepoint: Option<TimepointKey>,
}

impl Question {
    pub(crate) fn of_arm(row: &ArmResult<'_>) -> Self {
        Self {
            outcome: row.outcome,
            subgroup: row.subgroup,
            timepoint: row.timepoint,
        }
    }

    pub(crate) fn of_contrast(row: &Contrast<'_>) -> Self {
        Self {
            outcome: row.outcome,
            subgroup: row.subgroup,
            timepoint: row.timepoint,
        }
    }

    /// The same of all participants.
    pub(crate) fn of_all(self) -> Self {
        Self {
            subgroup: None,
            ..self
        }
    }
}

/// One trial with all that is reported of it.
pub(crate) struct TrialView<'c, 'f> {
    pub(crate) key: TrialKey,
    pub(crate) trial: &'c Trial<'f>,
    /// Its arms, in file order.
    pub(crate) arms: Vec<ArmKey>,
    /// Its comparisons, by question and pair of arms; else in file order.
    pub(crate) contrasts: Vec<&'c Contrast<'f>>,
    /// The same, by question, pair of arms and source; else in file order.
    contrasts_by_source: Vec<&'c Contrast<'f>>,
    /// The results of its arms, by question and arm; else in file order.
    pub(crate) arm_results: Vec<&'c ArmResult<'f>>,
    /// The same, by question, arm and source; else in file order.
    arm_results_by_source: Vec<&'c ArmResult<'f>>,
}

impl<'c, 'f> TrialView<'c, 'f> {
    /// The results of one arm for one question.
    pub(crate) fn rows_of(&self, question: Question, arm: ArmKey) -> &[&'c ArmResult<'f>] {
        let place = |row: &&ArmResult<'_>| (Question::of_arm(row), row.arm);
        within(&self.arm_results, place, &(question, arm))
    }

    /// The results of one arm for one question from one source.
    pub(crate) fn rows_from(
        &self,
        question: Question,
        arm: ArmKey,
        source: SourceKey,
    ) -> &[&'c ArmResult<'f>] {
        let place = |row: &&ArmResult<'_>| (Question::of_arm(row), row.arm, row.source);
        within(&self.arm_results_by_source, place, &(question, arm, source))
    }

    /// The results of each arm for one question, by binary search from one arm to the next.
    pub(crate) fn arms_for(
        &self,
        question: Question,
    ) -> impl Iterator<Item = &[&'c ArmResult<'f>]> {
        let mut rest = self.rows_for(question);
        std::iter::from_fn(move || {
            let arm = rest.first()?.arm;
            let (rows, others) = rest.split_at(rest.partition_point(|row| row.arm <= arm));
            rest = others;
            Some(rows)
        })
    }

    /// The results of all arms for one question.
    pub(crate) fn rows_for(&self, question: Question) -> &[&'c ArmResult<'f>] {
        let place = |row: &&ArmResult<'_>| Question::of_arm(row);
        within(&self.arm_results, place, &question)
    }

    /// The results of its arms, question by question.
    pub(crate) fn arm_questions(&self) -> impl Iterator<Item = &[&'c ArmResult<'f>]> {
        self.arm_results
            .chunk_by(|a, b| Question::of_arm(a) == Question::of_arm(b))
    }

    /// The results of its arms, one arm and question after the other.
    pub(crate) fn by_arm(&self) -> impl Iterator<Item = &[&'c ArmResult<'f>]> {
        self.arm_results
            .chunk_by(|a, b| (Question::of_arm(a), a.arm) == (Question::of_arm(b), b.arm))
    }

    /// The outcomes that its arms have results for, by binary search from one to the next.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = OutcomeKey> {
        let mut rest = self.arm_results.as_slice();
        std::iter::from_fn(move || {
            let outcome = rest.first()?.outcome;
            rest = &rest[rest.partition_point(|row| row.outcome <= outcome)..];
            Some(outcome)
        })
    }

    /// Its comparisons, question by question.
    pub(crate) fn contrast_questions(&self) -> impl Iterator<Item = &[&'c Contrast<'f>]> {
        self.contrasts
            .chunk_by(|a, b| Question::of_contrast(a) == Question::of_contrast(b))
    }

    /// The comparisons of one pair of arms for one question.
    pub(crate) fn comparisons(
        &self,
        question: Question,
        arm: ArmKey,
        comparator: ArmKey,
    ) -> &[&'c Contrast<'f>] {
        let place = |row: &&Contrast<'_>| (Question::of_contrast(row), row.arm, row.comparator);
        within(&self.contrasts, place, &(question, arm, comparator))
    }

    /// The comparisons of one pair of arms for one question from one source.
    pub(crate) fn comparisons_from(
        &self,
        question: Question,
        pair: (ArmKey, ArmKey),
        source: SourceKey,
    ) -> &[&'c Contrast<'f>] {
        let place = |row: &&Contrast<'_>| {
            let pair = (row.arm, row.comparator);
            (Question::of_contrast(row), pair, row.source)
        };
        within(&self.contrasts_by_source, place, &(question, pair, source))
    }
}

/// The part of sorted rows that has one place.
fn within<'r, T, P: Ord>(rows: &'r [T], place: impl Fn(&T) -> P, at: &P) -> &'r [T] {
    let rest = &rows[rows.partition_point(|row| place(row) < *at)..];
    &rest[..rest.partition_point(|row| place(row) == *at)]
}

impl<'c, 'f> Context<'c, 'f> {
    pub(crate) fn new(reading: &'c Reading<'f>) -> Self {
        let registry = &reading.registry;
        let trials = registry.trials.len();
        let mut levels: BTreeMap<&str, Vec<SubgroupKey>> = BTreeMap::new();
        for (key, level) in registry.subgroups.iter() {
            levels.entry(&level.variable).or_default().push(key);
        }
        Self {
            registry,
            incomplete: &reading.incomplete,
            conflicts: Conflicts::new(
                registry
                    .conflicts
                    .iter()
                    .map(|row| (row.trial, [row.source_a, row.source_b])),
            ),
            levels,
            contrasts: ByTrial::new(trials, registry.contrasts.iter().map(|row| row.trial)),
            arm_results: ByTrial::new(trials, registry.arm_results.iter().map(|row| row.trial)),
        }
    }

    /// One trial with its results.
    pub(crate) fn trial(&self, key: TrialKey) -> TrialView<'c, 'f> {
        let registry = self.registry;
        let contrasts = self.contrasts.of(key).iter();
        let arm_results = self.arm_results.of(key).iter();
        let mut view = TrialView {
            key,
            trial: &registry.trials[key],
            arms: registry.arms_of(key).collect(),
            contrasts: contrasts
                .map(|index| &registry.contrasts[*index as usize])
                .collect(),
            arm_results: arm_results
                .map(|index| &registry.arm_results[*index as usize])
                .collect(),
            contrasts_by_source: Vec::new(),
            arm_results_by_source: Vec::new(),
        };
        // Stable, so that file order decides what nothing else does.
        view.contrasts
            .sort_by_cached_key(|row| (Question::of_contrast(row), row.arm, row.comparator));
        view.arm_results
            .sort_by_cached_key(|row| (Question::of_arm(row), row.arm));
        view.contrasts_by_source.clone_from(&view.contrasts);
        view.contrasts_by_source.sort_by_key(|row| {
            let pair = (row.arm, row.comparator);
            (Question::of_contrast(row), pair, row.source)
        });
        view.arm_results_by_source.clone_from(&view.arm_results);
        view.arm_results_by_source
            .sort_by_key(|row| (Question::of_arm(row), row.arm, row.source));
        view
    }

    /// The comparisons of a trial, in file order.
    pub(crate) fn contrasts_of(&self, key: TrialKey) -> impl Iterator<Item = &'c Contrast<'f>> {
        let registry = self.registry;
        let rows = self.contrasts.of(key).iter();
        rows.map(|index| &registry.contrasts[*index as usize])
    }

    /// Whether rows of a table may be missing, as something in it could not be read.
    pub(crate) fn may_lack(&self, kind: TableKind) -> bool {
        self.incomplete.contains(&kind)
    }

    /// Every level of the variable that a level belongs to.
    pub(crate) fn levels_with(&self, level: SubgroupKey) -> &[SubgroupKey] {
        let variable: &str = &self.registry.subgroups[level].variable;
        self.levels.get(variable).map_or(&[], Vec::as_slice)
    }

    /// Where `conflicts` records that the sources of two results of a trial disagree.
    ///
    /// A row that was read elsewhere may be what the other document makes of its source: of two
    /// such documents, one need be the source of a row.
    pub(crate) fn conflict(
        &self,
        trial: TrialKey,
        a: (SourceKey, VerificationState),
        b: (SourceKey, VerificationState),
    ) -> Option<&'c Conflict<'f>> {
        let index = self.conflicts.first(trial, a, b)?;
        Some(&self.registry.conflicts[index])
    }
}

/// The first row of `conflicts` that names a source, or two, of a trial: by index.
struct Conflicts {
    naming: BTreeMap<(TrialKey, SourceKey), usize>,
    between: BTreeMap<(TrialKey, [SourceKey; 2]), usize>,
}

impl Conflicts {
    /// From the trial and the sources of each row.
    fn new(rows: impl Iterator<Item = (Option<TrialKey>, [SourceKey; 2])>) -> Self {
        let mut naming = BTreeMap::new();
        let mut between = BTreeMap::new();
        for (index, (trial, [a, b])) in rows.enumerate() {
            if let Some(trial) = trial {
                naming.entry((trial, a)).or_insert(index);
                naming.entry((trial, b)).or_insert(index);
                between.entry((trial, in_order(a, b))).or_insert(index);
            }
        }
        Self { naming, between }
    }

    fn first(
        &self,
        trial: TrialKey,
        a: (SourceKey, VerificationState),
        b: (SourceKey, VerificationState),
    ) -> Option<usize> {
        if a.0 == b.0 {
            return None;
        }
        let elsewhere = |state: VerificationState| state != VerificationState::Primary;
        let naming = |source, other| {
            let index = self.naming.get(&(trial, source));
            index.filter(|_| elsewhere(other))
        };
        let between = self.between.get(&(trial, in_order(a.0, b.0)));
        let known = [between, naming(a.0, b.1), naming(b.0, a.1)];
        known.into_iter().flatten().copied().min()
    }
}

fn in_order(a: SourceKey, b: SourceKey) -> [SourceKey; 2] {
    if a <= b { [a, b] } else { [b, a] }
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
    fn a_conflict_names_both_sources_or_one_where_the_other_row_was_read_elsewhere() {
        use VerificationState::{Primary, Secondary};
        let trial = TrialKey::new(0);
        let [a, b, c, d] = [0, 1, 2, 3].map(SourceKey::new);
        let rows = [
            (None, [a, c]),
            (Some(TrialKey::new(1)), [a, c]),
            (Some(trial), [b, c]),
            (Some(trial), [b, a]),
            (Some(trial), [a, b]),
        ];
        let conflicts = Conflicts::new(rows.into_iter());
        let first = |x, y| conflicts.first(trial, x, y);
        assert_eq!(first((a, Primary), (b, Primary)), Some(3));
        assert_eq!(first((b, Primary), (a, Primary)), Some(3));
        assert_eq!(first((a, Primary), (c, Primary)), None);
        // Row 2 names b, and a was read elsewhere.
        assert_eq!(first((a, Secondary), (b, Primary)), Some(2));
        assert_eq!(first((d, Secondary), (c, Primary)), Some(2));
        assert_eq!(first((d, Primary), (c, Secondary)), None);
        assert_eq!(first((b, Secondary), (b, Secondary)), None);
    }

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
