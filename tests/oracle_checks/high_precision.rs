//! Pooling and tails against 50-digit arithmetic (`oracle/high_precision.py` says how it is made).

use serde_json::Value;
use trialpool_meta_analysis::meta_regression::{Design, RegressionFit, regress};
use trialpool_meta_analysis::numeric::tail;
use trialpool_meta_analysis::{
    ConfidenceLevel, Model, PoolingOptions, StudyEffect, VarianceInterval, VarianceIntervalMethod,
    pool, residual_variance_interval, variance_interval,
};

/// Relative tolerance of estimates: a few hundred units of 1e-16, for sums over up to 19 studies and
/// designs with a condition number of about 1e5.
const ESTIMATES: f64 = 1e-11;

/// Relative tolerance of tails and quantiles.
const TAILS: f64 = 1e-13;

struct Problems(Vec<String>);

impl Problems {
    fn compare(&mut self, what: &str, ours: f64, expected: f64, tolerance: f64) {
        // Exact zeros are estimates on the boundary.
        let scale = if expected == 0.0 {
            1e-12
        } else {
            expected.abs()
        };
        if (ours - expected).abs() > tolerance * scale {
            let off = (ours - expected).abs() / scale;
            self.0.push(format!(
                "{what}: {ours:e}, expected {expected:e} ({off:.1e})"
            ));
        }
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .map(|items| items.iter().filter_map(Value::as_f64).collect())
        .unwrap_or_default()
}

fn load() -> Value {
    serde_json::from_str(include_str!("../oracle/high_precision.json")).expect("valid JSON")
}

fn studies(input: &Value) -> Vec<StudyEffect> {
    numbers(&input["yi"])
        .into_iter()
        .zip(numbers(&input["vi"]))
        .map(|(y, v)| StudyEffect::from_variance(y, v).expect("finite"))
        .collect()
}

fn design(input: &Value, count: usize) -> Design {
    let Some(rows) = input["design"].as_array() else {
        return Design::with_intercept(count);
    };
    let rows: Vec<Vec<f64>> = rows.iter().map(numbers).collect();
    (0..rows[0].len()).fold(Design::empty(), |design, j| {
        design.and(&format!("x{j}"), rows.iter().map(|row| row[j]).collect())
    })
}

#[test]
fn estimates_agree_with_fifty_digits() {
    let document = load();
    let mut problems = Problems(Vec::new());
    let fits = document["fits"].as_array().expect("fits");
    assert!(fits.len() >= 60);
    for expected in fits {
        let name = expected["data"].as_str().unwrap_or_default();
        let method = expected["method"].as_str().unwrap_or_default();
        let input = &document["inputs"][name];
        let studies = studies(input);
        let what = format!("{name}/{method}");
        let design = design(input, studies.len());
        if let Some(method) = interval_method(method) {
            let level = ConfidenceLevel::NINETY_FIVE;
            let interval = residual_variance_interval(&studies, &design, method, level);
            compare_limits(
                &mut problems,
                &what,
                expected,
                &interval.expect("an interval"),
            );
            if input["design"].is_null() {
                let interval = variance_interval(&studies, method, level);
                compare_limits(
                    &mut problems,
                    &what,
                    expected,
                    &interval.expect("an interval"),
                );
            }
            continue;
        }
        let options = PoolingOptions {
            model: Model::from_short_name(method).expect("a model"),
            ..PoolingOptions::default()
        };
        let fit = regress(&studies, &design, &options).expect("fits");
        compare_regression(&mut problems, &what, &fit, expected);
        if input["design"].is_null() {
            let fit = pool(&studies, &options).expect("fits");
            let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
            let number = |field: &str| expected[field].as_f64().unwrap_or(f64::NAN);
            let b = numbers(&expected["b"])[0];
            let se = numbers(&expected["se"])[0];
            problems.compare(
                &format!("{what} pool tau2"),
                tau2,
                number("tau2"),
                ESTIMATES,
            );
            problems.compare(&format!("{what} pool b"), fit.pooled.effect, b, ESTIMATES);
            problems.compare(
                &format!("{what} pool se"),
                fit.pooled.standard_error,
                se,
                ESTIMATES,
            );
            let q = fit.heterogeneity.cochran_q;
            problems.compare(&format!("{what} pool q"), q, number("q"), ESTIMATES);
        }
    }
    assert!(problems.0.is_empty(), "{}", problems.0.join("\n"));
}

/// The method of an entry that gives the limits of tau2.
fn interval_method(name: &str) -> Option<VarianceIntervalMethod> {
    Some(match name {
        "Q-profile" => VarianceIntervalMethod::QProfile,
        "BT" => VarianceIntervalMethod::BiggerstaffTweedie,
        "BJ" => VarianceIntervalMethod::BiggerstaffJackson,
        "J" => VarianceIntervalMethod::Jackson,
        _ => return None,
    })
}

fn compare_limits(problems: &mut Problems, what: &str, expected: &Value, ours: &VarianceInterval) {
    for (field, ours) in [
        ("lower", ours.variance.lower),
        ("upper", ours.variance.upper),
    ] {
        let expected = expected[field].as_f64().unwrap_or(f64::NAN);
        problems.compare(&format!("{what} {field}"), ours, expected, ESTIMATES);
    }
}

fn compare_regression(problems: &mut Problems, what: &str, fit: &RegressionFit, expected: &Value) {
    let number = |field: &str| expected[field].as_f64().unwrap_or(f64::NAN);
    let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
    problems.compare(&format!("{what} tau2"), tau2, number("tau2"), ESTIMATES);
    problems.compare(
        &format!("{what} q"),
        fit.heterogeneity.cochran_q,
        number("q"),
        ESTIMATES,
    );
    let statistics = &fit.fit_statistics;
    let full = statistics.maximum_likelihood.log_likelihood;
    problems.compare(&format!("{what} ll"), full, number("ll"), ESTIMATES);
    let restricted = statistics.restricted.log_likelihood;
    problems.compare(
        &format!("{what} ll REML"),
        restricted,
        number("ll_restricted"),
        ESTIMATES,
    );
    let expected_values = numbers(&expected["b"])
        .into_iter()
        .zip(numbers(&expected["se"]));
    for (coefficient, (b, se)) in fit.coefficients.iter().zip(expected_values) {
        problems.compare(
            &format!("{what} b"),
            coefficient.estimate.effect,
            b,
            ESTIMATES,
        );
        problems.compare(
            &format!("{what} se"),
            coefficient.estimate.standard_error,
            se,
            ESTIMATES,
        );
    }
}

#[test]
fn tails_agree_with_fifty_digits() {
    let document = load();
    let mut problems = Problems(Vec::new());
    let tails = document["tails"].as_array().expect("tails");
    assert!(tails.len() >= 100);
    for case in tails {
        let of = case["of"].as_str().unwrap_or_default();
        let number = |field: &str| case[field].as_f64().unwrap_or(f64::NAN);
        let (df, x) = (number("df"), number("x"));
        let ours = match of {
            "t" => tail::ln_t_survival(x, df),
            "chi2" => tail::ln_chi_squared_survival(x, df),
            "normal" => tail::ln_normal_survival(x),
            "t quantile" => tail::t_upper_quantile(x, df),
            "chi2 quantile" => tail::chi_squared_upper_quantile(x, df),
            _ => tail::normal_upper_quantile(x),
        };
        let what = format!("{of} {df} {x}");
        if case["ln"].is_null() {
            problems.compare(&what, ours, number("value"), TAILS);
        } else {
            // The relative error of a probability is the absolute error of its logarithm; a
            // logarithm itself has no more digits than a double holds.
            let tolerance = TAILS.max(4.0 * f64::EPSILON * number("ln").abs());
            let off = (ours - number("ln")).abs();
            if off > tolerance {
                problems.0.push(format!("{what}: ln off by {off:.1e}"));
            }
        }
    }
    assert!(problems.0.is_empty(), "{}", problems.0.join("\n"));
}
