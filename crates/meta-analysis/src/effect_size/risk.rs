//! Two groups' risks: their ratio and their differences.

use super::{EffectSizeError, TwoByTwo};
use crate::StudyEffect;

/// How the sampling variance of a risk ratio, odds ratio or risk difference is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub enum RiskVariance {
    /// The delta method at the study's own risks (metafor `LS`).
    #[default]
    LargeSample,
    /// As [`RiskVariance::LargeSample`] with n - 1 for n (metafor `UB`); for the risk difference.
    Unbiased,
    /// The delta method at risks common to all studies (metafor `AV`): see [`average_risks`].
    AtRisks {
        /// Risk of the treated.
        treated: f64,
        /// Risk of the controls.
        control: f64,
    },
}

/// The risks of all treated and of all controls together, for [`RiskVariance::AtRisks`].
///
/// ```text
/// sum(a_i) / sum(n1_i)   and   sum(c_i) / sum(n2_i)
/// ```
///
/// `None` without participants.
pub fn average_risks(tables: &[TwoByTwo]) -> Option<RiskVariance> {
    let sum = |value: fn(&TwoByTwo) -> f64| tables.iter().map(value).sum::<f64>();
    let treated = sum(|table| table.treated_events) / sum(|table| table.treated_total);
    let control = sum(|table| table.control_events) / sum(|table| table.control_total);
    (treated.is_finite() && control.is_finite())
        .then_some(RiskVariance::AtRisks { treated, control })
}

/// The log risk ratio.
///
/// ```text
/// y = ln((a / n1) / (c / n2)),   v = 1/a - 1/n1 + 1/c - 1/n2
/// ```
///
/// Notation: a, c events and n1, n2 participants of the treated and the controls.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if a group has no event: apply [`ZeroCells`](super::ZeroCells) first. All
/// participants having the event in both groups leaves no variance.
/// # Agrees with
/// metafor `escalc(measure = "RR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Fleiss and Berlin (2009)](crate::references#fleiss-2009).
#[doc(alias = "RR")]
pub fn log_risk_ratio(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    log_risk_ratio_with(table, RiskVariance::LargeSample)
}

/// The log risk ratio with a choice of variance: at common risks p1, p2,
/// v = (1 - p1) / (n1 p1) + (1 - p2) / (n2 p2).
///
/// # Errors
/// As [`log_risk_ratio`].
pub fn log_risk_ratio_with(
    table: &TwoByTwo,
    variance: RiskVariance,
) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    let (a, n1) = (table.treated_events, table.treated_total);
    let (c, n2) = (table.control_events, table.control_total);
    if a == 0.0 || c == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    let (p1, p2) = risks(table, variance);
    let v = (1.0 - p1) / (n1 * p1) + (1.0 - p2) / (n2 * p2);
    Ok(StudyEffect::from_variance(((a / n1) / (c / n2)).ln(), v)?)
}

/// The risk difference.
///
/// ```text
/// y = a / n1 - c / n2,   v = p1 (1 - p1) / n1 + p2 (1 - p2) / n2
/// ```
///
/// Notation: a, c events, n1, n2 participants, p1 = a / n1 and p2 = c / n2 of the treated and the controls.
///
/// # Errors
/// [`EffectSizeError`] if both groups have no event or nothing else, so that the variance is 0.
/// # Agrees with
/// metafor `escalc(measure = "RD")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Fleiss and Berlin (2009)](crate::references#fleiss-2009).
#[doc(alias = "RD")]
pub fn risk_difference(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    risk_difference_with(table, RiskVariance::LargeSample)
}

/// The risk difference with a choice of variance.
///
/// # Errors
/// As [`risk_difference`].
pub fn risk_difference_with(
    table: &TwoByTwo,
    variance: RiskVariance,
) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    let (mut n1, mut n2) = (table.treated_total, table.control_total);
    let y = table.treated_events / n1 - table.control_events / n2;
    let (p1, p2) = risks(table, variance);
    if variance == RiskVariance::Unbiased {
        if n1.min(n2) <= 1.0 {
            return Err(EffectSizeError::TooFewParticipants {
                given: n1.min(n2),
                needed: 2.0,
            });
        }
        n1 -= 1.0;
        n2 -= 1.0;
    }
    let v = p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2;
    Ok(StudyEffect::from_variance(y, v)?)
}

/// The difference of arcsine-square-root transformed risks.
///
/// ```text
/// y = asin(sqrt(a / n1)) - asin(sqrt(c / n2)),   v = 1 / (4 n1) + 1 / (4 n2)
/// ```
///
/// Notation: a, c events and n1, n2 participants of the treated and the controls. Defined without any event.
///
/// # Errors
/// [`EffectSizeError`] if the counts are not valid.
/// # Agrees with
/// metafor `escalc(measure = "AS")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Rücker et al. (2009)](crate::references#ruecker-2009).
#[doc(alias = "AS")]
pub fn arcsine_difference(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    let (n1, n2) = (table.treated_total, table.control_total);
    let y = (table.treated_events / n1).sqrt().asin() - (table.control_events / n2).sqrt().asin();
    Ok(StudyEffect::from_variance(y, 0.25 / n1 + 0.25 / n2)?)
}

/// The risks at which a variance is evaluated.
pub(super) fn risks(table: &TwoByTwo, variance: RiskVariance) -> (f64, f64) {
    match variance {
        RiskVariance::AtRisks { treated, control } => (treated, control),
        RiskVariance::LargeSample | RiskVariance::Unbiased => (
            table.treated_events / table.treated_total,
            table.control_events / table.control_total,
        ),
    }
}
