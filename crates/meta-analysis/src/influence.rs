//! How much each study moves the result: residuals, leverages, and fits without the study.

use serde::{Deserialize, Serialize};

use crate::meta_regression::{Design, RegressionFit, regress};
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::model::regression::{Coefficients, RegressionModel};
use crate::numeric::tail::chi_squared_survival;
use crate::numeric::wide;
use crate::pool::PoolingOptions;
use crate::tau2::Tau2;
use crate::{FitError, StudyEffect};

/// Residuals and influence of one study.
///
/// Notation: h_i `leverage`, M_i = v_i + tau2, and (-i) for the fit without study i.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StudyInfluence {
    /// x_i'b.
    pub fitted: f64,
    /// y_i - x_i'b.
    pub residual: f64,
    /// Its standard error, sqrt(M_i (1 - h_i)).
    pub residual_standard_error: f64,
    /// Internally standardised residual.
    #[doc(alias = "rstandard")]
    pub standardised_residual: f64,
    /// Diagonal of the hat matrix.
    #[doc(alias = "hatvalues")]
    pub leverage: f64,
    /// Weight as a fraction of all weights.
    pub weight: f64,
    /// The squared Pearson residual (y_i - x_i'b)^2 / M_i: the horizontal axis of Baujat's plot.
    pub heterogeneity_contribution: f64,
    /// What the fit without this study says; `None` if there is none (too few studies remain, or the
    /// design loses its rank).
    pub deletion: Option<Deletion>,
}

/// A study against the fit without it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deletion {
    /// y_i - x_i'b(-i).
    pub residual: f64,
    /// sqrt(s(-i) (v_i + tau2(-i)) + x_i' var(b(-i)) x_i), s(-i) the factor of the inference.
    pub residual_standard_error: f64,
    /// Externally studentised residual.
    #[doc(alias = "rstudent")]
    pub studentised_residual: f64,
    /// (x_i'b - x_i'b(-i)) / sqrt(s(-i) h_i (v_i + tau2(-i))).
    pub dffits: f64,
    /// (b - b(-i))' var(b)^-1 (b - b(-i)).
    #[doc(alias = "cook.d")]
    pub cook_distance: f64,
    /// det var(b(-i)) / det var(b).
    #[doc(alias = "cov.r")]
    pub covariance_ratio: f64,
    /// Change of each coefficient in units of its standard error with all studies and tau2(-i).
    pub dfbetas: Vec<f64>,
    /// tau2(-i).
    pub between_study_variance: f64,
    /// Residual Q without the study.
    pub residual_q: f64,
    /// (x_i'b - x_i'b(-i))^2 / (x_i' var(b(-i)) x_i): the vertical axis of Baujat's plot.
    pub baujat_influence: f64,
    /// Whether one of metafor's rules of thumb calls the study influential:
    /// |DFFITS| > 3 sqrt(p / (k - p)), Cook's distance beyond the median of chi-squared(p),
    /// h_i > 3 p / k, or any |DFBETAS| > 1.
    pub is_influential: bool,
}

/// Residuals, leverages and deletion diagnostics of every study, in their order.
///
/// # Errors
/// As [`regress`].
/// # Agrees with
/// metafor `influence`, `rstandard`, `rstudent`, `hatvalues`, `cooks.distance`, `dfbetas`, `weights`
/// and `baujat` (tests/oracle.rs).
/// # References
/// Viechtbauer and Cheung (2010), *Research Synthesis Methods* 1, 112-125; Baujat et al. (2002),
/// *Statistics in Medicine* 21, 2641-2652.
pub fn influence(
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolingOptions,
) -> Result<Vec<StudyInfluence>, FitError> {
    let fit = regress(studies, design, options)?;
    let mut model = RegressionModel::new(studies, &design.columns())?;
    let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
    let leverages = model.leverages(tau2);
    let total_weight: f64 = studies
        .iter()
        .map(|s| 1.0 / (s.sampling_variance() + tau2))
        .sum();
    let rows = design.rows();
    Ok(wide::map(studies.len(), |i| {
        let (study, fitted) = (&studies[i], linear_predictor(&rows[i], &fit));
        let residual = study.effect() - fitted;
        let marginal = study.sampling_variance() + tau2;
        let standard_error = (marginal * (1.0 - leverages[i])).max(0.0).sqrt();
        StudyInfluence {
            fitted,
            residual,
            residual_standard_error: standard_error,
            standardised_residual: residual / standard_error,
            leverage: leverages[i],
            weight: 1.0 / (marginal * total_weight),
            heterogeneity_contribution: residual * residual / marginal,
            deletion: delete(i, studies, design, &fit, &rows[i], leverages[i]),
        }
    }))
}

fn linear_predictor(row: &[f64], fit: &RegressionFit) -> f64 {
    row.iter()
        .zip(&fit.coefficients)
        .map(|(x, c)| x * c.estimate.effect)
        .sum()
}

/// What deletion diagnostics need of the fit without a study; no intervals, no tests.
struct Without {
    coefficients: Coefficients,
    tau2: f64,
    variance_factor: f64,
    residual_q: f64,
}

