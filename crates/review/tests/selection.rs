//! One row a trial: what decides, what is an error, and that no row is lost.
#![allow(
    clippy::field_reassign_with_default,
    clippy::format_collect,
    reason = "each test varies a part of one registry"
)]

mod common;

use common::{Registry, analysis, labels};
use proptest::prelude::*;
use std::collections::BTreeMap;
use trialpool_language::Language;
use trialpool_review::check;
use trialpool_review::findings::ExclusionReason;

const TWO_ROWS: &str = "\
n-momentum,a,b,relapse,,,HR,0.30,0.15,0.60,95,,,,paper,primary
n-momentum,a,b,relapse,,,HR,0.40,0.20,0.80,95,,,,paper-2,primary
";

#[test]
fn two_rows_of_one_rank_are_ambiguous_and_both_named() {
    let mut registry = Registry::default();
    registry.contrasts = TWO_ROWS.to_owned();
    registry.analyses = analysis("", "");
    let review = registry.review();
    assert!(review.findings.is_none());
    let error = review
        .diagnostics
        .iter()
        .find(|d| d.code.as_str() == "TP0601")
        .unwrap();
    assert_eq!(
        error.notes[0].render(Language::English),
        "the rows are contrasts.csv:2, contrasts.csv:3"
    );
    assert_eq!(error.secondary.len(), 2);
    assert_eq!(
        check(&registry.files(), None).diagnostics,
        review.diagnostics
    );
}

#[test]
fn the_choice_of_the_protocol_decides_with_its_reason() {
    let mut registry = Registry::default();
    registry.contrasts = TWO_ROWS.to_owned();
    registry.analyses = analysis(
        "",
        "choose = [ { trial = \"n-momentum\", source = \"paper-2\", reason = { en = \"final\", fr = \"finale\" } } ]",
    );
    let analysis = registry.analysis();
    assert_eq!(analysis.main.effects[0].provenance.source, "paper-2");
    let ExclusionReason::Preferred { source, reason } = &analysis.excluded[0].reason else {
        panic!("{:?}", analysis.excluded);
    };
    assert_eq!(source, "paper-2");
    assert_eq!(reason.as_ref().unwrap().en, "final");
    assert_eq!(analysis.choices[0].trial.as_deref(), Some("n-momentum"));
}

#[test]
fn the_better_kind_of_source_is_preferred() {
    let mut registry = Registry::default();
    registry.contrasts = TWO_ROWS.replace("paper-2", "magazine");
    registry.analyses = analysis("", "");
    let chosen = registry.analysis();
    assert_eq!(chosen.main.effects[0].provenance.source, "paper");
    registry.defaults = "prefer = [\"magazine\"]\n".to_owned();
    let chosen = registry.analysis();
    assert_eq!(chosen.main.effects[0].provenance.source, "magazine");
}

#[test]
fn a_pooled_analysis_and_its_member_are_not_pooled() {
    let mut registry = Registry::default();
    registry.contrasts = "\
sakurasky,a,b,relapse,,,HR,0.30,0.15,0.60,95,,,,paper,primary
sakura-pooled,a,b,relapse,,,HR,0.40,0.20,0.80,95,,,,paper,primary
"
    .to_owned();
    registry.analyses = analysis("", "");
    let problems = registry.problems();
    assert_eq!(
        problems,
        ["TP0602: `sakurasky` and `sakura-pooled` share participants, and `main` pools both"]
    );
    registry.analyses = analysis(
        "",
        "exclude = [ { trial = \"sakura-pooled\", reason = { en = \"twice\", fr = \"double\" } } ]",
    );
    let analysis = registry.analysis();
    assert_eq!(labels(&analysis.main), ["SAkuraSky 2019"]);
    assert!(matches!(
        analysis.excluded[0].reason,
        ExclusionReason::Protocol { .. }
    ));
}

