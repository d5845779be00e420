//! Rules on what an analysis asks for, and the registered protocol.
#![allow(
    clippy::format_collect,
    reason = "each test varies a part of one registry"
)]

mod common;

use common::{Registry, analysis, said};
use jiff::civil::date;
use trialpool_ingest::{Diagnostic, Files, Severity};
use trialpool_review::{check, lock};

/// The findings on the protocol that are no notes.
fn found(registry: &Registry) -> Vec<String> {
    graver(&registry.files())
}

fn graver(files: &Files) -> Vec<String> {
    let mut found = check(files, None).diagnostics;
    found.retain(|found| found.severity != Severity::Note);
    said(&found)
}

/// The registry with more outcomes, and mean differences of two of them in each trial.
fn differences(outcomes: &str) -> (Registry, Vec<(String, Vec<u8>)>) {
    let registry = Registry {
        contrasts: "\
prevent,a,b,one,,,MD,-2,-3,-1,95,,,,paper,primary
n-momentum,a,b,other,,,MD,-20,-30,-10,95,,,,paper,primary
"
        .to_owned(),
        analyses: analysis("", "")
            .replace("\"relapse\"", "\"one\", \"other\"")
            .replace("\"HR\"", "\"MD\""),
        ..Registry::default()
    };
    let files = registry.files();
    let mut all: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| (file.name().to_owned(), file.bytes().to_vec()))
        .collect();
    for (name, bytes) in &mut all {
        if name == "outcomes.csv" {
            *bytes = format!("id,label_en,label_fr,type,unit_en,unit_fr,benefit\n{outcomes}")
                .into_bytes();
        }
    }
    (registry, all)
}

#[test]
fn differences_are_pooled_in_one_unit_and_direction() {
    for (outcomes, expected) in [
        (
            "one,One,Un,continuous,mm,mm,lower\nother,Other,Autre,continuous,MM ,MM,none\n",
            "",
        ),
        (
            "one,One,Un,continuous,cm,cm,lower\nother,Other,Autre,continuous,mm,mm,lower\n",
            "TP0630",
        ),
        (
            "one,One,Un,continuous,mm,mm,lower\nother,Other,Autre,continuous,mm,mm,higher\n",
            "TP0631",
        ),
    ] {
        let (_, files) = differences(outcomes);
        let found = graver(&Files::from_memory(files));
        assert_eq!(found.len(), usize::from(!expected.is_empty()), "{found:?}");
        assert!(
            found.iter().all(|found| found.starts_with(expected)),
            "{found:?}"
        );
    }
}

#[test]
fn groups_are_levels_of_one_variable() {
    let group = |id: &str| {
        format!(
            "[[analysis.subgroups.group]]\nid = \"{id}\"\nlabel = {{ en = \"{id}\", fr = \"{id}\" }}\n\
             select = {{ subgroup = \"{id}\" }}\n"
        )
    };
    let division = |ids: &[&str]| {
        let groups: String = ids.iter().map(|id| group(id)).collect();
        format!(
            "[analysis.subgroups]\nvariable = {{ en = \"v\", fr = \"v\" }}\nwithin_trials = true\n{groups}"
        )
    };
    let mut registry = Registry::default();
    registry.contrasts += "n-momentum,a,b,relapse,,negative,HR,0.9,0.3,2.7,95,,,,paper,primary\n";
    registry.analyses = analysis("", &division(&["positive", "negative"]));
    let none = |found: Vec<String>| !found.iter().any(|found| found.starts_with("TP0632"));
    assert!(none(found(&registry)));
}

#[test]
fn an_unverified_figure_in_a_main_result_is_said() {
    let mut registry = Registry::default();
    registry.contrasts = registry.contrasts.replacen("primary", "unverified", 1);
    assert_eq!(found(&registry), Vec::<String>::new());
    registry.defaults += "verification = [\"primary\", \"secondary\", \"unverified\"]\n";
    // PREVENT is no row of the level asked for; it counts by its stratum.
    assert_eq!(
        found(&registry),
        ["TP0633: an unverified figure enters the main result of `main`"]
    );
}

#[test]
fn a_question_asked_twice_is_said() {
    let mut registry = Registry::default();
    let again = registry.analyses.replace("\"main\"", "\"again\"");
    registry.analyses += &again;
    assert_eq!(
        found(&registry),
        ["TP0634: `again` pools the same rows in the same way as `main`"]
    );
    registry.analyses = registry
        .analyses
        .replacen("measure", "method = \"EE\"\nmeasure", 1);
    assert_eq!(found(&registry), Vec::<String>::new());
}

#[test]
fn times_that_are_far_apart_are_a_note_unless_they_are_named() {
    let mut registry = Registry::default();
    registry.contrasts = registry
        .contrasts
        .replacen("relapse,,", "relapse,year-1,", 1);
    let far = |registry: &Registry| {
        let found = check(&registry.files(), None).diagnostics;
        said(&found).iter().any(|found| found.starts_with("TP0635"))
    };
    // One time alone is far from nothing.
    assert!(!far(&registry));
}

/// The files of a registry with the lock that another one gives.
fn locked(registry: &Registry, registered: &Registry) -> Vec<Diagnostic> {
    let lock = lock(&registered.files(), date(2026, 6, 30)).unwrap();
    let files = registry.files();
    let mut all: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| (file.name().to_owned(), file.bytes().to_vec()))
        .collect();
    all.push(("protocol.lock".to_owned(), lock.into_bytes()));
    check(&Files::from_memory(all), None).diagnostics
}

#[test]
fn what_departs_from_the_registered_protocol_is_said() {
    let registered = Registry::default();
    assert_eq!(
        said(&locked(&registered, &registered)),
        Vec::<String>::new()
    );

    let mut changed = Registry::default();
    changed.defaults = changed.defaults.replace("\"DL\"", "\"REML\"") + "level = 90\n";
    assert_eq!(
        said(&locked(&changed, &registered)),
        [
            "TP0638: `defaults.level` is not in the registered protocol",
            "TP0637: `defaults.method` is `REML`, and was registered as `DL`",
        ]
        .map(str::to_owned)
        .into_iter()
        .rev()
        .collect::<Vec<_>>()
    );

    let mut renamed = Registry::default();
    renamed.analyses = renamed.analyses.replace("\"main\"", "\"other\"");
    assert_eq!(
        said(&locked(&renamed, &registered)),
        [
            "TP0638: `analysis.other` is not in the registered protocol",
            "TP0639: `analysis.main` was registered and is no longer there",
        ]
    );
}

#[test]
fn words_order_and_spelling_of_numbers_are_no_deviation() {
    let mut registered = Registry::default();
    registered.defaults += "level = 95\n";
    let mut other = Registry::default();
    other.defaults = "level = 95.0\ntest = \"z\"\nmethod = \"DL\"\n".to_owned();
    other.analyses = other.analyses.replace("\"Title\"", "\"Another title\"");
    assert_eq!(said(&locked(&other, &registered)), Vec::<String>::new());
}

#[test]
fn a_lock_that_cannot_be_read_is_an_error() {
    for (lock, expected) in [
        ("version = 1\n[defaults\n", "TP0636"),
        ("version = 2\n", "TP0636"),
        ("", "TP0636"),
    ] {
        let files = Registry::default().files();
        let mut all: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|file| (file.name().to_owned(), file.bytes().to_vec()))
            .collect();
        all.push(("protocol.lock".to_owned(), lock.as_bytes().to_vec()));
        let found = said(&check(&Files::from_memory(all), None).diagnostics);
        assert!(
            found.len() == 1 && found[0].starts_with(expected),
            "{found:?}"
        );
    }
}