impl Without {
    fn fit(rest: &[StudyEffect], design: &Design, options: &PoolingOptions) -> Option<Self> {
        let mut model = RegressionModel::new(rest, &design.columns()).ok()?;
        let tau2 = if design.is_intercept_only() {
            // The same value by the cheaper model.
            Tau2::estimate(&mut MeanModel::new(rest), options.model).value()
        } else {
            Tau2::estimate(&mut model, options.model).value()
        };
        let residual = model.residual_degrees_of_freedom();
        let coefficients = model.coefficients(tau2);
        Some(Self {
            tau2,
            variance_factor: options.inference.variance_factor(coefficients.q, residual),
            residual_q: model.coefficients(0.0).q,
            coefficients,
        })
    }

    /// x'b and x' var(b) x.
    fn predict(&self, row: &[f64]) -> (f64, f64) {
        let p = row.len();
        let value = row
            .iter()
            .zip(&self.coefficients.values)
            .map(|(x, b)| x * b)
            .sum();
        let mut variance = 0.0;
        for (i, x) in row.iter().enumerate() {
            for (j, z) in row.iter().enumerate() {
                variance += x * z * self.coefficients.covariance[i * p + j];
            }
        }
        (value, self.variance_factor * variance)
    }
}

fn delete(
    i: usize,
    studies: &[StudyEffect],
    design: &Design,
    fit: &RegressionFit,
    row: &[f64],
    leverage: f64,
) -> Option<Deletion> {
    let (k, p) = (studies.len(), fit.coefficients.len());
    let rest: Vec<StudyEffect> = [&studies[..i], &studies[i + 1..]].concat();
    let without = Without::fit(&rest, &design.without_row(i), &fit.options)?;
    let (predicted, prediction_variance) = without.predict(row);
    let (tau2, factor, study) = (without.tau2, without.variance_factor, &studies[i]);
    let residual = study.effect() - predicted;
    let marginal = study.sampling_variance() + tau2;
    let standard_error = (factor * marginal + prediction_variance).sqrt();
    let shift = linear_predictor(row, fit) - predicted;
    let dffits = shift / (factor * leverage * marginal).sqrt();
    let full = RegressionModel::new(studies, &design.columns())
        .ok()?
        .coefficients(tau2);
    let change: Vec<f64> = fit
        .coefficients
        .iter()
        .zip(&without.coefficients.values)
        .map(|(with, without)| with.estimate.effect - without)
        .collect();
    let dfbetas: Vec<f64> = change
        .iter()
        .enumerate()
        .map(|(j, change)| change / (factor * full.covariance[j * p + j]).sqrt())
        .collect();
    let (cook_distance, covariance_ratio) = against_full(fit, &without, &change)?;
    let (k, p) = (k as f64, p as f64);
    let is_influential = dffits.abs() > 3.0 * (p / (k - p)).sqrt()
        || chi_squared_survival(cook_distance, p) < 0.5
        || leverage > 3.0 * p / k
        || dfbetas.iter().any(|change| change.abs() > 1.0);
    Some(Deletion {
        residual,
        residual_standard_error: standard_error,
        studentised_residual: residual / standard_error,
        dffits,
        cook_distance,
        covariance_ratio,
        dfbetas,
        between_study_variance: tau2,
        residual_q: without.residual_q,
        baujat_influence: shift * shift / prediction_variance,
        is_influential,
    })
}

/// Cook's distance and the ratio of the determinants of the covariance matrices, both by Cholesky
/// factors of the covariance of the full fit, scaled to a unit diagonal.
fn against_full(fit: &RegressionFit, without: &Without, change: &[f64]) -> Option<(f64, f64)> {
    let p = change.len();
    let scale: Vec<f64> = (0..p).map(|j| fit.covariance[j * p + j].sqrt()).collect();
    let scaled = |covariance: &[f64], factor: f64| {
        nalgebra::DMatrix::from_fn(p, p, |i, j| {
            factor * covariance[i * p + j] / (scale[i] * scale[j])
        })
    };
    let full = scaled(&fit.covariance, 1.0).cholesky()?.l();
    let covariance = &without.coefficients.covariance;
    let deleted = scaled(covariance, without.variance_factor).cholesky()?.l();
    let change = nalgebra::DVector::from_fn(p, |j, _| change[j] / scale[j]);
    let distance = full.solve_lower_triangular(&change)?.norm_squared();
    let ratio: f64 = (0..p)
        .map(|j| (deleted[(j, j)] / full[(j, j)]).powi(2))
        .product();
    Some((distance, ratio))
}

#[cfg(all(test, feature = "parallel"))]
mod tests {
    use super::*;
    use crate::leave_one_out;

    #[test]
    fn does_not_depend_on_the_number_of_threads() {
        let studies: Vec<StudyEffect> = (0..40_u32)
            .map(|i| StudyEffect::from_variance(f64::from(i * i % 7), 0.1 + f64::from(i % 4)))
            .collect::<Result<_, _>>()
            .unwrap();
        let moderator = (0..40_u32).map(|i| f64::from(i * 5 % 9)).collect();
        let design = Design::with_intercept(40).and("x", moderator);
        let options = PoolingOptions::default();
        let with = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap()
                .install(|| {
                    (
                        influence(&studies, &design, &options),
                        leave_one_out(&studies, &options),
                    )
                })
        };
        assert_eq!(with(1), with(3));
    }
}
