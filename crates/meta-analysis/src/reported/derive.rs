//! The derivation itself.

use super::standard_error::{
    StandardError, from_exact_p, from_interval, from_p_bound, reported_standard_error,
};
use super::{
    DerivationError, DerivedEffect, EstimateRoute, Printed, ReportedContrast, ReportedInterval,
};
use crate::effect_size::{incidence_rate_difference, log_incidence_rate_ratio};
use crate::{Interval, Measure, Scale, StudyEffect};

/// Derives an effect and its standard error from what is printed.
///
/// ```text
/// estimate   y = g(estimate), or g(1 - r / 100) for a reduction of r per cent, or from events and person-time
/// interval   SE = (g(u) - g(l)) / (2 z),   z = normal quantile of (1 + level) / 2
/// printed    SE as it stands, on the analysis scale
/// exact p    SE = |y| / z,                 z = normal quantile of 1 - p / 2
/// rates      SE = sqrt(1 / x1 + 1 / x2) for a rate ratio
/// p < b      SE <= |y| / z at p = b: the bound is used, and the effect marked conservative
/// ```
///
/// Notation: g the logarithm for ratios, else the identity or the scale of the measure; l, u the limits;
/// x1, x2 events. The first line of the list that is reported decides, for the estimate and for the standard error.
///
/// # Input and units
/// `contrast`: the display scale, ratios as ratios, reductions in per cent, p two-sided against no effect.
/// # Returns
/// The effect on the analysis scale, the routes used, and the range of standard errors that the printed digits
/// allow. A standard error is monotone in every printed number it is made of, so the ends of their intervals give the
/// ends of the range; an interval's width does not depend on the rounding of the estimate.
///
/// A lower limit of a ratio printed as `0.00` is known only to be below half a unit: the limits being symmetric
/// about y on the analysis scale, the upper half of the interval is used instead, and the route says so. `p = 0.000`
/// is the bound p < 0.0005.
/// # Errors
/// A ratio that is zero or negative (so a reduction of 100 per cent or more), limits without width, p outside
/// [0, 1], a standard error printed as a bare 0 or below: what is printed is wrong or unusable. p = 1, an estimate of exactly no effect with nothing but a p-value,
/// "p > b", or nothing at all: the standard error is not determined.
/// # Agrees with
/// metafor `conv.wald()` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// Higgins et al., [Cochrane Handbook](crate::references#cochrane-handbook), sections 6.3.1 and 6.3.2.
pub fn derive_effect(contrast: &ReportedContrast) -> Result<DerivedEffect, DerivationError> {
    let estimate = estimate(contrast)?;
    let error = standard_error(contrast, &estimate)?;
    let effect = StudyEffect::from_standard_error(estimate.value, error.value).map_err(|_| {
        DerivationError::StandardErrorNotFinite {
            standard_error: error.value,
        }
    })?;
    Ok(DerivedEffect {
        effect,
        estimate_route: estimate.route,
        error_route: error.route,
        conservative: error.conservative,
        standard_error_range: error.range,
    })
}

/// The estimate on the analysis scale.
pub(super) struct Estimate {
    pub(super) value: f64,
    /// All values that the printed digits allow.
    pub(super) range: Interval,
    route: EstimateRoute,
}

fn estimate(contrast: &ReportedContrast) -> Result<Estimate, DerivationError> {
    let (printed, route) = if let Some(printed) = contrast.estimate {
        (printed, EstimateRoute::Reported)
    } else if let Some(reduction) = contrast.reduction_percent {
        check_ratio(contrast.measure)?;
        (
            ratio_of_reduction(reduction),
            EstimateRoute::PercentReduction,
        )
    } else {
        return estimate_from_rates(contrast);
    };
    Ok(Estimate {
        value: transform(contrast.measure, printed.value)?,
        range: transformed_range(contrast.measure.scale(), printed),
        route,
    })
}

