//! Hazard ratios from logrank tests.

use super::EffectSizeError;
use super::inputs::{check_finite, check_positive};
use crate::StudyEffect;
use crate::numeric::tail::normal_upper_quantile;

/// The log hazard ratio from a logrank test's observed minus expected events and their variance.
///
/// ```text
/// y = (O - E) / V,   v = 1 / V
/// ```
///
/// # Input and units
/// `observed_minus_expected`: events among the treated, observed minus expected. `variance`: V > 0, the logrank
/// variance of O - E.
/// # Errors
/// [`EffectSizeError::NotPositive`] unless V > 0.
/// # Agrees with
/// [`peto_log_odds_ratio`](super::peto_log_odds_ratio), which is the case without censoring.
/// # References
/// [Parmar, Torri and Stewart (1998)](crate::references#parmar-1998); [Tierney et al. (2007)](crate::references#tierney-2007).
#[doc(alias = "HR")]
pub fn log_hazard_ratio_from_logrank(
    observed_minus_expected: f64,
    variance: f64,
) -> Result<StudyEffect, EffectSizeError> {
    check_finite("observed minus expected", observed_minus_expected)?;
    check_positive("logrank variance", variance)?;
    Ok(StudyEffect::from_variance(
        observed_minus_expected / variance,
        1.0 / variance,
    )?)
}

/// What is reported of the numbers behind a logrank test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum LogrankEvents {
    /// Events in each group.
    ByGroup {
        /// Among the treated.
        treated: f64,
        /// Among the controls.
        control: f64,
    },
    /// Events in both groups together, with the participants of each.
    Total {
        /// Events.
        events: f64,
        /// Participants of the treated group.
        treated_total: f64,
        /// Participants of the control group.
        control_total: f64,
    },
}

impl LogrankEvents {
    /// The approximate variance of O - E.
    ///
    /// ```text
    /// by group  V = d1 d2 / (d1 + d2)
    /// total     V = d n1 n2 / (n1 + n2)^2
    /// ```
    ///
    /// Notation: d events, n participants, 1 treated, 2 control.
    ///
    /// # Errors
    /// [`EffectSizeError::NotPositive`] unless every number is positive.
    /// # References
    /// [Tierney et al. (2007)](crate::references#tierney-2007), equations 8 and 9.
    pub fn variance(&self) -> Result<f64, EffectSizeError> {
        match *self {
            Self::ByGroup { treated, control } => {
                check_positive("events", treated)?;
                check_positive("events", control)?;
                Ok(treated / (treated + control) * control)
            }
            Self::Total {
                events,
                treated_total,
                control_total,
            } => {
                check_positive("events", events)?;
                check_positive("participants", treated_total)?;
                check_positive("participants", control_total)?;
                let share = treated_total / (treated_total + control_total);
                Ok(events * share * (1.0 - share))
            }
        }
    }
}

/// The log hazard ratio from a two-sided logrank p-value and the events.
///
/// ```text
/// y = ± z / sqrt(V),   v = 1 / V,   z = the normal quantile of 1 - p / 2
/// ```
///
/// # Input and units
/// `p_value` in (0, 1), two-sided; `treated_better` gives the sign: negative, a hazard ratio below 1.
/// # Errors
/// [`EffectSizeError::OutsideRange`] if p is not between 0 and 1, and as [`LogrankEvents::variance`].
/// # References
/// [Parmar, Torri and Stewart (1998)](crate::references#parmar-1998).
pub fn log_hazard_ratio_from_logrank_p(
    p_value: f64,
    treated_better: bool,
    events: &LogrankEvents,
) -> Result<StudyEffect, EffectSizeError> {
    if !(p_value > 0.0 && p_value < 1.0) {
        return Err(EffectSizeError::OutsideRange {
            input: "p-value",
            value: p_value,
        });
    }
    let variance = events.variance()?;
    let size = normal_upper_quantile(p_value / 2.0) * variance.sqrt();
    log_hazard_ratio_from_logrank(if treated_better { -size } else { size }, variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_groups_have_a_quarter_of_the_events_as_variance() {
        let by_group = LogrankEvents::ByGroup {
            treated: 40.0,
            control: 40.0,
        };
        let total = LogrankEvents::Total {
            events: 80.0,
            treated_total: 150.0,
            control_total: 150.0,
        };
        assert_eq!(by_group.variance(), Ok(20.0));
        assert_eq!(total.variance(), Ok(20.0));
        // p = 0.05: y = -1.959964 / sqrt(20), and its own test gives p back.
        let effect = log_hazard_ratio_from_logrank_p(0.05, true, &total).unwrap();
        let z = effect.effect() / effect.standard_error();
        assert!((z + 1.959_963_984_540_054).abs() < 1e-12);
        assert!(log_hazard_ratio_from_logrank_p(1.0, true, &total).is_err());
    }
}
