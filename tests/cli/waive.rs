//! `trialpool waive`: what it writes is what `check` accepts.

use crate::process::{self, stderr};
use std::fs;
use std::path::Path;

/// Runs in the directory `place`; the exit code, and what was said.
fn trialpool(place: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = process::trialpool();
    let output = command.current_dir(place).args(arguments).output().unwrap();
    (output.status.code().unwrap(), stderr(&output))
}

/// The registry of `trialpool new`, with far too many participants in an arm result.
fn registry() -> tempfile::TempDir {
    let place = process::registry();
    let directory = place.path().join("registry");
    let read = |name: &str| fs::read_to_string(directory.join(name)).unwrap();
    let first = |name: &str| read(name).lines().nth(1).unwrap().to_owned();
    let (arm, outcome, source) = (
        first("arms.csv"),
        first("outcomes.csv"),
        first("sources.csv"),
    );
    let id = |row: &str, column: usize| row.split(',').nth(column).unwrap().to_owned();
    let results = format!(
        "trial,arm,outcome,n,source,verification\n{},{},{},99999,{},primary\n",
        id(&arm, 0),
        id(&arm, 1),
        id(&outcome, 0),
        id(&source, 0),
    );
    fs::write(directory.join("arm_results.csv"), results).unwrap();
    let tables = "[tables]\narm_results = [\"arm_results.csv\"]";
    let protocol = read("review.toml").replace("[tables]", tables);
    fs::write(directory.join("review.toml"), protocol).unwrap();
    place
}

const VOUCHED: [&str; 8] = [
    "--by",
    "J. \"M\"",
    "--until",
    "2999-12-31",
    "--reason-en",
    "they changed arms",
    "--reason-fr",
    "ils ont changé de bras",
];

#[test]
fn a_finding_is_waived_and_stays_on_record() {
    let place = registry();
    let (_, said) = trialpool(place.path(), &["check", "registry"]);
    assert!(said.contains("TP0406"), "{said}");

    let call = [
        &["waive", "registry", "tp0406", "arm_results.csv:2:1"][..],
        &VOUCHED,
    ]
    .concat();
    let (code, said) = trialpool(place.path(), &call);
    assert_eq!(
        (code, &said[..]),
        (0, "1 waiver added to registry/waivers.toml\n")
    );
    let (_, said) = trialpool(place.path(), &["check", "registry"]);
    assert!(!said.contains("TP0406"), "{said}");
    assert!(said.contains("1 finding is waived"), "{said}");

    // It is waived already: there is nothing left to waive.
    let (code, said) = trialpool(place.path(), &call);
    assert_eq!(code, 2, "{said}");
    let (_, said) = trialpool(
        place.path(),
        &["check", "registry", "--today", "3000-01-01"],
    );
    assert!(said.contains("TP0406") && said.contains("TP0652"), "{said}");
}

#[test]
fn what_cannot_be_waived_is_refused() {
    let place = registry();
    for (call, expected) in [
        (
            &["TP0406", "arm_results.csv:3"],
            "it is found at arm_results.csv:2",
        ),
        (&["TP0304", "arm_results.csv:2"], "cannot be waived"),
        (&["TP9999", "arm_results.csv:2"], "no rule `TP9999`"),
        (&["TP0406", "arm_results.csv"], "expected FILE:LINE"),
    ] {
        let call = [&["waive", "registry"][..], call, &VOUCHED].concat();
        let (code, said) = trialpool(place.path(), &call);
        assert_eq!(code, 2);
        assert!(said.contains(expected), "{said}");
    }
    let mut over = VOUCHED;
    over[3] = "2020-01-01";
    let call = [
        &["waive", "registry", "TP0406", "arm_results.csv:2"][..],
        &over,
    ]
    .concat();
    assert!(
        trialpool(place.path(), &call)
            .1
            .contains("2020-01-01 is over")
    );
    assert!(!place.path().join("registry/waivers.toml").exists());
}
