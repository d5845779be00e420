//! Two groups' incidence rates.

use super::{EffectSizeError, TwoRates};
use crate::StudyEffect;

/// The log incidence rate ratio.
///
/// ```text
/// y = ln((x1 / t1) / (x2 / t2)),   v = 1 / x1 + 1 / x2
/// ```
///
/// Notation: x events, t person-time, 1 treated, 2 control.
///
/// # Input and units
/// Person-time in one unit for both groups.
/// # Errors
/// [`EffectSizeError::NoEvents`] if a group has no event: correct the counts first.
/// # Agrees with
/// metafor `escalc(measure = "IRR")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Rothman, Greenland and Lash (2008)](crate::references#rothman-2008), chapter 14.
#[doc(alias = "IRR")]
pub fn log_incidence_rate_ratio(rates: &TwoRates) -> Result<StudyEffect, EffectSizeError> {
    rates.check()?;
    let (x1, x2) = (rates.treated_events, rates.control_events);
    if x1 == 0.0 || x2 == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    let ratio = (x1 / rates.treated_time) / (x2 / rates.control_time);
    Ok(StudyEffect::from_variance(ratio.ln(), 1.0 / x1 + 1.0 / x2)?)
}

/// The incidence rate difference.
///
/// ```text
/// y = x1 / t1 - x2 / t2,   v = x1 / t1^2 + x2 / t2^2
/// ```
///
/// Notation: x events, t person-time, 1 treated, 2 control.
///
/// # Returns
/// The difference per unit of person-time.
/// # Errors
/// [`EffectSizeError`] if no group has an event (the variance would be 0), or the input is not valid.
/// # Agrees with
/// metafor `escalc(measure = "IRD")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Rothman, Greenland and Lash (2008)](crate::references#rothman-2008), chapter 14.
#[doc(alias = "IRD")]
pub fn incidence_rate_difference(rates: &TwoRates) -> Result<StudyEffect, EffectSizeError> {
    rates.check()?;
    let (x1, t1) = (rates.treated_events, rates.treated_time);
    let (x2, t2) = (rates.control_events, rates.control_time);
    if x1 == 0.0 && x2 == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    let variance = x1 / (t1 * t1) + x2 / (t2 * t2);
    Ok(StudyEffect::from_variance(x1 / t1 - x2 / t2, variance)?)
}

/// The difference of square-root transformed incidence rates.
///
/// ```text
/// y = sqrt(x1 / t1) - sqrt(x2 / t2),   v = 1 / (4 t1) + 1 / (4 t2)
/// ```
///
/// Notation: x events, t person-time, 1 treated, 2 control. The variance does not depend on the events.
///
/// # Errors
/// [`EffectSizeError`] if the input is not valid.
/// # Agrees with
/// metafor `escalc(measure = "IRSD")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "IRSD")]
pub fn root_rate_difference(rates: &TwoRates) -> Result<StudyEffect, EffectSizeError> {
    rates.check()?;
    let difference = (rates.treated_events / rates.treated_time).sqrt()
        - (rates.control_events / rates.control_time).sqrt();
    let variance = 0.25 / rates.treated_time + 0.25 / rates.control_time;
    Ok(StudyEffect::from_variance(difference, variance)?)
}
