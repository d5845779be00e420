//! Hypotheses about the coefficients of a regression, and the model that it is compared with.

use super::Model;
use crate::findings::{Comparison, ContrastRow, Hypothesis, ModelFit, Omnibus};
use crate::protocol::{Located, Moderators};
use trialpool_ingest::{Code, Diagnostic, Message};
use trialpool_meta_analysis::PoolingOptions;
use trialpool_meta_analysis::meta_regression::{
    ComparisonError, Contrast, ContrastError, Design, Formula, RegressionFit, compare_nested,
    regress,
};

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Tested {
    pub(crate) contrasts: Vec<Hypothesis>,
    pub(crate) comparison: Option<Comparison>,
}

/// Tests the hypotheses of the protocol, and compares the models.
///
/// # Errors
/// TP0616, each at its place in the protocol: no hypothesis about these coefficients, or no model nested in this one.
pub(crate) fn tested(
    model: &Model,
    moderators: &Moderators,
    options: &PoolingOptions,
) -> Result<Tested, Vec<Diagnostic>> {
    let names = model.expansion.design.names();
    let mut problems = Vec::new();
    let mut contrasts = Vec::new();
    for text in &moderators.contrasts {
        match Contrast::parse(&text.value, names) {
            Ok(parsed) => contrasts.push(hypothesis(&model.fit, &parsed)),
            Err(error) => problems.push(of_contrast(text, &error, names)),
        }
    }
    let mut compared = None;
    if let Some(reduced) = &moderators.compare {
        match comparison(model, moderators, reduced, options) {
            Ok(comparison) => compared = Some(comparison),
            Err(why) => problems.push(of_comparison(reduced, &why)),
        }
    }
    if problems.is_empty() {
        Ok(Tested {
            contrasts,
            comparison: compared,
        })
    } else {
        Err(problems)
    }
}

fn hypothesis(fit: &RegressionFit, contrasts: &[Contrast]) -> Hypothesis {
    let rows: Vec<Vec<f64>> = contrasts.iter().map(|c| c.weights.clone()).collect();
    let values: Vec<f64> = contrasts.iter().map(|c| c.value).collect();
    let estimates = contrasts.iter().filter_map(|contrast| {
        let estimate = fit.linear_combination(&contrast.weights, contrast.value)?;
        Some(ContrastRow {
            hypothesis: contrast.text.clone(),
            estimate: estimate.effect,
            standard_error: estimate.standard_error,
            interval: [estimate.interval.lower, estimate.interval.upper],
            statistic: Some(estimate.statistic).filter(|statistic| statistic.is_finite()),
            p: estimate.p_value,
        })
    });
    Hypothesis {
        contrasts: estimates.collect(),
        test: fit.test_combinations(&rows, &values).map(|test| Omnibus {
            statistic: test.statistic,
            df: test.degrees_of_freedom,
            denominator: test.denominator,
            p: test.p_value,
        }),
    }
}

/// Why there is no comparison.
enum Refused {
    /// The reduced model is none of these studies.
    NotFitted,
    /// It is not nested in the full one, or the same.
    NotNested(ComparisonError),
}

fn comparison(
    model: &Model,
    moderators: &Moderators,
    reduced: &Located<Formula>,
    options: &PoolingOptions,
) -> Result<Comparison, Refused> {
    let design = if reduced.value.terms.is_empty() {
        Design::with_intercept(model.studies.len())
    } else {
        let full = moderators.formula.columns();
        let places = reduced.value.columns().into_iter();
        let columns = places.map(|name| full.iter().position(|known| *known == name));
        let table: Option<Vec<Vec<String>>> = columns
            .map(|place| model.table.get(place?).cloned())
            .collect();
        let table = table.ok_or(Refused::NotFitted)?;
        let expansion = reduced.value.expand(&table);
        expansion.map_err(|_| Refused::NotFitted)?.design
    };
    let fit = regress(&model.studies, &design, options).map_err(|_| Refused::NotFitted)?;
    let compared = compare_nested((&model.fit, &model.expansion.design), (&fit, &design));
    let compared = compared.map_err(Refused::NotNested)?;
    Ok(Comparison {
        full: model_fit(&moderators.formula, &model.fit),
        reduced: model_fit(&reduced.value, &fit),
        statistic: compared.statistic,
        df: compared.degrees_of_freedom,
        p: compared.p_value,
        r2: compared.r_squared.map(|share| 100.0 * share),
    })
}

fn model_fit(formula: &Formula, fit: &RegressionFit) -> ModelFit {
    let criteria = &fit.fit_statistics.maximum_likelihood;
    let finite = |value: f64| value.is_finite().then_some(value);
    ModelFit {
        formula: formula.to_string(),
        coefficients: fit.coefficients.len(),
        log_likelihood: criteria.log_likelihood,
        aic: criteria.aic,
        aicc: finite(criteria.aicc),
        bic: criteria.bic,
        tau2: fit.between_study.map_or(0.0, |between| between.variance),
        q: fit.heterogeneity.cochran_q,
        q_df: fit.heterogeneity.degrees_of_freedom,
    }
}

fn of_contrast(text: &Located<String>, error: &ContrastError, names: &[String]) -> Diagnostic {
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let why = match error {
        ContrastError::Unknown { name } => {
            Message::new("tp0616.unknown").text("name", name.as_str())
        }
        ContrastError::NoCoefficient { .. } => Message::new("tp0616.nothing"),
        ContrastError::NotLinear => Message::new("tp0616.not-linear"),
        ContrastError::TwoEquals => Message::new("tp0616.two-equals"),
        ContrastError::NotClosed => Message::new("tp0616.not-closed"),
        ContrastError::NotFinite => Message::new("tp0616.not-finite"),
        // What is left of reading: something is missing.
        _ => Message::new("tp0616.missing"),
    };
    Diagnostic::error(Code::TP0616, Message::new("tp0616").message("why", why))
        .at(text.label())
        .note(Message::new("tp0616.coefficients").text("names", list.join(", ")))
        .help(Message::new("tp0616.help"))
}

fn of_comparison(reduced: &Located<Formula>, why: &Refused) -> Diagnostic {
    let message = match why {
        Refused::NotNested(ComparisonError::SameModel) => Message::new("tp0616.same"),
        Refused::NotNested(ComparisonError::NotNested { .. }) => Message::new("tp0616.not-nested"),
        _ => Message::new("tp0616.not-fitted"),
    };
    Diagnostic::error(Code::TP0616, message)
        .at(reduced.label())
        .help(Message::new("tp0616.compare-help"))
}
