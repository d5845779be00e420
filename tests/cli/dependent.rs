//! `--shared-control covariance`: one effect of the comparisons with one control group.

use super::process::{data, run, stdout};
use super::script::{assert_close, document, has_metafor, numbers_of};
use serde_json::Value;
use std::process::Command;

const TABLES: &str = "../pool-tests.in/gleser.csv";
const MEANS: &str = "../pool-tests.in/means.csv";
/// A study whose two effects are large and of opposite sign, so that their covariance is negative.
const OPPOSITE: &str = "../pool-tests.in/opposite.csv";

/// The effects and variances, one after the other.
fn effects(file: &str, measure: &str) -> Vec<f64> {
    let call = [
        "pool",
        file,
        "--measure",
        measure,
        "--shared-control",
        "covariance",
    ];
    let document = document(&call);
    let entries = document["effects"].as_array().unwrap().iter();
    entries
        .flat_map(|entry| ["yi", "vi"].map(|key| entry[key].as_f64().unwrap()))
        .collect()
}

/// What R prints behind `RESULT`.
fn by_r(script: &str) -> Vec<f64> {
    let script = format!(
        "suppressMessages(library(metafor)); {script}; \
         agg <- aggregate(d, cluster = d$study, V = V); \
         cat(sprintf('%.17g', rbind(c(agg$yi), c(agg$vi))))"
    );
    let output = Command::new("Rscript")
        .args(["-e", &script])
        .current_dir(data())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let numbers = stdout(&output);
    numbers
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect()
}

/// The data of Gleser and Olkin (2009), table 19.1, with the matrices of their section on proportions.
#[test]
fn effects_of_tables_are_those_of_gleser_and_olkin() {
    if !has_metafor() {
        return;
    }
    for (measure, shared) in [
        ("RD", "p * (1 - p) / n2i"),
        ("OR", "1 / (n2i * p * (1 - p))"),
        ("RR", "1 / (n2i * p) - 1 / n2i"),
        ("AS", "1 / (4 * n2i)"),
    ] {
        let script = format!(
            "d <- escalc('{measure}', ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = read.csv('{TABLES}')); \
             d$shared <- with(d, {{ p <- ci / n2i; {shared} }}); \
             V <- bldiag(lapply(split(d, d$study), function(x) {{ \
               v <- matrix(x$shared[1], nrow(x), nrow(x)); diag(v) <- x$vi; v }}))"
        );
        assert_close(&effects(TABLES, measure), &by_r(&script));
    }
}

/// The weights of vcalc are exact where the variance of an effect is the sum of a constant over each group's size.
#[test]
fn effects_are_those_of_vcalc() {
    if !has_metafor() {
        return;
    }
    let vcalc = "V <- vcalc(vi, cluster = study, grp1 = arm, grp2 = rep('control', nrow(d)), w1 = n1i, w2 = n2i, data = d)";
    let means = format!(
        "d <- escalc('MD', m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i, sd2i = sd2i, n2i = n2i, data = read.csv('{MEANS}')); \
         d$arm <- d$dose; {vcalc}"
    );
    assert_close(&effects(MEANS, "MD"), &by_r(&means));
    let tables = format!(
        "d <- escalc('AS', ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = read.csv('{TABLES}')); \
         d$arm <- paste(d$trt); {vcalc}"
    );
    assert_close(&effects(TABLES, "AS"), &by_r(&tables));
}

/// The script combines the effects by metafor's `aggregate`.
#[test]
fn the_script_combines_alike() {
    if !has_metafor() {
        return;
    }
    for (file, measure) in [
        (MEANS, "SMD"),
        (MEANS, "SMDH"),
        (MEANS, "ROM"),
        (OPPOSITE, "SMD"),
        (OPPOSITE, "SMDH"),
    ] {
        let call = [
            "pool",
            file,
            "--measure",
            measure,
            "--shared-control",
            "covariance",
        ];
        let theirs = numbers_of(&call, "rbind(dat$yi, dat$vi)");
        assert_close(&effects(file, measure), &theirs);
    }
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("reversed.csv");
    for (file, measures) in [
        (TABLES, &["RD", "OR", "RR", "AS", "PBIT", "OR2DL"][..]),
        (
            MEANS,
            &[
                "MD", "SMD", "SMDH", "SMD1", "SMD1H", "ROM", "CVR", "VR", "D2ORL",
            ],
        ),
    ] {
        let text = std::fs::read_to_string(data().join(file)).unwrap();
        let (header, rows) = text.trim_end().split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        std::fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
        for measure in measures {
            let forward = effects(file, measure);
            let backward = effects(path.to_str().unwrap(), measure);
            let backward = backward.chunks(2).rev().flatten();
            for (one, other) in forward.iter().zip(backward) {
                assert!((one - other).abs() <= 1e-12 * one.abs(), "{measure}");
            }
        }
    }
}

/// What is known of a comparison is the less the more its control group is shared: one effect of m arms has a greater
/// variance than if they were independent, a smaller one than each.
#[test]
fn the_output_names_the_rows_and_their_matrix() {
    let call = [
        "pool",
        TABLES,
        "--measure",
        "OR",
        "--shared-control",
        "covariance",
    ];
    let document = document(&call);
    let first = &document["effects"][0];
    let rows = first["combined"]["rows"].as_array().unwrap();
    let ends = [":2", ":3"];
    for (row, end) in rows.iter().zip(ends) {
        assert!(row.as_str().unwrap().ends_with(end), "{row}");
    }
    let number = |value: &Value| value.as_f64().unwrap();
    let v = &first["combined"]["v"];
    let (one, two) = (number(&v[0][0]), number(&v[1][1]));
    let independent = 1.0 / (1.0 / one + 1.0 / two);
    let combined = number(&first["vi"]);
    assert!(independent < combined && combined < one.min(two));
    assert!(document["effects"][1].get("combined").is_none());
    let text = stdout(&run(&call));
    assert!(
        text.contains(":2, ") && text.contains("combined by their covariance"),
        "{text}"
    );
}
