//! The registry: every table, typed, its references resolved.

use crate::tables::{
    Arm, ArmResult, Baseline, Conflict, Contrast, Fact, Outcome, Population, Source, Subgroup,
    Timepoint, Treatment, Trial,
};
use crate::{FileId, TableKind};
use std::collections::HashMap;
use std::fmt::Debug;

/// Where a record stands: enough to find it and its cells again
/// ([`Files::cells`](crate::Files::cells)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// The file.
    pub file: FileId,
    /// The line on which the record starts, from 1.
    pub line: u32,
    /// The byte at which it starts.
    pub(crate) offset: u32,
}

/// A typed place in a [`Table`].
pub trait Key: Copy + Ord + Debug {
    /// The table it points into.
    const KIND: TableKind;
    /// The key of the row `index`.
    fn new(index: u32) -> Self;
    /// The row it points at.
    fn index(self) -> usize;
}

/// A row that others refer to by its id.
pub trait Entry {
    /// The type of the keys.
    type Key: Key;
    /// The id.
    fn id(&self) -> &str;
}

macro_rules! keys {
    ($($(#[$doc:meta])* $key:ident for $kind:ident;)+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $key(u32);

        impl Key for $key {
            const KIND: TableKind = TableKind::$kind;
            fn new(index: u32) -> Self {
                Self(index)
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+ };
}

keys! {
    /// A source.
    SourceKey for Sources;
    /// A treatment.
    TreatmentKey for Treatments;
    /// A population.
    PopulationKey for Populations;
    /// A time of measurement.
    TimepointKey for Timepoints;
    /// A level of a subgroup variable.
    SubgroupKey for Subgroups;
    /// An outcome.
    OutcomeKey for Outcomes;
    /// A trial.
    TrialKey for Trials;
    /// An arm of a trial.
    ArmKey for Arms;
}

/// Rows in file order, found by id or key.
#[derive(Debug, Clone)]
pub struct Table<T> {
    rows: Vec<T>,
    by_id: HashMap<Box<str>, u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            by_id: HashMap::new(),
        }
    }
}

impl<T: Entry> Table<T> {
    /// Adds a row; a later row of the same id is kept but not found by it.
    pub(crate) fn push(&mut self, row: T) -> T::Key {
        let index = self.rows.len() as u32;
        self.by_id.entry(row.id().into()).or_insert(index);
        self.rows.push(row);
        T::Key::new(index)
    }

    /// The key of an id. The ids of arms are unique only in their trial:
    /// see [`Registry::arm`].
    pub fn get(&self, id: &str) -> Option<T::Key> {
        self.by_id.get(id).map(|index| T::Key::new(*index))
    }

    /// The row of a key, unless that is the stand-in of a reference that leads nowhere.
    pub(crate) fn find(&self, key: T::Key) -> Option<&T> {
        self.rows.get(key.index())
    }

    /// The rows with their keys, in file order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (T::Key, &T)> {
        let numbered = self.rows.iter().enumerate();
        numbered.map(|(index, row)| (T::Key::new(index as u32), row))
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn rows_mut(&mut self) -> &mut [T] {
        &mut self.rows
    }
}

impl<T: Entry> std::ops::Index<T::Key> for Table<T> {
    type Output = T;

    fn index(&self, key: T::Key) -> &T {
        &self.rows[key.index()]
    }
}

/// Every row of a registry that could be read; rows with errors in them are left out.
#[derive(Debug, Clone, Default)]
pub struct Registry<'f> {
    /// Publications and other documents.
    pub sources: Table<Source<'f>>,
    /// Treatments, placebo included.
    pub treatments: Table<Treatment<'f>>,
    /// Populations.
    pub populations: Table<Population<'f>>,
    /// Times of measurement.
    pub timepoints: Table<Timepoint<'f>>,
    /// Levels of subgroup variables.
    pub subgroups: Table<Subgroup<'f>>,
    /// Outcomes.
    pub outcomes: Table<Outcome<'f>>,
    /// Trials and other studies.
    pub trials: Table<Trial<'f>>,
    /// Arms of the trials.
    pub arms: Table<Arm<'f>>,
    /// Comparisons as published, in file order.
    pub contrasts: Vec<Contrast<'f>>,
    /// Results of single arms, in file order.
    pub arm_results: Vec<ArmResult<'f>>,
    /// What participants were like before treatment, in file order.
    pub baseline: Vec<Baseline<'f>>,
    /// Statements that are no results, in file order.
    pub facts: Vec<Fact<'f>>,
    /// Disagreements between sources, in file order.
    pub conflicts: Vec<Conflict<'f>>,
    pub(crate) arms_of: ArmsOf,
}

/// The arms of each trial: found by id, and listed in file order.
#[derive(Debug, Clone, Default)]
pub(crate) struct ArmsOf {
    /// By trial, then file order.
    arms: Vec<(TrialKey, ArmKey)>,
}

impl ArmsOf {
    pub(crate) fn new(arms: &Table<Arm<'_>>) -> Self {
        let mut arms: Vec<_> = arms.iter().map(|(key, arm)| (arm.trial, key)).collect();
        arms.sort_unstable();
        Self { arms }
    }

    fn get(&self, trial: TrialKey) -> &[(TrialKey, ArmKey)] {
        let start = self.arms.partition_point(|(of, _)| *of < trial);
        let rest = &self.arms[start..];
        &rest[..rest.partition_point(|(of, _)| *of == trial)]
    }
}

impl Registry<'_> {
    /// The arms of a trial in file order.
    pub fn arms_of(&self, trial: TrialKey) -> impl Iterator<Item = ArmKey> {
        self.arms_of.get(trial).iter().map(|(_, arm)| *arm)
    }

    /// The arm of a trial by its id.
    pub fn arm(&self, trial: TrialKey, id: &str) -> Option<ArmKey> {
        self.arms_of(trial).find(|arm| self.arms[*arm].id == id)
    }

    /// The rows of all tables.
    pub fn row_count(&self) -> usize {
        self.sources.len()
            + self.treatments.len()
            + self.populations.len()
            + self.timepoints.len()
            + self.subgroups.len()
            + self.outcomes.len()
            + self.trials.len()
            + self.arms.len()
            + self.contrasts.len()
            + self.arm_results.len()
            + self.baseline.len()
            + self.facts.len()
            + self.conflicts.len()
    }
}
