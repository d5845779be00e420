//! `--vtype` and `--correction`: every choice that the oracles hold (`oracle/*.json`), by metafor.

use super::process::{run, stdout};
use serde_json::Value;

fn oracle(name: &str) -> Value {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/oracle");
    let path = format!("{root}/{name}.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn pool(call: &[&str]) -> Value {
    let output = run(&[&["pool"], call, &["--format", "json"]].concat());
    assert!(output.status.success(), "{call:?}: {output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_choice_agrees_with_metafor() {
    let mut compared = 0;
    for name in ["bcg", "normand1999"] {
        let (oracle, file) = (oracle(name), format!("{name}.csv"));
        for case in oracle["cases"].as_array().unwrap() {
            let id = case["id"].as_str().unwrap();
            let parts: Vec<&str> = id.split('/').collect();
            let ["escalc", measure, choice] = parts[..] else {
                continue;
            };
            let more = match choice.strip_prefix("vtype") {
                Some(vtype) => ["--vtype", vtype],
                None if choice == "correctFALSE" => ["--correction", "none"],
                None => continue,
            };
            let document = pool(&[&[&*file, "--measure", measure], &more[..]].concat());
            let said = match more[0] {
                "--vtype" => &document["vtype"],
                _ => &document["correction"],
            };
            assert_eq!(said, more[1], "{id}");
            for (place, effect) in document["effects"].as_array().unwrap().iter().enumerate() {
                for key in ["yi", "vi"] {
                    let ours = effect[key].as_f64().unwrap();
                    let theirs = case["expect"][key][place].as_f64().unwrap();
                    let close = (ours - theirs).abs() <= 1e-10 * theirs.abs().max(1.0);
                    assert!(close, "{id} {key} {place}: {ours} is not {theirs}");
                }
            }
            compared += 1;
        }
    }
    // RR and OR have two choices, RD three; MD two, SMD five, ROM six, CVR and VR one.
    assert_eq!(compared, 7 + 15);
}

#[test]
fn effects_that_come_with_their_variances_have_no_formula() {
    let call = ["hazard_ratios.csv", "--measure", "MD"];
    let document = pool(&call);
    assert!(document["vtype"].is_null() && document["correction"].is_null());
    let output = run(&[&["pool"], &call[..], &["--vtype", "HO"]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
}
