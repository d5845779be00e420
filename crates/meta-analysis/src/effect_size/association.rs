//! Association of two dichotomous variables.

use super::odds::log_odds_ratio;
use super::{EffectSizeError, TwoByTwo};
use crate::StudyEffect;

/// The phi coefficient, participants sampled without fixing either margin.
///
/// ```text
/// y = (a d - b c) / sqrt(n1 n2 m1 m2)
/// v = [1 - y^2 + y (1 + y^2 / 2) (r1 - r2) (q1 - q2) / s - 3/4 y^2 ((r1 - r2)^2 / (r1 r2) + (q1 - q2)^2 / (q1 q2))] / N
/// ```
///
/// Notation: n1, n2 row and m1, m2 column totals of the table, r and q the same as fractions of N,
/// s = sqrt(r1 r2 q1 q2).
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if a margin is zero.
/// # Agrees with
/// metafor 5.0 `escalc(measure = "PHI")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Yule (1912)](crate::references#yule-1912).
#[doc(alias = "PHI")]
pub fn phi_coefficient(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    let [a, b, c, d] = table.cells();
    let n = a + b + c + d;
    let (r1, r2) = ((a + b) / n, (c + d) / n);
    let (q1, q2) = ((a + c) / n, (b + d) / n);
    let s = (r1 * r2 * q1 * q2).sqrt();
    if s == 0.0 {
        return Err(EffectSizeError::NoEvents);
    }
    let phi = (a / n * (d / n) - b / n * (c / n)) / s;
    let v = (1.0 - phi * phi + phi * (1.0 + phi * phi / 2.0) * (r1 - r2) * (q1 - q2) / s
        - 0.75 * phi * phi * ((r1 - r2).powi(2) / (r1 * r2) + (q1 - q2).powi(2) / (q1 * q2)))
        / n;
    Ok(StudyEffect::from_variance(phi, v)?)
}

/// Yule's Q.
///
/// ```text
/// y = (OR - 1) / (OR + 1),   v = (1 - y^2)^2 / 4 (1/a + 1/b + 1/c + 1/d),   OR = a d / (b c)
/// ```
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if a cell is zero.
/// # Agrees with
/// metafor `escalc(measure = "YUQ")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Yule (1912)](crate::references#yule-1912).
#[doc(alias = "YUQ")]
pub fn yule_q(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    let log_odds = log_odds_ratio(table)?;
    // (OR - 1) / (OR + 1) = tanh(ln OR / 2).
    let q = (log_odds.effect() / 2.0).tanh();
    let v = (1.0 - q * q).powi(2) / 4.0 * log_odds.sampling_variance();
    Ok(StudyEffect::from_variance(q, v)?)
}

/// Yule's Y.
///
/// ```text
/// y = (sqrt(OR) - 1) / (sqrt(OR) + 1),   v = (1 - y^2)^2 / 16 (1/a + 1/b + 1/c + 1/d),   OR = a d / (b c)
/// ```
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if a cell is zero.
/// # Agrees with
/// metafor `escalc(measure = "YUY")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Yule (1912)](crate::references#yule-1912).
#[doc(alias = "YUY")]
pub fn yule_y(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    let log_odds = log_odds_ratio(table)?;
    let y = (log_odds.effect() / 4.0).tanh();
    let v = (1.0 - y * y).powi(2) / 16.0 * log_odds.sampling_variance();
    Ok(StudyEffect::from_variance(y, v)?)
}
