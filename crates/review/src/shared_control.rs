//! Several treated arms of a trial against one control arm, as one effect of the trial.

use crate::candidates::{Candidate, Figures};
use crate::effects::{Derived, EffectKind, of_arms};
use crate::selection::{Chosen, Selection};
use trialpool_meta_analysis::StudyEffect;
use trialpool_meta_analysis::recovery::{
    Comparison, combine_effects_with_covariance, combine_treated_groups, covariance_matrix,
};

/// What is done with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SharedControl {
    /// The treated arms are one arm.
    Combine,
    /// The effects are one effect, by the covariance that the control arm gives them.
    Covariance,
}

impl SharedControl {
    /// As the protocol names them.
    pub(crate) const NAMES: [(&str, Self); 2] =
        [("combine", Self::Combine), ("covariance", Self::Covariance)];

    /// As the protocol names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Combine => "combine",
            Self::Covariance => "covariance",
        }
    }
}

/// An effect made of several.
#[derive(Debug, Clone)]
pub(crate) struct Combined {
    pub(crate) how: SharedControl,
    /// The effect of each comparison.
    pub(crate) effects: Vec<StudyEffect>,
    /// Their covariance matrix; empty where the arms were combined.
    pub(crate) covariance: Vec<Vec<f64>>,
}

/// Whether candidates compare different arms with the same row of one control arm.
pub(crate) fn share_control(candidates: &[Candidate<'_, '_>]) -> bool {
    let control = |candidate: &Candidate<'_, '_>| match candidate.figures {
        Figures::Pair(_, control) => Some(control.row),
        Figures::Contrast(_) | Figures::Single(_) => None,
    };
    let Some(first) = candidates.first().map(control) else {
        return false;
    };
    let mut arms: Vec<_> = candidates.iter().map(|candidate| candidate.arm).collect();
    arms.sort_unstable();
    arms.dedup();
    first.is_some()
        && arms.len() == candidates.len()
        && candidates
            .iter()
            .all(|candidate| control(candidate) == first)
}

/// Makes the comparisons of each trial, which [`share_control`], one effect.
///
/// Those of a trial whose figures do not allow it become ambiguous again.
pub(crate) fn merge(selection: &mut Selection<'_, '_>, kind: EffectKind, how: SharedControl) {
    let chosen = std::mem::take(&mut selection.chosen);
    for of_trial in chosen.chunk_by(|one, other| one.candidate.trial == other.candidate.trial) {
        let [first, others @ ..] = of_trial else {
            continue;
        };
        if others.is_empty() {
            selection.chosen.push(first.clone());
            continue;
        }
        if let Some(derived) = merged(of_trial, kind, how) {
            selection.chosen.push(Chosen {
                candidate: first.candidate,
                also: others.iter().map(|other| other.candidate).collect(),
                derived,
            });
        } else {
            let candidates = of_trial.iter().map(|row| row.candidate);
            selection.ambiguous.push(candidates.collect());
        }
    }
}

fn merged(of_trial: &[Chosen<'_, '_>], kind: EffectKind, how: SharedControl) -> Option<Derived> {
    let arms: Vec<_> = of_trial
        .iter()
        .map(|chosen| chosen.derived.arms)
        .collect::<Option<_>>()?;
    let reported: Vec<_> = arms.iter().map(|arms| arms.reported).collect();
    // The arms together also give the counts that are shown.
    let mut derived = of_arms(combine_treated_groups(&reported).ok()?, kind).ok()?;
    let effects: Vec<StudyEffect> = of_trial.iter().map(|one| one.derived.effect).collect();
    let mut covariance = Vec::new();
    if how == SharedControl::Covariance {
        let with_effects = arms.iter().zip(&effects);
        let comparisons: Vec<Comparison> = with_effects
            .map(|(arms, effect)| Comparison {
                data: arms.used,
                effect: *effect,
            })
            .collect();
        covariance = covariance_matrix(kind.measure, &comparisons).ok()?;
        derived.effect = combine_effects_with_covariance(&effects, |i, j| covariance[i][j]).ok()?;
        // It is of the effects, not of these arms.
        derived.arms = None;
        let corrections = of_trial.iter().map(|one| one.derived.derivation.correction);
        derived.derivation.correction = corrections.flatten().reduce(f64::max);
    }
    derived.shared_control = Some(Combined {
        how,
        effects,
        covariance,
    });
    Some(derived)
}
