//! Every trial with all that is registered of it, pooled or not.

use crate::findings::{Arm, Fact, RegisteredResult, Trial};
use crate::provenance::{ReadIn, cells, given, of_rows, reference, verification};
use std::collections::{BTreeMap, BTreeSet};
use trialpool_ingest::{
    ArmKey, ArmResult, Contrast, Entry, Files, Registry, Reported, Row, SourceKey, SubgroupKey,
    TimepointKey, TrialKey,
};
use trialpool_language::Localized;

/// The analyses (`analysis`, or `analysis/sensitivity`) that pool each row.
pub(crate) type Uses = BTreeMap<Row, Vec<String>>;

/// The columns that hold figures.
const FIGURES: [&str; 24] = [
    "measure",
    "estimate",
    "ci_lower",
    "ci_upper",
    "ci_level",
    "p",
    "p_operator",
    "reduction_percent",
    "reduction_lower",
    "reduction_upper",
    "n",
    "events",
    "person_time",
    "rate",
    "percent",
    "mean",
    "sd",
    "se",
    "median",
    "q1",
    "q3",
    "min",
    "max",
    "value",
];

/// Builds the trials of the findings.
pub(crate) struct Studies<'c, 'f> {
    pub(crate) files: &'c Files,
    pub(crate) registry: &'c Registry<'f>,
    pub(crate) occasion: Option<SourceKey>,
    pub(crate) uses: &'c Uses,
}

/// The rows of one trial.
#[derive(Default)]
struct RowsOf<'c, 'f> {
    contrasts: Vec<&'c Contrast<'f>>,
    arm_results: Vec<&'c ArmResult<'f>>,
    facts: Vec<&'c trialpool_ingest::Fact<'f>>,
}

impl<'c, 'f> Studies<'c, 'f> {
    /// Every trial, in file order.
    pub(crate) fn all(&self) -> Vec<Trial> {
        let mut rows: BTreeMap<TrialKey, RowsOf<'c, 'f>> = BTreeMap::new();
        for row in &self.registry.contrasts {
            rows.entry(row.trial).or_default().contrasts.push(row);
        }
        for row in &self.registry.arm_results {
            rows.entry(row.trial).or_default().arm_results.push(row);
        }
        for row in &self.registry.facts {
            if let Some(trial) = row.trial {
                rows.entry(trial).or_default().facts.push(row);
            }
        }
        let none = RowsOf::default();
        self.registry
            .trials
            .iter()
            .map(|(key, _)| self.trial(key, rows.get(&key).unwrap_or(&none)))
            .collect()
    }

    /// What sources state that is about no one trial, in file order.
    pub(crate) fn facts_of_no_trial(&self) -> Vec<Fact> {
        let facts = self.registry.facts.iter();
        facts
            .filter(|row| row.trial.is_none())
            .map(|row| self.fact(row))
            .collect()
    }

    fn trial(&self, key: TrialKey, rows: &RowsOf<'c, 'f>) -> Trial {
        let trial = &self.registry.trials[key];
        let results: Vec<RegisteredResult> = rows
            .contrasts
            .iter()
            .map(|row| self.contrast(row))
            .chain(rows.arm_results.iter().map(|row| self.arm_result(row)))
            .collect();
        let used_in = self.used_in(rows);
        let sources = rows
            .contrasts
            .iter()
            .map(|row| row.source)
            .chain(rows.arm_results.iter().map(|row| row.source))
            .chain(rows.facts.iter().map(|row| row.source))
            .chain([trial.source]);
        let in_occasion = sources
            .into_iter()
            .any(|source| Some(source) == self.occasion);
        Trial {
            id: trial.id.to_string(),
            name: trial.name.to_string(),
            registration: given(&trial.registration),
            year: trial.year.map(|year| year.value() as u32),
            phase: given(&trial.phase),
            population: self.registry.populations[trial.population]
                .label
                .localized(),
            design: trial.design.as_str().to_owned(),
            blinding: trial.blinding.map(|blinding| blinding.as_str().to_owned()),
            participants: trial.participants.map(whole),
            arms: self.arms(key),
            source: self.registry.sources[trial.source].id().to_owned(),
            verification: verification(trial.verification),
            in_occasion,
            used_in,
            results,
            facts: rows.facts.iter().map(|row| self.fact(row)).collect(),
            row: reference(self.files, trial.row),
        }
    }

