//! Selected, derived and pooled: figures from publications or worked out beside the test.
#![allow(
    clippy::field_reassign_with_default,
    clippy::format_collect,
    reason = "each test varies a part of one registry"
)]

mod common;

use common::{Registry, analysis, close, labels};
use trialpool_review::findings::{ExclusionReason, Verification};

/// Published as 0.18 (0.10 to 0.32); DerSimonian–Laird on the four trials: 0.182 (0.102 to
/// 0.324), tau² 0.125, Q 4.68 on 3 degrees of freedom (evidence, published-syntheses 1.2).
#[test]
fn the_published_synthesis_in_seropositive_patients_is_reproduced() {
    let analysis = Registry::default().analysis();
    let pooled = analysis.main.pooled.as_ref().unwrap();
    close(pooled.estimate.exp(), 0.182, 0.0005);
    close(pooled.interval[0].exp(), 0.102, 0.0005);
    close(pooled.interval[1].exp(), 0.324, 0.0005);
    close(pooled.tau2.unwrap(), 0.125, 0.0005);
    close(pooled.q, 4.68, 0.005);
    assert_eq!((pooled.k, pooled.q_df), (4, 3));
    assert_eq!(pooled.caveats, ["few_studies"]);
    assert_eq!(analysis.leave_one_out().len(), 4);
    let weights: f64 = analysis
        .main
        .effects
        .iter()
        .filter_map(|e| e.weight_percent)
        .sum();
    close(weights, 100.0, 1e-9);
    // A row of all participants of a trial of one stratum is a row of that stratum.
    assert_eq!(analysis.main.effects[0].label, "PREVENT 2019");
    assert_eq!(
        analysis.main.participants, None,
        "the size of subgroups is not known"
    );
}

/// SE = (ln 0.20 - ln 0.02) / (2 × 1.959964) = 2.302585 / 3.919928 = 0.587405.
#[test]
fn an_effect_quotes_its_row_and_its_derivation() {
    let analysis = Registry::default().analysis();
    let effect = &analysis.main.effects[0];
    close(effect.estimate, 0.06_f64.ln(), 1e-12);
    close(effect.standard_error, 0.587_405, 1e-6);
    assert_eq!(effect.derivation.estimate, "reported");
    assert_eq!(effect.derivation.standard_error, "interval");
    assert_eq!(effect.derivation.level, Some(0.95));
    let [low, high] = effect.derivation.standard_error_range.unwrap();
    assert!(low < effect.standard_error && effect.standard_error < high);
    let row = &effect.provenance.rows[0];
    assert_eq!((row.file.as_str(), row.line), ("contrasts.csv", 2));
    let cell = row
        .cells
        .iter()
        .find(|cell| cell.column == "ci_upper")
        .unwrap();
    assert_eq!(cell.value, "0.20");
}

/// Groups within trials: 0.5 (0.25 to 1) and 1 (0.5 to 2) have SE ln 2 / 1.959964 = 0.353653
/// each, so Q = (ln 2)² / (2 × 0.353653²) = 1.959964² / 2 = 1.920729, p = erfc(√(Q / 2)) = 0.165776.
#[test]
fn the_test_between_groups_within_trials() {
    let mut registry = Registry::default();
    registry.contrasts = "\
n-momentum,a,b,relapse,,positive,HR,0.5,0.25,1,95,,,,paper,primary
n-momentum,a,b,relapse,,negative,HR,1.0,0.5,2,95,,,,paper,primary
n-momentum,a,b,relapse,,,HR,0.7,0.4,1.2,95,,,,paper,primary
"
    .to_owned();
    registry.analyses = analysis(
        "",
        r#"
[analysis.subgroups]
variable = { en = "serostatus", fr = "statut" }
within_trials = true
groups = [
  { id = "positive", label = { en = "positive", fr = "positifs" }, select = { subgroup = "positive" } },
  { id = "negative", label = { en = "negative", fr = "négatifs" }, select = { subgroup = "negative" } },
]
"#,
    );
    let analysis = registry.analysis();
    let subgroups = analysis.subgroups.unwrap();
    let test = subgroups.test.unwrap();
    close(test.q, 1.920_729, 1e-6);
    assert_eq!(test.df, 1);
    close(test.p, 0.165_776, 1e-6);
    assert_eq!(analysis.main.participants, Some(100));
    let pooled = analysis.main.pooled.unwrap();
    assert_eq!(pooled.caveats, ["single_study"]);
    assert_eq!((pooled.i2, pooled.q_p, pooled.tau2), (None, None, None));
}

