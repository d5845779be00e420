//! The contract of `trialpool pool`, against metafor's numbers (`oracle/bcg.json`).

use super::process::{data, run, stdout};
use serde_json::Value;

/// metafor's results for the BCG trials, measure RR.
fn oracle() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/oracle/bcg.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn cases(oracle: &Value) -> impl Iterator<Item = (&str, &Value, f64)> {
    let cases = oracle["cases"].as_array().unwrap().iter();
    cases.map(|case| {
        let tolerance = case["tol"].as_f64().unwrap();
        (case["id"].as_str().unwrap(), &case["expect"], tolerance)
    })
}

fn pool(arguments: &[&str]) -> Value {
    let mut call = vec!["pool", "bcg.csv", "--format", "json"];
    call.extend(arguments);
    let output = run(&call);
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Equal within the tolerance class of the oracle (its README: relative, and 1e-10 of the scale).
#[track_caller]
fn close(what: &str, ours: &Value, expected: &Value, tolerance: f64) {
    let scalar = match expected {
        Value::Array(values) => &values[0],
        value => value,
    };
    match (ours.as_f64(), scalar.as_f64()) {
        (Some(ours), Some(expected)) => {
            let allowed = tolerance * expected.abs() + 1e-10 * expected.abs().max(1.0);
            assert!(
                (ours - expected).abs() <= allowed,
                "{what}: {ours} is not {expected}"
            );
        }
        (ours, expected) => assert_eq!(ours, expected, "{what}"),
    }
}

#[test]
fn the_document_has_exactly_the_keys_of_the_contract() {
    let document = pool(&["--measure", "RR"]);
    // The order of DESIGN's example, with what was added beside it.
    let text = stdout(&run(&[
        "pool",
        "bcg.csv",
        "--measure",
        "RR",
        "--format",
        "json",
    ]));
    let keys: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split('"').next())
        .collect();
    let expected = "measure scale method test level k estimate se statistic df p ci prediction tau2 tau2_se \
        tau2_ci i2 i2_ci h2 q q_df q_p vtype correction tau2_ci_method prediction_rule qm qm_df qm_p r2 coefficients effects \
        subgroups subgroup_test warnings";
    assert_eq!(keys.join(" "), expected);
    assert_eq!(document["measure"], "RR");
    assert_eq!(document["scale"], "log");
    assert_eq!(document["level"], 0.95);
    assert_eq!(document["k"], 13);
    assert!(document["df"].is_null() && document["qm"].is_null());
    assert_eq!(document["effects"][0]["study"], "Aronson 1948");
    assert_eq!(document["warnings"], Value::Array(Vec::new()));
}

#[test]
fn every_method_and_test_agrees_with_metafor() {
    let oracle = oracle();
    let mut compared = 0;
    for (id, expect, tolerance) in cases(&oracle) {
        let parts: Vec<&str> = id.split('/').collect();
        let ["rma", method, test] = parts[..] else {
            continue;
        };
        // Weights of the caller's own (GENQ, GENQM) and a given tau2 are not among the methods.
        let other = method.starts_with("GENQ") || method.starts_with("tau2fixed");
        if other || !["z", "t", "knha", "adhoc"].contains(&test) {
            continue;
        }
        let document = pool(&["--measure", "RR", "--method", method, "--test", test]);
        let check = |key: &str, name: &str| {
            close(
                &format!("{id} {key}"),
                &document[key],
                &expect[name],
                tolerance,
            );
        };
        for (key, name) in [
            ("estimate", "b"),
            ("se", "se"),
            ("statistic", "zval"),
            ("p", "pval"),
            ("df", "dfs"),
            ("tau2", "tau2"),
            ("tau2_se", "se.tau2"),
            ("i2", "I2"),
            ("h2", "H2"),
            ("q", "QE"),
            ("q_df", "QEdf"),
            ("q_p", "QEp"),
        ] {
            check(key, name);
        }
        let ends = [(0, "ci.lb", "pi.lb"), (1, "ci.ub", "pi.ub")];
        for (end, interval, prediction) in ends {
            close(id, &document["ci"][end], &expect[interval], tolerance);
            if !expect[prediction].is_null() {
                close(
                    id,
                    &document["prediction"][end],
                    &expect[prediction],
                    tolerance,
                );
            }
        }
        compared += 1;
    }
    // EE, DL, HE, HS, HSk, SJ, ML, REML, EB, PM and PMM, four tests each.
    assert!(compared >= 40, "{compared}");
}

