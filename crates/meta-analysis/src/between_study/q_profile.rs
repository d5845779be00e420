//! The Q-profile interval of the between-study variance (Viechtbauer 2007).

use super::paule_mandel::solve_q;
use crate::model::LinearModel;
use crate::numeric::tail::chi_squared_upper_quantile;
use crate::{ConfidenceLevel, Interval};

/// The Q-profile interval.
///
/// ```text
/// { tau2 >= 0 :  chi2(alpha / 2) <= y'P y <= chi2(1 - alpha / 2) },   k - p degrees of freedom
/// ```
///
/// [0, 0] if Q is below the lower quantile even at tau2 = 0, where the set is empty.
pub(crate) fn interval(model: &mut impl LinearModel, level: ConfidenceLevel) -> Interval {
    let df = model.residual_degrees_of_freedom();
    let largest = chi_squared_upper_quantile(level.tail(), df);
    let smallest = chi_squared_upper_quantile(1.0 - level.tail(), df);
    Interval {
        lower: solve_q(model, largest).value,
        upper: solve_q(model, smallest).value,
    }
}
