//! Outputs against the schemas that `trialpool schema` prints.

use super::process::{data, registry, run, stdout, trialpool};
use serde_json::Value;
use std::fmt::Write as _;

fn schema(of: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&stdout(&run(&["schema", of]))).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn validate(validator: &jsonschema::Validator, document: &Value) {
    let faults: Vec<String> = validator
        .iter_errors(document)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_pooled_document_is_valid() {
    let validator = schema("pool");
    let all = "leave-one-out,cumulative,influence,permutation,panel";
    let calls: &[&[&str]] = &[
        &["bcg.csv", "--measure", "RR", "--with", all, "--mid", "0.8"],
        &["bcg.csv", "--measure", "OR", "--by", "alloc"],
        &[
            "bcg.csv",
            "--measure",
            "OR",
            "--by",
            "alloc",
            "--by-tau2",
            "common",
            "--tau2-ci",
            "bt",
        ],
        &[
            "bcg.csv",
            "--measure",
            "OR",
            "--method",
            "MH",
            "--by",
            "alloc",
            "--with",
            "leave-one-out,cumulative",
        ],
        &["normand1999.csv", "--measure", "SMD", "--vtype", "AV"],
        &["bcg.csv", "--measure", "RR", "--method", "HC"],
        &["bcg.csv", "--measure", "RR", "--test", "kr"],
        &[
            "../pool-recovery.in/pre.csv",
            "--measure",
            "MC",
            "--ri",
            "0.5",
            "--ri-band",
            "0.3,0.7",
        ],
        &[
            "bcg.csv",
            "--measure",
            "RR",
            "--tau2",
            "0.2",
            "--with",
            "fit-statistics",
        ],
        &["bcg.csv", "--measure", "RR", "--weights", "ablat"],
        &["../pool-recovery.in/published.csv", "--measure", "HR"],
        &[
            "bcg.csv",
            "--measure",
            "RR",
            "--pi",
            "bootstrap",
            "--bootstrap",
            "300",
        ],
        &[
            "bcg.csv",
            "--measure",
            "RR",
            "--mods",
            "ablat",
            "--with",
            "influence,permutation",
            "--permutations",
            "50",
        ],
        &[
            "bcg.csv",
            "--measure",
            "RR",
            "--mods",
            "~ ablat + alloc",
            "--predict",
            "ablat=10,20; alloc=random",
            "--btt",
            "alloc",
            "--contrast",
            "alloc: random; ablat = 0.1",
            "--contrast",
            "ablat; 2 ablat",
            "--with",
            "fitted,vif",
        ],
        &[
            "bcg.csv",
            "--measure",
            "RR",
            "--method",
            "ML",
            "--mods",
            "ablat",
            "--compare",
            "~ 1",
        ],
        &[
            "../pool-tests.in/gleser.csv",
            "--measure",
            "OR",
            "--shared-control",
            "covariance",
        ],
        &[
            "hazard_ratios.csv",
            "--measure",
            "HR",
            "--with",
            all,
            "--pi",
            "k-2",
        ],
    ];
    for call in calls {
        let mut arguments = vec!["pool", "--format", "json"];
        arguments.extend(*call);
        let document: Value = serde_json::from_str(&stdout(&run(&arguments))).unwrap();
        validate(&validator, &document);
        assert!(!validator.is_valid(&serde_json::json!({"k": document["k"]})));
    }
}

#[test]
fn sections_are_there_only_if_asked_for() {
    let text = stdout(&run(&[
        "pool",
        "bcg.csv",
        "--measure",
        "RR",
        "--format",
        "json",
    ]));
    let document: Value = serde_json::from_str(&text).unwrap();
    for key in [
        "leave_one_out",
        "cumulative",
        "influence",
        "permutation",
        "panel",
        "exceedance",
        "predictions",
        "fitted",
        "term_tests",
        "contrasts",
        "comparison",
        "vif",
        "mh_tests",
        "correlation_band",
        "fit_statistics",
        "common_tau2",
    ] {
        assert!(document.get(key).is_none(), "{key}");
    }
}

#[test]
fn findings_of_a_registry_are_valid() {
    let place = registry();
    let registry = place.path().join("registry");
    let made = trialpool()
        .arg("report")
        .arg(&registry)
        .arg("--out")
        .arg(place.path().join("reports"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let text = std::fs::read_to_string(place.path().join("reports/findings.json")).unwrap();
    let findings: Value = serde_json::from_str(&text).unwrap();
    let validator = schema("findings");
    validate(&validator, &findings);
    assert!(!validator.is_valid(&serde_json::json!({"schema": findings["schema"]})));
}

/// A registry of eight trials with two arms and one with three, and questions that ask for what is special.
fn with_shared_control() -> tempfile::TempDir {
    let place = registry();
    let directory = place.path().join("registry");
    let (mut trials, mut arms, mut results) = (String::new(), String::new(), String::new());
    for trial in 1..10_usize {
        let id = format!("t{trial}");
        let year = 2000 + trial * trial;
        let row = format!("{id},T{trial},{year},example-population,randomised,example-a-2021");
        writeln!(trials, "{row},primary").unwrap();
        for (place, arm) in ["a", "b", "c"].into_iter().enumerate() {
            // The first trial has a second treated arm.
            if arm == "b" && trial > 1 {
                continue;
            }
            let treatment = if arm == "c" {
                "placebo"
            } else {
                "example-treatment"
            };
            writeln!(arms, "{id},{arm},{treatment},60,example-a-2021,primary").unwrap();
            let events = 4 + trial % 4 + 3 * place;
            let row = format!("{id},{arm},time-to-first-event,60,{events},example-a-2021,primary");
            writeln!(results, "{row}").unwrap();
        }
    }
    let write = |name: &str, header: &str, rows: &str| {
        std::fs::write(directory.join(name), format!("{header}\n{rows}")).unwrap();
    };
    let origin = "source,verification";
    write(
        "trials.csv",
        &format!("id,name,year,population,design,{origin}"),
        &trials,
    );
    write(
        "arms.csv",
        &format!("trial,id,treatment,participants,{origin}"),
        &arms,
    );
    let header = format!("trial,arm,outcome,n,events,{origin}");
    write("arm_results.csv", &header, &results);
    let path = directory.join("review.toml");
    let protocol = std::fs::read_to_string(&path).unwrap();
    let protocol = protocol.replace(
        "contrasts = [\"contrasts.csv\"]",
        "arm_results = [\"arm_results.csv\"]",
    );
    let (head, question) = protocol.split_once("[[analysis]]").unwrap();
    let single = question
        .replace("\"pairwise\"", "\"single_arm\"")
        .replace(", comparators = [\"placebo\"]", "")
        .replace("[\"example-treatment\"]", "[\"placebo\"]");
    let single: String = single
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("comparator") && !line.starts_with("favours"))
        .collect();
    let regression = "method = \"ML\"\nmoderators = \"~ year\"\ncompare = \"~ 1\"\n\
                      contrasts = [\"year = 0; intercept = 0\", \"10*year = 0\"]\n";
    let questions = [
        (
            question,
            "OR",
            "shared_control = \"covariance\"\n".to_owned(),
        ),
        (
            question,
            "RD",
            "shared_control = \"combine\"\nvtype = \"AV\"\n".to_owned(),
        ),
        (
            question,
            "ZPHI",
            format!("shared_control = \"combine\"\n{regression}"),
        ),
        (&single, "PR", String::new()),
        (&single, "PLN", String::new()),
    ];
    let questions = questions.map(|(question, measure, keys)| {
        let asked = format!("{keys}measure = \"{measure}\"");
        let question = question.replace("measure = \"HR\"", &asked);
        let id = format!("id = \"{}\"", measure.to_lowercase());
        format!("[[analysis]]{}", question.replace("id = \"events\"", &id))
    });
    std::fs::write(&path, head.to_owned() + &questions.concat()).unwrap();
    place
}

/// The schema of findings names every key: objects with others are refused here.
#[test]
fn every_key_of_findings_is_described() {
    fn no_others(schema: &mut Value) {
        match schema {
            Value::Object(object) => {
                object.values_mut().for_each(no_others);
                if object.contains_key("properties") {
                    let closed = object.entry("additionalProperties");
                    closed.or_insert(Value::Bool(false));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(no_others),
            _ => {}
        }
    }
    let mut schema: Value = serde_json::from_str(&stdout(&run(&["schema", "findings"]))).unwrap();
    no_others(&mut schema);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let place = with_shared_control();
    let reports = place.path().join("reports");
    let made = trialpool()
        .arg("report")
        .arg(place.path().join("registry"))
        .arg("--out")
        .arg(&reports)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let shipped = data().join("../../../reports");
    for directory in [reports, shipped] {
        let text = std::fs::read_to_string(directory.join("findings.json")).unwrap();
        validate(&validator, &serde_json::from_str(&text).unwrap());
    }
}

#[test]
fn what_check_prints_is_valid() {
    let validator = schema("check");
    let place = registry();
    let registry = place.path().join("registry");
    for damage in [None, Some("estimate,nothing\n")] {
        if let Some(text) = damage {
            std::fs::write(registry.join("contrasts.csv"), text).unwrap();
        }
        let output = trialpool()
            .args(["check", "--format", "json", "--notes"])
            .arg(&registry)
            .output()
            .unwrap();
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            document["findings"].as_array().unwrap().is_empty(),
            damage.is_none()
        );
        validate(&validator, &document);
    }
}