#[test]
fn effect_sizes_and_corrections_agree_with_metafor() {
    let oracle = oracle();
    let mut compared = 0;
    for (id, expect, tolerance) in cases(&oracle) {
        let parts: Vec<&str> = id.split('/').collect();
        let (measure, more): (&str, Vec<&str>) = match parts[..] {
            // metafor's optimiser stops short here; oracle_effects.rs says by how much.
            ["escalc", "RTET" | "ZTET", ..] => continue,
            ["escalc", measure] => (measure, Vec::new()),
            [
                "escalc",
                measure,
                to @ ("all" | "only0" | "if0all" | "none"),
            ] => (measure, vec!["--add", "0.5", "--to", to]),
            [
                "escalc",
                measure,
                to @ ("all" | "only0" | "if0all" | "none"),
                "drop00",
            ] => (measure, vec!["--add", "0.5", "--to", to, "--drop00"]),
            _ => continue,
        };
        let mut call = vec!["--measure", measure];
        call.extend(more);
        let document = pool(&call);
        let (yi, vi) = (expect["yi"].as_array(), expect["vi"].as_array());
        let (Some(yi), Some(vi)) = (yi, vi) else {
            continue;
        };
        for (row, effect) in document["effects"].as_array().unwrap().iter().enumerate() {
            close(id, &effect["yi"], &yi[row], tolerance);
            close(id, &effect["vi"], &vi[row], tolerance);
        }
        compared += 1;
    }
    assert!(compared >= 40, "{compared}");
}

#[test]
fn groups_are_pooled_as_they_would_be_alone() {
    let document = pool(&["--measure", "RR", "--by", "alloc"]);
    let text = std::fs::read_to_string(data().join("bcg.csv")).unwrap();
    let names: Vec<&str> = document["subgroups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["group"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["random", "alternate", "systematic"]);
    for (place, name) in names.iter().enumerate() {
        let rows: Vec<&str> = text
            .lines()
            .enumerate()
            .filter(|(line, row)| *line == 0 || row.ends_with(&format!(",{name}")))
            .map(|(_, row)| row)
            .collect();
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("group.csv");
        std::fs::write(&path, rows.join("\n")).unwrap();
        let path = path.to_str().unwrap();
        let alone = run(&["pool", path, "--measure", "RR", "--format", "json"]);
        let alone: Value = serde_json::from_slice(&alone.stdout).unwrap();
        for key in ["k", "estimate", "se", "ci", "tau2", "q"] {
            assert_eq!(
                document["subgroups"][place][key], alone[key],
                "{name} {key}"
            );
        }
    }
    assert_eq!(document["subgroup_test"]["df"], 2);
}

#[test]
fn the_median_unbiased_estimate_agrees_with_metafor() {
    // The oracle has weights 1 / sei; its most precise study is not the first.
    let effects = pool(&["--measure", "RR"]);
    let rows: Vec<String> = effects["effects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|effect| {
            let variance = effect["vi"].as_f64().unwrap();
            format!("{},{variance},{}", effect["yi"], 1.0 / variance.sqrt())
        })
        .collect();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("effects.csv");
    std::fs::write(&path, format!("yi,vi,w\n{}\n", rows.join("\n"))).unwrap();
    let call = ["pool", path.to_str().unwrap(), "--measure", "GEN"];
    let call = [&call[..], &["--method", "genqm", "--format", "json"]].concat();
    assert_eq!(run(&call).status.code(), Some(2), "weights are needed");
    let output = run(&[&call[..], &["--weights", "w"]].concat());
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["method"], "GENQM");
    let oracle = oracle();
    let (id, expect, tolerance) = cases(&oracle)
        .find(|(id, ..)| *id == "rma/GENQM/1_over_sei")
        .unwrap();
    for (key, name) in [
        ("estimate", "b"),
        ("se", "se"),
        ("p", "pval"),
        ("tau2", "tau2"),
        ("tau2_se", "se.tau2"),
        ("i2", "I2"),
        ("q", "QE"),
    ] {
        close(
            &format!("{id} {key}"),
            &document[key],
            &expect[name],
            tolerance,
        );
    }
    close(id, &document["prediction"][0], &expect["pi.lb"], tolerance);
}

#[test]
fn moderators_agree_with_metafor() {
    let oracle = oracle();
    let mut compared = 0;
    for (id, expect, tolerance) in cases(&oracle) {
        let parts: Vec<&str> = id.split('/').collect();
        let ["reg", "ablat", method, "z"] = parts[..] else {
            continue;
        };
        let document = pool(&["--measure", "RR", "--mods", "ablat", "--method", method]);
        for place in 0..2 {
            let coefficient = &document["coefficients"][place];
            for (key, name) in [
                ("estimate", "b"),
                ("se", "se"),
                ("statistic", "zval"),
                ("p", "pval"),
            ] {
                close(id, &coefficient[key], &expect[name][place], tolerance);
            }
        }
        for (key, name) in [
            ("tau2", "tau2"),
            ("qm", "QM"),
            ("qm_p", "QMp"),
            ("q", "QE"),
            ("r2", "R2"),
        ] {
            close(
                &format!("{id} {key}"),
                &document[key],
                &expect[name],
                tolerance,
            );
        }
        assert!(document["estimate"].is_null());
        compared += 1;
    }
    assert!(compared >= 3, "{compared}");
}

