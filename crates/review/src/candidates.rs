//! The rows that could answer a question, before any of them is preferred.

use crate::findings::Synthesis;
use crate::protocol::{AnalysisPlan, Select};
use std::collections::{BTreeMap, BTreeSet};
use trialpool_ingest::{
    ArmKey, ArmResult, Contrast, OutcomeKey, Registry, Row, SourceKey, SubgroupKey, TimepointKey,
    TrialKey, VerificationState,
};
use trialpool_meta_analysis::{DataKind, Measure};

/// One result that answers a question: a contrast, a pair of arms, or one arm.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'r, 'f> {
    pub(crate) trial: TrialKey,
    pub(crate) arm: ArmKey,
    pub(crate) comparator: Option<ArmKey>,
    pub(crate) outcome: OutcomeKey,
    pub(crate) timepoint: Option<TimepointKey>,
    pub(crate) subgroup: Option<SubgroupKey>,
    pub(crate) source: SourceKey,
    pub(crate) verification: VerificationState,
    pub(crate) figures: Figures<'r, 'f>,
}

/// The row or rows that hold the figures.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Figures<'r, 'f> {
    /// A comparison as published.
    Contrast(&'r Contrast<'f>),
    /// Two arms of one trial, treated and control.
    Pair(&'r ArmResult<'f>, &'r ArmResult<'f>),
    /// One arm.
    Single(&'r ArmResult<'f>),
}

impl Candidate<'_, '_> {
    /// The records of the figures.
    pub(crate) fn rows(&self) -> Vec<Row> {
        match self.figures {
            Figures::Contrast(row) => vec![row.row],
            Figures::Pair(treated, control) => vec![treated.row, control.row],
            Figures::Single(row) => vec![row.row],
        }
    }

    /// Whether it is a comparison that a publication reports itself.
    pub(crate) fn is_published_contrast(&self) -> bool {
        matches!(self.figures, Figures::Contrast(_))
    }
}

/// The records of the figures of several candidates, each once: a control arm that they share stands after all treated arms.
pub(crate) fn distinct_rows<'a, 'f: 'r, 'r: 'a>(
    candidates: impl IntoIterator<Item = &'a Candidate<'r, 'f>>,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in candidates.into_iter().flat_map(Candidate::rows) {
        rows.retain(|known| *known != row);
        rows.push(row);
    }
    rows
}

/// All candidates of a selection, in the order of the trials, contrasts before pairs of arms,
/// then in file order.
pub(crate) fn candidates<'r, 'f>(
    registry: &'r Registry<'f>,
    analysis: &AnalysisPlan,
    select: &Select,
) -> Vec<Candidate<'r, 'f>> {
    let mut found = Vec::new();
    match analysis.synthesis {
        Synthesis::Pairwise => {
            found.extend(contrasts(registry, select, analysis.measure));
            if from_arms(analysis.measure) {
                found.extend(pairs(registry, select));
            }
        }
        Synthesis::SingleArm => found.extend(singles(registry, select)),
    }
    found.sort_by_key(|candidate: &Candidate<'_, '_>| candidate.trial);
    found
}

/// Whether the figures of two arms give the measure.
fn from_arms(measure: Measure) -> bool {
    matches!(
        measure.data_kind(),
        Some(DataKind::TwoByTwo | DataKind::TwoRates | DataKind::TwoMeans)
    )
}

fn contrasts<'r, 'f>(
    registry: &'r Registry<'f>,
    select: &Select,
    measure: Measure,
) -> impl Iterator<Item = Candidate<'r, 'f>> {
    registry
        .contrasts
        .iter()
        .filter(move |row| row.measure.as_str() == measure.short_name())
        .map(|row| Candidate {
            trial: row.trial,
            arm: row.arm,
            comparator: Some(row.comparator),
            outcome: row.outcome,
            timepoint: row.timepoint,
            subgroup: row.subgroup,
            source: row.source,
            verification: row.verification,
            figures: Figures::Contrast(row),
        })
        .filter(move |candidate| fits(registry, select, candidate))
}

fn singles<'r, 'f>(
    registry: &'r Registry<'f>,
    select: &Select,
) -> impl Iterator<Item = Candidate<'r, 'f>> {
    registry
        .arm_results
        .iter()
        .map(|row| Candidate {
            trial: row.trial,
            arm: row.arm,
            comparator: None,
            outcome: row.outcome,
            timepoint: row.timepoint,
            subgroup: row.subgroup,
            source: row.source,
            verification: row.verification,
            figures: Figures::Single(row),
        })
        .filter(move |candidate| fits(registry, select, candidate))
}

