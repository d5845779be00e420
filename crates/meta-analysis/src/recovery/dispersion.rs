//! Standard deviations and standard errors from each other and from tests.

use serde::{Deserialize, Serialize};

use super::error::{RecoveryError, finite, positive};
use crate::numeric::tail::t_upper_quantile;
use crate::reported::{Printed, ReportedInterval};
use crate::{Derivation, Interval, Recovered};

/// A number with all values that the printed digits allow.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ranged {
    /// From the digits as they stand.
    pub value: f64,
    /// From every number that prints so; the upper end may be infinite.
    pub range: Interval,
}

/// The standard deviation from the standard error of a mean: sd = se sqrt(n).
///
/// # Errors
/// [`RecoveryError::NotValid`] unless both are positive.
/// # References
/// [Cochrane Handbook](crate::references#cochrane-handbook), section 6.5.2.2.
pub fn sd_from_standard_error(
    standard_error: Printed,
    total: f64,
) -> Result<Recovered<Ranged>, RecoveryError> {
    positive("standard error", standard_error.value)?;
    positive("participants", total)?;
    let root = total.sqrt();
    let Interval { lower, upper } = standard_error.interval();
    Ok(Recovered {
        value: Ranged {
            value: standard_error.value * root,
            range: Interval {
                lower: lower.max(0.0) * root,
                upper: upper * root,
            },
        },
        derivation: Derivation::SdFromStandardError,
    })
}

/// The standard error from an interval whose limits were made with Student's t.
///
/// ```text
/// se = (u - l) / (2 t),   t = the t quantile of (1 + level) / 2
/// ```
///
/// # Input and units
/// Limits l, u on the analysis scale (differences of means).
/// # Errors
/// [`RecoveryError::NotValid`] unless the upper limit exceeds the lower and the degrees of freedom are positive.
/// # References
/// [Cochrane Handbook](crate::references#cochrane-handbook), section 6.5.2.3.
pub fn standard_error_from_t_interval(
    interval: &ReportedInterval,
    degrees_of_freedom: f64,
) -> Result<Recovered<Ranged>, RecoveryError> {
    positive("degrees of freedom", degrees_of_freedom)?;
    let (lower, upper) = (interval.lower, interval.upper);
    positive("width of the interval", upper.value - lower.value)?;
    let twice = 2.0 * t_upper_quantile(interval.level.tail(), degrees_of_freedom);
    let slack = lower.half_unit + upper.half_unit;
    let width = upper.value - lower.value;
    Ok(Recovered {
        value: Ranged {
            value: width / twice,
            range: Interval {
                lower: (width - slack).max(0.0) / twice,
                upper: (width + slack) / twice,
            },
        },
        derivation: Derivation::StandardErrorFromTInterval,
    })
}

/// The standard error from an estimate and its test statistic, t or z: se = |y / t|.
///
/// # Input and units
/// `estimate` y on the analysis scale.
/// # Returns
/// The range is infinite above where the statistic prints as if it could be 0.
/// # Errors
/// [`RecoveryError::NotValid`] if either is 0 or not finite.
/// # References
/// [Cochrane Handbook](crate::references#cochrane-handbook), section 6.5.2.3.
pub fn standard_error_from_statistic(
    estimate: Printed,
    statistic: Printed,
) -> Result<Recovered<Ranged>, RecoveryError> {
    for (input, printed) in [("estimate", estimate), ("statistic", statistic)] {
        positive(input, printed.value.abs())?;
        finite(input, printed.half_unit)?;
    }
    let ends = |printed: Printed| {
        let size = printed.value.abs();
        (
            (size - printed.half_unit).max(0.0),
            size + printed.half_unit,
        )
    };
    let (smallest, largest) = ends(estimate);
    let (weakest, strongest) = ends(statistic);
    Ok(Recovered {
        value: Ranged {
            value: (estimate.value / statistic.value).abs(),
            range: Interval {
                lower: smallest / strongest,
                upper: largest / weakest,
            },
        },
        derivation: Derivation::StandardErrorFromStatistic,
    })
}

