//! What the registry knows of a study that may explain its effect.

use crate::candidates::{Candidate, Figures};
use crate::effects::Derived;
use crate::findings::Level;
use crate::selection::Chosen;
use trialpool_ingest::{Entry, Registry, Reported, Row};
use trialpool_language::Localized;

/// A column that the formula of `moderators` can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moderator {
    /// Year of the main publication of the trial.
    Year,
    /// Phase of the trial, as registered.
    Phase,
    /// Blinding of the trial.
    Blinding,
    /// Design of the trial.
    Design,
    /// Id of the population of the trial.
    Population,
    /// Participants of the trial.
    Participants,
    /// Id of the treatment of the arm.
    Treatment,
    /// Class of that treatment, in English.
    Class,
    /// Mechanism of that treatment, in English.
    Mechanism,
    /// Id of the treatment of the comparator.
    Comparator,
    /// Weeks of the time point.
    Weeks,
    /// Events per 100 participants (or years) of the comparator.
    BaselineRisk,
}

impl Moderator {
    /// The names in formulas.
    pub(crate) const NAMES: [(&'static str, Self); 12] = [
        ("year", Self::Year),
        ("phase", Self::Phase),
        ("blinding", Self::Blinding),
        ("design", Self::Design),
        ("population", Self::Population),
        ("participants", Self::Participants),
        ("treatment", Self::Treatment),
        ("class", Self::Class),
        ("mechanism", Self::Mechanism),
        ("comparator", Self::Comparator),
        ("weeks", Self::Weeks),
        ("baseline_risk", Self::BaselineRisk),
    ];

    /// The name in formulas.
    pub(crate) fn name(self) -> &'static str {
        let entry = Self::NAMES.iter().find(|(_, moderator)| *moderator == self);
        entry.map_or("", |(name, _)| name)
    }
}

/// The value of a moderator in one study, and the row that states it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) content: Content,
    pub(crate) row: Row,
}

/// A number or a level.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    Number(f64),
    Level(Level),
}

impl Content {
    /// As a formula reads it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Level(level) => level.code.clone(),
        }
    }
}

/// The value of a moderator in the study of an effect; `None` where the registry does not know it, or where the
/// arms that are in the effect differ in it.
pub(crate) fn value(
    registry: &Registry<'_>,
    moderator: Moderator,
    chosen: &Chosen<'_, '_>,
) -> Option<Value> {
    let of = |candidate| of_candidate(registry, moderator, candidate, &chosen.derived);
    let value = of(&chosen.candidate)?;
    let differs = |other| of(other).is_none_or(|other| other.content != value.content);
    (!chosen.also.iter().any(differs)).then_some(value)
}

fn of_candidate(
    registry: &Registry<'_>,
    moderator: Moderator,
    candidate: &Candidate<'_, '_>,
    derived: &Derived,
) -> Option<Value> {
    let trial = &registry.trials[candidate.trial];
    let of_trial = |content: Option<Content>| {
        Some(Value {
            content: content?,
            row: trial.row,
        })
    };
    let number = |number: Option<Reported>| number.map(|number| Content::Number(number.value()));
    let code = |code: &str| level(code, Localized::default());
    let treatment = |arm: Option<_>| {
        let key = registry.arms[arm?].treatment?;
        Some(&registry.treatments[key])
    };
    match moderator {
        Moderator::Year => of_trial(number(trial.year)),
        Moderator::Phase => of_trial(level(
            &trial.phase,
            Localized::new(trial.phase.to_string(), trial.phase.to_string()),
        )),
        Moderator::Blinding => {
            of_trial(trial.blinding.and_then(|blinding| code(blinding.as_str())))
        }
        Moderator::Design => of_trial(code(trial.design.as_str())),
        Moderator::Population => {
            let population = &registry.populations[trial.population];
            of_trial(level(population.id(), population.label.localized()))
        }
        Moderator::Participants => of_trial(number(trial.participants)),
        Moderator::Treatment | Moderator::Comparator => {
            let arm = match moderator {
                Moderator::Treatment => Some(candidate.arm),
                _ => candidate.comparator,
            };
            let treatment = treatment(arm)?;
            Some(Value {
                content: level(treatment.id(), treatment.label.localized())?,
                row: registry.arms[arm?].row,
            })
        }
        Moderator::Class | Moderator::Mechanism => {
            let treatment = treatment(Some(candidate.arm))?;
            let label = match moderator {
                Moderator::Class => treatment.class.localized(),
                _ => treatment.mechanism.localized(),
            };
            Some(Value {
                content: level(&label.en.clone(), label)?,
                row: treatment.row,
            })
        }
        Moderator::Weeks => {
            let timepoint = &registry.timepoints[candidate.timepoint?];
            Some(Value {
                content: number(timepoint.weeks)?,
                row: timepoint.row,
            })
        }
        Moderator::BaselineRisk => {
            let (Figures::Pair(_, control), [_, count]) =
                (candidate.figures, derived.counts.as_slice())
            else {
                return None;
            };
            Some(Value {
                content: Content::Number(100.0 * count.events / count.total),
                row: control.row,
            })
        }
    }
}

fn level(code: &str, label: Localized) -> Option<Content> {
    (!code.is_empty()).then(|| {
        Content::Level(Level {
            code: code.to_owned(),
            label,
        })
    })
}