/// k = 1 under Hartung–Knapp: the study itself, with a normal quantile.
#[test]
fn one_study_is_itself() {
    let mut registry = Registry::default();
    registry.contrasts =
        "n-momentum,a,b,relapse,,,HR,0.7,0.4,1.225,95,,,,paper,primary\n".to_owned();
    registry.defaults = "test = \"knha\"\n".to_owned();
    registry.analyses = analysis("", "");
    let pooled = registry.analysis().main.pooled.unwrap();
    assert_eq!(pooled.df, None);
    close(pooled.interval[0].exp(), 0.4, 1e-9);
    close(pooled.interval[1].exp(), 1.225, 1e-9);
}

/// 58.5 per cent with p < 0.001: ln 0.415 = -0.879477, z = 3.290527, SE at most 0.267275.
#[test]
fn a_reduction_with_a_bound_on_p_is_conservative() {
    let mut registry = Registry::default();
    registry.contrasts = "n-momentum,a,b,relapse,,,HR,,,,,0.001,<,58.5,paper,primary\n".to_owned();
    registry.analyses = analysis(
        "",
        "[[analysis.sensitivity]]\nid = \"without-bounds\"\nbounds = false\n\
         title = { en = \"t\", fr = \"t\" }\nreason = { en = \"r\", fr = \"r\" }\n",
    );
    let analysis = registry.analysis();
    let effect = &analysis.main.effects[0];
    close(effect.estimate, -0.879_477, 1e-6);
    close(effect.standard_error, 0.267_275, 1e-6);
    assert!(effect.derivation.conservative);
    assert_eq!(effect.derivation.estimate, "percent_reduction");
    assert_eq!(effect.derivation.p.as_deref(), Some("< 0.001"));
    assert!(analysis.sensitivities[0].result.pooled.is_none());
}

/// 3 of 10: exact interval 0.066740 to 0.652453 (R, `binom.test(3, 10)`); 0 of 5 has no lower
/// limit on the logit scale, and 1/2 is added to make its effect: ln(0.5 / 5.5) = -2.397895.
#[test]
fn proportions_have_exact_intervals() {
    let mut registry = Registry::default();
    registry.arm_results = "\
sakurasky,a,share,,,10,3,,paper,primary
sakurastar,a,share,,,5,0,,paper,primary
"
    .to_owned();
    registry.analyses = analysis("", "")
        .replace("\"pairwise\"", "\"single_arm\"")
        .replace("comparator = { en = \"b\", fr = \"b\" }\n", "")
        .replace("\"HR\"", "\"PLO\"")
        .replace("[\"relapse\"]", "[\"share\"]");
    let analysis = registry.analysis();
    let expit = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    let [first, second] = analysis.main.effects.as_slice() else {
        panic!("{:?}", labels(&analysis.main));
    };
    close(expit(first.interval[0]), 0.066_740, 1e-6);
    close(expit(first.interval[1]), 0.652_453, 1e-6);
    assert_eq!(first.derivation.correction, None);
    assert_eq!(second.interval[0], f64::NEG_INFINITY);
    close(second.estimate, -2.397_895, 1e-6);
    assert_eq!(second.derivation.correction, Some(0.5));
    assert_eq!(analysis.main.participants, Some(15));
}