/// The standard deviation of changes.
///
/// ```text
/// sd = sqrt(sd1^2 + sd2^2 - 2 r sd1 sd2)
/// ```
///
/// # Errors
/// [`RecoveryError::NotValid`] if a standard deviation is not positive or |r| > 1.
/// # References
/// [Cochrane Handbook](crate::references#cochrane-handbook), section 6.5.2.8.
pub fn sd_of_change(
    first_sd: f64,
    second_sd: f64,
    correlation: f64,
) -> Result<Recovered<f64>, RecoveryError> {
    positive("standard deviation", first_sd)?;
    positive("standard deviation", second_sd)?;
    if !(-1.0..=1.0).contains(&correlation) {
        return Err(RecoveryError::NotValid {
            input: "correlation",
            value: correlation,
        });
    }
    // The form without cancellation for r near 1.
    let square = (first_sd - second_sd).powi(2) + 2.0 * (1.0 - correlation) * first_sd * second_sd;
    Ok(Recovered {
        value: square.sqrt(),
        derivation: Derivation::SdOfChangeFromCorrelation,
    })
}

/// The standard deviations of changes for all correlations from `correlations.lower` to `correlations.upper`.
///
/// The larger the correlation, the smaller the standard deviation, so the ends give the band.
///
/// # Errors
/// As [`sd_of_change`].
pub fn sd_of_change_band(
    first_sd: f64,
    second_sd: f64,
    correlations: Interval,
) -> Result<Interval, RecoveryError> {
    Ok(Interval {
        lower: sd_of_change(first_sd, second_sd, correlations.upper)?.value,
        upper: sd_of_change(first_sd, second_sd, correlations.lower)?.value,
    })
}

/// The correlation of two measurements from their standard deviations and that of the changes.
///
/// ```text
/// r = (sd1^2 + sd2^2 - sd^2) / (2 sd1 sd2)
/// ```
///
/// # Errors
/// [`RecoveryError::NotValid`] if a standard deviation is not positive, or no correlation gives such changes.
/// # References
/// [Cochrane Handbook](crate::references#cochrane-handbook), section 6.5.2.8.
pub fn correlation_from_sds(
    first_sd: f64,
    second_sd: f64,
    sd_of_change: f64,
) -> Result<Recovered<f64>, RecoveryError> {
    positive("standard deviation", first_sd)?;
    positive("standard deviation", second_sd)?;
    positive("standard deviation of the change", sd_of_change)?;
    let value = (first_sd.powi(2) + second_sd.powi(2) - sd_of_change.powi(2))
        / (2.0 * first_sd * second_sd);
    if !(-1.0..=1.0).contains(&value) {
        return Err(RecoveryError::NotValid {
            input: "correlation",
            value,
        });
    }
    Ok(Recovered {
        value,
        derivation: Derivation::CorrelationFromSds,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ConfidenceLevel;

    #[test]
    fn the_correlation_and_the_sd_of_changes_give_each_other() {
        // By hand: (16 + 19.36 - 12.25) / 35.2.
        let r = correlation_from_sds(4.0, 4.4, 3.5).unwrap().value;
        assert!((r - 23.11 / 35.2).abs() < 1e-15);
        assert!((sd_of_change(4.0, 4.4, r).unwrap().value - 3.5).abs() < 1e-14);
        let band = sd_of_change_band(
            4.0,
            4.4,
            Interval {
                lower: 0.5,
                upper: 0.8,
            },
        )
        .unwrap();
        assert!(band.lower < 3.5 && 3.5 < band.upper);
    }

    #[test]
    fn a_t_interval_is_wider_than_a_normal_one() {
        let interval = ReportedInterval {
            lower: Printed::with_decimals(1.0, 1),
            upper: Printed::with_decimals(3.0, 1),
            level: ConfidenceLevel::NINETY_FIVE,
        };
        // t(0.975, 10) = 2.228138851986274 (R 4.2.2).
        let recovered = standard_error_from_t_interval(&interval, 10.0)
            .unwrap()
            .value;
        assert!((recovered.value - 1.0 / 2.228_138_851_986_274).abs() < 1e-13);
        assert!((recovered.range.upper - 1.05 / 2.228_138_851_986_274).abs() < 1e-13);
    }

    #[test]
    fn a_statistic_that_may_be_zero_leaves_no_upper_end() {
        let recovered = standard_error_from_statistic(
            Printed::with_decimals(1.0, 1),
            Printed::with_decimals(0.1, 0),
        );
        assert_eq!(recovered.unwrap().value.range.upper, f64::INFINITY);
    }
}
