//! Two groups' odds: their ratio, and Peto's one-step estimate of it.

use super::hazard_ratio::log_hazard_ratio_from_logrank;
use super::risk::risks;
use super::{EffectSizeError, RiskVariance, TwoByTwo};
use crate::StudyEffect;

/// The log odds ratio.
///
/// ```text
/// y = ln(a d / (b c)),   v = 1/a + 1/b + 1/c + 1/d
/// ```
///
/// Notation: a, b treated with and without the event, c, d controls with and without.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if a cell is zero: apply [`ZeroCells`](super::ZeroCells) first.
/// # Agrees with
/// metafor `escalc(measure = "OR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Fleiss and Berlin (2009)](crate::references#fleiss-2009).
#[doc(alias = "OR")]
pub fn log_odds_ratio(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    log_odds_ratio_with(table, RiskVariance::LargeSample)
}

/// The log odds ratio with a choice of variance: at common risks p1, p2,
/// v = 1 / (n1 p1 (1 - p1)) + 1 / (n2 p2 (1 - p2)).
///
/// # Errors
/// As [`log_odds_ratio`].
pub fn log_odds_ratio_with(
    table: &TwoByTwo,
    variance: RiskVariance,
) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    let [a, b, c, d] = table.cells();
    if [a, b, c, d].contains(&0.0) {
        return Err(EffectSizeError::NoEvents);
    }
    let y = ((a / b) / (c / d)).ln();
    let v = if let RiskVariance::AtRisks { .. } = variance {
        let (p1, p2) = risks(table, variance);
        1.0 / (table.treated_total * p1 * (1.0 - p1))
            + 1.0 / (table.control_total * p2 * (1.0 - p2))
    } else {
        1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d
    };
    Ok(StudyEffect::from_variance(y, v)?)
}

/// Peto's one-step log odds ratio.
///
/// ```text
/// y = (O - E) / V,   v = 1 / V
/// O = a,   E = n1 m1 / N,   V = n1 n2 m1 m2 / (N^2 (N - 1))
/// ```
///
/// Notation: n1, n2 participants of the treated and the controls, m1, m2 participants with and without the event,
/// N all participants; V the hypergeometric variance. Good only for rare events and groups of similar size.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if nobody or everybody has the event.
/// # Agrees with
/// metafor `escalc(measure = "PETO")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Yusuf et al. (1985)](crate::references#yusuf-1985).
#[doc(alias = "PETO")]
pub fn peto_log_odds_ratio(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    let (n1, n2) = (table.treated_total, table.control_total);
    let n = n1 + n2;
    let m1 = table.treated_events + table.control_events;
    let m2 = n - m1;
    if m1 == 0.0 || m2 <= 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    if n <= 1.0 {
        return Err(EffectSizeError::TooFewParticipants {
            given: n,
            needed: 2.0,
        });
    }
    let information = (n1 / n) * (n2 / n) * m1 * (m2 / (n - 1.0));
    log_hazard_ratio_from_logrank(table.treated_events - n1 * m1 / n, information)
}
