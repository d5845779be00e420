//! Every number of a section's table is that of the findings; so is every number that a chart is drawn from.
//!
//! The findings are those of the committed reports.

use super::*;
use crate::forest::samples::{NMOSD, analysis, sections};
use trialpool_language::Language;
use trialpool_review::Findings;
use trialpool_review::findings::{
    Comparison, ContrastRow, Hypothesis, ModelFit, Regression, Scale,
};

fn shipped() -> Findings {
    serde_json::from_str(include_str!("../../../../../reports/findings.json")).unwrap()
}

fn column(table: &Table, key: &str) -> Vec<Value> {
    let place = table.columns.iter().position(|column| column.key == key);
    let place = place.unwrap_or_else(|| panic!("no column {key}"));
    table
        .rows()
        .map(|row| row.cells[place].value.clone())
        .collect()
}

#[track_caller]
fn holds(table: &Table, key: &str, numbers: impl IntoIterator<Item = Option<f64>>) {
    let expected: Vec<Value> = numbers.into_iter().map(Value::number).collect();
    assert_eq!(column(table, key), expected, "{}: {key}", table.id);
}

/// The numbers of a text as they are shown, without those in names.
#[track_caller]
fn shows(table: &Table, key: &str, numbers: impl IntoIterator<Item = String>) {
    let place = table
        .columns
        .iter()
        .position(|column| column.key == key)
        .unwrap();
    let cells = table.rows().filter(|row| row.shown);
    let cells: Vec<String> = cells.map(|row| row.cells[place].shown.clone()).collect();
    let expected: Vec<String> = numbers.into_iter().collect();
    assert_eq!(cells, expected, "{}: {key}", table.id);
}

fn found<T>(asked: Option<&Asked<T>>) -> Option<&T> {
    asked.and_then(Asked::found)
}

#[test]
fn tables_hold_the_numbers_of_the_findings() {
    let words = Words::of(Language::French).unwrap();
    let numbers = words.numbers();
    let mut seen = 0;
    for analysis in &shipped().analyses {
        let of = |suffix: &str| {
            let all = tables(words, analysis).into_iter();
            let mut of_it = all.filter(|section| section.suffix == suffix);
            of_it.next().map(|section| section.table)
        };
        let sections = &analysis.sections;
        if let Some(panel) = found(sections.influence.as_ref()) {
            let table = of("-influence").unwrap();
            let studies = || panel.studies.iter();
            holds(
                &table,
                "studentised_residual",
                studies().map(|s| s.studentised_residual),
            );
            holds(&table, "dffits", studies().map(|s| s.dffits));
            holds(&table, "cook_distance", studies().map(|s| s.cook_distance));
            holds(
                &table,
                "covariance_ratio",
                studies().map(|s| s.covariance_ratio),
            );
            holds(&table, "tau2_without", studies().map(|s| s.tau2_without));
            holds(&table, "q_without", studies().map(|s| s.q_without));
            holds(&table, "leverage", studies().map(|s| Some(s.leverage)));
            holds(
                &table,
                "weight_percent",
                studies().map(|s| Some(s.weight_percent)),
            );
            shows(
                &table,
                "dffits",
                studies().map(|s| numbers.statistic(s.dffits.unwrap())),
            );
            seen += 1;
        }
        if let Some(points) = found(sections.baujat.as_ref()) {
            let table = of("-baujat").unwrap();
            holds(
                &table,
                "heterogeneity",
                points.iter().map(|p| Some(p.heterogeneity)),
            );
            holds(
                &table,
                "influence",
                points.iter().map(|p| Some(p.influence)),
            );
            shows(
                &table,
                "influence",
                points.iter().map(|p| numbers.variance(p.influence)),
            );
            seen += 1;
        }
        if let Some(profile) = found(sections.tau2_profile.as_ref()) {
            let table = of("-tau2-profile").unwrap();
            let curve: Vec<Value> = column(&table, "tau2");
            let expected = profile
                .points
                .iter()
                .map(|point| Value::number(Some(point[0])));
            let skipped = curve.len() - profile.points.len();
            assert_eq!(curve[skipped..], expected.collect::<Vec<_>>());
            assert_eq!(curve[1], Value::number(Some(profile.maximum[0])));
            seen += 1;
        }
        if let Some(regression) = found(sections.regression.as_ref()) {
            of_regression(&of, regression);
            seen += 1;
        }
    }
    assert!(seen >= 10, "the shipped registry asks for sections: {seen}");
}

