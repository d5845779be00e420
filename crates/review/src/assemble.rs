//! Everything into one document.

use crate::candidates::Candidate;
use crate::digest;
use crate::findings::{
    Analysis, Choice, Conflict, ConflictVersion, DataFile, Effect, Excluded, Findings, NotPooled,
    Pooling, Problem, Question, ReviewCard, SCHEMA, Scale, Sensitivity, Software, Source, Subgroup,
    Subgroups, Waived,
};
use crate::participants::Participants;
use crate::protocol::{AnalysisPlan, Located, Plan, Protocol};
use crate::provenance::{given, of_candidate, of_effect, reference};
use crate::resolve::{Poolings, Resolved};
use crate::sections::Asking;
use crate::selection::{Chosen, Selection};
use crate::shared_control::Combined;
use crate::studies::{Studies, Uses, arm_label, subgroup_label, timepoint_label};
use crate::synthesis::{Fits, studies};
use crate::{findings, interval};
use std::collections::BTreeMap;
use trialpool_ingest::{
    Benefit, Diagnostic, Entry, FileId, Files, Message, Registry, Retained, Row, TrialKey,
};
use trialpool_language::{Language, Localized};

/// What the findings are made of.
pub(crate) struct Assembly<'c, 'f> {
    pub(crate) files: &'c Files,
    pub(crate) registry: &'c Registry<'f>,
    pub(crate) protocol: &'c Protocol,
    pub(crate) participants: Participants<'c, 'f>,
}

