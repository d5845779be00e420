//! The estimator of Paule and Mandel, and the others that solve the same equation.

use super::VarianceEstimate;
use crate::model::LinearModel;
use crate::numeric::root::{Root, newton_increasing};
use crate::numeric::tail::chi_squared_upper_quantile;
use crate::{Convergence, Ended};

/// Paule and Mandel: tau2 such that the generalised Q equals its expectation.
///
/// ```text
/// y'P y = k - p  at  w_i = 1 / (v_i + tau2);   0 if Q is below k - p already at tau2 = 0
/// se(tau2) = sqrt(2 k^2 / (k - p)) / sum(w)
/// ```
///
/// The same equation is solved by
/// - empirical Bayes: tau2 = (k / (k - p) y'P y - k) / sum(w) + tau2;
/// - iterated DerSimonian-Laird: tau2 = (y'P y - tr(P V)) / tr(P), because tr(P V) = k - p - tau2 tr(P);
/// - iterated Sidik-Jonkman: tau2 = tau2 * y'P y / (k - p).
pub(super) fn paule_mandel(model: &mut impl LinearModel) -> VarianceEstimate {
    let target = model.residual_degrees_of_freedom();
    with_target(model, target)
}

/// The median-unbiased variant: Q equals the median of chi-squared with k - p degrees of freedom.
pub(super) fn paule_mandel_median(model: &mut impl LinearModel) -> VarianceEstimate {
    let target = chi_squared_upper_quantile(0.5, model.residual_degrees_of_freedom());
    with_target(model, target)
}

fn with_target(model: &mut impl LinearModel, target: f64) -> VarianceEstimate {
    let root = solve_q(model, target);
    let tau2 = root.value;
    let k = model.study_count() as f64;
    let df = model.residual_degrees_of_freedom();
    VarianceEstimate {
        variance: tau2,
        standard_error: (2.0 * k * k / df).sqrt() / model.evaluate(tau2).trace_w,
        convergence: Some(root.convergence),
        second_mode: None,
    }
}

/// The tau2 >= 0 at which the generalised Q equals `target` > 0; 0 at the boundary if Q(0) is
/// not above it.
///
/// Q is convex and decreasing, and 1 / Q nearly linear in tau2 (exactly so for equal variances), so
/// Newton's method is applied to target / Q - 1. Because y'P y is a minimum over coefficients,
/// Q(tau2) <= RSS / tau2 with RSS the unweighted residual sum of squares: the root lies below
/// RSS / target.
pub(crate) fn solve_q(model: &mut impl LinearModel, target: f64) -> Root {
    let boundary = Root {
        value: 0.0,
        convergence: Convergence {
            iterations: 1,
            last_step: 0.0,
            ended: Ended::AtBoundary,
        },
    };
    if model.evaluate(0.0).q <= target {
        return boundary;
    }
    let upper = model.residual_squares() / target;
    newton_increasing(
        |tau2| {
            let e = model.evaluate(tau2);
            (target / e.q - 1.0, target * e.yppy / (e.q * e.q))
        },
        0.0,
        upper * (1.0 + 1e-12),
    )
}
