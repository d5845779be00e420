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

/// The files of a registry with one of them replaced or added.
fn with(registry: &Registry, name: &str, text: &str) -> Files {
    let files = registry.files();
    let mut all: Vec<(String, Vec<u8>)> = files
        .iter()
        .filter(|file| file.name() != name)
        .map(|file| (file.name().to_owned(), file.bytes().to_vec()))
        .collect();
    all.push((name.to_owned(), text.as_bytes().to_vec()));
    Files::from_memory(all)
}

#[test]
fn differences_are_pooled_in_one_unit_and_direction() {
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
    for (unit, other, benefit, expected) in [
        ("mm", "MM ", "none", None),
        ("cm", "mm", "lower", Some("TP0630")),
        ("mm", "mm", "higher", Some("TP0631")),
    ] {
        let outcomes = format!(
            "id,label_en,label_fr,type,unit_en,unit_fr,benefit\n\
             one,One,Un,continuous,{unit},{unit},lower\n\
             other,Other,Autre,continuous,{other},{other},{benefit}\n"
        );
        let found = graver(&with(&registry, "outcomes.csv", &outcomes));
        let codes: Vec<&str> = found.iter().map(|found| &found[..6]).collect();
        assert_eq!(codes, Vec::from_iter(expected), "{found:?}");
    }
}

#[test]
fn groups_are_levels_of_one_variable() {
    let group = |id: &str| {
        format!(
            "[[analysis.subgroups.groups]]\nid = \"{id}\"\nlabel = {{ en = \"{id}\", fr = \"{id}\" }}\n\
             select = {{ subgroup = \"{id}\" }}\n"
        )
    };
    let groups: String = ["positive", "negative"].map(group).concat();
    let division = format!(
        "[analysis.subgroups]\nvariable = {{ en = \"v\", fr = \"v\" }}\nwithin_trials = true\n{groups}"
    );
    let mut registry = Registry::default();
    registry.contrasts += "n-momentum,a,b,relapse,,negative,HR,0.9,0.3,2.7,95,,,,paper,primary\n";
    registry.analyses = analysis("", &division);
    let mixed = |variable: &str| {
        let subgroups = format!(
            "id,variable,variable_en,variable_fr,label_en,label_fr\n\
             positive,serostatus,s,s,positive,positifs\nnegative,{variable},s,s,negative,négatifs\n"
        );
        let found = graver(&with(&registry, "subgroups.csv", &subgroups));
        found.iter().any(|found| found.starts_with("TP0632"))
    };
    assert!(!mixed("serostatus"));
    assert!(mixed("sex"));
}

#[test]
fn an_unverified_figure_in_a_main_result_is_said() {
    let mut registry = Registry::default();
    registry.contrasts = registry.contrasts.replacen("primary", "unverified", 1);
    assert_eq!(found(&registry), Vec::<String>::new());
    registry.defaults += "verification = [\"primary\", \"secondary\", \"unverified\"]\n";
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
    // Two regressions are two questions: an analysis has one.
    let with_moderators = |one: &str, two: &str| {
        let mut registry = Registry::default();
        let asked = |moderators: &str| {
            let keys = format!("moderators = \"{moderators}\"\nmeasure");
            registry.analyses.replacen("measure", &keys, 1)
        };
        registry.analyses = asked(one) + &asked(two).replace("\"main\"", "\"again\"");
        found(&registry)
    };
    assert_eq!(with_moderators("~ year", "~ weeks"), Vec::<String>::new());
    assert_eq!(with_moderators("~ year", "~year").len(), 1);
    let other = registry
        .analyses
        .replacen("measure", "method = \"EE\"\nmeasure", 1);
    registry.analyses = other;
    assert_eq!(found(&registry), Vec::<String>::new());
}

#[test]
fn times_that_are_far_apart_are_a_note_unless_they_are_named() {
    let mut registry = Registry::default();
    registry.contrasts = registry
        .contrasts
        .replacen("relapse,,", "relapse,early,", 1);
    registry.contrasts = registry
        .contrasts
        .replacen("relapse,,", "relapse,year-1,", 1);
    let far = |registry: &Registry, weeks: u8| {
        let timepoints =
            format!("id,label_en,label_fr,weeks\nearly,early,tôt,{weeks}\nyear-1,1 year,1 an,52\n");
        let found = check(&with(registry, "timepoints.csv", &timepoints), None).diagnostics;
        said(&found).iter().any(|found| found.starts_with("TP0635"))
    };
    assert!(far(&registry, 12));
    assert!(!far(&registry, 13));
    registry.analyses = analysis(
        ", subgroup = \"positive\", timepoints = [\"early\", \"year-1\"]",
        "",
    );
    assert!(!far(&registry, 12));
}

/// The findings of a registry with the lock that another one gives.
fn locked(registry: &Registry, registered: &Registry) -> Vec<Diagnostic> {
    let lock = lock(&registered.files(), date(2026, 6, 30)).unwrap();
    check(&with(registry, "protocol.lock", &lock), None).diagnostics
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
            "TP0637: `defaults.method` is `REML`, and was registered as `DL`",
            "TP0638: `defaults.level` is not in the registered protocol",
        ]
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
    "level = 95.0\ntest = \"z\"\nmethod = \"DL\"\n".clone_into(&mut other.defaults);
    other.analyses = other.analyses.replace("\"Title\"", "\"Another title\"");
    assert_eq!(said(&locked(&other, &registered)), Vec::<String>::new());
}

/// Another method, test or prediction than the one registered is a deviation, and so is another seed.
#[test]
fn methods_are_part_of_what_is_registered() {
    let with = |keys: &str| Registry {
        analyses: analysis(", subgroup = \"positive\"", keys),
        ..Registry::default()
    };
    let registered = with("prediction = \"bootstrap\"\nbootstrap = { seed = 1 }\n");
    let changed = with("method = \"IVHET\"\nprediction = \"none\"\ntest = \"t\"\n");
    assert_eq!(
        said(&locked(&changed, &registered)),
        [
            "TP0638: `analysis.main.method` is not in the registered protocol",
            "TP0637: `analysis.main.prediction` is `none`, and was registered as `bootstrap`",
            "TP0638: `analysis.main.test` is not in the registered protocol",
            "TP0639: `analysis.main.bootstrap` was registered and is no longer there",
        ]
    );
    let reseeded = with("prediction = \"bootstrap\"\nbootstrap = { seed = 2 }\n");
    assert_eq!(
        said(&locked(&reseeded, &registered)),
        ["TP0637: `analysis.main.bootstrap.seed` is `2`, and was registered as `1`"]
    );
}

#[test]
fn a_lock_that_cannot_be_read_is_an_error() {
    for lock in ["version = 1\n[defaults\n", "version = 2\n", ""] {
        let found = graver(&with(&Registry::default(), "protocol.lock", lock));
        assert!(
            found.len() == 1 && found[0].starts_with("TP0636"),
            "{found:?}"
        );
    }
}