fn estimate_from_rates(contrast: &ReportedContrast) -> Result<Estimate, DerivationError> {
    let effect = effect_from_rates(contrast).ok_or(DerivationError::NoEstimate)??;
    Ok(Estimate {
        value: effect.effect(),
        range: Interval::around(effect.effect(), 0.0),
        route: EstimateRoute::Rates,
    })
}

/// The effect that events and person-time give, for the measures that compare rates.
fn effect_from_rates(contrast: &ReportedContrast) -> Option<Result<StudyEffect, DerivationError>> {
    let rates = contrast.rates?;
    let effect = match contrast.measure {
        Measure::RateRatio => log_incidence_rate_ratio(&rates),
        Measure::RateDifference => incidence_rate_difference(&rates),
        _ => return None,
    };
    Some(effect.map_err(DerivationError::Rates))
}

fn standard_error(
    contrast: &ReportedContrast,
    estimate: &Estimate,
) -> Result<StandardError, DerivationError> {
    if let Some(interval) = reported_interval(contrast)? {
        return from_interval(contrast.measure, &interval, estimate);
    }
    // A standard error that rounds to 0 leaves the word to the p-value.
    let rounds_to_zero = |printed: &Printed| printed.value == 0.0 && printed.half_unit > 0.0;
    if let Some(printed) = contrast.standard_error.filter(|se| !rounds_to_zero(se)) {
        return reported_standard_error(printed);
    }
    // A p-value that tells nothing is not an error as long as the rates do.
    let mut uninformative = DerivationError::NoStandardError;
    if let Some(result) = contrast.p.and_then(|p| from_exact_p(p, estimate)) {
        match result {
            Err(
                error @ (DerivationError::NullEffectWithP { .. }
                | DerivationError::PWithoutInformation { .. }),
            ) => uninformative = error,
            decided => return decided,
        }
    }
    if let Some(effect) = effect_from_rates(contrast) {
        return Ok(StandardError::from_rates(effect?.standard_error()));
    }
    match contrast.p {
        Some(p) => from_p_bound(p, estimate).unwrap_or(Err(uninformative)),
        None => Err(uninformative),
    }
}

/// The interval on the ratio or difference scale, from the printed one or from that of the reduction.
fn reported_interval(
    contrast: &ReportedContrast,
) -> Result<Option<ReportedInterval>, DerivationError> {
    if contrast.interval.is_some() {
        return Ok(contrast.interval);
    }
    let Some(reduction) = contrast.reduction_interval else {
        return Ok(None);
    };
    check_ratio(contrast.measure)?;
    // The largest reduction is the smallest ratio.
    Ok(Some(ReportedInterval {
        lower: ratio_of_reduction(reduction.upper),
        upper: ratio_of_reduction(reduction.lower),
        level: reduction.level,
    }))
}

fn check_ratio(measure: Measure) -> Result<(), DerivationError> {
    if measure.is_ratio() {
        Ok(())
    } else {
        Err(DerivationError::ReductionOfDifference { measure })
    }
}

fn ratio_of_reduction(reduction: Printed) -> Printed {
    Printed {
        value: (100.0 - reduction.value) / 100.0,
        half_unit: reduction.half_unit / 100.0,
    }
}

/// The number on the analysis scale of the measure.
pub(super) fn transform(measure: Measure, value: f64) -> Result<f64, DerivationError> {
    let transformed = measure.scale().transform(value);
    if transformed.is_finite() {
        Ok(transformed)
    } else if measure.scale() == Scale::Log && value.is_finite() {
        Err(DerivationError::NotPositiveRatio { value })
    } else {
        Err(DerivationError::OutsideScale { value, measure })
    }
}

/// All values on the analysis scale that print so; infinite where the digits reach the end of the scale.
pub(super) fn transformed_range(scale: Scale, printed: Printed) -> Interval {
    let Interval { lower, upper } = printed.interval();
    let lower = scale.transform(lower);
    let upper = scale.transform(upper);
    Interval {
        lower: if lower.is_nan() {
            f64::NEG_INFINITY
        } else {
            lower
        },
        upper: if upper.is_nan() { f64::INFINITY } else { upper },
    }
}
