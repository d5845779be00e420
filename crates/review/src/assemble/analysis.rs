//! One analysis, from the rows that were selected for it.

use super::Assembly;
use crate::candidates::Candidate;
use crate::findings::{
    self, Analysis, Choice, Effect, Excluded, Pooling, Question, Scale, Sensitivity, Subgroup,
    Subgroups,
};
use crate::interval;
use crate::protocol::{AnalysisPlan, Plan};
use crate::provenance::{of_candidate, of_effect};
use crate::resolve::{Poolings, Resolved};
use crate::sections::Asking;
use crate::selection::{Chosen, Selection};
use crate::shared_control::Combined;
use crate::studies::{arm_label, subgroup_label, timepoint_label};
use crate::synthesis::{Fits, studies};
use trialpool_ingest::{Benefit, Diagnostic, Entry, TrialKey};
use trialpool_language::{Language, Localized};

impl Assembly<'_, '_> {
    pub(super) fn analysis(
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