/// Each trial pools the next: the way down is walked without recursion, and one row at its top is
/// enough to be pooled.
#[test]
fn a_chain_of_pooled_analyses_has_an_end() {
    let mut registry = Registry::default();
    let links = (0..20_000).map(|link| {
        let next = if link < 19_999 {
            format!("link-{}", link + 1)
        } else {
            String::new()
        };
        format!("link-{link},L{link},2021,nmosd,pooled_analysis,,{next},paper,primary\n")
    });
    registry.trials.extend(links);
    registry.arms += "link-0,a,drug,60,paper,primary\nlink-0,b,placebo,60,paper,primary\n";
    registry.contrasts = "link-0,a,b,relapse,,,HR,0.30,0.15,0.60,95,,,,paper,primary\n".to_owned();
    registry.analyses = analysis("", "");
    assert_eq!(labels(&registry.analysis().main), ["L0 2021"]);
}

#[test]
fn a_question_without_rows_is_an_error() {
    let mut registry = Registry::default();
    registry.analyses = analysis(", trials = [\"sakura-pooled\"]", "");
    assert_eq!(registry.problems(), ["TP0603: no row answers `main`"]);
}

#[test]
fn a_trial_in_two_groups_is_an_error_unless_groups_divide_trials() {
    let groups = |within: bool| {
        format!(
            r#"
[analysis.subgroups]
variable = {{ en = "drug", fr = "médicament" }}
within_trials = {within}
groups = [
  {{ id = "a", label = {{ en = "a", fr = "a" }}, select = {{ treatments = ["drug"] }} }},
  {{ id = "c", label = {{ en = "c", fr = "c" }}, select = {{ treatments = ["drug-c"] }} }},
]
"#
        )
    };
    let mut registry = Registry::default();
    registry.contrasts = "\
prevent,a,b,relapse,,,HR,0.30,0.15,0.60,95,,,,paper,primary
n-momentum,a,b,relapse,,,HR,0.30,0.15,0.60,95,,,,paper,primary
n-momentum,c,b,relapse,,,HR,0.40,0.20,0.80,95,,,,label,primary
"
    .to_owned();
    registry.analyses = analysis("", &groups(false));
    assert_eq!(
        registry.problems(),
        ["TP0613: `n-momentum` stands in two groups of `main`"]
    );
    registry.analyses = analysis("", &groups(true));
    assert_eq!(registry.analysis().main.effects.len(), 2);
}

#[test]
fn a_choice_that_meets_no_row_is_told() {
    let mut registry = Registry::default();
    registry.analyses = analysis(
        ", subgroup = \"positive\"",
        "choose = [ { trial = \"prevent\", source = \"label\", reason = { en = \"r\", fr = \"r\" } } ]",
    );
    assert_eq!(
        registry.problems(),
        ["TP0612: the choice for `prevent` meets no row"]
    );
    // The choice stands: a row that it does not name is not pooled in its place.
    assert_eq!(registry.analysis().main.effects.len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the rows are, each stands once: pooled, or excluded with a reason.
    #[test]
    fn no_candidate_is_lost(rows in prop::collection::vec((0..4_usize, 0..4_usize, 0..3_usize, 0..4_usize), 1..12)) {
        let trials = ["prevent", "n-momentum", "sakurasky", "sakurastar"];
        let figures = ["0.5,0.25,1.0,95,,,", "0.5,,,,0.02,=,", ",,,,0.001,<,50", "0.5,,,,,,"];
        let states = ["primary", "secondary", "unverified"];
        let sources = ["paper", "paper-2", "label", "magazine"];
        let mut registry = Registry {
            contrasts: rows
                .iter()
                .map(|(trial, figure, state, source)| {
                    format!(
                        "{},a,b,relapse,,,HR,{},{},{}\n",
                        trials[*trial], figures[*figure], sources[*source], states[*state]
                    )
                })
                .collect(),
            ..Registry::default()
        };
        registry.analyses = analysis("", "bounds = false\n");
        let review = registry.review();
        // An ambiguity, or one result twice, is an error and gives no findings.
        if let Some(findings) = review.findings {
            let analysis = &findings.analyses[0];
            let pooled = analysis.main.effects.iter().flat_map(|effect| &effect.provenance.rows);
            let excluded = analysis.excluded.iter().flat_map(|row| &row.provenance.rows);
            let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
            for row in pooled.chain(excluded) {
                *seen.entry(row.line).or_default() += 1;
            }
            let every: BTreeMap<usize, usize> = (2..rows.len() + 2).map(|line| (line, 1)).collect();
            prop_assert_eq!(seen, every);
        }
    }
}