    /// The analyses that use a row of the trial, each once, without the names of sensitivity
    /// analyses.
    fn used_in(&self, rows: &RowsOf<'_, '_>) -> Vec<String> {
        let contrasts = rows.contrasts.iter().map(|row| row.row);
        let records = contrasts.chain(rows.arm_results.iter().map(|row| row.row));
        let mut seen = BTreeSet::new();
        records
            .filter_map(|row| self.uses.get(&row))
            .flatten()
            .filter(|id| !id.contains('/') && seen.insert(id.as_str()))
            .cloned()
            .collect()
    }

    fn arms(&self, trial: TrialKey) -> Vec<Arm> {
        self.registry
            .arms_of(trial)
            .map(|key| {
                let arm = &self.registry.arms[key];
                Arm {
                    id: arm.id.to_string(),
                    label: arm_label(self.registry, key),
                    dose: arm.dose.localized(),
                    participants: arm.participants.map(whole),
                }
            })
            .collect()
    }

    fn contrast(&self, row: &Contrast<'f>) -> RegisteredResult {
        let arm = arm_label(self.registry, row.arm);
        let comparator = arm_label(self.registry, row.comparator);
        let arms = Localized::new(
            format!("{} vs {}", arm.en, comparator.en),
            format!("{} contre {}", arm.fr, comparator.fr),
        );
        let read = ReadIn {
            source: row.source,
            locator: &row.locator,
            read_at: &row.read_at,
            analysis: given(&row.analysis).into_iter().collect(),
            verification: row.verification,
        };
        self.result(
            "contrast",
            row.row,
            (row.outcome, row.timepoint, row.subgroup),
            arms,
            read,
        )
    }

    fn arm_result(&self, row: &ArmResult<'f>) -> RegisteredResult {
        let arms = arm_label(self.registry, row.arm);
        let read = ReadIn {
            source: row.source,
            locator: &row.locator,
            read_at: &row.read_at,
            analysis: given(&row.analysis).into_iter().collect(),
            verification: row.verification,
        };
        self.result(
            "arm_result",
            row.row,
            (row.outcome, row.timepoint, row.subgroup),
            arms,
            read,
        )
    }

    fn result(
        &self,
        kind: &str,
        row: Row,
        (outcome, timepoint, subgroup): (
            trialpool_ingest::OutcomeKey,
            Option<TimepointKey>,
            Option<SubgroupKey>,
        ),
        arms: Localized,
        read: ReadIn<'_>,
    ) -> RegisteredResult {
        RegisteredResult {
            kind: kind.to_owned(),
            outcome: self.registry.outcomes[outcome].label.localized(),
            timepoint: timepoint_label(self.registry, timepoint),
            subgroup: subgroup_label(self.registry, subgroup),
            arms,
            reported: cells(self.files, row, |column| FIGURES.contains(&column)),
            provenance: of_rows(self.files, self.registry, &[row], read),
            used_in: self.uses.get(&row).cloned().unwrap_or_default(),
        }
    }

    fn fact(&self, row: &trialpool_ingest::Fact<'f>) -> Fact {
        Fact {
            statement: row.statement.localized(),
            value: given(&row.value),
            unit: row.unit.localized(),
            provenance: of_rows(
                self.files,
                self.registry,
                &[row.row],
                ReadIn {
                    source: row.source,
                    locator: &row.locator,
                    read_at: &row.read_at,
                    analysis: Vec::new(),
                    verification: row.verification,
                },
            ),
        }
    }
}

/// What an arm is called: its own label, or that of its treatment.
pub(crate) fn arm_label(registry: &Registry<'_>, arm: ArmKey) -> Localized {
    let arm = &registry.arms[arm];
    match arm.treatment {
        Some(treatment) if arm.label.is_empty() => registry.treatments[treatment].label.localized(),
        _ => arm.label.localized(),
    }
}

/// The label of a time point; empty if none is given.
pub(crate) fn timepoint_label(registry: &Registry<'_>, key: Option<TimepointKey>) -> Localized {
    key.map_or_else(Localized::default, |key| {
        registry.timepoints[key].label.localized()
    })
}

/// The label of a subgroup; empty for all participants.
pub(crate) fn subgroup_label(registry: &Registry<'_>, key: Option<SubgroupKey>) -> Localized {
    key.map_or_else(Localized::default, |key| {
        registry.subgroups[key].label.localized()
    })
}

/// Counts are whole and non-negative; the checks refuse others.
fn whole(number: Reported) -> u64 {
    number.value().max(0.0).round() as u64
}
