//! What a meta-regression gives.

use serde::{Deserialize, Serialize};

use super::reference;
use super::tests_of_coefficients::OmnibusTest;
use crate::caveat::Caveat;
use crate::heterogeneity::Heterogeneity;
use crate::inference::{Estimate, infer};
use crate::likelihood::FitStatistics;
use crate::pool::{BetweenStudy, PoolingOptions, prediction};
use crate::{Convergence, Interval};

/// A fitted meta-regression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegressionFit {
    /// Number of studies k.
    pub study_count: usize,
    /// The coefficients, in the order of the design.
    pub coefficients: Vec<Coefficient>,
    /// Their covariance matrix, row by row, under the inference asked for.
    pub covariance: Vec<f64>,
    /// The residual between-study variance; `None` for a common-effect model or k = p.
    pub between_study: Option<BetweenStudy>,
    /// Residual Q, and I² and H² of the residual heterogeneity.
    pub heterogeneity: Heterogeneity,
    /// The test of all moderators.
    #[doc(alias = "QM")]
    pub moderators: Option<OmnibusTest>,
    /// The share of the heterogeneity that the moderators explain, a fraction.
    #[doc(alias = "R2")]
    pub r_squared: Option<f64>,
    /// Log-likelihoods and information criteria.
    pub fit_statistics: FitStatistics,
    /// The factor on the covariance: Hartung and Knapp's, or 1.
    pub variance_factor: f64,
    /// How the solver ended.
    pub convergence: Option<Convergence>,
    /// What the reader must know.
    pub caveats: Vec<Caveat>,
    /// How it was fitted.
    pub options: PoolingOptions,
}

/// One coefficient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    /// The name of its column.
    pub name: String,
    /// Estimate, test and interval.
    pub estimate: Estimate,
}

/// A predicted value at given moderators.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Predicted {
    /// The mean effect, with test and interval.
    pub mean: Estimate,
    /// The prediction interval of a new study's true effect.
    pub prediction: Option<Interval>,
}

impl RegressionFit {
    /// The mean effect and the prediction interval at `row`, one value a coefficient.
    ///
    /// ```text
    /// mean = x'b,   se^2 = x' var(b) x,   prediction = mean +- quantile * sqrt(se^2 + tau2)
    /// ```
    ///
    /// `None` if `row` has another length than the coefficients.
    pub fn predict(&self, row: &[f64]) -> Option<Predicted> {
        let (value, variance) = self.combination(row)?;
        let p = self.coefficients.len();
        let mean = infer(value, variance, 1.0, reference(self), self.options.level);
        let prediction = self.between_study.and_then(|between_study| {
            prediction::interval(
                &mean,
                between_study.variance,
                self.study_count,
                p,
                &self.options,
            )
        });
        Some(Predicted { mean, prediction })
    }

    /// x'b and x' var(b) x.
    pub(super) fn combination(&self, row: &[f64]) -> Option<(f64, f64)> {
        let p = self.coefficients.len();
        if row.len() != p {
            return None;
        }
        let value = row
            .iter()
            .zip(&self.coefficients)
            .map(|(x, c)| x * c.estimate.effect)
            .sum();
        let mut variance = 0.0;
        for (i, x) in row.iter().enumerate() {
            for (j, z) in row.iter().enumerate() {
                variance += x * z * self.covariance[i * p + j];
            }
        }
        Some((value, variance))
    }
}
