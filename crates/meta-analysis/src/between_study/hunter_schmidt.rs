//! The estimators of Hunter and Schmidt.

use super::VarianceEstimate;
use crate::model::LinearModel;

/// Hunter and Schmidt.
///
/// ```text
/// tau2     = max(0, (Q - k) / sum(w)),   w_i = 1 / v_i
/// se(tau2) = sqrt(2 (k - p) + 4 tau2 tr(P) + 2 tau2^2 tr(P P)) / sum(w)
/// ```
///
/// Biased downwards: Q is compared with k instead of its expectation k - p.
pub(super) fn hunter_schmidt(model: &mut impl LinearModel) -> VarianceEstimate {
    with_factor(model, 1.0)
}

/// Hunter and Schmidt with Q multiplied by k / (k - p), which removes most of the bias.
pub(super) fn hunter_schmidt_corrected(model: &mut impl LinearModel) -> VarianceEstimate {
    let factor = model.study_count() as f64 / model.residual_degrees_of_freedom();
    with_factor(model, factor)
}

fn with_factor(model: &mut impl LinearModel, factor: f64) -> VarianceEstimate {
    let k = model.study_count() as f64;
    let df = model.residual_degrees_of_freedom();
    let e = model.evaluate(0.0);
    let tau2 = ((factor * e.q - k) / e.trace_w).max(0.0);
    let variance_of_q = 2.0 * df + 4.0 * tau2 * e.trace_p + 2.0 * tau2 * tau2 * e.trace_pp;
    VarianceEstimate::closed(tau2, factor * variance_of_q.sqrt() / e.trace_w)
}