/// Pairs of arms of one trial that one source reports for the same outcome, time and subgroup.
///
/// `select` says which arm is the control: the one whose treatment is among `comparators`, or
/// the one whose treatment is not among `treatments`; if it names neither, the arm that the
/// registry lists later. A pair that some contrast of the trial compares the other way round
/// (teriflunomide with placebo, where teriflunomide is the comparator asked for) is none.
fn pairs<'r, 'f>(registry: &'r Registry<'f>, select: &Select) -> Vec<Candidate<'r, 'f>> {
    type Same = (
        TrialKey,
        OutcomeKey,
        Option<TimepointKey>,
        Option<SubgroupKey>,
        SourceKey,
    );
    let mut groups: BTreeMap<Same, Vec<&'r ArmResult<'f>>> = BTreeMap::new();
    for row in &registry.arm_results {
        if select
            .outcomes
            .as_ref()
            .is_some_and(|outcomes| !outcomes.contains(&row.outcome))
        {
            continue;
        }
        let same = (
            row.trial,
            row.outcome,
            row.timepoint,
            row.subgroup,
            row.source,
        );
        groups.entry(same).or_default().push(row);
    }
    let reported: BTreeSet<(ArmKey, ArmKey)> = registry
        .contrasts
        .iter()
        .map(|row| (row.arm, row.comparator))
        .collect();
    let mut found = Vec::new();
    for rows in groups.values() {
        for &treated in rows {
            for &control in rows {
                if treated.arm == control.arm
                    || reported.contains(&(control.arm, treated.arm))
                    || !oriented(registry, select, treated.arm, control.arm)
                {
                    continue;
                }
                let candidate = Candidate {
                    trial: treated.trial,
                    arm: treated.arm,
                    comparator: Some(control.arm),
                    outcome: treated.outcome,
                    timepoint: treated.timepoint,
                    subgroup: treated.subgroup,
                    source: treated.source,
                    verification: treated.verification.max(control.verification),
                    figures: Figures::Pair(treated, control),
                };
                if fits(registry, select, &candidate) {
                    found.push(candidate);
                }
            }
        }
    }
    found
}

/// Whether the first arm is the treated one of the two.
fn oriented(registry: &Registry<'_>, select: &Select, treated: ArmKey, control: ArmKey) -> bool {
    let among = |list: &Vec<_>, arm: ArmKey| {
        registry.arms[arm]
            .treatment
            .is_some_and(|treatment| list.contains(&treatment))
    };
    match (&select.treatments, &select.comparators) {
        (None, None) => treated < control,
        (Some(treatments), None) => !among(treatments, control),
        (None, Some(comparators)) => !among(comparators, treated),
        (Some(_), Some(_)) => true,
    }
}

/// Whether a candidate passes the filter.
fn fits(registry: &Registry<'_>, select: &Select, candidate: &Candidate<'_, '_>) -> bool {
    fn among<T: PartialEq>(list: Option<&Vec<T>>, value: Option<T>) -> bool {
        list.is_none_or(|list| value.is_some_and(|value| list.contains(&value)))
    }
    let trial = &registry.trials[candidate.trial];
    let treatment = registry.arms[candidate.arm].treatment;
    let comparator = candidate
        .comparator
        .and_then(|arm| registry.arms[arm].treatment);
    among(select.outcomes.as_ref(), Some(candidate.outcome))
        && among(select.populations.as_ref(), Some(trial.population))
        && among(select.trials.as_ref(), Some(candidate.trial))
        && among(select.treatments.as_ref(), treatment)
        && (candidate.comparator.is_none() || among(select.comparators.as_ref(), comparator))
        && among(select.timepoints.as_ref(), candidate.timepoint)
        && among(select.sources.as_ref(), Some(candidate.source))
        && at_level(candidate.subgroup, trial.stratum, select.level())
}

/// Whether a row of `subgroup`, in a trial whose participants are all of `stratum`, is one of
/// the wanted level.
fn at_level(
    subgroup: Option<SubgroupKey>,
    stratum: Option<SubgroupKey>,
    wanted: Option<SubgroupKey>,
) -> bool {
    match (subgroup, wanted) {
        (None, None) => true,
        (None, Some(_)) => stratum == wanted,
        (Some(_), None) => false,
        (Some(_), Some(_)) => subgroup == wanted,
    }
}
