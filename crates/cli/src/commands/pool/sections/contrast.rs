//! Linear hypotheses about the coefficients of a regression (`--contrast`).

use super::super::document::limits;
use crate::failure::Failure;
use crate::options::PoolOptions;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::meta_regression::{Contrast, ContrastError, RegressionFit};

/// Contrasts, and the test that all of them hold together (metafor's `anova(X, rhs)`).
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Hypothesis {
    /// The contrasts.
    pub(crate) rows: Vec<ContrastEntry>,
    /// Chi-squared, or F where `df2` is given; null where the contrasts depend on each other.
    pub(crate) statistic: Option<f64>,
    /// The number of contrasts.
    pub(crate) df: usize,
    /// The residual degrees of freedom of F.
    pub(crate) df2: Option<f64>,
    /// Its p value.
    pub(crate) p: Option<f64>,
}

impl Hypothesis {
    /// `a = 0; b = 2*c`.
    pub(crate) fn label(&self) -> String {
        let texts: Vec<&str> = self.rows.iter().map(|row| &*row.hypothesis).collect();
        texts.join("; ")
    }
}

/// A linear combination of coefficients against the value that the hypothesis gives it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ContrastEntry {
    /// The hypothesis, as it was typed.
    pub(crate) hypothesis: String,
    /// The weight of each of `coefficients`, in their order.
    pub(crate) weights: Vec<f64>,
    /// The value that the weighted sum has by the hypothesis.
    pub(crate) value: f64,
    /// The weighted sum less `value`.
    pub(crate) estimate: f64,
    /// Its standard error.
    pub(crate) se: f64,
    /// z, or t with the degrees of freedom of the coefficients; null if `se` is 0.
    pub(crate) statistic: Option<f64>,
    /// Two-sided p value.
    pub(crate) p: f64,
    /// Confidence interval of `estimate`.
    pub(crate) ci: [f64; 2],
}

/// The tests of `--contrast`, one for each time it was given.
///
/// # Errors
/// A text that is no linear hypothesis about the coefficients.
pub(super) fn tests(
    fit: &RegressionFit,
    options: &PoolOptions,
) -> Result<Vec<Hypothesis>, Failure> {
    let names: Vec<String> = fit.coefficients.iter().map(|c| c.name.clone()).collect();
    let tests = options.contrasts.iter().map(|text| {
        let contrasts = Contrast::parse(text, &names).map_err(|why| refused(text, &why, &names))?;
        Ok(hypothesis(fit, &contrasts))
    });
    tests.collect()
}

fn hypothesis(fit: &RegressionFit, contrasts: &[Contrast]) -> Hypothesis {
    let rows: Vec<Vec<f64>> = contrasts.iter().map(|c| c.weights.clone()).collect();
    let values: Vec<f64> = contrasts.iter().map(|c| c.value).collect();
    let test = fit.test_combinations(&rows, &values);
    let entries = contrasts.iter().filter_map(|contrast| {
        let estimate = fit.linear_combination(&contrast.weights, contrast.value)?;
        Some(ContrastEntry {
            hypothesis: contrast.text.clone(),
            weights: contrast.weights.clone(),
            value: contrast.value,
            estimate: estimate.effect,
            se: estimate.standard_error,
            statistic: Some(estimate.statistic).filter(|statistic| statistic.is_finite()),
            p: estimate.p_value,
            ci: limits(estimate.interval),
        })
    });
    Hypothesis {
        rows: entries.collect(),
        statistic: test.map(|test| test.statistic),
        df: contrasts.len(),
        df2: test.and_then(|test| test.denominator),
        p: test.map(|test| test.p_value),
    }
}

fn refused(text: &str, why: &ContrastError, names: &[String]) -> Failure {
    let failure = Failure::call(format!("`--contrast {text}`: {why}"));
    match why {
        ContrastError::Unknown { .. } | ContrastError::NoCoefficient { .. } => {
            failure.help(format!("the coefficients are `{}`", names.join("`, `")))
        }
        _ => failure.help("for example `a - 10*b = 0`, or several: `a = b; 1/2*a = 3`"),
    }
}