impl Assembly<'_, '_> {
    /// The findings without the problems, which the fits may add to.
    pub(crate) fn findings(
        &self,
        resolved: &[Resolved<'_, '_>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Findings {
        let analyses = self
            .protocol
            .analyses
            .iter()
            .zip(resolved)
            .map(|(plan, resolved)| self.analysis(plan, resolved, diagnostics))
            .collect();
        let uses = self.uses(resolved);
        let studies = Studies {
            files: self.files,
            registry: self.registry,
            occasion: self.protocol.occasion,
            uses: &uses,
        };
        Findings {
            schema: SCHEMA.to_owned(),
            software: Software {
                name: "trialpool".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            review: ReviewCard {
                title: self.protocol.title.clone(),
                scope: self.protocol.scope.clone(),
                evidence_date: self.protocol.evidence_date.clone(),
                occasion: self
                    .protocol
                    .occasion
                    .map(|source| self.registry.sources[source].id().to_owned()),
            },
            files: self.data_files(),
            digest: digest::of_files(self.files),
            sources: self.sources(),
            facts: studies.facts_of_no_trial(),
            trials: studies.all(),
            analyses,
            not_pooled: self.not_pooled(),
            conflicts: self.conflicts(),
            problems: Vec::new(),
            waived: Vec::new(),
        }
    }

    fn analysis(
        &self,
        plan: &AnalysisPlan,
        resolved: &Resolved<'_, '_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Analysis {
        let mut fits = Fits {
            label: plan.id.label(),
            name: plan.id.value.clone(),
            measure: plan.measure,
            diagnostics,
        };
        let main = self.pooling(&mut fits, plan, &plan.plan, &resolved.main.all);
        let sections = Asking {
            files: self.files,
            registry: self.registry,
            shown: &plan.shown,
            measure: plan.measure,
            settings: &plan.plan.settings,
            selection: &resolved.main.all,
            main: &main,
        }
        .sections();
        let subgroups = self.subgroups(&mut fits, plan, &plan.plan, &resolved.main);
        let sensitivities = plan
            .sensitivities
            .iter()
            .zip(&resolved.sensitivities)
            .map(|(sensitivity, poolings)| {
                let mut fits = Fits {
                    label: sensitivity.id.label(),
                    name: format!("{}/{}", plan.id.value, sensitivity.id.value),
                    measure: plan.measure,
                    diagnostics: &mut *fits.diagnostics,
                };
                Sensitivity {
                    id: sensitivity.id.value.clone(),
                    title: sensitivity.title.clone(),
                    reason: sensitivity.reason.clone(),
                    settings: sensitivity.plan.settings.printed(plan.measure),
                    result: self.pooling(&mut fits, plan, &sensitivity.plan, &poolings.all),
                    subgroups: self.subgroups(&mut fits, plan, &sensitivity.plan, poolings),
                    excluded: self.without_counts(&poolings.all),
                }
            })
            .collect();
        let outcome = plan
            .outcomes
            .first()
            .map(|key| &self.registry.outcomes[*key]);
        let transform = |value: f64| plan.measure.scale().transform(value);
        Analysis {
            id: plan.id.value.clone(),
            title: plan.title.clone(),
            question: self.question(plan),
            synthesis: plan.synthesis,
            measure: plan.measure.short_name().to_owned(),
            scale: Scale::of(plan.measure),
            benefit: match outcome.map(|outcome| outcome.benefit) {
                Some(Benefit::Lower) => findings::Benefit::Lower,
                Some(Benefit::Higher) => findings::Benefit::Higher,
                _ => findings::Benefit::None,
            },
            favours: plan.favours.clone(),
            important_difference: outcome
                .and_then(|outcome| outcome.mid)
                .map(|mid| transform(mid.value()))
                .filter(|value| value.is_finite()),
            settings: plan.plan.settings.printed(plan.measure),
            choices: self.choices(plan, &resolved.main),
            main,
            subgroups,
            sections,
            sensitivities,
            excluded: self.excluded(&resolved.main.all),
            note: plan.note.clone(),
        }
    }

    fn question(&self, plan: &AnalysisPlan) -> Question {
        let outcomes: Vec<Localized> = plan
            .outcomes
            .iter()
            .map(|key| self.registry.outcomes[*key].label.localized())
            .collect();
        Question {
            population: plan.population.clone(),
            intervention: plan.intervention.clone(),
            comparator: plan.comparator.clone().unwrap_or_default(),
            outcome: joined(&outcomes),
            timepoint: plan.timepoint.clone().unwrap_or_default(),
        }
    }

    /// The rule for all trials, then the choices that decided for a trial.
    fn choices(&self, plan: &AnalysisPlan, poolings: &Poolings<'_, '_>) -> Vec<Choice> {
        let met: Vec<_> = std::iter::once(&poolings.all)
            .chain(&poolings.groups)
            .flat_map(|selection| &selection.met)
            .collect();
        let rule = self.protocol.prefer_reason.iter().map(|reason| Choice {
            trial: None,
            reason: reason.clone(),
        });
        let chosen = plan
            .plan
            .choose
            .iter()
            .filter(|choice| met.contains(&&choice.span))
            .map(|choice| Choice {
                trial: Some(self.registry.trials[choice.trial].id().to_owned()),
                reason: choice.reason.clone(),
            });
        rule.chain(chosen).collect()
    }

    fn pooling(
        &self,
        fits: &mut Fits<'_>,
        analysis: &AnalysisPlan,
        plan: &Plan,
        selection: &Selection<'_, '_>,
    ) -> Pooling {
        let effects = selection
            .chosen
            .iter()
            .map(|chosen| self.effect(analysis, plan, chosen))
            .collect();
        let participants = self.participants.of_selection(selection);
        fits.pooling(&studies(selection), effects, participants, &plan.settings)
    }

    fn subgroups(
        &self,
        fits: &mut Fits<'_>,
        analysis: &AnalysisPlan,
        plan: &Plan,
        poolings: &Poolings<'_, '_>,
    ) -> Option<Subgroups> {
        let subgroups = analysis.subgroups.as_ref()?;
        let groups: Vec<Subgroup> = subgroups
            .groups
            .iter()
            .zip(&poolings.groups)
            .map(|(group, selection)| Subgroup {
                id: group.id.value.clone(),
                label: group.label.clone(),
                result: self.pooling(fits, analysis, plan, selection),
                excluded: self.excluded(selection),
            })
            .collect();
        let effects: Vec<_> = poolings.groups.iter().map(studies).collect();
        let results: Vec<_> = groups
            .iter()
            .map(|group| group.result.pooled.as_ref())
            .collect();
        let test = fits.between(&effects, &results, &plan.settings);
        Some(Subgroups {
            variable: subgroups.variable.clone(),
            within_trials: subgroups.within_trials,
            groups,
            test,
        })
    }

    fn effect(&self, analysis: &AnalysisPlan, plan: &Plan, chosen: &Chosen<'_, '_>) -> Effect {
        let registry = self.registry;
        let Chosen {
            candidate, derived, ..
        } = chosen;
        let arms = chosen.candidates().map(|one| arm_label(registry, one.arm));
        let arms: Vec<Localized> = arms.collect();
        Effect {
            trial: registry.trials[candidate.trial].id().to_owned(),
            label: self.label(candidate.trial),
            arm: joined(&arms),
            comparator: candidate
                .comparator
                .map_or_else(Localized::default, |arm| arm_label(registry, arm)),
            timepoint: timepoint_label(registry, candidate.timepoint),
            subgroup: subgroup_label(registry, candidate.subgroup),
            estimate: derived.effect.effect(),
            standard_error: derived.effect.standard_error(),
            interval: interval::of_effect(analysis, plan, chosen),
            weight_percent: None,
            participants: self.participants.of_effect(chosen),
            counts: derived.counts.clone(),
            derivation: derived.derivation.clone(),
            shared_control: derived
                .shared_control
                .as_ref()
                .map(|combined| shared_control(combined, &arms)),
            provenance: of_effect(self.files, registry, chosen),
        }
    }

    /// Name and year of a trial; the year once, where the name holds it already.
    fn label(&self, trial: TrialKey) -> String {
        let trial = &self.registry.trials[trial];
        match trial.year.map(|year| format!("{:.0}", year.value())) {
            Some(year) if !trial.name.contains(&year) => format!("{} {year}", trial.name),
            _ => trial.name.to_string(),
        }
    }

    fn excluded(&self, selection: &Selection<'_, '_>) -> Vec<Excluded> {
        let mut excluded: Vec<Excluded> = Vec::new();
        for left in &selection.excluded {
            excluded.push(Excluded {
                trial: self.registry.trials[left.candidate.trial].id().to_owned(),
                label: self.excluded_label(&left.candidate),
                reason: left.reason.clone(),
                provenance: of_candidate(self.files, self.registry, &left.candidate),
            });
        }
        excluded
    }

    /// The rows that a method which pools counts cannot take, of trials that it leaves out for that.
    fn without_counts(&self, selection: &Selection<'_, '_>) -> Vec<Excluded> {
        let pooled = |trial: &str| {
            let mut chosen = selection.chosen.iter();
            chosen.any(|chosen| self.registry.trials[chosen.candidate.trial].id() == trial)
        };
        let mut excluded = self.excluded(selection);
        excluded.retain(|left| left.reason.is_of_the_method() && !pooled(&left.trial));
        excluded
    }

    /// The trial, and the arm where the trial tested several.
    fn excluded_label(&self, candidate: &Candidate<'_, '_>) -> String {
        let label = self.label(candidate.trial);
        if self.registry.arms_of(candidate.trial).count() > 2 {
            format!("{label} ({})", self.registry.arms[candidate.arm].id())
        } else {
            label
        }
    }

    /// Which analyses pool each row.
    fn uses(&self, resolved: &[Resolved<'_, '_>]) -> Uses {
        let mut uses = Uses::new();
        for (plan, resolved) in self.protocol.analyses.iter().zip(resolved) {
            add_uses(&mut uses, &plan.id, None, &resolved.main);
            for (sensitivity, poolings) in plan.sensitivities.iter().zip(&resolved.sensitivities) {
                add_uses(&mut uses, &plan.id, Some(&sensitivity.id), poolings);
            }
        }
        uses
    }

    fn data_files(&self) -> Vec<DataFile> {
        let mut rows: BTreeMap<FileId, usize> = BTreeMap::new();
        for row in records(self.registry) {
            *rows.entry(row.file).or_default() += 1;
        }
        self.files
            .entries()
            .map(|(key, file)| DataFile {
                path: file.name().to_owned(),
                kind: file
                    .kind()
                    .map_or_else(|| file.role(), |kind| kind.as_str())
                    .to_owned(),
                rows: rows.get(&key).copied().unwrap_or_default(),
                sha256: digest::of_file(file),
            })
            .collect()
    }

    fn sources(&self) -> Vec<Source> {
        self.registry
            .sources
            .iter()
            .map(|(_, source)| Source {
                id: source.id.to_string(),
                kind: source.kind.as_str().to_owned(),
                citation: source.citation.to_string(),
                doi: given(&source.doi),
                url: given(&source.url),
                row: reference(self.files, source.row),
            })
            .collect()
    }

    fn not_pooled(&self) -> Vec<NotPooled> {
        self.protocol
            .not_pooled
            .iter()
            .map(|entry| NotPooled {
                trials: entry
                    .trials
                    .iter()
                    .map(|trial| self.registry.trials[*trial].id().to_owned())
                    .collect(),
                title: entry.title.clone(),
                reason: entry.reason.clone(),
            })
            .collect()
    }

    fn conflicts(&self) -> Vec<Conflict> {
        self.registry
            .conflicts
            .iter()
            .map(|conflict| {
                let source = |key| self.registry.sources[key].id().to_owned();
                Conflict {
                    id: conflict.id.to_string(),
                    trial: conflict
                        .trial
                        .map(|trial| self.registry.trials[trial].id().to_owned()),
                    topic: conflict.topic.localized(),
                    versions: vec![
                        ConflictVersion {
                            source: source(conflict.source_a),
                            value: conflict.value_a.localized(),
                        },
                        ConflictVersion {
                            source: source(conflict.source_b),
                            value: conflict.value_b.localized(),
                        },
                    ],
                    kind: conflict.kind.as_str().to_owned(),
                    explanation: conflict.explanation.localized(),
                    retained: conflict.retained.map(|retained| match retained {
                        Retained::A => source(conflict.source_a),
                        Retained::B => source(conflict.source_b),
                    }),
                    row: reference(self.files, conflict.row),
                }
            })
            .collect()
    }
}

fn add_uses(
    uses: &mut Uses,
    analysis: &Located<String>,
    sensitivity: Option<&Located<String>>,
    poolings: &Poolings<'_, '_>,
) {
    let name = match sensitivity {
        None => analysis.value.clone(),
        Some(sensitivity) => format!("{}/{}", analysis.value, sensitivity.value),
    };
    for selection in std::iter::once(&poolings.all).chain(&poolings.groups) {
        for row in selection.chosen.iter().flat_map(Chosen::rows) {
            let names = uses.entry(row).or_default();
            if !names.contains(&name) {
                names.push(name.clone());
            }
        }
    }
}

/// `fingolimod 0.5 mg, fingolimod 1.25 mg`.
fn joined(labels: &[Localized]) -> Localized {
    let join = |language: Language| {
        let labels: Vec<&str> = labels.iter().map(|label| label.get(language)).collect();
        labels.join(", ")
    };
    Localized::new(join(Language::English), join(Language::French))
}

fn shared_control(combined: &Combined, arms: &[Localized]) -> findings::SharedControl {
    let comparisons = arms.iter().zip(&combined.effects);
    findings::SharedControl {
        how: combined.how.name().to_owned(),
        comparisons: comparisons
            .map(|(arm, effect)| findings::OneComparison {
                arm: arm.clone(),
                estimate: effect.effect(),
                standard_error: effect.standard_error(),
            })
            .collect(),
        covariance: combined.covariance.clone(),
    }
}

/// The records of all tables.
fn records<'r>(registry: &'r Registry<'_>) -> impl Iterator<Item = Row> + 'r {
    let tables = registry.sources.iter().map(|(_, row)| row.row);
    let tables = tables.chain(registry.treatments.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.populations.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.timepoints.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.subgroups.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.outcomes.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.trials.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.arms.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.contrasts.iter().map(|row| row.row));
    let tables = tables.chain(registry.arm_results.iter().map(|row| row.row));
    let tables = tables.chain(registry.baseline.iter().map(|row| row.row));
    let tables = tables.chain(registry.facts.iter().map(|row| row.row));
    tables.chain(registry.conflicts.iter().map(|row| row.row))
}

/// The warnings and notes of the checks, in their order.
pub(crate) fn problems(files: &Files, diagnostics: &[Diagnostic]) -> Vec<Problem> {
    diagnostics
        .iter()
        .filter(|diagnostic| !diagnostic.is_error())
        .map(|diagnostic| problem(files, diagnostic))
        .collect()
}

/// The findings that are waived, in their order.
pub(crate) fn waived(files: &Files, waived: &[trialpool_ingest::Waived]) -> Vec<Waived> {
    waived
        .iter()
        .map(|waived| Waived {
            problem: problem(files, &waived.diagnostic),
            reason: waived.reason.clone(),
            by: waived.by.clone(),
            until: waived.until.clone(),
        })
        .collect()
}

fn problem(files: &Files, diagnostic: &Diagnostic) -> Problem {
    let place = diagnostic.primary.as_ref().map(|label| {
        let file = files.get(label.file);
        let (line, column) = file.line_column(label.span.start());
        let text = file.text();
        let excerpt = text
            .get(label.span.start()..label.span.end())
            .map(str::to_owned);
        (file.name().to_owned(), line, column, excerpt)
    });
    Problem {
        code: diagnostic.code.to_string(),
        severity: diagnostic.severity.as_str().to_owned(),
        message: localized(&diagnostic.message),
        help: diagnostic.helps.iter().map(localized).collect(),
        file: place.as_ref().map(|place| place.0.clone()),
        line: place.as_ref().map(|place| place.1),
        column: place.as_ref().map(|place| place.2),
        excerpt: place.and_then(|place| place.3),
    }
}

fn localized(message: &Message) -> Localized {
    Localized::new(
        message.render(Language::English),
        message.render(Language::French),
    )
}
