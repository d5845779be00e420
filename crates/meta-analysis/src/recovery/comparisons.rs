//! Comparisons of several treated groups with one control group, taken together.

use super::error::RecoveryError;
use super::{Comparison, combine_means, combine_proportions, covariance_with_shared_control};
use crate::effect_size::{GroupMean, Proportion, StudyData, TwoByTwo, TwoMeans, TwoRates};
use crate::{DataKind, Measure, StudyEffect};

/// One comparison of several: all treated groups as one, against the control group of the first.
///
/// Events, participants and person-time are added; means are combined as by [`combine_means`].
///
/// # Errors
/// [`RecoveryError::Empty`] without comparisons of two groups, or if they are of different kinds; else as
/// [`combine_means`] and [`combine_proportions`].
/// # References
/// Cochrane Handbook 6.5, section 23.3.4.
pub fn combine_treated_groups(comparisons: &[StudyData]) -> Result<StudyData, RecoveryError> {
    match comparisons.first() {
        Some(StudyData::TwoByTwo(first)) => {
            let groups = comparisons.iter().map(|data| match data {
                StudyData::TwoByTwo(x) => Ok(Proportion {
                    events: x.treated_events,
                    total: x.treated_total,
                }),
                _ => Err(RecoveryError::Empty),
            });
            let treated = combine_proportions(&groups.collect::<Result<Vec<_>, _>>()?)?.value;
            Ok(StudyData::TwoByTwo(TwoByTwo {
                treated_events: treated.events,
                treated_total: treated.total,
                ..*first
            }))
        }
        Some(StudyData::TwoMeans(first)) => {
            let groups = comparisons.iter().map(|data| match data {
                StudyData::TwoMeans(x) => Ok(GroupMean {
                    mean: x.treated_mean,
                    sd: x.treated_sd,
                    total: x.treated_total,
                }),
                _ => Err(RecoveryError::Empty),
            });
            let treated = combine_means(&groups.collect::<Result<Vec<_>, _>>()?)?.value;
            Ok(StudyData::TwoMeans(TwoMeans {
                treated_mean: treated.mean,
                treated_sd: treated.sd,
                treated_total: treated.total,
                ..*first
            }))
        }
        Some(StudyData::TwoRates(first)) => {
            let mut sum = TwoRates {
                treated_events: 0.0,
                treated_time: 0.0,
                ..*first
            };
            for data in comparisons {
                let StudyData::TwoRates(x) = data else {
                    return Err(RecoveryError::Empty);
                };
                sum.treated_events += x.treated_events;
                sum.treated_time += x.treated_time;
            }
            Ok(StudyData::TwoRates(sum))
        }
        _ => Err(RecoveryError::Empty),
    }
}

/// The covariance matrix of the effects of comparisons with one control group: their sampling variances, and
/// [`covariance_with_shared_control`] beside them.
///
/// # Errors
/// As [`covariance_with_shared_control`].
pub fn covariance_matrix(
    measure: Measure,
    comparisons: &[Comparison],
) -> Result<Vec<Vec<f64>>, RecoveryError> {
    let count = comparisons.len();
    let mut covariance = vec![vec![0.0; count]; count];
    for (i, one) in comparisons.iter().enumerate() {
        covariance[i][i] = one.effect.sampling_variance();
        for (j, two) in comparisons.iter().enumerate().skip(i + 1) {
            let shared = covariance_with_shared_control(measure, one, two)?;
            covariance[i][j] = shared;
            covariance[j][i] = shared;
        }
    }
    Ok(covariance)
}

/// Whether [`covariance_with_shared_control`] has a formula for the measure.
pub fn has_shared_control_covariance(measure: Measure) -> bool {
    // Any data tell: whether there is a formula depends on their kind alone.
    let data = match measure.data_kind() {
        Some(DataKind::TwoByTwo) => StudyData::TwoByTwo(TwoByTwo::from_cells(1.0, 1.0, 1.0, 1.0)),
        Some(DataKind::TwoRates) => StudyData::TwoRates(TwoRates {
            treated_events: 1.0,
            treated_time: 2.0,
            control_events: 1.0,
            control_time: 2.0,
        }),
        Some(DataKind::TwoMeans) => StudyData::TwoMeans(TwoMeans {
            treated_mean: 1.0,
            treated_sd: 1.0,
            treated_total: 9.0,
            control_mean: 1.0,
            control_sd: 1.0,
            control_total: 9.0,
        }),
        _ => return false,
    };
    StudyEffect::from_variance(0.0, 1.0).is_ok_and(|effect| {
        let one = Comparison { data, effect };
        let covariance = covariance_with_shared_control(measure, &one, &one);
        !matches!(covariance, Err(RecoveryError::OtherMeasure { .. }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_covariance_is_known_before_the_data() {
        let known = ["RR", "OR", "RD", "AS", "IRR", "MD", "SMD", "ROM", "CVR"];
        for name in known {
            let measure = Measure::from_short_name(name).unwrap();
            assert!(has_shared_control_covariance(measure), "{name}");
        }
        for name in ["HR", "PETO", "PHI", "RPB", "PLO", "GEN"] {
            let measure = Measure::from_short_name(name).unwrap();
            assert!(!has_shared_control_covariance(measure), "{name}");
        }
    }

    #[test]
    fn groups_of_one_kind_are_added() {
        let table = |a: f64, b: f64| StudyData::TwoByTwo(TwoByTwo::from_cells(a, b, 5.0, 7.0));
        let both = combine_treated_groups(&[table(1.0, 2.0), table(3.0, 4.0)]);
        assert_eq!(both, Ok(table(4.0, 6.0)));
        let rates = StudyData::TwoRates(TwoRates {
            treated_events: 1.0,
            treated_time: 2.0,
            control_events: 1.0,
            control_time: 2.0,
        });
        let mixed = combine_treated_groups(&[table(1.0, 2.0), rates]);
        assert_eq!(mixed, Err(RecoveryError::Empty));
        assert_eq!(combine_treated_groups(&[]), Err(RecoveryError::Empty));
    }
}
