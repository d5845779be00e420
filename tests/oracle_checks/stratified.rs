//! Mantel-Haenszel and Peto: fits, omissions, cumulations.

use trialpool_meta_analysis::effect_size::{CorrectTo, TwoByTwo, TwoRates, ZeroCells};
use trialpool_meta_analysis::mantel_haenszel::{
    ChiSquaredTest, incidence_rate_difference_pooled, incidence_rate_ratio, odds_ratio,
    risk_difference_pooled, risk_ratio,
};
use trialpool_meta_analysis::{FitError, StratifiedFit, StratifiedOptions, peto_odds_ratio};
use trialpool_tests::oracle_support::{Call, Case, Checker, Dataset, Table};

use crate::Outcome;
use crate::pooling::compared;

/// A pooled effect, and the tests that some measures come with, by metafor's names.
struct Pooled {
    fit: StratifiedFit,
    tests: Vec<(&'static str, Option<ChiSquaredTest>)>,
}

pub(crate) enum Input {
    Tables(Vec<TwoByTwo>),
    Rates(Vec<TwoRates>),
}

fn columns<const N: usize>(table: &Table, names: [&str; N]) -> Option<Vec<[f64; N]>> {
    let columns: Vec<Vec<Option<f64>>> = names
        .iter()
        .map(|name| table.numbers(name))
        .collect::<Option<_>>()?;
    let row = |i: usize| {
        let mut cells = [0.0; N];
        for (cell, column) in cells.iter_mut().zip(&columns) {
            *cell = column[i]?;
        }
        Some(cells)
    };
    Some((0..table.len()).filter_map(row).collect())
}

pub(crate) fn input(dataset: &Dataset) -> Option<Input> {
    if let Some(rows) = columns(&dataset.data, ["ai", "bi", "ci", "di"]) {
        let table = |[a, b, c, d]: [f64; 4]| TwoByTwo {
            treated_events: a,
            treated_total: a + b,
            control_events: c,
            control_total: c + d,
        };
        return Some(Input::Tables(rows.into_iter().map(table).collect()));
    }
    let rows = columns(&dataset.data, ["x1i", "t1i", "x2i", "t2i"])?;
    let rates = |[x1, t1, x2, t2]: [f64; 4]| TwoRates {
        treated_events: x1,
        treated_time: t1,
        control_events: x2,
        control_time: t2,
    };
    Some(Input::Rates(rows.into_iter().map(rates).collect()))
}

fn options(call: &Call) -> Option<StratifiedOptions> {
    let mut options = StratifiedOptions {
        continuity_correction: call.named("correct") != Some("FALSE"),
        ..StratifiedOptions::default()
    };
    match (call.named("add"), call.named("to")) {
        (None, None) => {}
        (Some("c(0, 0)"), Some("none")) => options.heterogeneity.to = CorrectTo::None,
        (Some("c(1/2, 1/2)"), Some(_)) => options.pooling = ZeroCells::default(),
        _ => return None,
    }
    Some(options)
}

fn pooled(
    call: &Call,
    input: &Input,
    options: &StratifiedOptions,
) -> Option<Result<Pooled, FitError>> {
    let plain = |fit: Result<StratifiedFit, FitError>| {
        fit.map(|fit| Pooled {
            fit,
            tests: Vec::new(),
        })
    };
    Some(
        match (call.function.as_str(), call.named("measure"), input) {
            ("rma.peto", _, Input::Tables(tables)) => plain(peto_odds_ratio(tables, options)),
            (_, Some("OR"), Input::Tables(tables)) => odds_ratio(tables, options).map(|r| Pooled {
                fit: r.fit,
                tests: vec![
                    ("CO", r.cochran),
                    ("MH", r.mantel_haenszel),
                    ("BD", r.breslow_day),
                    ("TA", r.tarone),
                ],
            }),
            (_, Some("RR"), Input::Tables(tables)) => plain(risk_ratio(tables, options)),
            (_, Some("RD"), Input::Tables(tables)) => {
                plain(risk_difference_pooled(tables, options))
            }
            (_, Some("IRR"), Input::Rates(rates)) => {
                incidence_rate_ratio(rates, options).map(|r| Pooled {
                    fit: r.fit,
                    tests: vec![("MH", r.mantel_haenszel)],
                })
            }
            (_, Some("IRD"), Input::Rates(rates)) => {
                plain(incidence_rate_difference_pooled(rates, options))
            }
            _ => return None,
        },
    )
}

/// `rma.mh` and `rma.peto`.
pub(crate) fn fit(dataset: &Dataset, case: &Case) -> Outcome {
    let parts = Call::parse(&case.call).and_then(|call| {
        let input = input(dataset)?;
        let options = options(&call)?;
        pooled(&call, &input, &options)
    });
    let Some(result) = parts else {
        return Outcome::NotCovered("model");
    };
    let mut checker = Checker::new(&dataset.id, case);
    match result {
        Ok(result) => check(&mut checker, &result),
        Err(error) => {
            // Not estimable: metafor gives NA for everything that depends on the estimate.
            checker.number("b", None);
            checker.skip_all();
            if !checker.expected("b")[0].is_null() {
                checker.problem("fit", &error.to_string());
            }
        }
    }
    compared(checker)
}

fn check(checker: &mut Checker<'_>, result: &Pooled) {
    let (pooled, h) = (&result.fit.pooled, &result.fit.heterogeneity);
    checker.number("b", pooled.effect);
    checker.number("se", pooled.standard_error);
    checker.number("zval", pooled.statistic);
    checker.number("pval", pooled.p_value);
    checker.number("ci.lb", pooled.interval.lower);
    checker.number("ci.ub", pooled.interval.upper);
    checker.number("QE", h.cochran_q);
    checker.number("QEdf", h.degrees_of_freedom as f64);
    checker.number("QEp", h.p_value);
    checker.number("I2", 100.0 * h.i_squared);
    checker.number("H2", h.h_squared);
    checker.number("k", result.fit.study_count as f64);
    checker.number("k.yi", result.fit.effects.iter().flatten().count() as f64);
    for name in ["CO", "MH", "BD", "TA"] {
        let test = result
            .tests
            .iter()
            .find(|(n, _)| *n == name)
            .and_then(|(_, test)| *test);
        checker.number(name, test.map(|t| t.statistic));
        checker.number(&format!("{name}p"), test.map(|t| t.p_value));
    }
    // A likelihood at an estimate that does not maximise it is not offered.
    checker.skip("fit.stats");
}

/// `leave1out` and `cumul` of a pooled effect of tables.
pub(crate) fn series(dataset: &Dataset, case: &Case) -> Outcome {
    let outer = Call::parse(&case.call);
    let inner = outer
        .as_ref()
        .and_then(|outer| outer.positional(0))
        .and_then(Call::parse)
        .filter(|call| call.function.starts_with("rma.mh") || call.function == "rma.peto");
    let (Some(call), Some(input)) = (inner, input(dataset)) else {
        return Outcome::NotCovered("model");
    };
    let (Some(options), Input::Tables(tables)) = (options(&call), input) else {
        return Outcome::NotCovered("model");
    };
    let sets: Vec<Vec<TwoByTwo>> = (0..tables.len())
        .map(|i| match case.kind() {
            "cumul" => tables[..=i].to_vec(),
            _ => [&tables[..i], &tables[i + 1..]].concat(),
        })
        .collect();
    let fits: Option<Vec<_>> = sets
        .into_iter()
        .map(|set| {
            Some(
                pooled(&call, &Input::Tables(set), &options)?
                    .ok()
                    .map(|r| r.fit),
            )
        })
        .collect();
    let Some(fits) = fits else {
        return Outcome::NotCovered("model");
    };
    let mut checker = Checker::new(&dataset.id, case);
    check_series(&mut checker, &fits);
    compared(checker)
}

fn check_series(checker: &mut Checker<'_>, fits: &[Option<StratifiedFit>]) {
    let column = |value: fn(&StratifiedFit) -> f64| -> Vec<Option<f64>> {
        fits.iter().map(|fit| fit.as_ref().map(value)).collect()
    };
    checker.numbers("estimate", &column(|f| f.pooled.effect));
    checker.numbers("se", &column(|f| f.pooled.standard_error));
    checker.numbers("zval", &column(|f| f.pooled.statistic));
    checker.numbers("pval", &column(|f| f.pooled.p_value));
    checker.numbers("ci.lb", &column(|f| f.pooled.interval.lower));
    checker.numbers("ci.ub", &column(|f| f.pooled.interval.upper));
    // Where nothing is estimable metafor sometimes prints the heterogeneity of nothing (Q = 0), and
    // sometimes NA; only fits that exist are compared.
    for (field, value) in [
        (
            "Q",
            (|f| f.heterogeneity.cochran_q) as fn(&StratifiedFit) -> f64,
        ),
        ("Qp", |f| f.heterogeneity.p_value),
        ("I2", |f| 100.0 * f.heterogeneity.i_squared),
        ("H2", |f| f.heterogeneity.h_squared),
        ("k", |f| f.study_count as f64),
    ] {
        let expected = checker.expected(field);
        let values: Vec<Option<f64>> = fits
            .iter()
            .enumerate()
            .map(|(i, fit)| {
                fit.as_ref()
                    .map_or(expected[i].as_f64(), |fit| Some(value(fit)))
            })
            .collect();
        checker.numbers(field, &values);
    }
    for field in ["slab.null", "level"] {
        checker.skip(field);
    }
}
