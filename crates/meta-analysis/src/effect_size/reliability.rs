//! Cronbach's alpha.

use serde::{Deserialize, Serialize};

use super::EffectSizeError;
use super::inputs::check_finite;
use crate::StudyEffect;

/// Cronbach's alpha of a scale in one sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// The coefficient, at most 1.
    #[doc(alias = "ai")]
    pub alpha: f64,
    /// Items of the scale.
    #[doc(alias = "mi")]
    pub items: f64,
    /// Participants.
    #[doc(alias = "ni")]
    pub total: f64,
}

impl Reliability {
    fn check(&self) -> Result<(), EffectSizeError> {
        check_finite("items", self.items)?;
        check_finite("participants", self.total)?;
        if self.alpha >= 1.0 || self.alpha.is_nan() {
            return Err(EffectSizeError::OutsideRange {
                input: "alpha",
                value: self.alpha,
            });
        }
        if self.items < 2.0 {
            return Err(EffectSizeError::OutsideRange {
                input: "items",
                value: self.items,
            });
        }
        if self.total < 3.0 {
            return Err(EffectSizeError::TooFewParticipants {
                given: self.total,
                needed: 3.0,
            });
        }
        Ok(())
    }
}

/// The raw coefficient: y = alpha, v = 2 m (1 - alpha)^2 / ((m - 1) (n - 2)), for m items and n participants.
///
/// # Errors
/// [`EffectSizeError`] if alpha is not below 1, or there are fewer than two items or three participants.
/// # Agrees with
/// metafor `escalc(measure = "ARAW")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Bonett (2010)](crate::references#bonett-2010).
#[doc(alias = "ARAW")]
pub fn raw_alpha(study: &Reliability) -> Result<StudyEffect, EffectSizeError> {
    let bonett = bonett_alpha(study)?;
    let v = bonett.sampling_variance() * (1.0 - study.alpha).powi(2);
    Ok(StudyEffect::from_variance(study.alpha, v)?)
}

/// Hakstian and Whalen's transformation.
///
/// ```text
/// y = 1 - (1 - alpha)^(1/3),   v = 18 m (n - 1) (1 - alpha)^(2/3) / ((m - 1) (9 n - 11)^2)
/// ```
///
/// Notation: m items, n participants.
///
/// # Errors
/// As [`raw_alpha`].
/// # Agrees with
/// metafor `escalc(measure = "AHW")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Hakstian and Whalen (1976)](crate::references#hakstian-1976).
#[doc(alias = "AHW")]
pub fn hakstian_whalen_alpha(study: &Reliability) -> Result<StudyEffect, EffectSizeError> {
    study.check()?;
    let (m, n) = (study.items, study.total);
    let root = (1.0 - study.alpha).cbrt();
    let v = 18.0 * m * (n - 1.0) * root * root / ((m - 1.0) * (9.0 * n - 11.0).powi(2));
    Ok(StudyEffect::from_variance(1.0 - root, v)?)
}

/// Bonett's transformation: y = -ln(1 - alpha), v = 2 m / ((m - 1) (n - 2)), for m items and n participants.
///
/// # Errors
/// As [`raw_alpha`].
/// # Agrees with
/// metafor `escalc(measure = "ABT")` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Bonett (2002)](crate::references#bonett-2002).
#[doc(alias = "ABT")]
pub fn bonett_alpha(study: &Reliability) -> Result<StudyEffect, EffectSizeError> {
    study.check()?;
    let (m, n) = (study.items, study.total);
    let v = 2.0 * m / ((m - 1.0) * (n - 2.0));
    Ok(StudyEffect::from_variance(-(-study.alpha).ln_1p(), v)?)
}