#[test]
fn tables_are_pooled_and_tested_as_metafor_does() {
    let oracle = oracle();
    let mut compared = 0;
    for (id, expect, tolerance) in cases(&oracle) {
        let more: &[&str] = match id {
            "rma.mh/OR/correctFALSE" => &["--measure", "OR", "--method", "MH", "--no-correct"],
            "rma.mh/OR" | "leave1out/mh/OR" | "cumul/mh/OR" => {
                &["--measure", "OR", "--method", "MH"]
            }
            "rma.mh/RR" => &["--measure", "RR", "--method", "MH"],
            "rma.mh/RD" => &["--measure", "RD", "--method", "MH"],
            "rma.peto" | "leave1out/peto" | "cumul/peto" => {
                &["--measure", "OR", "--method", "PETO"]
            }
            _ => continue,
        };
        let document = pool(&[more, &["--with", "leave-one-out,cumulative"]].concat());
        let list = match id.split('/').next() {
            Some("leave1out") => "leave_one_out",
            Some("cumul") => "cumulative",
            _ => {
                for (pointer, name) in [
                    ("/estimate", "b"),
                    ("/se", "se"),
                    ("/q", "QE"),
                    ("/mh_tests/cochran/statistic", "CO"),
                    ("/mh_tests/cmh/statistic", "MH"),
                    ("/mh_tests/cmh/p", "MHp"),
                    ("/mh_tests/breslow_day/statistic", "BD"),
                    ("/mh_tests/tarone/statistic", "TA"),
                    ("/mh_tests/tarone/p", "TAp"),
                ] {
                    let ours = document.pointer(pointer).unwrap_or(&Value::Null);
                    close(&format!("{id} {name}"), ours, &expect[name], tolerance);
                }
                compared += 1;
                continue;
            }
        };
        for (row, step) in document[list].as_array().unwrap().iter().enumerate() {
            for (key, name) in [("estimate", "estimate"), ("se", "se"), ("q", "Q")] {
                let what = format!("{id} {key} {row}");
                close(&what, &step[key], &expect[name][row], tolerance);
            }
        }
        compared += 1;
    }
    assert_eq!(compared, 9);
}

/// metafor 3.8-1: `weights(rma.mh(...))` and `weights(rma.peto(...))`, the first and the eighth study.
#[test]
fn tables_have_the_weights_of_their_method() {
    for (call, first, eighth) in [
        (
            ["--measure", "OR", "--method", "MH"],
            0.656_527_373_745_082,
            32.598_430_043_023_6,
        ),
        (
            ["--measure", "RR", "--method", "MH"],
            0.656_295_430_727_474,
            31.708_334_080_727_5,
        ),
        (
            ["--measure", "RD", "--method", "MH"],
            0.074_765_713_599_298_4,
            50.636_294_144_527_2,
        ),
        (
            ["--measure", "OR", "--method", "PETO"],
            0.584_494_118_018_665,
            41.258_911_392_258_2,
        ),
    ] {
        let document = pool(&call);
        for (row, expected) in [(0, first), (7, eighth)] {
            let weight = document["effects"][row]["weight"].as_f64().unwrap();
            assert!(
                (weight / expected - 1.0).abs() < 1e-12,
                "{call:?}: {weight}"
            );
        }
    }
}

