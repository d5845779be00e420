//! `--format r`: the script, run with R and metafor, gives our numbers.
//!
//! Where R or metafor is missing the tests are skipped at a desk and fail in CI.

use super::process::{data, run, stdout};
use serde_json::Value;
use std::process::Command;

/// Relative, and absolute below 1: metafor stops iterating at 1e-13 and finds tau2 by other roads.
const TOLERANCE: f64 = 1e-6;

pub(super) fn has_metafor() -> bool {
    let call = Command::new("Rscript")
        .args(["-e", "suppressMessages(library(metafor))"])
        .output();
    let found = call.is_ok_and(|output| output.status.success());
    assert!(
        found || std::env::var_os("CI").is_none(),
        "R with metafor is needed in CI"
    );
    found
}

/// The coefficients, the ends of their intervals and tau2, ours and metafor's.
fn compare(file: &str, options: &[&str]) {
    let call = |format: &str| {
        let mut call = vec!["pool", file, "--format", format];
        call.extend(options);
        let output = run(&call);
        assert!(output.status.success(), "{options:?}: {output:?}");
        stdout(&output)
    };
    let ours: Value = serde_json::from_str(&call("json")).unwrap();
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("script.R");
    let script = call("r")
        + "cat(\"\\nRESULT\", sprintf(\"%.17g\", c(if (is.null(res$beta)) res$b else res$beta, \
           res$ci.lb, res$ci.ub, if (is.null(res$tau2)) 0 else res$tau2)), \"\\n\")\n";
    std::fs::write(&path, script).unwrap();
    let output = Command::new("Rscript")
        .arg(&path)
        .current_dir(data())
        .output()
        .unwrap();
    assert!(output.status.success(), "{options:?}: {output:?}");
    let printed = stdout(&output);
    let result = printed
        .lines()
        .find_map(|line| line.strip_prefix("RESULT "));
    let theirs: Vec<f64> = result
        .unwrap()
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let coefficients = ours["coefficients"].as_array().unwrap();
    let of = |key: &dyn Fn(&Value) -> Option<f64>| {
        coefficients.iter().filter_map(key).collect::<Vec<_>>()
    };
    let mut expected = of(&|coefficient| coefficient["estimate"].as_f64());
    expected.extend(of(&|coefficient| coefficient["ci"][0].as_f64()));
    expected.extend(of(&|coefficient| coefficient["ci"][1].as_f64()));
    expected.push(ours["tau2"].as_f64().unwrap());
    assert_eq!(expected.len(), theirs.len(), "{options:?}");
    for (ours, theirs) in expected.iter().zip(&theirs) {
        let close = (ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1.0);
        assert!(close, "{options:?}: {ours} is not {theirs}");
    }
}

#[test]
fn metafor_gives_the_same_result() {
    if !has_metafor() {
        return;
    }
    let calls: &[&[&str]] = &[
        &["--measure", "RR", "--with", "leave-one-out", "--pi", "k-2"],
        &[
            "--measure",
            "OR",
            "--method",
            "DL",
            "--test",
            "knha",
            "--by",
            "alloc",
        ],
        &[
            "--measure",
            "RR",
            "--method",
            "ML",
            "--test",
            "adhoc",
            "--level",
            "90",
        ],
        &["--measure", "RD", "--method", "PM", "--test", "t"],
        &["--measure", "RR", "--method", "SJ"],
        &["--measure", "RR", "--method", "DL2"],
        &["--measure", "RR", "--method", "DLIT"],
        &["--measure", "RR", "--method", "EE"],
        &[
            "--measure",
            "OR",
            "--method",
            "MH",
            "--no-correct",
            "--with",
            "leave-one-out,cumulative",
        ],
        &["--measure", "RR", "--tau2-ci", "genq"],
        &[
            "--measure",
            "RR",
            "--tau2",
            "0.2",
            "--with",
            "fit-statistics",
        ],
        &["--measure", "RR", "--mods", "ablat", "--tau2", "0.1"],
        &["--measure", "RR", "--weights", "ablat", "--test", "knha"],
        &["--measure", "RR", "--weights", "ablat", "--method", "GENQ"],
        &["--measure", "RR", "--weights", "ablat", "--mods", "alloc"],
        &[
            "--measure",
            "RR",
            "--weights",
            "ablat",
            "--method",
            "GENQ",
            "--mods",
            "alloc",
            "--test",
            "knha",
        ],
        &["--measure", "RR", "--mods", "ablat", "--tau2-ci", "bt"],
        &["--measure", "RR", "--method", "MH", "--by", "alloc"],
        &["--measure", "OR", "--method", "PETO"],
        &["--measure", "RR", "--method", "IVHET"],
        &["--measure", "RR", "--method", "HC"],
        &["--measure", "RR", "--by", "alloc", "--by-tau2", "common"],
        &[
            "--measure",
            "RR",
            "--mods",
            "~ rcs(ablat, 3) + factor(alloc, random)",
        ],
        &[
            "--measure",
            "RR",
            "--mods",
            "~ 0 + alloc + ablat",
            "--test",
            "knha",
        ],
    ];
    for options in calls {
        compare("bcg.csv", options);
    }
    compare("hazard_ratios.csv", &["--measure", "HR", "--method", "DL"]);
    for measure in ["RD", "RR"] {
        compare("bcg.csv", &["--measure", measure, "--vtype", "AV"]);
    }
    // Formulas that version 3.8 of metafor has, and others: the script then holds the effects.
    let choices: &[&[&str]] = &[
        &["MD", "--vtype", "HO"],
        &["SMD", "--vtype", "LS2"],
        &["SMD1", "--vtype", "AV"],
        &["SMD", "--vtype", "UB", "--correction", "none"],
        &["ROM", "--vtype", "AVHO", "--correction", "none"],
        &["ROM", "--vtype", "LS2"],
        &["SMDH"],
    ];
    for choice in choices {
        compare("normand1999.csv", &[&["--measure"], *choice].concat());
    }
}

