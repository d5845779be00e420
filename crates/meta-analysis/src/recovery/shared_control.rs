//! The covariance of effects that share a control group.

use super::error::{RecoveryError, positive};
use crate::Measure;
use crate::effect_size::{GroupMean, Proportion, Rate};

/// What the shared group reports.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum SharedControl {
    /// Events among participants, for risk ratios, odds ratios, risk differences and arcsine differences.
    Proportion(Proportion),
    /// Events during person-time, for rate ratios and differences.
    Rate(Rate),
    /// A mean, for mean differences and ratios of means.
    Mean(GroupMean),
}

/// The covariance of two effects against one control group: the control group's part of their variances.
///
/// ```text
/// RR 1/c - 1/n   OR 1/c + 1/(n - c)   RD p (1 - p) / n   AS 1 / (4 n)
/// IRR 1/x   IRD x / t^2   IRSD 1 / (4 t)   MD sd^2 / n   ROM sd^2 / (n m^2)
/// ```
///
/// Notation: c of n events in the control group, p = c / n, x events in person-time t, m and sd mean and standard
/// deviation.
///
/// # Errors
/// [`RecoveryError::OtherMeasure`] if the measure is not made of these data, or needs more
/// ([`covariance_of_smds_with_shared_control`]); [`RecoveryError::NotValid`] where the covariance is not finite, as
/// for ratios without events.
/// # References
/// [Gleser and Olkin (2009)](crate::references#gleser-2009).
pub fn covariance_with_shared_control(
    measure: Measure,
    control: &SharedControl,
) -> Result<f64, RecoveryError> {
    let covariance = match (measure, control) {
        (Measure::RiskRatio, SharedControl::Proportion(group)) => {
            1.0 / group.events - 1.0 / group.total
        }
        (Measure::OddsRatio, SharedControl::Proportion(group)) => {
            1.0 / group.events + 1.0 / (group.total - group.events)
        }
        (Measure::RiskDifference, SharedControl::Proportion(group)) => {
            let p = group.events / group.total;
            p * (1.0 - p) / group.total
        }
        (Measure::ArcsineDifference, SharedControl::Proportion(group)) => 0.25 / group.total,
        (Measure::RateRatio, SharedControl::Rate(group)) => 1.0 / group.events,
        (Measure::RateDifference, SharedControl::Rate(group)) => {
            group.events / (group.time * group.time)
        }
        (Measure::RootRateDifference, SharedControl::Rate(group)) => 0.25 / group.time,
        (Measure::MeanDifference, SharedControl::Mean(group)) => group.sd * group.sd / group.total,
        (Measure::RatioOfMeans, SharedControl::Mean(group)) => {
            (group.sd / group.mean).powi(2) / group.total
        }
        _ => return Err(RecoveryError::OtherMeasure { measure }),
    };
    positive("covariance", covariance)?;
    Ok(covariance)
}

/// The covariance of two standardised mean differences against one control group.
///
/// ```text
/// cov = 1 / n2 + g1 g2 / (2 N)
/// ```
///
/// Notation: n2 participants of the control group, g1, g2 the effects, N the participants of all groups behind the
/// pooled standard deviation.
///
/// # Errors
/// [`RecoveryError::NotValid`] unless the sizes are positive and the effects finite.
/// # References
/// [Gleser and Olkin (2009)](crate::references#gleser-2009), equation 19.19.
pub fn covariance_of_smds_with_shared_control(
    first: f64,
    second: f64,
    control_total: f64,
    all_total: f64,
) -> Result<f64, RecoveryError> {
    super::error::finite("effect", first)?;
    super::error::finite("effect", second)?;
    positive("participants", control_total)?;
    positive("participants", all_total)?;
    Ok(1.0 / control_total + first * second / (2.0 * all_total))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effect_size::{StudyData, TwoByTwo, effect_size};

    #[test]
    fn the_covariance_is_the_control_groups_part_of_the_variance() {
        // With a treated group that has no sampling error the whole variance is the control's: grow it without bound.
        let control = Proportion {
            events: 7.0,
            total: 40.0,
        };
        for measure in [
            Measure::RiskRatio,
            Measure::OddsRatio,
            Measure::RiskDifference,
            Measure::ArcsineDifference,
        ] {
            let table = TwoByTwo {
                treated_events: 3e14,
                treated_total: 1e15,
                control_events: control.events,
                control_total: control.total,
            };
            let variance = effect_size(measure, &StudyData::TwoByTwo(table))
                .unwrap()
                .sampling_variance();
            let covariance =
                covariance_with_shared_control(measure, &SharedControl::Proportion(control))
                    .unwrap();
            assert!((covariance - variance).abs() < 1e-12, "{measure}");
        }
        let smd = covariance_with_shared_control(
            Measure::StandardizedMeanDifference,
            &SharedControl::Proportion(control),
        );
        assert!(matches!(smd, Err(RecoveryError::OtherMeasure { .. })));
    }
}
