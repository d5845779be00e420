//! Which rows answer a question: at most one a trial, every other with the reason why not.

use crate::candidates::{Candidate, candidates, distinct_rows};
use crate::effects::{Derived, EffectKind, Underivable, derive, says_nothing, with_formulas};
use crate::findings::ExclusionReason;
use crate::protocol::{AnalysisPlan, Choose, Plan, Protocol, Select};
use crate::provenance::verification;
use crate::shared_control::{self, SharedControl, share_control};
use trialpool_ingest::{ByteSpan, Entry, Registry, Row};
use trialpool_meta_analysis::Measure;
use trialpool_meta_analysis::effect_size::EffectSizeOptions;

/// The rows of one pooling. Every candidate is in `chosen` or in `excluded`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection<'r, 'f> {
    /// One candidate a trial, in the order of the trials.
    pub(crate) chosen: Vec<Chosen<'r, 'f>>,
    /// The others.
    pub(crate) excluded: Vec<Left<'r, 'f>>,
    /// Trials of which several rows remain and nothing decides between them.
    pub(crate) ambiguous: Vec<Vec<Candidate<'r, 'f>>>,
    /// The places of the choices and exclusions of the protocol that met a row.
    pub(crate) met: Vec<ByteSpan>,
}

/// A candidate that is pooled.
#[derive(Debug, Clone)]
pub(crate) struct Chosen<'r, 'f> {
    pub(crate) candidate: Candidate<'r, 'f>,
    /// Others of the same trial with the same control, which are in the effect, too.
    pub(crate) also: Vec<Candidate<'r, 'f>>,
    pub(crate) derived: Derived,
}

impl<'r, 'f> Chosen<'r, 'f> {
    /// Every candidate that is in the effect.
    pub(crate) fn candidates(&self) -> impl Iterator<Item = &Candidate<'r, 'f>> {
        std::iter::once(&self.candidate).chain(&self.also)
    }

    /// The records of the figures, each once.
    pub(crate) fn rows(&self) -> Vec<Row> {
        distinct_rows(self.candidates())
    }
}

/// A candidate that is not.
#[derive(Debug, Clone)]
pub(crate) struct Left<'r, 'f> {
    pub(crate) candidate: Candidate<'r, 'f>,
    pub(crate) reason: ExclusionReason,
}

impl Selection<'_, '_> {
    /// Computes the effects of arms by other formulas than those that the measure has by default.
    fn take_formulas(&mut self, measure: Measure, formulas: EffectSizeOptions) {
        if formulas == EffectSizeOptions::for_measure(measure) {
            return;
        }
        let studies: Vec<&Derived> = self.chosen.iter().map(|chosen| &chosen.derived).collect();
        let effects = with_formulas(&studies, measure, formulas);
        let chosen = std::mem::take(&mut self.chosen);
        for (mut chosen, effect) in chosen.into_iter().zip(effects) {
            match effect {
                Some(effect) => {
                    chosen.derived.effect = effect;
                    self.chosen.push(chosen);
                }
                None => self.excluded.push(Left {
                    candidate: chosen.candidate,
                    reason: ExclusionReason::NoStandardError,
                }),
            }
        }
    }

    /// Whether no row answers the question at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.excluded.is_empty() && self.ambiguous.is_empty()
    }
}

/// Selects the rows of one pooling.
///
/// For each trial, in this order: exclusions of the protocol; the verification states that are
/// admitted; published contrasts where the method pools counts, and counts that say nothing; what
/// gives no effect, or only a bounded one where bounds are not admitted; the choice of the protocol
/// for the trial; the preferred kind of source. What is left may be several arms against one, of which
/// `shared_control` makes one effect. Pairs of arms are offered only where no published
/// contrast of the trial is left to pool.
pub(crate) fn select<'r, 'f>(
    registry: &'r Registry<'f>,
    protocol: &Protocol,
    analysis: &AnalysisPlan,
    plan: &Plan,
    filter: &Select,
) -> Selection<'r, 'f> {
    let found = candidates(registry, analysis, filter);
    let mut selection = Selection::default();
    for of_trial in found.chunk_by(|one, other| one.trial == other.trial) {
        Trial {
            registry,
            protocol,
            analysis,
            plan,
        }
        .select(of_trial, &mut selection);
    }
    let (measure, settings) = (analysis.measure, &plan.settings);
    let shared = settings.shared_control(measure);
    let kind = EffectKind::of(measure, settings.method);
    if shared == Some(SharedControl::Combine) {
        shared_control::merge(&mut selection, kind, SharedControl::Combine);
    }
    selection.take_formulas(measure, settings.formulas(measure));
    if shared == Some(SharedControl::Covariance) {
        shared_control::merge(&mut selection, kind, SharedControl::Covariance);
    }
    selection
}

