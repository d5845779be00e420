//! Estimators by the method of moments: DerSimonian-Laird, Hedges, their two-step forms, and
//! the general form with arbitrary weights.

use super::VarianceEstimate;
use crate::model::{LinearModel, Moments};

/// The method of moments with arbitrary weights (generalised Q).
///
/// ```text
/// E[y'P y] = tr(P V) + tau2 tr(P)      for P = A - A X (X'A X)^-1 X'A, whatever the weights A
/// tau2     = max(0, (y'P y - tr(P V)) / tr(P))
/// se(tau2) = sqrt(2 tr(P V P V) + 4 tau2 tr(P V P) + 2 tau2^2 tr(P P)) / tr(P)
/// ```
///
/// Notation: A = diag(`weights`) in the model's order, V = diag(v_i).
pub(crate) fn generalised_q(model: &mut impl LinearModel, weights: &[f64]) -> VarianceEstimate {
    let m = model.moments(weights);
    at(&m, ((m.q - m.trace_pv) / m.trace_p).max(0.0))
}

/// A value found by other means from the same Q, with the standard error of [`generalised_q`] at it.
pub(crate) fn generalised_q_at(
    model: &mut impl LinearModel,
    weights: &[f64],
    tau2: f64,
) -> VarianceEstimate {
    at(&model.moments(weights), tau2)
}

fn at(m: &Moments, tau2: f64) -> VarianceEstimate {
    VarianceEstimate::closed(tau2, quadratic_form_error(m, tau2) / m.trace_p)
}

/// The standard deviation of y'P y when the effects have variances v_i + tau2.
pub(super) fn quadratic_form_error(m: &Moments, tau2: f64) -> f64 {
    (2.0 * m.trace_pvpv + 4.0 * tau2 * m.trace_pvp + 2.0 * tau2 * tau2 * m.trace_pp).sqrt()
}

/// DerSimonian and Laird: [`generalised_q`] with A = V^-1, where P V P = P and tr(P V) = k - p.
///
/// ```text
/// tau2     = max(0, (Q - (k - p)) / tr(P)),   tr(P) = sum(w) - sum(w^2) / sum(w) for a mean
/// se(tau2) = sqrt(2 (k - p) + 4 tau2 tr(P) + 2 tau2^2 tr(P P)) / tr(P)
/// ```
pub(super) fn dersimonian_laird(model: &mut impl LinearModel) -> VarianceEstimate {
    let df = model.residual_degrees_of_freedom();
    let e = model.evaluate(0.0);
    let tau2 = ((e.q - df) / e.trace_p).max(0.0);
    let variance_of_q = 2.0 * df + 4.0 * tau2 * e.trace_p + 2.0 * tau2 * tau2 * e.trace_pp;
    VarianceEstimate::closed(tau2, variance_of_q.sqrt() / e.trace_p)
}

/// Hedges (Cochran's ANOVA estimator): [`generalised_q`] with equal weights.
///
/// ```text
/// tau2 = max(0, s^2 - mean(v)) for a mean, s^2 the sample variance of the effects
/// ```
pub(super) fn hedges(model: &mut impl LinearModel) -> VarianceEstimate {
    let equal = vec![1.0; model.study_count()];
    generalised_q(model, &equal)
}

/// DerSimonian and Kacker's two-step estimator from DerSimonian-Laird.
pub(super) fn dersimonian_laird_two_step(model: &mut impl LinearModel) -> VarianceEstimate {
    let first = dersimonian_laird(model).variance;
    second_step(model, first)
}

/// DerSimonian and Kacker's two-step estimator from the ANOVA estimator.
pub(super) fn hedges_two_step(model: &mut impl LinearModel) -> VarianceEstimate {
    let first = hedges(model).variance;
    second_step(model, first)
}

fn second_step(model: &mut impl LinearModel, first: f64) -> VarianceEstimate {
    let weights: Vec<f64> = model
        .variances()
        .iter()
        .map(|v| 1.0 / (v + first))
        .collect();
    generalised_q(model, &weights)
}
