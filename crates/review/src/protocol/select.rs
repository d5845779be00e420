//! Which rows answer a question: `select`, `choose`, `exclude`.

use super::Lookup;
use super::reader::{Located, Reader, Section, did_you_mean};
use trialpool_ingest::{
    ByteSpan, Code, ContrastMeasure, Diagnostic, Entry, Key, Message, OutcomeKey, PopulationKey,
    SourceKey, SubgroupKey, Table, TimepointKey, TreatmentKey, TrialKey, VerificationState,
};
use trialpool_language::Localized;

/// A filter of rows; what is `None` does not restrict.
#[derive(Debug, Clone, Default)]
pub(crate) struct Select {
    pub(crate) outcomes: Option<Vec<OutcomeKey>>,
    pub(crate) populations: Option<Vec<PopulationKey>>,
    pub(crate) trials: Option<Vec<TrialKey>>,
    pub(crate) treatments: Option<Vec<TreatmentKey>>,
    pub(crate) comparators: Option<Vec<TreatmentKey>>,
    pub(crate) timepoints: Option<Vec<TimepointKey>>,
    pub(crate) sources: Option<Vec<SourceKey>>,
    pub(crate) subgroup: Option<Participants>,
}

/// Whose results are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Participants {
    /// All participants of each trial.
    All,
    /// Those of one level of a subgroup variable.
    Level(SubgroupKey),
}

impl Select {
    /// This filter with the keys of `other` in place of its own.
    pub(crate) fn replaced_by(&self, other: &Self) -> Self {
        fn pick<T: Clone>(own: Option<&T>, other: Option<&T>) -> Option<T> {
            other.or(own).cloned()
        }
        Self {
            outcomes: pick(self.outcomes.as_ref(), other.outcomes.as_ref()),
            populations: pick(self.populations.as_ref(), other.populations.as_ref()),
            trials: pick(self.trials.as_ref(), other.trials.as_ref()),
            treatments: pick(self.treatments.as_ref(), other.treatments.as_ref()),
            comparators: pick(self.comparators.as_ref(), other.comparators.as_ref()),
            timepoints: pick(self.timepoints.as_ref(), other.timepoints.as_ref()),
            sources: pick(self.sources.as_ref(), other.sources.as_ref()),
            subgroup: other.subgroup.or(self.subgroup),
        }
    }

    /// This filter for one group of a sensitivity analysis: with the keys of both in place of its
    /// own, and where both name a list, what stands in both.
    pub(crate) fn narrowed_by(&self, group: &Self, other: &Self) -> Self {
        fn both<T: Clone + PartialEq>(
            own: Option<&Vec<T>>,
            group: Option<&Vec<T>>,
            other: Option<&Vec<T>>,
        ) -> Option<Vec<T>> {
            match (group, other) {
                (Some(group), Some(other)) => {
                    let common = group.iter().filter(|key| other.contains(key));
                    Some(common.cloned().collect())
                }
                (one, another) => one.or(another).or(own).cloned(),
            }
        }
        macro_rules! keys {
            ($($key:ident)+) => {
                Self {
                    $($key: both(self.$key.as_ref(), group.$key.as_ref(), other.$key.as_ref()),)+
                    subgroup: group.subgroup.or(other.subgroup).or(self.subgroup),
                }
            };
        }
        keys!(outcomes populations trials treatments comparators timepoints sources)
    }

    /// The level asked for; `None` for all participants.
    pub(crate) fn level(&self) -> Option<SubgroupKey> {
        match self.subgroup {
            Some(Participants::Level(level)) => Some(level),
            Some(Participants::All) | None => None,
        }
    }
}

/// Which of several rows of one trial counts.
#[derive(Debug, Clone)]
pub(crate) struct Choose {
    pub(crate) trial: TrialKey,
    pub(crate) source: Option<SourceKey>,
    /// Id of an arm of the trial.
    pub(crate) arm: Option<String>,
    pub(crate) comparator: Option<String>,
    pub(crate) outcome: Option<OutcomeKey>,
    pub(crate) timepoint: Option<TimepointKey>,
    pub(crate) measure: Option<ContrastMeasure>,
    pub(crate) verification: Option<VerificationState>,
    pub(crate) reason: Localized,
    pub(crate) span: ByteSpan,
}

/// A trial left out, for a stated reason.
#[derive(Debug, Clone)]
pub(crate) struct Exclude {
    pub(crate) trial: TrialKey,
    pub(crate) reason: Localized,
    pub(crate) span: ByteSpan,
}

/// The key of an id; an unknown id is reported unless its row may be missing for another reason.
pub(super) fn find<T: Entry>(
    reader: &mut Reader,
    table: &Table<T>,
    id: &Located<String>,
) -> Option<T::Key> {
    let key = table.get(&id.value);
    if key.is_none() && !reader.incomplete.contains(&T::Key::KIND) {
        reader.push(
            Diagnostic::error(
                Code::TP0608,
                Message::new("tp0608")
                    .text("id", id.value.as_str())
                    .text("kind", T::Key::KIND.as_str()),
            )
            .at(id.label())
            .help(did_you_mean(
                &id.value,
                table.iter().map(|(_, row)| row.id()),
            )),
        );
    }
    key
}

