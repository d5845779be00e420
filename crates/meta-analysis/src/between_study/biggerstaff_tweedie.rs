//! The interval of the between-study variance of Biggerstaff and Tweedie (1997).

use crate::model::LinearModel;
use crate::numeric::gamma::ln_incomplete;
use crate::numeric::root::bracketed;
use crate::{ConfidenceLevel, Interval};

/// Where the scan begins, in units of (k - p) / tr P: below, the probability falls in proportion to tau2.
const SCAN_START: f64 = 1e-6;

/// Ratio of neighbouring points of the scan; the distribution changes little from one to the next.
const SCAN_RATIO: f64 = std::f64::consts::SQRT_2;

/// Points after which a scan ends in any case: more than there are between the least and the largest double.
const SCAN_LIMIT: usize = 4_200;

/// Beyond so many times the tau2 at which the shape has become constant, the probability only falls.
const SHAPE_IS_CONSTANT: f64 = 1e3;

/// The interval by inverting the test of Cochran's Q with an approximate distribution.
///
/// ```text
/// Q = y'P y ~ gamma(shape r, scale s),   r = E^2 / V,   s = V / E
/// E = k - p + tr P tau2,   V = 2 (k - p) + 4 tr P tau2 + 2 tr P^2 tau2^2
/// { tau2 >= 0 : alpha / 2 <= P(Q(tau2) <= Q observed) <= 1 - alpha / 2 }
/// ```
///
/// Notation: P that of the model at tau2 = 0; for a mean tr P = S1 - S2 / S1 and tr P^2 = S2 - 2 S3 / S1 + S2^2 / S1^2
/// with S_m the sum of v_i^-m. E and V are the exact mean and variance of Q.
///
/// The approximate probability need not fall everywhere as tau2 grows, so it is scanned: the limits are the smallest and
/// the largest tau2 of the set; [0, 0] where it is empty.
pub(crate) fn interval(model: &mut impl LinearModel, level: ConfidenceLevel) -> Interval {
    let distribution = Approximation::of(model);
    let ln_tail = level.tail().ln();
    // Positive where tau2 is too small for the lower limit, and where it is not too large for the upper one.
    let too_small = |tau2: f64| ln_tail - distribution.ln_tails(tau2).1;
    let not_too_large = |tau2: f64| distribution.ln_tails(tau2).0 - ln_tail;
    let (mut lower, mut upper) = (None, 0.0);
    if too_small(0.0) <= 0.0 {
        lower = Some(0.0);
    }
    let (mut last, mut last_sign) = (0.0, not_too_large(0.0) > 0.0);
    for tau2 in distribution.scan() {
        if lower.is_none() && too_small(tau2) <= 0.0 {
            lower = Some(bracketed(too_small, last, tau2).value);
        }
        let sign = not_too_large(tau2) > 0.0;
        if last_sign && !sign {
            upper = bracketed(not_too_large, last, tau2).value;
        }
        (last, last_sign) = (tau2, sign);
        if !sign && tau2 > distribution.constant_from() {
            break;
        }
    }
    Interval {
        lower: lower.unwrap_or(0.0).min(upper),
        upper,
    }
}

/// The observed Q and the moments of its distribution.
struct Approximation {
    /// k - p.
    residual: f64,
    /// tr P.
    trace: f64,
    /// tr P^2.
    trace_of_square: f64,
    observed: f64,
}

impl Approximation {
    fn of(model: &mut impl LinearModel) -> Self {
        let residual = model.residual_degrees_of_freedom();
        let evaluation = model.evaluate(0.0);
        Self {
            residual,
            trace: evaluation.trace_p,
            trace_of_square: evaluation.trace_pp,
            observed: evaluation.q,
        }
    }

    /// ln P(Q <= observed) and ln P(Q > observed) at `tau2`.
    fn ln_tails(&self, tau2: f64) -> (f64, f64) {
        // In units of (k - p) / tr P: E = (k - p) (1 + u), V = 2 (k - p) (1 + 2 u + spread u^2).
        let u = tau2 * (self.trace / self.residual);
        let quadratic = (1.0 + 2.0 * u + self.spread() * u * u) / (1.0 + u);
        let shape = 0.5 * self.residual * (1.0 + u) / quadratic;
        ln_incomplete(shape, 0.5 * self.observed / quadratic)
    }

    /// (k - p) tr P^2 / (tr P)^2: 1 for equal variances, at most k - p.
    fn spread(&self) -> f64 {
        (self.residual / self.trace) * (self.trace_of_square / self.trace)
    }

    /// From this tau2 on the probability only falls.
    fn constant_from(&self) -> f64 {
        SHAPE_IS_CONSTANT * self.spread() * self.residual / self.trace
    }

    /// Increasing values of tau2.
    fn scan(&self) -> impl Iterator<Item = f64> {
        let start = SCAN_START * self.residual / self.trace;
        std::iter::successors(Some(start), |tau2| Some(SCAN_RATIO * tau2))
            .take_while(|tau2| tau2.is_finite())
            .take(SCAN_LIMIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StudyEffect;
    use crate::between_study::q_profile;
    use crate::model::mean::MeanModel;

    fn model(pairs: &[(f64, f64)]) -> MeanModel {
        let studies: Vec<_> = pairs
            .iter()
            .map(|&(y, v)| StudyEffect::from_variance(y, v).unwrap())
            .collect();
        MeanModel::new(&studies)
    }

    /// With equal variances Q / (1 + tau2 / v) is chi-squared, the approximation is exact, and the interval is the
    /// Q-profile's.
    #[test]
    fn is_exact_for_equal_variances() {
        let mut model = model(&[(0.1, 0.2), (1.9, 0.2), (-0.8, 0.2), (0.7, 0.2), (2.2, 0.2)]);
        for level in [0.5, 0.9, 0.95, 0.999] {
            let level = ConfidenceLevel::new(level).unwrap();
            let (ours, exact) = (
                interval(&mut model, level),
                q_profile::interval(&mut model, level),
            );
            assert!(
                (ours.lower - exact.lower).abs() <= 1e-12 * exact.lower,
                "{ours:?} {exact:?}"
            );
            assert!(
                (ours.upper - exact.upper).abs() <= 1e-12 * exact.upper,
                "{ours:?} {exact:?}"
            );
        }
    }

    #[test]
    fn is_empty_for_equal_effects_and_bounded_for_extreme_variances() {
        let level = ConfidenceLevel::NINETY_FIVE;
        let equal = interval(&mut model(&[(0.3, 0.1), (0.3, 0.2), (0.3, 5.0)]), level);
        assert_eq!((equal.lower, equal.upper), (0.0, 0.0));
        let wide = interval(&mut model(&[(0.3, 1e-8), (0.9, 1.0), (-2.0, 1e8)]), level);
        assert!(
            wide.lower == 0.0 && wide.upper.is_finite() && wide.upper > 0.0,
            "{wide:?}"
        );
    }
}