/// What the candidates of one trial are judged by.
struct Trial<'p, 'r, 'f> {
    registry: &'r Registry<'f>,
    protocol: &'p Protocol,
    analysis: &'p AnalysisPlan,
    plan: &'p Plan,
}

impl<'r, 'f> Trial<'_, 'r, 'f> {
    fn select(&self, candidates: &[Candidate<'r, 'f>], selection: &mut Selection<'r, 'f>) {
        let (contrasts, pairs): (Vec<_>, Vec<_>) = candidates
            .iter()
            .partition(|candidate| candidate.is_published_contrast());
        if self.excluded(candidates, &contrasts, selection) {
            return;
        }
        let mut admitted = Vec::new();
        self.admit(&contrasts, &mut admitted, selection);
        let offered = if admitted.is_empty() {
            pairs
        } else {
            Vec::new()
        };
        self.admit(&offered, &mut admitted, selection);
        let kept = self.choose(candidates, admitted, selection);
        self.prefer(kept, selection);
    }

    /// Leaves the whole trial out if the protocol says so.
    fn excluded(
        &self,
        candidates: &[Candidate<'r, 'f>],
        contrasts: &[Candidate<'r, 'f>],
        selection: &mut Selection<'r, 'f>,
    ) -> bool {
        let trial = candidates.first().map(|candidate| candidate.trial);
        let mut rules = self
            .plan
            .exclude
            .iter()
            .filter(|rule| Some(rule.trial) == trial);
        let Some(rule) = rules.next() else {
            return false;
        };
        selection.met.push(rule.span);
        let offered = if contrasts.is_empty() {
            candidates
        } else {
            contrasts
        };
        for candidate in offered {
            selection.excluded.push(Left {
                candidate: *candidate,
                reason: ExclusionReason::Protocol {
                    reason: rule.reason.clone(),
                },
            });
        }
        true
    }

    /// Keeps the rows whose verification is admitted and that give an effect.
    fn admit(
        &self,
        candidates: &[Candidate<'r, 'f>],
        admitted: &mut Vec<Chosen<'r, 'f>>,
        selection: &mut Selection<'r, 'f>,
    ) {
        for candidate in candidates {
            match self.judge(candidate) {
                Ok(derived) => admitted.push(Chosen {
                    candidate: *candidate,
                    also: Vec::new(),
                    derived,
                }),
                Err(reason) => selection.excluded.push(Left {
                    candidate: *candidate,
                    reason,
                }),
            }
        }
    }

    fn judge(&self, candidate: &Candidate<'r, 'f>) -> Result<Derived, ExclusionReason> {
        let settings = &self.plan.settings;
        if !settings.verification.contains(&candidate.verification) {
            return Err(ExclusionReason::Verification {
                state: verification(candidate.verification),
            });
        }
        if settings.method.pools_tables() && candidate.is_published_contrast() {
            return Err(ExclusionReason::NoCounts);
        }
        let measure = self.analysis.measure;
        if settings.method.pools_tables() && says_nothing(candidate, measure) {
            return Err(ExclusionReason::NoInformation);
        }
        match derive(candidate, EffectKind::of(measure, settings.method)) {
            Ok(derived) if derived.derivation.conservative && !settings.bounds => {
                Err(ExclusionReason::OnlyBound)
            }
            Ok(derived) => Ok(derived),
            Err(Underivable::NoEstimate) => Err(ExclusionReason::NoEstimate),
            Err(Underivable::NoStandardError) => Err(ExclusionReason::NoStandardError),
        }
    }

    /// Applies the choice of the protocol, if it makes one for the trial.
    fn choose(
        &self,
        candidates: &[Candidate<'r, 'f>],
        admitted: Vec<Chosen<'r, 'f>>,
        selection: &mut Selection<'r, 'f>,
    ) -> Vec<Chosen<'r, 'f>> {
        let trial = candidates.first().map(|candidate| candidate.trial);
        let choices: Vec<&Choose> = self
            .plan
            .choose
            .iter()
            .filter(|choice| Some(choice.trial) == trial)
            .collect();
        for choice in &choices {
            if candidates
                .iter()
                .any(|candidate| self.matches(choice, candidate))
            {
                selection.met.push(choice.span);
            }
        }
        let Some(first) = choices.first() else {
            return admitted;
        };
        let (kept, others): (Vec<_>, Vec<_>) = admitted.into_iter().partition(|chosen| {
            choices
                .iter()
                .any(|choice| self.matches(choice, &chosen.candidate))
        });
        // Who wins is named; where the chosen row itself cannot be pooled, the choice alone is.
        let preferred = kept.first().map(|winner| {
            let choice = choices
                .iter()
                .find(|choice| self.matches(choice, &winner.candidate));
            (self.source(&winner.candidate), choice.unwrap_or(first))
        });
        for loser in others {
            let reason = match &preferred {
                Some((source, choice)) => ExclusionReason::Preferred {
                    source: source.clone(),
                    reason: Some(choice.reason.clone()),
                },
                None => ExclusionReason::Protocol {
                    reason: first.reason.clone(),
                },
            };
            selection.excluded.push(Left {
                candidate: loser.candidate,
                reason,
            });
        }
        kept
    }

    /// Whether a choice names a row: every key that it gives agrees.
    fn matches(&self, choice: &Choose, candidate: &Candidate<'r, 'f>) -> bool {
        let registry = self.registry;
        let arm = registry.arms[candidate.arm].id();
        let comparator = candidate.comparator.map(|arm| registry.arms[arm].id());
        choice
            .source
            .is_none_or(|source| source == candidate.source)
            && choice.arm.as_deref().is_none_or(|id| id == arm)
            && choice
                .comparator
                .as_deref()
                .is_none_or(|id| Some(id) == comparator)
            && choice
                .outcome
                .is_none_or(|outcome| outcome == candidate.outcome)
            && choice
                .timepoint
                .is_none_or(|time| Some(time) == candidate.timepoint)
            && choice
                .verification
                .is_none_or(|state| state == candidate.verification)
            && choice
                .measure
                .is_none_or(|measure| measure.as_str() == self.analysis.measure.short_name())
    }

    /// Keeps the row of the best kind of source; several of them are ambiguous.
    fn prefer(&self, rows: Vec<Chosen<'r, 'f>>, selection: &mut Selection<'r, 'f>) {
        let rank = |candidate: &Candidate<'r, 'f>| {
            let kind = self.registry.sources[candidate.source].kind;
            let position = self.protocol.prefer.iter().position(|other| *other == kind);
            position.unwrap_or(usize::MAX)
        };
        let best = rows.iter().map(|row| rank(&row.candidate)).min();
        let (mut first, others): (Vec<_>, Vec<_>) = rows
            .into_iter()
            .partition(|row| Some(rank(&row.candidate)) == best);
        let Some(winner) = first.first() else {
            return;
        };
        let source = self.source(&winner.candidate);
        for loser in others {
            selection.excluded.push(Left {
                candidate: loser.candidate,
                reason: ExclusionReason::Preferred {
                    source: source.clone(),
                    reason: None,
                },
            });
        }
        let candidates: Vec<_> = first.iter().map(|row| row.candidate).collect();
        let shared = self.plan.settings.shared_control(self.analysis.measure);
        if first.len() == 1 || (shared.is_some() && share_control(&candidates)) {
            selection.chosen.append(&mut first);
        } else {
            selection.ambiguous.push(candidates);
        }
    }

    fn source(&self, candidate: &Candidate<'r, 'f>) -> String {
        self.registry.sources[candidate.source].id().to_owned()
    }
}
