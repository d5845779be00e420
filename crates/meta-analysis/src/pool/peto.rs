//! Peto's one-step odds ratio.

use super::stratified::{StratifiedFit, StratifiedOptions, SummaryEffect, fit_around};
use crate::effect_size::{TwoByTwo, peto_log_odds_ratio};
use crate::{FitError, StudyEffect};

/// Peto's odds ratio.
///
/// ```text
/// ln OR = sum(O - E) / sum(V),   var = 1 / sum(V)
/// O = a,   E = n1 m1 / N,   V = n1 n2 m1 m2 / (N^2 (N - 1))
/// ```
///
/// Notation: a events among the n1 treated, m1 events and m2 others among all N. Studies without events,
/// or with nothing but events, have V = 0 and say nothing. Biased where effects are large or groups
/// unequal.
///
/// # Errors
/// [`FitError::NoStudies`]; [`FitError::NotEstimable`] if no study has V > 0.
/// # Agrees with
/// metafor `rma.peto` (tests/oracle.rs).
/// # References
/// Yusuf et al. (1985), *Progress in Cardiovascular Diseases* 27, 335-371.
pub fn peto_odds_ratio(
    tables: &[TwoByTwo],
    options: &StratifiedOptions,
) -> Result<StratifiedFit, FitError> {
    if tables.is_empty() {
        return Err(FitError::NoStudies);
    }
    // A study's own estimate is (O - E) / V with variance 1 / V.
    let effects: Vec<Option<StudyEffect>> = tables
        .iter()
        .map(|table| peto_log_odds_ratio(table).ok())
        .collect();
    let information_of = |study: &Option<StudyEffect>| match study {
        Some(study) => 1.0 / study.sampling_variance(),
        None => 0.0,
    };
    let weights = effects.iter().map(information_of).collect();
    let (mut excess, mut information) = (0.0, 0.0);
    for study in effects.iter().flatten() {
        excess += study.effect() / study.sampling_variance();
        information += 1.0 / study.sampling_variance();
    }
    let summary = SummaryEffect {
        effect: excess / information,
        variance: 1.0 / information,
    };
    fit_around(summary, effects, weights, options)
}