fn find_all<T: Entry>(
    reader: &mut Reader,
    section: Section<'_, '_>,
    key: &str,
    table: &Table<T>,
) -> Option<Vec<T::Key>> {
    let ids = section.texts(reader, key)?;
    Some(
        ids.iter()
            .filter_map(|id| find(reader, table, id))
            .collect(),
    )
}

fn find_one<T: Entry>(
    reader: &mut Reader,
    section: Section<'_, '_>,
    key: &str,
    table: &Table<T>,
) -> Option<T::Key> {
    let id = section.text(reader, key)?;
    find(reader, table, &id)
}

/// Reads a `select`.
pub(super) fn read(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Select {
    section.only(
        reader,
        &[
            "outcomes",
            "populations",
            "trials",
            "treatments",
            "comparators",
            "timepoints",
            "subgroup",
            "sources",
        ],
    );
    Select {
        outcomes: find_all(reader, section, "outcomes", &registry.outcomes),
        populations: find_all(reader, section, "populations", &registry.populations),
        trials: find_all(reader, section, "trials", &registry.trials),
        treatments: find_all(reader, section, "treatments", &registry.treatments),
        comparators: find_all(reader, section, "comparators", &registry.treatments),
        timepoints: find_all(reader, section, "timepoints", &registry.timepoints),
        sources: find_all(reader, section, "sources", &registry.sources),
        subgroup: section.text(reader, "subgroup").and_then(|id| {
            if id.value.is_empty() {
                return Some(Participants::All);
            }
            find(reader, &registry.subgroups, &id).map(Participants::Level)
        }),
    }
}

/// Reads `choose`.
pub(super) fn read_choices(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Vec<Choose> {
    let sections = section.sections(reader, "choose");
    sections
        .into_iter()
        .filter_map(|section| read_choice(reader, section, registry))
        .collect()
}

fn read_choice(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Option<Choose> {
    section.only(
        reader,
        &[
            "trial",
            "source",
            "arm",
            "comparator",
            "outcome",
            "timepoint",
            "measure",
            "verification",
            "reason",
        ],
    );
    let id = section.required_text(reader, "trial");
    let trial = id
        .as_ref()
        .and_then(|id| find(reader, &registry.trials, id));
    let measures: Vec<&str> = ContrastMeasure::ALL.iter().map(|m| m.as_str()).collect();
    let states: Vec<&str> = VerificationState::ALL.iter().map(|s| s.as_str()).collect();
    let arm = arm(reader, section, "arm", registry, trial);
    let comparator = self::arm(reader, section, "comparator", registry, trial);
    let source = find_one(reader, section, "source", &registry.sources);
    let outcome = find_one(reader, section, "outcome", &registry.outcomes);
    let timepoint = find_one(reader, section, "timepoint", &registry.timepoints);
    let measure = section.word(reader, "measure", &measures, ContrastMeasure::parse);
    let verification = section.word(reader, "verification", &states, VerificationState::parse);
    let reason = section.required_localized(reader, "reason");
    let span = id.map_or_else(|| section.span(reader), |id| id.span);
    let keys = [
        "source",
        "arm",
        "comparator",
        "outcome",
        "timepoint",
        "measure",
        "verification",
    ];
    if keys.iter().all(|key| section.get(key).is_none()) {
        reader.push(
            Diagnostic::error(Code::TP0611, Message::new("tp0611.choice"))
                .at(trialpool_ingest::Label::new(
                    trialpool_ingest::FileId::PROTOCOL,
                    span,
                ))
                .help(Message::new("tp0611.choice-help")),
        );
    }
    Some(Choose {
        trial: trial?,
        source,
        arm,
        comparator,
        outcome,
        timepoint,
        measure: measure.map(|measure| measure.value),
        verification: verification.map(|state| state.value),
        reason: reason?,
        span,
    })
}

/// The id of an arm, which the trial must have.
fn arm(
    reader: &mut Reader,
    section: Section<'_, '_>,
    key: &str,
    registry: Lookup<'_, '_>,
    trial: Option<TrialKey>,
) -> Option<String> {
    let id = section.text(reader, key)?;
    let trial = trial?;
    if registry.arm(trial, &id.value).is_none()
        && !reader
            .incomplete
            .contains(&trialpool_ingest::TableKind::Arms)
    {
        let arms: Vec<&str> = registry
            .arms_of(trial)
            .map(|arm| registry.arms[arm].id())
            .collect();
        let trial = registry.trials[trial].id().to_owned();
        reader.push(
            Diagnostic::error(
                Code::TP0608,
                Message::new("tp0608.arm")
                    .text("id", id.value.as_str())
                    .text("trial", trial),
            )
            .at(id.label())
            .help(did_you_mean(&id.value, arms)),
        );
        return None;
    }
    Some(id.value)
}

/// Reads `exclude`.
pub(super) fn read_exclusions(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Vec<Exclude> {
    let sections = section.sections(reader, "exclude");
    sections
        .into_iter()
        .filter_map(|section| {
            section.only(reader, &["trial", "reason"]);
            let id = section.required_text(reader, "trial");
            let reason = section.required_localized(reader, "reason");
            let id = id?;
            let trial = find(reader, &registry.trials, &id);
            Some(Exclude {
                trial: trial?,
                reason: reason?,
                span: id.span,
            })
        })
        .collect()
}
