//! The estimator of Sidik and Jonkman.

use super::VarianceEstimate;
use super::moments::quadratic_form_error;
use crate::model::LinearModel;

/// Sidik and Jonkman: a start value, corrected by the residual variance under its own weights.
///
/// ```text
/// tau2_0   = sum (y_i - mean(y))^2 / k
/// tau2     = tau2_0 * y'P y / (k - p),   w_i = 1 / (v_i + tau2_0)
/// se(tau2) = tau2_0 / (k - p) * sqrt(2 tr(P V P V) + 4 tau2 tr(P V P) + 2 tau2^2 tr(P P))
/// ```
///
/// Positive unless all effects are equal, when it is 0.
pub(super) fn sidik_jonkman(model: &mut impl LinearModel) -> VarianceEstimate {
    let start = model.total_squares() / model.study_count() as f64;
    if start == 0.0 {
        return VarianceEstimate::closed(0.0, 0.0);
    }
    let df = model.residual_degrees_of_freedom();
    let weights: Vec<f64> = model
        .variances()
        .iter()
        .map(|v| 1.0 / (v + start))
        .collect();
    let m = model.moments(&weights);
    let tau2 = start * m.q / df;
    VarianceEstimate::closed(tau2, start / df * quadratic_form_error(&m, tau2))
}
