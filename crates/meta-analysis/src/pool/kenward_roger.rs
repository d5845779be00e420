//! The Kenward-Roger interval of a random-effects mean.

use super::{PoolingOptions, model_of};
use crate::inference::{Estimate, Reference, infer};
use crate::model::LinearModel;
use crate::tau2::Tau2;
use crate::{FitError, StudyEffect};

/// The random-effects mean with Kenward and Roger's variance and degrees of freedom.
///
/// ```text
/// variance = F + 2 F^2 W (S3 - S2^2 / S1),   F = 1 / S1,   Sm = sum(w^m),   w_i = 1 / (v_i + tau2)
/// df       = 2 / (W (variance S2)^2),        W = 2 / tr(P P), the variance of tau2
/// ```
///
/// tau2 by the model of the options; their inference and prediction rule are not used. With one study,
/// or a common effect, the Wald interval.
///
/// # Errors
/// As [`pool`](super::pool).
/// # Agrees with
/// meta `metagen(method.random.ci = "KR")` (tests/oracle.rs).
/// # References
/// [Partlett and Riley (2017)](crate::references#partlett-2017).
pub fn kenward_roger(
    studies: &[StudyEffect],
    options: &PoolingOptions,
) -> Result<Estimate, FitError> {
    let mut model = model_of(studies)?;
    let tau2 = Tau2::estimate(&mut model, options.model);
    let mean = model.mean(tau2.value());
    if !(mean.effect.is_finite() && mean.variance.is_finite()) {
        return Err(FitError::NotFinite);
    }
    if !tau2.is_estimated() {
        return Ok(infer(
            mean.effect,
            mean.variance,
            1.0,
            Reference::Normal,
            options.level,
        ));
    }
    let e = model.evaluate(tau2.value());
    let cubes: f64 = model
        .variances()
        .iter()
        .map(|v| (v + tau2.value()).powi(-3))
        .sum();
    let variance_of_tau2 = 2.0 / e.trace_pp;
    let curvature = cubes - e.trace_ww * e.trace_ww / e.trace_w;
    let variance = mean.variance + 2.0 * mean.variance.powi(2) * variance_of_tau2 * curvature;
    let df = 2.0 / (variance_of_tau2 * (variance * e.trace_ww).powi(2));
    Ok(infer(
        mean.effect,
        variance,
        1.0,
        Reference::T(df),
        options.level,
    ))
}
