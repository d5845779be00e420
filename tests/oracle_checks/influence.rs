//! Residuals, influence measures, weights and predictions of the studies' true effects.

use trialpool_meta_analysis::influence::{Deletion, StudyInfluence, influence};
use trialpool_meta_analysis::shrinkage::{Prediction, Shrunken, shrink};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset};

use crate::Outcome;
use crate::pooling::compared;
use crate::regression::{Prepared, fitted, tolerance};

type Column<'v> = dyn Fn(&StudyInfluence) -> Option<f64> + 'v;

/// Every kind of case that has one row a study.
pub(crate) fn diagnostics(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let model = outer.as_ref().and_then(|outer| outer.positional(0));
    let Some((prepared, fit)) = model.and_then(|text| fitted(dataset, text)) else {
        return Outcome::NotCovered("model");
    };
    let Prepared {
        studies,
        design,
        options,
    } = prepared;
    let mut checker = Checker::new(&dataset.id, case).with_tolerance(tolerance(case));
    if matches!(case.kind(), "blup" | "ranef") {
        let shrunken = shrink(&studies.effects, &design, &fit);
        check_shrunken(&mut checker, case.kind(), &shrunken);
        return compared(checker);
    }
    let Ok(rows) = influence(&studies.effects, &design, &options) else {
        return Outcome::NotCovered("fit");
    };
    let column = |value: &Column<'_>| rows.iter().map(value).collect::<Vec<Option<f64>>>();
    let deletion = |value: fn(&Deletion) -> f64| column(&|row| row.deletion.as_ref().map(value));
    let percent = |row: &StudyInfluence| Some(100.0 * row.weight);
    match case.kind() {
        "rstandard" => {
            checker.numbers("resid", &column(&|row| Some(row.residual)));
            checker.numbers("se", &column(&|row| Some(row.residual_standard_error)));
            checker.numbers("z", &column(&|row| Some(row.standardised_residual)));
        }
        "rstudent" => {
            checker.numbers("resid", &deletion(|d| d.residual));
            checker.numbers("se", &deletion(|d| d.residual_standard_error));
            checker.numbers("z", &deletion(|d| d.studentised_residual));
        }
        "baujat" => {
            checker.numbers("x", &column(&|row| Some(row.heterogeneity_contribution)));
            checker.numbers("y", &deletion(|d| d.baujat_influence));
        }
        "hatvalues" => checker.numbers("value", &column(&|row| Some(row.leverage))),
        "cooks" => checker.numbers("value", &deletion(|d| d.cook_distance)),
        "residuals" => checker.numbers("value", &column(&|row| Some(row.residual))),
        "fitted" => checker.numbers("value", &column(&|row| Some(row.fitted))),
        "weights" => checker.numbers("value", &column(&percent)),
        "dfbetas" => check_dfbetas(&mut checker, "", &rows, fit.coefficients.len()),
        _ => {
            checker.numbers("rstudent", &deletion(|d| d.studentised_residual));
            checker.numbers("dffits", &deletion(|d| d.dffits));
            checker.numbers("cook.d", &deletion(|d| d.cook_distance));
            checker.numbers("cov.r", &deletion(|d| d.covariance_ratio));
            checker.numbers("tau2.del", &deletion(|d| d.between_study_variance));
            checker.numbers("QE.del", &deletion(|d| d.residual_q));
            checker.numbers("hat", &column(&|row| Some(row.leverage)));
            checker.numbers("weight", &column(&percent));
            check_dfbetas(&mut checker, "dfbs/", &rows, fit.coefficients.len());
            let flag = deletion(|d| f64::from(u8::from(d.is_influential)));
            checker.numbers("is.infl", &flag);
            checker.skip("inf");
        }
    }
    compared(checker)
}

/// One field a coefficient; their order in the file is the order of the design.
fn check_dfbetas(checker: &mut Checker<'_>, prefix: &str, rows: &[StudyInfluence], count: usize) {
    let parent = checker.expected(prefix.trim_end_matches('/'));
    let object = if prefix.is_empty() {
        checker.expectation()
    } else {
        parent
    };
    let names: Vec<String> = object
        .as_object()
        .map(|fields| fields.keys().cloned().collect())
        .unwrap_or_default();
    if names.len() != count {
        checker.problem("dfbetas", "other coefficients");
    }
    for (j, name) in ordered(names).iter().enumerate() {
        let values: Vec<Option<f64>> = rows
            .iter()
            .map(|row| row.deletion.as_ref().map(|d| d.dfbetas[j]))
            .collect();
        checker.numbers(&format!("{prefix}{name}"), &values);
    }
}

/// JSON objects are read in alphabetical order; the intercept comes first in every design here and
/// the other names of the cases (`ablat`, `year`) are in alphabetical order.
fn ordered(mut names: Vec<String>) -> Vec<String> {
    names.sort_by_key(|name| (name != "intrcpt", name.clone()));
    names
}

fn check_shrunken(checker: &mut Checker<'_>, kind: &str, shrunken: &[Option<Shrunken>]) {
    let column = |value: fn(&Prediction) -> f64| -> Vec<Option<f64>> {
        let part = |s: &Shrunken| match kind {
            "blup" => value(&s.effect),
            _ => value(&s.deviation),
        };
        shrunken.iter().map(|s| s.as_ref().map(part)).collect()
    };
    checker.numbers("pred", &column(|p| p.value));
    checker.numbers("se", &column(|p| p.standard_error));
    checker.numbers("pi.lb", &column(|p| p.interval.lower));
    checker.numbers("pi.ub", &column(|p| p.interval.upper));
}