/// Runs a script of ours and gives the numbers behind `RESULT`, which `print` adds.
pub(super) fn numbers_of(call: &[&str], print: &str) -> Vec<f64> {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("script.R");
    let script = run(&[call, &["--format", "r"]].concat());
    assert!(script.status.success(), "{script:?}");
    let script = format!(
        "{}\ncat(\"\\nRESULT\", sprintf(\"%.17g\", {print}), \"\\n\")\n",
        stdout(&script)
    );
    std::fs::write(&path, script).unwrap();
    let output = Command::new("Rscript").arg(&path).output().unwrap();
    assert!(output.status.success(), "{call:?}: {output:?}");
    let printed = stdout(&output);
    let result = printed
        .lines()
        .find_map(|line| line.strip_prefix("RESULT "));
    let numbers = result.unwrap().split_whitespace();
    numbers.map(|number| number.parse().unwrap()).collect()
}

/// The document of a call.
pub(super) fn document(call: &[&str]) -> Value {
    let output = run(&[call, &["--format", "json"]].concat());
    assert!(output.status.success(), "{output:?}");
    serde_json::from_str(&stdout(&output)).unwrap()
}

/// The numbers at pointers into a document.
fn at(document: &Value, pointers: &[&str]) -> Vec<f64> {
    let number = |pointer: &&str| {
        let value = document.pointer(pointer).and_then(Value::as_f64);
        value.unwrap_or_else(|| panic!("{pointer}: {document}"))
    };
    pointers.iter().map(number).collect()
}

#[track_caller]
pub(super) fn assert_close(ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        let close = (ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1.0);
        assert!(close, "{ours} is not {theirs}");
    }
}

#[test]
fn metafor_predicts_tests_and_inflates_alike() {
    if !has_metafor() {
        return;
    }
    for rule in ["hk", "hk-pr", "k-2"] {
        let call = ["pool", "bcg.csv", "--measure", "RR", "--pi", rule];
        let ours = at(&document(&call), &["/prediction/0", "/prediction/1"]);
        assert_close(&ours, &numbers_of(&call, "prediction"));
    }
    for test in ["z", "knha"] {
        let call = [
            "pool",
            "bcg.csv",
            "--measure",
            "RR",
            "--mods",
            "~ poly(ablat, 2) + alloc",
            "--test",
            test,
            "--predict",
            "ablat = 10, 52.5; alloc = random",
            "--btt",
            "alloc",
            "--with",
            "vif,fitted",
        ];
        let ours = document(&call);
        let keys = [
            "estimate",
            "se",
            "ci/0",
            "ci/1",
            "prediction/0",
            "prediction/1",
        ];
        let mut pointers = Vec::new();
        for list in ["predictions", "fitted"] {
            pointers.extend(keys.map(|key| format!("/{list}/1/{key}")));
        }
        let more = [
            "/term_tests/0/statistic",
            "/term_tests/0/p",
            "/vif/1/gvif",
            "/vif/1/gsif",
        ];
        pointers.extend(more.map(str::to_owned));
        let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
        let print = "c(unlist(predicted[2, ]), unlist(fitted[2, ]), anova(res, btt = 4:5)$QM, \
                     anova(res, btt = 4:5)$QMp, vif(res, btt = 4:5)$vif[[1]]$vif, vif(res, btt = 4:5)$vif[[1]]$sif)";
        assert_close(&at(&ours, &pointers), &numbers_of(&call, print));
    }
}

