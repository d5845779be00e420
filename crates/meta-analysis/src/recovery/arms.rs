//! Several arms as one, and one as several.

use super::error::{RecoveryError, positive};
use crate::effect_size::{GroupMean, Proportion};
use crate::{Derivation, Recovered};

/// One group made of several, as if their participants had been one sample.
///
/// ```text
/// mean = sum(n m) / sum(n),   sd^2 = (sum((n - 1) sd^2) + sum(n (m - mean)^2)) / (sum(n) - 1)
/// ```
///
/// Notation: n, m, sd participants, mean and standard deviation of each group.
///
/// # Errors
/// [`RecoveryError::Empty`] without groups; [`RecoveryError::NotValid`] if a size is below 1 or a number not finite.
/// # References
/// [Cochrane Handbook](crate::references#cochrane-handbook), section 6.5.2.10.
pub fn combine_means(groups: &[GroupMean]) -> Result<Recovered<GroupMean>, RecoveryError> {
    if groups.is_empty() {
        return Err(RecoveryError::Empty);
    }
    for group in groups {
        if !(group.total >= 1.0 && group.total.is_finite()) {
            return Err(RecoveryError::NotValid {
                input: "participants",
                value: group.total,
            });
        }
        if !(group.sd >= 0.0 && group.sd.is_finite()) {
            return Err(RecoveryError::NotValid {
                input: "standard deviation",
                value: group.sd,
            });
        }
        super::error::finite("mean", group.mean)?;
    }
    let total: f64 = groups.iter().map(|group| group.total).sum();
    let mean = groups
        .iter()
        .map(|group| group.total * group.mean)
        .sum::<f64>()
        / total;
    let squares: f64 = groups
        .iter()
        .map(|group| {
            (group.total - 1.0) * group.sd * group.sd + group.total * (group.mean - mean).powi(2)
        })
        .sum();
    let sd = if total > 1.0 {
        (squares / (total - 1.0)).sqrt()
    } else {
        groups[0].sd
    };
    Ok(Recovered {
        value: GroupMean { mean, sd, total },
        derivation: Derivation::CombinedGroups,
    })
}

/// One group made of several: the sums of their events and participants.
///
/// # Errors
/// [`RecoveryError::Empty`] without groups.
pub fn combine_proportions(groups: &[Proportion]) -> Result<Recovered<Proportion>, RecoveryError> {
    if groups.is_empty() {
        return Err(RecoveryError::Empty);
    }
    Ok(Recovered {
        value: Proportion {
            events: groups.iter().map(|group| group.events).sum(),
            total: groups.iter().map(|group| group.total).sum(),
        },
        derivation: Derivation::CombinedGroups,
    })
}

/// A control group's share in one of `comparisons` comparisons: events / k of total / k.
///
/// An approximation: the comparisons are then treated as independent, which they are not quite.
/// [`covariance_with_shared_control`](super::covariance_with_shared_control) is exact.
///
/// # Errors
/// [`RecoveryError::NotValid`] for no comparison.
/// # References
/// [Cochrane Handbook](crate::references#cochrane-handbook), section 23.3.4.
pub fn split_proportion(
    control: &Proportion,
    comparisons: usize,
) -> Result<Recovered<Proportion>, RecoveryError> {
    let k = comparisons as f64;
    positive("comparisons", k)?;
    Ok(Recovered {
        value: Proportion {
            events: control.events / k,
            total: control.total / k,
        },
        derivation: Derivation::SplitControl,
    })
}

/// A control group's share in one of `comparisons` comparisons: the mean and standard deviation of total / k.
///
/// An approximation, as [`split_proportion`].
///
/// # Errors
/// [`RecoveryError::NotValid`] for no comparison.
pub fn split_mean(
    control: &GroupMean,
    comparisons: usize,
) -> Result<Recovered<GroupMean>, RecoveryError> {
    let k = comparisons as f64;
    positive("comparisons", k)?;
    Ok(Recovered {
        value: GroupMean {
            total: control.total / k,
            ..*control
        },
        derivation: Derivation::SplitControl,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Mean and standard deviation of a sample, by definition.
    fn describe(sample: &[f64]) -> GroupMean {
        let total = sample.len() as f64;
        let mean = sample.iter().sum::<f64>() / total;
        let squares: f64 = sample.iter().map(|x| (x - mean).powi(2)).sum();
        GroupMean {
            mean,
            sd: (squares / (total - 1.0)).sqrt(),
            total,
        }
    }

    proptest! {
        #[test]
        fn combined_groups_are_one_sample(
            one in prop::collection::vec(-50.0..50.0_f64, 2..30),
            two in prop::collection::vec(-50.0..50.0_f64, 2..30),
            three in prop::collection::vec(-50.0..50.0_f64, 2..30),
        ) {
            let all: Vec<f64> = one.iter().chain(&two).chain(&three).copied().collect();
            let groups = [describe(&one), describe(&two), describe(&three)];
            let combined = combine_means(&groups).unwrap().value;
            let whole = describe(&all);
            prop_assert!((combined.mean - whole.mean).abs() < 1e-10);
            prop_assert!((combined.sd - whole.sd).abs() < 1e-10);
            prop_assert_eq!(combined.total, whole.total);
        }
    }
}
