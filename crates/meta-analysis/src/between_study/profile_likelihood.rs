//! The profile-likelihood interval of the between-study variance (Hardy and Thompson 1996).

use super::likelihood::Criterion;
use crate::model::LinearModel;
use crate::numeric::root::bracketed;
use crate::numeric::tail::chi_squared_upper_quantile;
use crate::{ConfidenceLevel, Interval};

/// Doublings after which the upper limit is given up as infinite; 2^200 exceeds any variance.
const DOUBLINGS: usize = 200;

/// The profile-likelihood interval around `estimate`, the maximum of the likelihood.
///
/// ```text
/// { tau2 >= 0 : l(tau2) >= l(estimate) - chi2_1(level) / 2 }
/// ```
///
/// l is the full or the restricted log-likelihood. The lower limit is 0 where the likelihood at 0
/// is that high, and the upper limit is infinite where no variance is low enough.
pub(crate) fn interval(
    model: &mut impl LinearModel,
    criterion: Criterion,
    estimate: f64,
    level: ConfidenceLevel,
) -> Interval {
    let drop = 0.5 * chi_squared_upper_quantile(1.0 - level.value(), 1.0);
    let threshold = criterion.log_likelihood(model, estimate) - drop;
    let mut excess = |tau2: f64| criterion.log_likelihood(model, tau2) - threshold;
    let lower = if estimate == 0.0 || excess(0.0) >= 0.0 {
        0.0
    } else {
        bracketed(&mut excess, 0.0, estimate).value
    };
    Interval {
        lower,
        upper: upper_limit(excess, estimate),
    }
}

fn upper_limit(mut excess: impl FnMut(f64) -> f64, estimate: f64) -> f64 {
    let mut inside = estimate;
    let mut outside = if estimate > 0.0 { 2.0 * estimate } else { 1e-6 };
    for _ in 0..DOUBLINGS {
        if excess(outside) < 0.0 {
            return bracketed(excess, inside, outside).value;
        }
        inside = outside;
        outside *= 2.0;
    }
    f64::INFINITY
}
