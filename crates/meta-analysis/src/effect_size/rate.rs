//! One group's incidence rate.

use serde::{Deserialize, Serialize};

use super::EffectSizeError;
use super::inputs::{check_count, check_positive};
use crate::StudyEffect;

/// Events during the person-time of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// Events.
    #[doc(alias = "xi")]
    pub events: f64,
    /// Person-time.
    #[doc(alias = "ti")]
    pub time: f64,
}

impl Rate {
    fn check(&self) -> Result<(), EffectSizeError> {
        check_count("events", self.events)?;
        check_positive("person-time", self.time)
    }
}

/// The raw incidence rate: y = x / t, v = x / t^2, for x events in person-time t.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] without events, so that v = 0.
/// # Agrees with
/// metafor `escalc(measure = "IR")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "IR")]
pub fn raw_rate(group: &Rate) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    if group.events == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    let y = group.events / group.time;
    Ok(StudyEffect::from_variance(y, y / group.time)?)
}

/// The log incidence rate: y = ln(x / t), v = 1 / x, for x events in person-time t.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] without events.
/// # Agrees with
/// metafor `escalc(measure = "IRLN")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "IRLN")]
pub fn log_rate(group: &Rate) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    if group.events == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    Ok(StudyEffect::from_variance(
        (group.events / group.time).ln(),
        1.0 / group.events,
    )?)
}

/// The square root of an incidence rate: y = sqrt(x / t), v = 1 / (4 t), for x events in person-time t.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid.
/// # Agrees with
/// metafor `escalc(measure = "IRS")` to 1e-10 (tests/oracle_effects.rs).
#[doc(alias = "IRS")]
pub fn root_rate(group: &Rate) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let y = (group.events / group.time).sqrt();
    Ok(StudyEffect::from_variance(y, 0.25 / group.time)?)
}

/// The Freeman-Tukey transformed incidence rate.
///
/// ```text
/// y = (sqrt(x / t) + sqrt((x + 1) / t)) / 2,   v = 1 / (4 t)
/// ```
///
/// Notation: x events in person-time t.
///
/// # Errors
/// [`EffectSizeError`] if an input is not valid.
/// # Agrees with
/// metafor `escalc(measure = "IRFT")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Freeman and Tukey (1950)](crate::references#freeman-1950).
#[doc(alias = "IRFT")]
pub fn freeman_tukey_rate(group: &Rate) -> Result<StudyEffect, EffectSizeError> {
    group.check()?;
    let y = f64::midpoint(
        (group.events / group.time).sqrt(),
        ((group.events + 1.0) / group.time).sqrt(),
    );
    Ok(StudyEffect::from_variance(y, 0.25 / group.time)?)
}

/// The rate whose Freeman-Tukey transformation in person-time `time` is `value`.
///
/// ```text
/// x / t = (1/t - 8 y^2 + 16 t y^4) / (16 t y^2)
/// ```
///
/// Notation: y `value`, t `time`. A value below that of no event, sqrt(1 / t) / 2, is a rate of 0, as in metafor.
///
/// # Returns
/// The rate; NaN if `time` is not positive or `value` not finite.
/// # Agrees with
/// metafor `transf.iirft()` to 1e-10 (tests in this module).
pub fn freeman_tukey_to_rate(value: f64, time: f64) -> f64 {
    if !(time > 0.0 && value.is_finite()) {
        return f64::NAN;
    }
    if value <= 0.5 / time.sqrt() {
        return 0.0;
    }
    let square = value * value;
    // (4 t y^2 - 1)^2 / (16 t^2 y^2), which is the formula above without its cancellation.
    ((4.0 * time * square - 1.0) / (4.0 * time * value)).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_freeman_tukey_rate_comes_back() {
        for (events, time) in [(0.0, 3.0), (1.0, 20.0), (9.0, 412.9), (1e6, 1e3)] {
            let y = freeman_tukey_rate(&Rate { events, time }).unwrap().effect();
            let back = freeman_tukey_to_rate(y, time);
            assert!((back - events / time).abs() <= 1e-12 * (events / time).max(1e-3));
        }
        assert_eq!(freeman_tukey_to_rate(0.01, 3.0), 0.0);
    }
}