/// Kenward and Roger's rules by meta's formulas, computed in R 4.2 from metafor's REML fit with tightened control:
/// `IE = w2 / 2 - w3 / w1 + (w2 / w1)^2 / 2`, `var = (1 + 2 (w3 / w1 - (w2 / w1)^2) / IE) / w1`,
/// `df = 2 IE / (var w2)^2`, `w_m = sum(1 / (vi + tau2)^m)`; estimate -+ qt(.975, df or df - 1) sqrt(var + tau2).
#[test]
fn predictions_follow_the_rule_that_is_named() {
    let limits = |rule: &str, more: &[&str]| {
        let document = pool(&[&["--measure", "RR", "--pi", rule], more].concat());
        assert_eq!(document["prediction_rule"], rule);
        let limits = document["prediction"].as_array().unwrap().clone();
        [limits[0].as_f64().unwrap(), limits[1].as_f64().unwrap()]
    };
    for (rule, expected) in [
        ("kr", [-2.016_907_534_979, 0.587_842_850_662]),
        ("kr-pr", [-2.034_679_070_574, 0.605_614_386_258]),
    ] {
        for (ours, expected) in limits(rule, &[]).iter().zip(expected) {
            assert!((ours - expected).abs() < 1e-10, "{rule}: {ours}");
        }
    }
    assert_eq!(limits("kr", &[]), limits("kr", &["--test", "kr"]));
    assert_eq!(limits("hk", &[]), limits("k-1", &["--test", "knha"]));
    assert_eq!(limits("hk-pr", &[]), limits("k-2", &["--test", "knha"]));
    let drawn = limits("bootstrap", &["--seed", "7", "--bootstrap", "1000"]);
    assert_eq!(
        drawn,
        limits("bootstrap", &["--seed", "7", "--bootstrap", "1000"])
    );
    assert_ne!(
        drawn,
        limits("bootstrap", &["--seed", "8", "--bootstrap", "1000"])
    );
    // Of the probability 2.5 % lies beyond each limit.
    let [lower, upper] = limits("kr-pr", &[]);
    for (limit, above) in [(lower, 0.975), (upper, 0.025)] {
        let mid = limit.exp().to_string();
        let document = pool(&["--measure", "RR", "--pi", "kr-pr", "--mid", &mid]);
        let found = document["exceedance"]["above"].as_f64().unwrap();
        assert!((found - above).abs() < 1e-10, "{found}");
    }
}

#[test]
fn a_latex_table_is_set_as_it_stands() {
    let output = run(&[
        "pool",
        "hazard_ratios.csv",
        "--measure",
        "HR",
        "--format",
        "latex",
    ]);
    let expected = std::fs::read_to_string(data().join("hazard_ratios.tex")).unwrap();
    assert_eq!(stdout(&output), expected);
}

#[test]
fn published_intervals_are_pooled_as_logarithms() {
    // SE = (ln 0.90 - ln 0.43) / (2 z), z the normal quantile of the row's own level.
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("published.csv");
    let table =
        "study,estimate,ci_lower,ci_upper,ci_level\nA,0.62,0.43,0.90,95\nB,0.62,0.43,0.90,99\n";
    std::fs::write(&path, table).unwrap();
    let output = run(&[
        "pool",
        path.to_str().unwrap(),
        "--measure",
        "HR",
        "--format",
        "json",
    ]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let width = 0.90_f64.ln() - 0.43_f64.ln();
    for (place, quantile) in [(0, 1.959_963_984_540_054), (1, 2.575_829_303_548_901)] {
        let effect = &document["effects"][place];
        let variance = (width / (2.0 * quantile)).powi(2);
        assert!((effect["yi"].as_f64().unwrap() - 0.62_f64.ln()).abs() < 1e-12);
        assert!((effect["vi"].as_f64().unwrap() - variance).abs() < 1e-12);
    }
}

#[test]
fn a_fault_is_shown_in_its_file_wherever_that_is() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("short.csv");
    std::fs::write(&path, "study,yi,vi\nA,0.1,0.2\nB,0.3\n").unwrap();
    let path = path.to_str().unwrap();
    let output = run(&["pool", path, "--measure", "GEN"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&format!("{path}:3:6")), "{said}");
    assert!(said.contains("3 | B,0.3"), "{said}");
}

/// metafor 3.8-1: `rma(yi, vi, weights = w, subset = g == ...)` gives 0.02 (0.11958261) and 0.69117647 (0.19150393), of which
/// Q = (0.69117647 - 0.02)^2 / (0.11958261^2 + 0.19150393^2) = 8.83744720; the groups' own tests do not change it.
#[test]
fn weighted_groups_differ_by_their_standard_errors() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("weighted.csv");
    let table = "study,yi,vi,w,g\nA,0.1,0.02,3,a\nB,0.5,0.03,1,b\nC,-0.2,0.05,2,a\nD,0.9,0.01,5,b\n\
                 E,0.3,0.09,1,a\nF,0.35,0.04,2.5,b\nG,0.0,0.06,4,a\n";
    std::fs::write(&path, table).unwrap();
    let path = path.to_str().unwrap();
    for test in ["z", "t", "knha"] {
        let output = run(&[
            "pool",
            path,
            "--measure",
            "GEN",
            "--weights",
            "w",
            "--by",
            "g",
            "--test",
            test,
            "--format",
            "json",
        ]);
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let q = document["subgroup_test"]["q"].as_f64().unwrap();
        assert!((q - 8.837_447_20).abs() < 1e-6, "{test}: {q}");
    }
}
