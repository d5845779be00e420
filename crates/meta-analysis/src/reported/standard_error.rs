//! Standard errors from intervals and p-values, with the range that the printed digits allow.

use super::derive::{Estimate, transform, transformed_range};
use super::{DerivationError, ErrorRoute, Printed, ReportedInterval, ReportedP};
use crate::numeric::tail::normal_upper_quantile;
use crate::{Interval, Measure, Scale};

/// A standard error and how it came about.
pub(super) struct StandardError {
    pub(super) value: f64,
    pub(super) range: Interval,
    pub(super) route: ErrorRoute,
    pub(super) conservative: bool,
}

impl StandardError {
    /// Counts are exact: nothing was rounded.
    pub(super) fn from_rates(value: f64) -> Self {
        Self {
            value,
            range: Interval::around(value, 0.0),
            route: ErrorRoute::Rates,
            conservative: false,
        }
    }
}

/// SE = (u - l) / (2 z), or (u - y) / z where the lower limit of a ratio is printed as 0.
pub(super) fn from_interval(
    measure: Measure,
    interval: &ReportedInterval,
    estimate: &Estimate,
) -> Result<StandardError, DerivationError> {
    let scale = measure.scale();
    let (lower, upper, level) = (interval.lower, interval.upper, interval.level);
    let z = normal_upper_quantile(level.tail());
    let high = transform(measure, upper.value)?;
    let high_range = transformed_range(scale, upper);
    if scale == Scale::Log && lower.value == 0.0 && lower.half_unit > 0.0 {
        if high <= estimate.value {
            return Err(DerivationError::UpperLimitBelowEstimate {
                estimate: scale.back_transform(estimate.value),
                upper: upper.value,
            });
        }
        return Ok(StandardError {
            value: (high - estimate.value) / z,
            range: Interval {
                lower: ((high_range.lower - estimate.range.upper) / z).max(0.0),
                upper: (high_range.upper - estimate.range.lower) / z,
            },
            route: ErrorRoute::UpperLimit { level },
            conservative: false,
        });
    }
    let low = transform(measure, lower.value)?;
    if high <= low {
        return Err(DerivationError::IntervalWithoutWidth {
            lower: lower.value,
            upper: upper.value,
        });
    }
    let low_range = transformed_range(scale, lower);
    Ok(StandardError {
        value: (high - low) / (2.0 * z),
        range: Interval {
            lower: ((high_range.lower - low_range.upper) / (2.0 * z)).max(0.0),
            upper: (high_range.upper - low_range.lower) / (2.0 * z),
        },
        route: ErrorRoute::Interval { level },
        conservative: false,
    })
}

/// The standard error as it stands.
pub(super) fn reported_standard_error(printed: Printed) -> Result<StandardError, DerivationError> {
    let value = printed.value;
    if !(value > 0.0 && value.is_finite()) {
        return Err(DerivationError::StandardErrorNotPositive {
            standard_error: value,
        });
    }
    let Interval { lower, upper } = printed.interval();
    Ok(StandardError {
        value,
        range: Interval {
            lower: lower.max(0.0),
            upper,
        },
        route: ErrorRoute::Reported,
        conservative: false,
    })
}

/// SE = |y| / z; `None` for a bound, among them `p = 0.000`.
pub(super) fn from_exact_p(
    p: ReportedP,
    estimate: &Estimate,
) -> Option<Result<StandardError, DerivationError>> {
    let ReportedP::Exactly(printed) = p else {
        return None;
    };
    let p = printed.value;
    if !(0.0..=1.0).contains(&p) {
        return Some(Err(DerivationError::PNotValid { p }));
    }
    if p == 0.0 && printed.half_unit > 0.0 {
        return None;
    }
    if p == 0.0 || p == 1.0 {
        return Some(Err(DerivationError::PWithoutInformation { p }));
    }
    if estimate.value == 0.0 {
        return Some(Err(DerivationError::NullEffectWithP { p }));
    }
    let distance = distance_from_null(estimate.range);
    let Interval { lower, upper } = printed.interval();
    Some(Ok(StandardError {
        value: estimate.value.abs() / two_sided_z(p),
        range: Interval {
            lower: distance.lower / two_sided_z(lower.max(0.0)),
            upper: distance.upper / two_sided_z(upper.min(1.0)),
        },
        route: ErrorRoute::ExactP { p },
        conservative: false,
    }))
}

/// The largest SE that agrees with p < b; `None` for an exact p.
pub(super) fn from_p_bound(
    p: ReportedP,
    estimate: &Estimate,
) -> Option<Result<StandardError, DerivationError>> {
    let p = match p {
        ReportedP::Below(bound) => bound.value,
        ReportedP::Exactly(printed) if printed.value == 0.0 && printed.half_unit > 0.0 => {
            printed.half_unit
        }
        ReportedP::Exactly(_) => return None,
        ReportedP::Above(bound) => {
            let p = bound.value;
            return Some(Err(if (0.0..=1.0).contains(&p) {
                DerivationError::PAboveBoundUnusable { p }
            } else {
                DerivationError::PNotValid { p }
            }));
        }
    };
    if !(p > 0.0 && p <= 1.0) {
        return Some(Err(DerivationError::PNotValid { p }));
    }
    if p == 1.0 {
        return Some(Err(DerivationError::PWithoutInformation { p }));
    }
    if estimate.value == 0.0 {
        return Some(Err(DerivationError::NullEffectWithP { p }));
    }
    // The threshold is a round number, not a rounded one.
    let z = two_sided_z(p);
    Some(Ok(StandardError {
        value: estimate.value.abs() / z,
        range: Interval {
            lower: 0.0,
            upper: distance_from_null(estimate.range).upper / z,
        },
        route: ErrorRoute::PBound { p },
        conservative: true,
    }))
}

/// The smallest and largest |y| in a range.
fn distance_from_null(range: Interval) -> Interval {
    let (a, b) = (range.lower.abs(), range.upper.abs());
    Interval {
        lower: if range.contains(0.0) { 0.0 } else { a.min(b) },
        upper: a.max(b),
    }
}

/// z > 0 with P(|Z| > z) = p.
fn two_sided_z(p: f64) -> f64 {
    normal_upper_quantile(p / 2.0)
}