fn of_regression(of: &impl Fn(&str) -> Option<Table>, regression: &Regression) {
    let table = of("-regression").unwrap();
    let coefficients = || regression.coefficients.iter();
    holds(
        &table,
        "coefficient",
        coefficients().map(|c| Some(c.estimate)),
    );
    holds(
        &table,
        "standard_error",
        coefficients().map(|c| Some(c.standard_error)),
    );
    holds(
        &table,
        "ci_lower",
        coefficients().map(|c| Some(c.interval[0])),
    );
    holds(
        &table,
        "ci_upper",
        coefficients().map(|c| Some(c.interval[1])),
    );
    holds(&table, "p", coefficients().map(|c| Some(c.p)));
    if let Some(test) = &regression.permutation {
        holds(&table, "p_permutation", test.p.iter().copied().map(Some));
    }
    let table = of("-moderators").unwrap();
    let studies = || regression.studies.iter();
    holds(&table, "estimate", studies().map(|s| Some(s.estimate)));
    holds(&table, "fitted", studies().map(|s| Some(s.fitted)));
    for moderator in &regression.studies[0].moderators {
        let values = studies().map(|study| {
            let mut values = study.moderators.iter();
            let value = values.find(|value| value.moderator == moderator.moderator);
            value.and_then(|value| value.number)
        });
        if moderator.number.is_some() {
            holds(
                &table,
                super::moderators::moderator_key(&moderator.moderator),
                values,
            );
        }
    }
}

#[test]
fn hypotheses_and_models_are_tables_of_their_own() {
    let words = Words::of(Language::English).unwrap();
    let mut analysis = analysis(Scale::Log, "HR", &NMOSD);
    analysis.sections = sections(&analysis);
    let row = |hypothesis: &str| ContrastRow {
        hypothesis: hypothesis.to_owned(),
        estimate: 0.25,
        standard_error: 0.1,
        interval: [0.05, 0.45],
        statistic: Some(2.5),
        p: 0.0124,
    };
    let model = |formula: &str, coefficients| ModelFit {
        formula: formula.to_owned(),
        coefficients,
        log_likelihood: -3.5,
        aic: 11.0,
        aicc: None,
        bic: 12.5,
        tau2: 0.04,
        q: 9.5,
        q_df: 4,
    };
    let Some(Asked::Found(regression)) = &mut analysis.sections.regression else {
        panic!("the sample has a regression");
    };
    regression.contrasts = vec![Hypothesis {
        contrasts: vec![row("year = 0"), row("year = weeks")],
        test: None,
    }];
    regression.comparison = Some(Comparison {
        full: model("~ year", 2),
        reduced: model("~ 1", 1),
        statistic: 3.2,
        df: 1,
        p: 0.07,
        r2: None,
    });
    let tables = tables(words, &analysis);
    let of = |suffix: &str| {
        let found = tables.iter().find(|section| section.suffix == suffix);
        &found.unwrap().table
    };
    let contrasts = of("-contrasts");
    holds(contrasts, "ci_upper", [Some(0.45); 2]);
    shows(
        contrasts,
        "hypothesis",
        ["year = 0", "year = weeks"].map(str::to_owned),
    );
    let comparison = of("-comparison");
    holds(comparison, "bic", [Some(12.5); 2]);
    holds(comparison, "aicc", [None; 2]);
    shows(comparison, "formula", ["~ year", "~ 1"].map(str::to_owned));
}
