//! The between-study variance from the exact distribution of the generalised Q.

use nalgebra::DMatrix;

use crate::model::mean::MeanModel;
use crate::numeric::quadratic_form::probability_below;
use crate::numeric::root::bracketed;
use crate::variance_interval::{VarianceInterval, with_i_squared};
use crate::{ConfidenceLevel, FitError, Interval, StudyEffect};

/// Doublings after which no upper end of a bracket is looked for.
const DOUBLINGS: usize = 100;

/// The interval of tau2 by inverting the test of the generalised Q with weights a.
///
/// ```text
/// Q = sum a_i (y_i - mean_a)^2 ~ sum l_j(tau2) chi2_1,   l_j the eigenvalues of (V + tau2)^1/2 P (V + tau2)^1/2
/// { tau2 >= 0 : alpha / 2 <= P(Q(tau2) <= Q observed) <= 1 - alpha / 2 },   P = A - A 1 (1'A 1)^-1 1'A
/// ```
///
/// Notation: A = diag(a_i) `weights`. Weights 1 / v_i give Biggerstaff and Jackson's interval of DerSimonian and
/// Laird's estimator, 1 / sqrt(v_i) are Jackson's recommendation.
///
/// # Returns
/// The interval, [0, 0] where the set is empty.
/// # Errors
/// [`FitError::TooFewStudies`] with fewer than two studies; [`FitError::LengthMismatch`],
/// [`FitError::WeightNotPositive`]; [`FitError::NotFinite`] where the distribution cannot be computed to 1e-13
/// (variances over more than about three decades).
/// # Agrees with
/// metafor `confint(rma(yi, vi, weights = a, method = "GENQ"))` (tests/oracle.rs).
/// # References
/// [Jackson (2013)](crate::references#jackson-2013).
#[doc(alias = "GENQ")]
pub fn generalised_q_interval(
    studies: &[StudyEffect],
    weights: &[f64],
    level: ConfidenceLevel,
) -> Result<VarianceInterval, FitError> {
    let form = Form::new(studies, weights)?;
    let variance = Interval {
        lower: form.solve(1.0 - level.tail())?,
        upper: form.solve(level.tail())?,
    };
    Ok(with_i_squared(&mut MeanModel::new(studies), variance))
}

/// The median-unbiased estimate of tau2 from the generalised Q: the observed Q is the median of its distribution.
///
/// # Returns
/// tau2; 0 where Q is below its median already without heterogeneity.
/// # Errors
/// As [`generalised_q_interval`].
/// # Agrees with
/// metafor `rma(yi, vi, weights = a, method = "GENQM")` (tests/oracle.rs).
/// # References
/// [Viechtbauer (2021)](crate::references#viechtbauer-2021).
#[doc(alias = "GENQM")]
pub fn generalised_q_median(studies: &[StudyEffect], weights: &[f64]) -> Result<f64, FitError> {
    Form::new(studies, weights)?.solve(0.5)
}

/// The quadratic form and its observed value.
struct Form<'s> {
    studies: &'s [StudyEffect],
    weights: &'s [f64],
    total: f64,
    observed: f64,
}

impl<'s> Form<'s> {
    fn new(studies: &'s [StudyEffect], weights: &'s [f64]) -> Result<Self, FitError> {
        if studies.len() < 2 {
            return Err(FitError::TooFewStudies {
                given: studies.len(),
                needed: 2,
            });
        }
        if weights.len() != studies.len() {
            return Err(FitError::LengthMismatch {
                studies: studies.len(),
                given: weights.len(),
            });
        }
        let refused = |w: &f64| !(*w > 0.0 && w.is_finite());
        if let Some(study) = weights.iter().position(refused) {
            return Err(FitError::WeightNotPositive {
                study,
                weight: weights[study],
            });
        }
        let pairs = || weights.iter().zip(studies);
        let total: f64 = weights.iter().sum();
        let mean = pairs().map(|(a, s)| a * s.effect()).sum::<f64>() / total;
        let observed = pairs().map(|(a, s)| a * (s.effect() - mean).powi(2)).sum();
        Ok(Self {
            studies,
            weights,
            total,
            observed,
        })
    }

    /// P(Q <= observed) at `tau2`; it decreases in tau2.
    fn probability(&self, tau2: f64) -> Option<f64> {
        let (k, a) = (self.studies.len(), self.weights);
        let root = |i: usize| (self.studies[i].sampling_variance() + tau2).sqrt();
        let matrix = DMatrix::from_fn(k, k, |i, j| {
            let diagonal = if i == j { a[i] } else { 0.0 };
            root(i) * (diagonal - a[i] * (a[j] / self.total)) * root(j)
        });
        if matrix.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let mut eigenvalues: Vec<f64> = matrix.symmetric_eigenvalues().iter().copied().collect();
        eigenvalues.sort_by(f64::total_cmp);
        // P has rank k - 1, so the smallest is 0.
        probability_below(self.observed, &eigenvalues[1..])
    }

    /// The tau2 at which the probability is `target`, 0 if it is below already at 0.
    fn solve(&self, target: f64) -> Result<f64, FitError> {
        let at = |tau2: f64| self.probability(tau2).map(|p| p - target);
        if at(0.0).ok_or(FitError::NotFinite)? <= 0.0 {
            return Ok(0.0);
        }
        let variances = self.studies.iter().map(StudyEffect::sampling_variance);
        let mut upper = variances.fold(0.0, f64::max);
        for _ in 0..DOUBLINGS {
            if at(upper).ok_or(FitError::NotFinite)? <= 0.0 {
                let mut failed = false;
                let value = bracketed(
                    |tau2| {
                        at(tau2).unwrap_or_else(|| {
                            failed = true;
                            0.0
                        })
                    },
                    0.0,
                    upper,
                )
                .value;
                return if failed {
                    Err(FitError::NotFinite)
                } else {
                    Ok(value)
                };
            }
            upper *= 2.0;
        }
        Err(FitError::NotFinite)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_studies_in_closed_form() {
        // For k = 2 Q is c (y1 - y2)^2, whose distribution does not depend on the weights: its median-unbiased
        // tau2 solves (y1 - y2)^2 = m (v1 + v2 + 2 tau2), m = 0.454936423119573 the median of chi2_1.
        let studies =
            [(0.0, 0.1), (1.0, 0.3)].map(|(y, v)| StudyEffect::from_variance(y, v).unwrap());
        let expected = (1.0 / 0.454_936_423_119_572_5 - 0.4) / 2.0;
        for weights in [[1.0, 1.0], [10.0, 3.0]] {
            let found = generalised_q_median(&studies, &weights).unwrap();
            assert!((found - expected).abs() < 1e-10, "{found} {expected}");
        }
        assert!(generalised_q_median(&studies, &[1.0]).is_err());
        assert!(generalised_q_median(&studies, &[1.0, 0.0]).is_err());
    }
}