/// 10 events in 100 years against 20 in 100: ln 0.5, SE = √(1/10 + 1/20) = 0.387298.
#[test]
fn two_arms_give_a_ratio_where_no_contrast_is_published() {
    let mut registry = Registry::default();
    registry.arm_results = "\
sakurasky,b,rate,,,40,20,100,paper,primary
sakurasky,a,rate,,,60,10,100,paper,primary
prevent,b,rate,,,40,20,100,paper,primary
prevent,a,rate,,,60,10,100,paper,primary
"
    .to_owned();
    registry.contrasts = "prevent,a,b,rate,,,IRR,0.4,0.2,0.8,95,,,,paper,primary\n".to_owned();
    registry.analyses = analysis(", comparators = [\"placebo\"]", "")
        .replace("\"HR\"", "\"IRR\"")
        .replace("[\"relapse\"]", "[\"rate\"]");
    let analysis = registry.analysis();
    assert_eq!(labels(&analysis.main), ["PREVENT 2019", "SAkuraSky 2019"]);
    let effect = &analysis.main.effects[1];
    close(effect.estimate, 0.5_f64.ln(), 1e-12);
    close(effect.standard_error, 0.387_298, 1e-6);
    assert_eq!(effect.counts[0].events, 10.0);
    assert_eq!(effect.provenance.rows.len(), 2);
    assert_eq!(analysis.main.participants, Some(200));
    assert_eq!(
        analysis.main.effects[0].derivation.standard_error,
        "interval"
    );
    assert!(analysis.excluded.is_empty());
}

#[test]
fn only_admitted_verification_enters_the_main_result() {
    let mut registry = Registry::default();
    registry.contrasts = registry
        .contrasts
        .replace("0.423,95,,,,paper,primary", "0.423,95,,,,paper,unverified");
    registry.analyses = analysis(
        ", subgroup = \"positive\"",
        "[[analysis.sensitivity]]\nid = \"unverified\"\n\
         verification = [\"primary\", \"secondary\", \"unverified\"]\n\
         title = { en = \"t\", fr = \"t\" }\nreason = { en = \"r\", fr = \"r\" }\n",
    );
    let findings = registry.findings();
    let analysis = &findings.analyses[0];
    assert_eq!(analysis.main.effects.len(), 3);
    assert_eq!(
        analysis.excluded[0].reason,
        ExclusionReason::Verification {
            state: Verification::Unverified
        }
    );
    assert_eq!(analysis.sensitivities[0].result.effects.len(), 4);
    let trial = findings
        .trials
        .iter()
        .find(|trial| trial.id == "n-momentum")
        .unwrap();
    assert_eq!(trial.results[0].used_in, ["main/unverified"]);
    assert!(trial.used_in.is_empty());
}

#[test]
fn findings_are_the_same_bytes_each_time_and_read_back() {
    let mut registry = Registry::default();
    registry.facts = "prevent,It ended early.,Il s’est terminé tôt.,,magazine,primary\n\
                      ,It covers 2019.,Il porte sur 2019.,2019,magazine,primary\n"
        .to_owned();
    let findings = registry.findings();
    let json = serde_json::to_string_pretty(&findings).unwrap();
    assert_eq!(
        json,
        serde_json::to_string_pretty(&registry.findings()).unwrap()
    );
    assert_eq!(findings, serde_json::from_str(&json).unwrap());
    assert!(findings.trials[0].in_occasion);
    assert!(!findings.trials[1].in_occasion);
    assert_eq!(findings.trials[0].facts.len(), 1);
    assert_eq!(findings.facts.len(), 1);
    assert_eq!(findings.facts[0].value.as_deref(), Some("2019"));
    let contrasts = findings
        .files
        .iter()
        .find(|file| file.path == "contrasts.csv")
        .unwrap();
    assert_eq!((contrasts.rows, contrasts.sha256.len()), (4, 64));
}