/// Each contrast and all together, whatever the test and the value hypothesised.
#[test]
fn metafor_tests_contrasts_alike() {
    if !has_metafor() {
        return;
    }
    for (method, test) in [
        ("REML", "z"),
        ("DL", "t"),
        ("PM", "knha"),
        ("ML", "adhoc"),
        ("EE", "z"),
    ] {
        let call = [
            "pool",
            "bcg.csv",
            "--measure",
            "RR",
            "--method",
            method,
            "--test",
            test,
            "--mods",
            "~ ablat * alloc",
            "--contrast",
            "alloc: random - alloc: systematic = 0.25; 10 ablat + 10 ablat:alloc: random = -1/2",
        ];
        let ours = document(&call);
        let rows: Vec<String> = ["estimate", "se", "statistic", "p"]
            .iter()
            .flat_map(|key| [0, 1].map(|row| format!("/contrasts/0/rows/{row}/{key}")))
            .chain(["statistic", "p"].map(|key| format!("/contrasts/0/{key}")))
            .collect();
        let pointers: Vec<&str> = rows.iter().map(String::as_str).collect();
        let print = "with(anova(res, X = rbind(c(0, 0, 1, -1, 0, 0), c(0, 10, 0, 0, 10, 0)), rhs = c(0.25, -0.5)), \
                     c(Xb, se, zval, pval, QM, QMp))";
        assert_close(&at(&ours, &pointers), &numbers_of(&call, print));
        let printed = numbers_of(&call, "with(hypothesis, c(Xb, se, zval, pval, QM, QMp))");
        assert_close(&at(&ours, &pointers), &printed);
    }
}

/// A model against a reduced one.
#[test]
fn metafor_compares_models_alike() {
    if !has_metafor() {
        return;
    }
    for (method, reduced) in [("ML", "~ 1"), ("ML", "alloc"), ("EE", "ablat")] {
        let call = [
            "pool",
            "bcg.csv",
            "--measure",
            "RR",
            "--method",
            method,
            "--mods",
            "~ ablat + alloc",
            "--compare",
            reduced,
        ];
        let of_models = ["full", "reduced"].map(|model| {
            let keys = ["ll", "dev", "aic", "bic", "aicc", "q"];
            keys.map(|key| format!("/comparison/{model}/{key}"))
        });
        let of_test = ["statistic", "p", "r2"].map(|key| format!("/comparison/{key}"));
        let pointers: Vec<&str> = of_models
            .as_flattened()
            .iter()
            .chain(&of_test)
            .map(String::as_str)
            .collect();
        let print = "with(comparison, c(fit.stats.f, QE.f, fit.stats.r, QE.r, LRT, pval, R2))";
        assert_close(&at(&document(&call), &pointers), &numbers_of(&call, print));
    }
}

/// The covariance matrix of the coefficients, and residuals with their standard errors.
#[test]
fn metafor_gives_the_same_residuals() {
    if !has_metafor() {
        return;
    }
    let call = ["pool", "bcg.csv", "--measure", "RR", "--mods", "ablat"];
    let with_residuals = [&call[..], &["--with", "influence"]].concat();
    let rows = ["/vb/0/0", "/vb/0/1", "/vb/1/0", "/vb/1/1"].map(str::to_owned);
    let keys = [
        "resid",
        "resid_se",
        "rstandard",
        "resid_del",
        "resid_del_se",
        "rstudent",
    ];
    let residuals = keys.map(|key| format!("/influence/3/{key}"));
    let pointers: Vec<&str> = rows.iter().chain(&residuals).map(String::as_str).collect();
    let print = "c(vcov(res), unlist(as.data.frame(rstandard(res))[4, ]), unlist(as.data.frame(rstudent(res))[4, ]))";
    assert_close(
        &at(&document(&with_residuals), &pointers),
        &numbers_of(&call, print),
    );
}

/// The columns of a formula are R's: model.matrix spans the same space, with the same coefficients.
#[test]
fn formulas_mean_what_they_mean_in_r() {
    if !has_metafor() {
        return;
    }
    for formula in [
        "~ alloc*ablat",
        "~ 0 + ablat + alloc",
        "~ alloc:ablat",
        "~ poly(ablat, 2) + alloc - 1",
        "~ alloc + alloc:ablat",
    ] {
        let call = [
            "pool",
            "bcg.csv",
            "--measure",
            "RR",
            "--format",
            "json",
            "--mods",
            formula,
        ];
        let ours: Value = serde_json::from_str(&stdout(&run(&call))).unwrap();
        let ours: Vec<f64> = ours["coefficients"]
            .as_array()
            .unwrap()
            .iter()
            .map(|coefficient| coefficient["estimate"].as_f64().unwrap())
            .collect();
        let script = format!(
            "suppressMessages(library(metafor)); d <- read.csv('bcg.csv'); \
             d <- escalc('RR', ai=ai, bi=bi, ci=ci, di=di, data=d); \
             res <- rma(yi, vi, mods = {formula}, data = d, control = list(threshold = 1e-13, maxiter = 1000)); \
             cat(sprintf('%.17g', c(res$beta)))"
        );
        let output = Command::new("Rscript")
            .args(["-e", &script])
            .current_dir(data())
            .output()
            .unwrap();
        assert!(output.status.success(), "{formula}: {output:?}");
        let theirs: Vec<f64> = stdout(&output)
            .split_whitespace()
            .map(|number| number.parse().unwrap())
            .collect();
        assert_eq!(ours.len(), theirs.len(), "{formula}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let close = (ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1.0);
            assert!(close, "{formula}: {ours} is not {theirs}");
        }
    }
}
