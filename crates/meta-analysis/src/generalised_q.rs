//! The between-study variance from the exact distribution of the generalised Q.

use nalgebra::{Complex, DMatrix};

use crate::meta_regression::Design;
use crate::model::LinearModel;
use crate::model::regression::RegressionModel;
use crate::numeric::quadratic_form::{LongProduct, principal_root, probability_below};
use crate::numeric::root::bracketed;
use crate::pool::check_weights;
use crate::variance_interval::{VarianceInterval, with_i_squared};
use crate::{ConfidenceLevel, FitError, Interval, StudyEffect};

/// Doublings after which no upper end of a bracket is looked for.
const DOUBLINGS: usize = 100;

/// The interval of tau2 by inverting the test of the generalised Q with weights a.
///
/// ```text
/// Q = y'P y ~ sum l_j(tau2) chi2_1,   l_j the eigenvalues of (V + tau2)^1/2 P (V + tau2)^1/2
/// { tau2 >= 0 : alpha / 2 <= P(Q(tau2) <= Q observed) <= 1 - alpha / 2 },   P = A - A X (X'A X)^-1 X'A
/// ```
///
/// Notation: A = diag(a_i) `weights`, X `design`; for a mean Q = sum a_i (y_i - mean_a)^2. Weights 1 / v_i give
/// Biggerstaff and Jackson's interval of DerSimonian and Laird's estimator, 1 / sqrt(v_i) are Jackson's
/// recommendation.
///
/// # Returns
/// The interval, [0, 0] where the set is empty.
/// # Errors
/// As [`regress`](crate::meta_regression::regress); [`FitError::TooFewStudies`] unless there are more studies than
/// coefficients; [`FitError::WeightNotPositive`]; [`FitError::NotFinite`] where numbers are too extreme for the
/// distribution of Q.
/// # Agrees with
/// metafor `confint(rma(yi, vi, mods = X, weights = a, method = "GENQ"))` (tests/oracle.rs).
/// # References
/// [Jackson (2013)](crate::references#jackson-2013), [Jackson et al. (2014)](crate::references#jackson-2014).
#[doc(alias = "GENQ")]
pub fn generalised_q_interval(
    studies: &[StudyEffect],
    design: &Design,
    weights: &[f64],
    level: ConfidenceLevel,
) -> Result<VarianceInterval, FitError> {
    let variance = interval(studies, design, weights, level)?;
    let mut model = RegressionModel::new(studies, &design.columns())?;
    Ok(with_i_squared(&mut model, variance))
}

/// The interval of tau2 alone.
pub(crate) fn interval(
    studies: &[StudyEffect],
    design: &Design,
    weights: &[f64],
    level: ConfidenceLevel,
) -> Result<Interval, FitError> {
    let form = Form::new(studies, design, weights)?;
    Ok(Interval {
        lower: form.solve(1.0 - level.tail())?,
        upper: form.solve(level.tail())?,
    })
}

/// The median-unbiased estimate of tau2 from the generalised Q: the observed Q is the median of its distribution.
///
/// [`pool_median_unbiased`](crate::pool_median_unbiased) pools with it.
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
    let design = Design::with_intercept(studies.len());
    Form::new(studies, &design, weights)?.solve(0.5)
}

/// The quadratic form and its observed value.
pub(crate) struct Form {
    variances: Vec<f64>,
    weights: Vec<f64>,
    /// Orthonormal columns that span A^1/2 X.
    basis: DMatrix<f64>,
    observed: f64,
}

impl Form {
    pub(crate) fn new(
        studies: &[StudyEffect],
        design: &Design,
        weights: &[f64],
    ) -> Result<Self, FitError> {
        let columns = design.columns();
        let mut model = RegressionModel::new(studies, &columns)?;
        let (k, p) = (model.study_count(), model.coefficient_count());
        if k <= p {
            return Err(FitError::TooFewStudies {
                given: k,
                needed: p + 1,
            });
        }
        check_weights(studies, weights)?;
        let scaled = DMatrix::from_fn(k, p, |i, j| weights[i].sqrt() * columns[j][i]);
        Ok(Self {
            observed: model.moments(weights).q,
            variances: model.variances().to_vec(),
            weights: weights.to_vec(),
            basis: scaled.qr().q(),
        })
    }

    /// P(Q <= observed) at `tau2`; it decreases in tau2.
    pub(crate) fn probability(&self, tau2: f64) -> Option<f64> {
        let (k, p) = self.basis.shape();
        probability_below(self.observed, k - p, |s| self.ln_transform(s, tau2))
    }

    /// ln E[e^(-s Q)] at `tau2`, without the eigenvalues.
    ///
    /// ```text
    /// E[e^(-s Q)] = det(I + 2 s P (V + tau2))^(-1/2) = (det D det(B' D^-1 B))^(-1/2)
    /// D = I + 2 s A (V + tau2),   B an orthonormal basis of A^1/2 X
    /// ```
    ///
    /// Where Im s > 0 the imaginary part of B' D^-1 B is negative definite, and so are those of its pivots: no square
    /// root crosses its cut.
    fn ln_transform(&self, s: Complex<f64>, tau2: f64) -> Complex<f64> {
        let (k, p) = self.basis.shape();
        let one = Complex::new(1.0, 0.0);
        let mut product = LongProduct::one();
        let mut gram = vec![Complex::new(0.0, 0.0); p * p];
        for i in 0..k {
            let d = one + s * (2.0 * self.weights[i] * (self.variances[i] + tau2));
            product.multiply(principal_root(d));
            let inverse = d.inv();
            for a in 0..p {
                for b in a..p {
                    gram[a * p + b] += inverse * (self.basis[(i, a)] * self.basis[(i, b)]);
                }
            }
        }
        for a in 0..p {
            let pivot = gram[a * p + a];
            product.multiply(principal_root(pivot));
            for b in a + 1..p {
                let multiple = gram[a * p + b] / pivot;
                for c in b..p {
                    let subtracted = multiple * gram[a * p + c];
                    gram[b * p + c] -= subtracted;
                }
            }
        }
        -product.ln()
    }

    /// The tau2 at which the probability is `target`, 0 if it is below already at 0.
    pub(crate) fn solve(&self, target: f64) -> Result<f64, FitError> {
        let at = |tau2: f64| self.probability(tau2).map(|p| p - target);
        if at(0.0).ok_or(FitError::NotFinite)? <= 0.0 {
            return Ok(0.0);
        }
        let mut upper = self.variances.iter().copied().fold(0.0, f64::max);
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
