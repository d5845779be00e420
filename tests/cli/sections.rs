//! What the report shows beside a result agrees with what `pool` says of the same effects.

use super::process::trialpool;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write;
use std::process::Stdio;

/// The findings of the committed reports.
fn shipped() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../reports/findings.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// What `pool` says of effects with the settings of an analysis.
fn pooled(effects: &[&Value], settings: &Value, more: &[&str]) -> Value {
    let mut table = "study,yi,sei,year\n".to_owned();
    for effect in effects {
        let year = effect["year"]
            .as_f64()
            .map_or(String::new(), |year| year.to_string());
        let _ = writeln!(
            table,
            "\"{}\",{},{},{year}",
            effect["label"].as_str().unwrap(),
            effect["estimate"],
            effect["standard_error"]
        );
    }
    let text = |key: &str| settings[key].as_str().unwrap();
    let mut command = trialpool();
    command.args(["pool", "-", "--measure", "GEN", "--format", "json"]);
    command.args([
        "--method",
        text("method"),
        "--test",
        text("test"),
        "--pi",
        text("prediction"),
    ]);
    let mut process = command
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    process
        .stdin
        .take()
        .unwrap()
        .write_all(table.as_bytes())
        .unwrap();
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Both are made by the same functions: they differ by what reading decimals back may cost.
#[track_caller]
fn same(found: &Value, expected: &Value) {
    match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => {
            let size = found.abs().max(expected.abs()).max(1e-6);
            assert!(
                (found - expected).abs() <= 1e-9 * size,
                "{found} is not {expected}"
            );
        }
        _ => assert_eq!(found, expected),
    }
}

#[track_caller]
fn same_result(found: &Value, expected: &Value) {
    for (ours, theirs) in [
        ("k", "k"),
        ("estimate", "estimate"),
        ("standard_error", "se"),
        ("statistic", "statistic"),
        ("df", "df"),
        ("p", "p"),
        ("q", "q"),
        ("q_df", "q_df"),
    ] {
        same(&found[ours], &expected[theirs]);
    }
    // A single study has no between-study variance in a report, and 0 in `pool`.
    if found["k"] != 1 && !found["tau2"].is_null() {
        same(&found["tau2"], &expected["tau2"]);
        same(&found["i2"], &expected["i2"]);
    }
}

#[test]
fn what_is_shown_beside_a_result_agrees_with_pool() {
    let findings = shipped();
    let mut compared = 0;
    for analysis in list(&findings["analyses"]) {
        let years = |effect: &Value| {
            let mut trials = list(&findings["trials"]).iter();
            let trial = trials.find(|trial| trial["id"] == effect["trial"]).unwrap();
            trial["year"].clone()
        };
        let effects: Vec<Value> = list(&analysis["main"]["effects"])
            .iter()
            .map(|effect| {
                let mut effect = effect.clone();
                effect["year"] = years(&effect);
                effect
            })
            .collect();
        let effects: Vec<&Value> = effects.iter().collect();
        let (settings, sections) = (&analysis["settings"], &analysis["sections"]);
        let found =
            |section: &str| Some(&sections[section]["found"]).filter(|found| !found.is_null());
        if effects.len() < 2 {
            assert!(found("panel").is_none() && found("leave_one_out").is_none());
            continue;
        }
        let with = "leave-one-out,influence,permutation,panel";
        let all = pooled(&effects, settings, &["--with", with]);
        same_result(&analysis["main"]["pooled"], &all);
        for (step, expected) in list(found("leave_one_out").unwrap_or(&Value::Null))
            .iter()
            .zip(list(&all["leave_one_out"]))
        {
            assert_eq!(step["omitted"], expected["study"]);
            same_result(&step["pooled"], expected);
            compared += 1;
        }
        if let Some(panel) = found("influence") {
            assert_eq!(list(&panel["studies"]).len(), effects.len());
            for (row, expected) in list(&panel["studies"]).iter().zip(list(&all["influence"])) {
                for (ours, theirs) in [
                    ("studentised_residual", "rstudent"),
                    ("dffits", "dffits"),
                    ("cook_distance", "cook_d"),
                    ("covariance_ratio", "cov_r"),
                    ("tau2_without", "tau2_del"),
                    ("q_without", "qe_del"),
                    ("leverage", "hat"),
                    ("weight_percent", "weight"),
                    ("influential", "influential"),
                ] {
                    same(&row[ours], &expected[theirs]);
                }
                compared += 1;
            }
        }
        for (point, expected) in list(found("baujat").unwrap_or(&Value::Null))
            .iter()
            .zip(list(&all["influence"]))
        {
            same(&point["heterogeneity"], &expected["baujat_x"]);
            same(&point["influence"], &expected["baujat_y"]);
            compared += 1;
        }
        if let Some(test) = found("permutation") {
            same(&test["p"], &all["permutation"]["p"][0]);
            assert_eq!(test["permutations"], all["permutation"]["permutations"]);
            compared += 1;
        }
        // `pool` has them in another order.
        for entry in list(found("panel").unwrap_or(&Value::Null)) {
            let mut entries = list(&all["panel"]).iter();
            let expected = entries
                .find(|other| other["method"] == entry["method"] && other["test"] == entry["test"])
                .unwrap();
            same_result(&entry["pooled"], expected);
            compared += 1;
        }
        if let Some(cumulative) = found("cumulative") {
            let steps = list(&cumulative["steps"]);
            let ordered: Vec<&Value> = steps
                .iter()
                .map(|step| {
                    let mut effects = effects.iter();
                    *effects
                        .find(|effect| effect["label"] == step["added"])
                        .unwrap()
                })
                .collect();
            let all = pooled(&ordered, settings, &["--with", "cumulative"]);
            for (step, expected) in steps.iter().zip(list(&all["cumulative"])) {
                same_result(&step["pooled"], expected);
                compared += 1;
            }
        }
        if let Some(regression) = found("regression") {
            let formula = regression["formula"].as_str().unwrap();
            let more = ["--mods", formula, "--with", "permutation"];
            let all = pooled(&effects, settings, &more);
            for (row, expected) in list(&regression["coefficients"])
                .iter()
                .zip(list(&all["coefficients"]))
            {
                assert_eq!(row["name"], expected["name"]);
                same(&row["estimate"], &expected["estimate"]);
                same(&row["standard_error"], &expected["se"]);
                same(&row["p"], &expected["p"]);
                compared += 1;
            }
            for (ours, theirs) in [("k", "k"), ("tau2", "tau2"), ("r2", "r2"), ("q", "q")] {
                same(&regression[ours], &all[theirs]);
            }
            same(
                &regression["permutation"]["omnibus_p"],
                &all["permutation"]["qm_p"],
            );
        }
    }
    assert!(
        compared > 200,
        "the shipped registry asks for sections: {compared}"
    );
}
