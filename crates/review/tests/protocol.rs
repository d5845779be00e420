//! Each mistake in the protocol is reported at its value, all in one run.
#![allow(
    clippy::field_reassign_with_default,
    clippy::format_collect,
    reason = "each test varies a part of one registry"
)]

mod common;

use common::{Registry, analysis, said};
use trialpool_ingest::render;
use trialpool_language::Language;

/// `line:column TPnnnn` of every error, and the text that is underlined.
fn errors(registry: &Registry) -> Vec<(String, String)> {
    let files = registry.files();
    let review = registry.review();
    review
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|diagnostic| {
            let label = diagnostic.primary.as_ref().unwrap();
            let text = files.get(label.file).text();
            let marked = &text[label.span.start()..label.span.end()];
            (diagnostic.code.to_string(), marked.to_owned())
        })
        .collect()
}

fn one(registry: &Registry, code: &str, marked: &str) {
    assert_eq!(errors(registry), [(code.to_owned(), marked.to_owned())]);
}

fn with_defaults(defaults: &str) -> Registry {
    Registry {
        defaults: defaults.to_owned(),
        ..Registry::default()
    }
}

fn with_analysis(select: &str, more: &str) -> Registry {
    Registry {
        analyses: analysis(select, more),
        ..Registry::default()
    }
}

#[test]
fn mistakes_are_reported_where_they_stand() {
    one(&with_defaults("metod = \"DL\""), "TP0604", "metod");
    one(&with_defaults("method = \"DSL\""), "TP0607", "\"DSL\"");
    one(
        &with_defaults("test = \"hartung\""),
        "TP0607",
        "\"hartung\"",
    );
    one(&with_defaults("prediction = \"k-3\""), "TP0607", "\"k-3\"");
    one(
        &with_defaults("verification = [\"primary\", \"sure\"]"),
        "TP0607",
        "\"sure\"",
    );
    one(
        &with_defaults("prefer = [\"paper\"]"),
        "TP0607",
        "\"paper\"",
    );
    one(
        &with_defaults("show = [\"leave-one-out\", \"cumulativ\"]"),
        "TP0607",
        "\"cumulativ\"",
    );
    one(&with_defaults("show = \"panel\""), "TP0606", "\"panel\"");
    one(
        &with_defaults("cumulative_by = \"name\""),
        "TP0607",
        "\"name\"",
    );
    one(&with_defaults("tau2_ci = \"PL\""), "TP0607", "\"PL\"");
    one(
        &with_defaults("moderators = \"~ year\""),
        "TP0604",
        "moderators",
    );
    one(
        &with_defaults("permutation = { iterations = 0 }"),
        "TP0606",
        "0",
    );
    one(
        &with_defaults("permutation = { iterations = 1e3 }"),
        "TP0606",
        "1e3",
    );
    one(&with_defaults("permutation = { sed = 1 }"), "TP0604", "sed");
    one(&with_defaults("permutation = 500"), "TP0606", "500");
    let positive = ", subgroup = \"positive\"";
    for (moderators, code) in [
        ("~ yaer", "TP0607"),
        ("~ year +", "TP0615"),
        ("~ log(year)", "TP0615"),
        ("~ poly(year)", "TP0615"),
        ("~ year ^ 2", "TP0615"),
        ("~ 1", "TP0615"),
        ("year,,weeks", "TP0615"),
        ("", "TP0615"),
    ] {
        let written = format!("\"{moderators}\"");
        let registry = with_analysis(positive, &format!("moderators = {written}\n"));
        one(&registry, code, &written);
    }
    one(&with_defaults("level = 0.95"), "TP0606", "0.95");
    one(&with_defaults("level = 100"), "TP0606", "100");
    one(&with_defaults("bounds = \"yes\""), "TP0606", "\"yes\"");
    one(
        &with_defaults("prefer_reason = { en = \"r\" }"),
        "TP0609",
        "{ en = \"r\" }",
    );
    one(
        &with_analysis(", trials = [\"prevnt\"]", ""),
        "TP0608",
        "\"prevnt\"",
    );
    one(
        &with_analysis(", trials = \"prevent\"", ""),
        "TP0606",
        "\"prevent\"",
    );
    one(
        &with_analysis(
            ", subgroup = \"positive\"",
            "choose = [ { trial = \"prevent\", arm = \"z\", reason = { en = \"r\", fr = \"r\" } } ]",
        ),
        "TP0608",
        "\"z\"",
    );
}

