//! A regression against one nested in it (`--compare`).

use super::super::document::Refusal;
use super::super::effects::Effects;
use super::super::moderators::expand;
use super::FitCriteria;
use super::criteria::OneCriteria;
use crate::failure::Failure;
use crate::options::PoolOptions;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::meta_regression::{
    ComparisonError, Design, Formula, RegressionFit, compare_nested, regress,
};
use trialpool_meta_analysis::{FitError, StudyEffect};

/// The model against a reduced one (metafor's `anova(full, reduced)`).
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ComparisonEntry {
    /// The model of `--mods`.
    pub(crate) full: ModelEntry,
    /// The model of `--compare`.
    pub(crate) reduced: ModelEntry,
    /// The likelihood ratio, chi-squared.
    pub(crate) statistic: f64,
    /// The coefficients that the full model has more.
    pub(crate) df: usize,
    /// Its p value.
    pub(crate) p: f64,
    /// The share of the reduced model's tau2 that the full one explains, in per cent; null where that is 0.
    pub(crate) r2: Option<f64>,
    /// The design of the reduced model.
    #[serde(skip)]
    pub(crate) design: Design,
}

/// One of two models compared.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ModelEntry {
    /// Its formula.
    pub(crate) formula: String,
    /// The names of its coefficients.
    pub(crate) coefficients: Vec<String>,
    /// By the full likelihood.
    #[serde(flatten)]
    pub(crate) criteria: OneCriteria,
    /// The residual Q.
    pub(crate) q: f64,
    /// Its degrees of freedom.
    pub(crate) q_df: usize,
    /// Between-study variance; 0 for a common effect.
    pub(crate) tau2: f64,
}

impl ModelEntry {
    fn new(formula: &Formula, fit: &RegressionFit) -> Self {
        Self {
            formula: formula.to_string(),
            coefficients: fit.coefficients.iter().map(|c| c.name.clone()).collect(),
            criteria: FitCriteria::new(&fit.fit_statistics).ml,
            q: fit.heterogeneity.cochran_q,
            q_df: fit.heterogeneity.degrees_of_freedom,
            tau2: fit.between_study.map_or(0.0, |between| between.variance),
        }
    }
}

/// Fits the reduced model to the same studies, and compares.
///
/// # Errors
/// The reduced model cannot be fitted, or is not nested in the full one.
pub(super) fn compare(
    effects: &Effects,
    studies: &[StudyEffect],
    (full, full_design): (&RegressionFit, &Design),
    reduced: &Formula,
    options: &PoolOptions,
) -> Result<ComparisonEntry, Refusal> {
    let text = reduced.to_string();
    let design = if reduced.terms.is_empty() {
        Design::with_intercept(studies.len())
    } else {
        let expansion = expand(effects, reduced, options);
        let refused = |why| Failure::call(format!("`--compare {text}`: {why}"));
        expansion.map_err(refused)?.design
    };
    let named = |column: usize| design.names().get(column).map_or("", |name| name);
    let fit = regress(studies, &design, &options.pooling).map_err(|error| match error {
        FitError::DesignNotFullRank { column } => Failure::call(format!(
            "`--compare {text}`: `{}` is a combination of the columns before it",
            named(column)
        )),
        error => Failure::call(format!("`--compare {text}`: {error}")),
    })?;
    let compared = compare_nested((full, full_design), (&fit, &design));
    let compared = compared.map_err(|why| {
        let failure = Failure::call(format!("`--compare {text}`: {why}"));
        match why {
            ComparisonError::NotNested { column } => failure.help(format!(
                "`{}` is no combination of the full model's `{}`",
                named(column),
                full_design.names().join("`, `")
            )),
            ComparisonError::SameModel => failure.help("leave out a term"),
            _ => failure,
        }
    })?;
    let model = options.mods.as_ref();
    Ok(ComparisonEntry {
        full: ModelEntry::new(model.unwrap_or(reduced), full),
        reduced: ModelEntry::new(reduced, &fit),
        statistic: compared.statistic,
        df: compared.degrees_of_freedom,
        p: compared.p_value,
        r2: compared.r_squared.map(|fraction| 100.0 * fraction),
        design,
    })
}
