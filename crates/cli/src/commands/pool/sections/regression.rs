//! What is asked of a regression beside its coefficients: predicted values, tests of terms, variance inflation.

use super::super::document::{Predicted, limits};
use super::super::effects::Effects;
use super::super::moderators::term_text;
use crate::failure::Failure;
use crate::options::PoolOptions;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use trialpool_meta_analysis::meta_regression::{Design, Expansion, Formula, RegressionFit};

/// The effect at a setting of the moderators.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PredictedEntry {
    /// The value of each moderator, as it was typed.
    pub(crate) at: BTreeMap<String, String>,
    /// The row of the design, one number a coefficient.
    pub(crate) row: Vec<f64>,
    #[serde(flatten)]
    pub(crate) predicted: Predicted,
}

impl PredictedEntry {
    /// `ablat = 10, alloc = random`.
    pub(crate) fn label(&self) -> String {
        let values = self.at.iter();
        let values: Vec<String> = values
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        values.join(", ")
    }
}

/// The effect that the model fits to a study.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FittedEntry {
    /// Its label.
    pub(crate) study: String,
    #[serde(flatten)]
    pub(crate) predicted: Predicted,
}

/// A test that all coefficients of some terms are 0.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TermTest {
    /// The terms, as the formula has them.
    pub(crate) terms: Vec<String>,
    /// The names of their coefficients.
    pub(crate) coefficients: Vec<String>,
    /// Chi-squared, or F where `df2` is given; null where the coefficients depend on each other.
    pub(crate) statistic: Option<f64>,
    /// The number of coefficients.
    pub(crate) df: usize,
    /// The residual degrees of freedom of F.
    pub(crate) df2: Option<f64>,
    /// Its p value.
    pub(crate) p: Option<f64>,
}

/// How much the other moderators inflate the variance of a term.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Inflation {
    /// The term, as the formula has it.
    pub(crate) term: String,
    /// The number of its coefficients.
    pub(crate) df: usize,
    /// The generalised variance inflation factor; the VIF if `df` is 1. Null where moderators depend on each other.
    pub(crate) gvif: Option<f64>,
    /// `gvif^(1 / (2 df))`: the factor on a standard error.
    pub(crate) gsif: Option<f64>,
    /// The VIF of each coefficient.
    pub(crate) vif: Option<Vec<f64>>,
}

/// The effects at the settings of `--predict`.
///
/// # Errors
/// A value that is no number, or no level of a factor.
pub(super) fn predictions(
    fit: &RegressionFit,
    expansion: &Expansion,
    options: &PoolOptions,
) -> Result<Vec<PredictedEntry>, Failure> {
    let columns: Vec<&str> = options.mods.iter().flat_map(Formula::columns).collect();
    let mut entries = Vec::with_capacity(options.predict.len());
    for setting in &options.predict {
        let row = expansion
            .row(setting)
            .map_err(|why| Failure::call(format!("`--predict`: {why}")))?;
        let named = columns.iter().zip(setting);
        entries.push(PredictedEntry {
            at: named
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            predicted: predicted(fit, &row),
            row,
        });
    }
    Ok(entries)
}

/// The effects that the model fits to the studies.
pub(super) fn fitted(fit: &RegressionFit, design: &Design, effects: &Effects) -> Vec<FittedEntry> {
    let rows = effects.usable.iter().zip(design.rows());
    rows.map(|(study, row)| FittedEntry {
        study: study.label.clone(),
        predicted: predicted(fit, &row),
    })
    .collect()
}

fn predicted(fit: &RegressionFit, row: &[f64]) -> Predicted {
    let found = fit.predict(row);
    Predicted {
        estimate: found.map(|found| found.mean.effect),
        se: found.map(|found| found.mean.standard_error),
        ci: found.map(|found| limits(found.mean.interval)),
        prediction: found.and_then(|found| found.prediction).map(limits),
    }
}

/// The tests of `--btt`, one for each time it was given.
///
/// # Errors
/// A term that the model does not have.
pub(super) fn tests(
    fit: &RegressionFit,
    expansion: &Expansion,
    options: &PoolOptions,
) -> Result<Vec<TermTest>, Failure> {
    let Some(formula) = &options.mods else {
        return Ok(Vec::new());
    };
    let mut tests = Vec::with_capacity(options.term_tests.len());
    for asked in &options.term_tests {
        let mut terms = Vec::new();
        let mut columns: Vec<usize> = Vec::new();
        for term in &asked.terms {
            let place = formula.place_of(term).ok_or_else(|| {
                let known: Vec<String> = formula.terms.iter().map(term_text).collect();
                Failure::call(format!(
                    "`--btt`: `{}` is no term of the model",
                    term_text(term)
                ))
                .help(format!("the terms are `{}`", known.join("`, `")))
            })?;
            terms.push(term_text(&formula.terms[place]));
            columns.extend(expansion.terms[place].clone());
        }
        columns.sort_unstable();
        columns.dedup();
        let test = fit.omnibus_test(&columns);
        tests.push(TermTest {
            terms,
            coefficients: columns
                .iter()
                .map(|place| fit.coefficients[*place].name.clone())
                .collect(),
            statistic: test.map(|test| test.statistic),
            df: columns.len(),
            df2: test.and_then(|test| test.denominator),
            p: test.map(|test| test.p_value),
        });
    }
    Ok(tests)
}

/// The inflation of each term.
pub(super) fn inflation(
    fit: &RegressionFit,
    expansion: &Expansion,
    options: &PoolOptions,
) -> Vec<Inflation> {
    let terms: Vec<Vec<usize>> = expansion
        .terms
        .iter()
        .cloned()
        .map(Vec::from_iter)
        .collect();
    let single: Vec<Vec<usize>> = terms.iter().flatten().map(|place| vec![*place]).collect();
    let of_terms = fit.variance_inflation(&terms);
    let of_coefficients = fit.variance_inflation(&single);
    let mut coefficients = of_coefficients.iter().flatten().map(|found| found.factor);
    let named = options.mods.iter().flat_map(|formula| &formula.terms);
    let entries = named
        .zip(&terms)
        .enumerate()
        .map(|(place, (term, columns))| {
            let found = of_terms.as_ref().and_then(|found| found.get(place));
            let vif: Vec<f64> = coefficients.by_ref().take(columns.len()).collect();
            Inflation {
                term: term_text(term),
                df: columns.len(),
                gvif: found.map(|found| found.factor),
                gsif: found.map(|found| found.per_coefficient),
                vif: (!vif.is_empty()).then_some(vif),
            }
        });
    entries.collect()
}
