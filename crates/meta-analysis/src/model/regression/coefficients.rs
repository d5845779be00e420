//! The coefficients of a regression and their covariance.

use super::RegressionModel;

/// Coefficients and their covariance for one set of weights.
#[derive(Debug, Clone)]
pub(crate) struct Coefficients {
    /// b.
    pub(crate) values: Vec<f64>,
    /// (X'W X)^-1, row by row.
    pub(crate) covariance: Vec<f64>,
    /// y'P y.
    pub(crate) q: f64,
}

impl Coefficients {
    /// Room for so many coefficients, all 0.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            values: vec![0.0; count],
            covariance: vec![0.0; count * count],
            q: 0.0,
        }
    }
}

impl RegressionModel {
    /// Coefficients and covariance at `tau2`.
    pub(crate) fn coefficients(&mut self, tau2: f64) -> Coefficients {
        let mut coefficients = Coefficients::new(self.coefficient_count);
        self.fill_coefficients(tau2, &mut coefficients);
        coefficients
    }

    /// The same into memory of the caller's.
    pub(crate) fn fill_coefficients(&mut self, tau2: f64, to: &mut Coefficients) {
        self.weigh(tau2);
        self.factorise();
        self.invert_r();
        let (p, inverse) = (self.coefficient_count, &self.inverse);
        for i in 0..p {
            for j in 0..p {
                to.covariance[i * p + j] = (i.max(j)..p)
                    .map(|m| inverse[i * p + m] * inverse[j * p + m])
                    .sum();
            }
        }
        self.solve(&mut to.values);
        to.q = self.residuals.iter().map(|e| e * e).sum();
    }

    /// Coefficients by `weights` a instead of 1 / (v + tau2), with the covariance that they then have:
    ///
    /// ```text
    /// b = (X'A X)^-1 X'A y,   var(b) = (X'A X)^-1 X'A M A X (X'A X)^-1,   A^1/2 X = Q R
    ///   = R^-1 (Q'A M Q) R^-T,   M = diag(v + tau2)
    /// ```
    ///
    /// Their q is the sum of (y - X b)^2 / (v + tau2).
    pub(crate) fn coefficients_with_weights(&mut self, weights: &[f64], tau2: f64) -> Coefficients {
        self.weigh_by(weights);
        self.factorise();
        self.invert_r();
        let variances = std::mem::take(&mut self.variances);
        self.gram(0, |s| weights[s] * (variances[s] + tau2));
        self.variances = variances;
        let p = self.coefficient_count;
        let mut coefficients = Coefficients::new(p);
        let (inverse, gram) = (&self.inverse, &self.grams[0]);
        for i in 0..p {
            for j in 0..p {
                coefficients.covariance[i * p + j] = (i..p)
                    .flat_map(|m| (j..p).map(move |n| (m, n)))
                    .map(|(m, n)| inverse[i * p + m] * gram[m * p + n] * inverse[j * p + n])
                    .sum();
            }
        }
        self.solve(&mut coefficients.values);
        let squares = self.residuals.iter().zip(weights).zip(&self.variances);
        coefficients.q = squares.map(|((e, a), v)| e * e / (a * (v + tau2))).sum();
        coefficients
    }

    /// b = R^-1 Q' W^1/2 y.
    fn solve(&self, values: &mut [f64]) {
        let (p, inverse) = (self.coefficient_count, &self.inverse);
        for (i, value) in values.iter_mut().enumerate() {
            *value = (i..p)
                .map(|m| inverse[i * p + m] * self.projections[m])
                .sum();
        }
    }

    /// R^-1 by back substitution into its workspace.
    fn invert_r(&mut self) {
        let p = self.coefficient_count;
        for j in 0..p {
            self.inverse[j * p + j] = 1.0 / self.r[j * p + j];
            for i in (0..j).rev() {
                let sum: f64 = (i + 1..=j)
                    .map(|m| self.r[i * p + m] * self.inverse[m * p + j])
                    .sum();
                self.inverse[i * p + j] = -sum / self.r[i * p + i];
            }
        }
    }
}