#[test]
fn contradictions_are_errors() {
    let single = |text: &str| Registry {
        analyses: text.replace("\"pairwise\"", "\"single_arm\""),
        ..Registry::default()
    };
    let registry = single(&analysis("", ""));
    let codes: Vec<_> = errors(&registry)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert_eq!(
        codes,
        ["TP0611", "TP0611"],
        "a comparator, and a measure of comparisons"
    );
    let twice = Registry {
        analyses: analysis(", subgroup = \"positive\"", "").repeat(2),
        ..Registry::default()
    };
    one(&twice, "TP0610", "\"main\"");
    let registry = with_analysis(
        ", subgroup = \"positive\"",
        "choose = [ { trial = \"prevent\", source = \"paper\", reason = { en = \"r\", fr = \"r\" } } ]\n\
         exclude = [ { trial = \"prevent\", reason = { en = \"r\", fr = \"r\" } } ]\n",
    );
    one(&registry, "TP0611", "\"prevent\"");
    one(&with_defaults("verification = []"), "TP0611", "[");
    // What a section needs is asked for where the section is not.
    let positive = ", subgroup = \"positive\"";
    let registry = with_analysis(positive, "cumulative_by = \"year\"\n");
    one(&registry, "TP0611", "\"year\"");
    let registry = with_analysis(positive, "permutation = { seed = 2 }\n");
    one(&registry, "TP0611", "{ seed = 2 }");
    // A profile of a likelihood that the method has not; one that is inherited gives way.
    let registry = with_analysis(positive, "method = \"DL\"\ntau2_ci = \"pl\"\n");
    one(&registry, "TP0611", "\"pl\"");
    let mut registry = with_analysis(positive, "method = \"DL\"\n");
    registry.defaults = "method = \"REML\"\ntau2_ci = \"pl\"\n".to_owned();
    assert_eq!(registry.analysis().settings.tau2_ci, "qprofile");
}

/// Method, test, prediction and interval of the between-study variance of one section.
#[test]
fn what_a_method_cannot_take_is_an_error() {
    let positive = ", subgroup = \"positive\"";
    for (keys, marked) in [
        ("method = \"MH\"", "\"MH\""),
        ("method = \"PETO\"", "\"PETO\""),
        ("method = \"HC\"\ntest = \"z\"", "\"z\""),
        ("method = \"IVHET\"\ntest = \"kr\"", "\"kr\""),
        ("method = \"EE\"\ntest = \"kr\"", "\"kr\""),
        ("method = \"EE\"\nprediction = \"k-1\"", "\"k-1\""),
        ("method = \"HC\"\nprediction = \"z\"", "\"z\""),
        ("method = \"IVHET\"\nprediction = \"hk\"", "\"hk\""),
        ("test = \"kr\"\nprediction = \"k-2\"", "\"k-2\""),
        ("method = \"IVHET\"\ntau2_ci = \"genq\"", "\"genq\""),
        ("prediction = \"bootstrap\"", "\"bootstrap\""),
        (
            "level = 99.9\nprediction = \"bootstrap\"\nbootstrap = { seed = 1, samples = 9999 }",
            "{ seed = 1, samples = 9999 }",
        ),
        ("bootstrap = { seed = 1 }", "{ seed = 1 }"),
        ("test = \"kr\"\nmoderators = \"~ year\"", "\"~ year\""),
        ("method = \"IVHET\"\nmoderators = \"~ year\"", "\"~ year\""),
    ] {
        one(
            &with_analysis(positive, &format!("{keys}\n")),
            "TP0611",
            marked,
        );
    }
    let drawn = "prediction = \"bootstrap\"\n";
    let keys = format!("{drawn}bootstrap = {{ samples = 500 }}\n");
    one(&with_analysis(positive, &keys), "TP0605", "{");
    // The method that the defaults name must fit each measure, that of a sensitivity analysis, too.
    let mut registry = with_analysis(positive, "");
    registry.defaults = "method = \"MH\"\n".to_owned();
    one(&registry, "TP0611", "\"HR\"");
    let sensitivity = "[[analysis.sensitivity]]\nid = \"tables\"\nmethod = \"PETO\"\n\
                       title = { en = \"t\", fr = \"t\" }\nreason = { en = \"r\", fr = \"r\" }\n";
    one(&with_analysis(positive, sensitivity), "TP0611", "\"PETO\"");
    // A seed can stand in the defaults.
    let mut registry = with_analysis(positive, drawn);
    registry.defaults = "bootstrap = { seed = 3 }\n".to_owned();
    assert_eq!(registry.analysis().settings.bootstrap.unwrap().seed, 3);
}

#[test]
fn every_problem_is_found_in_one_run_and_the_nearest_name_is_proposed() {
    let registry = Registry {
        defaults: "metod = \"DL\"\ntest = \"w\"\n".to_owned(),
        analyses: analysis(", populations = [\"nmos\"]", "favour = 1\n"),
        ..Registry::default()
    };
    let review = registry.review();
    assert_eq!(
        said(&review.diagnostics),
        [
            "TP0604: unknown key `metod`",
            "TP0607: `w` is not known here",
            "TP0608: unknown id `nmos`: no such row in `populations`",
            "TP0604: unknown key `favour`",
        ]
    );
    let shown = render::full(
        &registry.files(),
        &review.diagnostics,
        Language::English,
        false,
        100,
    );
    for name in ["method", "nmosd", "favours"] {
        assert!(
            shown.contains(&format!("did you mean `{name}`?")),
            "{shown}"
        );
    }
}

#[test]
fn a_protocol_that_is_no_toml_is_reported_once() {
    let registry = with_defaults("method = ");
    let codes: Vec<_> = errors(&registry)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    assert!(codes.iter().all(|code| code == "TP0101"), "{codes:?}");
}

#[test]
fn ids_of_a_table_that_is_broken_are_not_missed() {
    let mut registry = Registry::default();
    registry.trials = registry
        .trials
        .replace("prevent,PREVENT,2019", "prevent,PREVENT,MMXIX");
    registry.analyses = analysis(", trials = [\"prevent\"]", "");
    let errors = errors(&registry);
    assert!(
        errors.iter().all(|(code, _)| code != "TP0608"),
        "{errors:?}"
    );
}
