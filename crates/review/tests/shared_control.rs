//! Several arms of a trial against one control arm, as one effect.
//!
//! Expected is what R gives: `V <- diag(escalc(...)$vi)` with the covariance beside it, `w <- solve(V)`, the effect
//! `sum(w %*% yi) / sum(w)` with variance `1 / sum(w)`, and `rma(yi, vi, method = "DL")` of metafor 3.8 for the three trials.
#![allow(
    clippy::format_collect,
    reason = "the tables of a registry are written row by row"
)]

mod common;

use common::trials::asking;
use common::{Registry, close};
use trialpool_ingest::Code;
use trialpool_language::Language;
use trialpool_review::findings::{Absence, Analysis, Asked};

/// Three trials, the first with two treated arms.
const COUNTS: &str = "\
trial,arm,outcome,timepoint,subgroup,n,events,person_time,mean,sd,source,verification
t1,a,share,,,40,5,,5,2,paper,primary
t1,c,share,,,42,8,,7,3,paper,secondary
t1,b,share,,,41,15,,9,2.5,paper,primary
t2,a,share,,,100,10,,,,paper,primary
t2,b,share,,,98,20,,,,paper,primary
t3,a,share,,,60,7,,,,paper,primary
t3,b,share,,,62,13,,,,paper,primary
";

fn registry(measure: &str, keys: &str) -> Registry {
    let trials = ["t1", "t2", "t3"];
    let registry = Registry {
        trials: trials
            .iter()
            .map(|t| format!("{t},{t},2000,nmosd,randomised,,,paper,primary\n"))
            .collect(),
        arms: "t1,a,drug,40,paper,primary\nt1,c,drug-c,42,paper,primary\nt1,b,placebo,41,paper,primary\n\
               t2,a,drug,100,paper,primary\nt2,b,placebo,98,paper,primary\n\
               t3,a,drug,60,paper,primary\nt3,b,placebo,62,paper,primary\n"
            .to_owned(),
        contrasts: String::new(),
        arm_results: COUNTS.to_owned(),
        ..Registry::default()
    };
    let mut registry = asking(registry, "share", measure, keys);
    registry.analyses = registry
        .analyses
        .replace("[\"share\"]", "[\"share\"], comparators = [\"placebo\"]");
    registry
}

fn pooled(measure: &str, keys: &str) -> Analysis {
    registry(measure, keys).analysis()
}

/// The effect of the first trial, and the result.
#[track_caller]
fn agrees(analysis: &Analysis, first: [f64; 2], all: [f64; 2]) {
    let effect = &analysis.main.effects[0];
    let pooled = analysis.main.pooled.as_ref().unwrap();
    assert_eq!(pooled.k, 3);
    let found = [
        effect.estimate,
        effect.standard_error,
        pooled.estimate,
        pooled.standard_error,
    ];
    for (found, expected) in found.into_iter().zip([first, all].concat()) {
        close(found, expected, 1e-12);
    }
}

/// OR: 1 / 15 + 1 / 26; RR: 1 / 15 - 1 / 41; RD: p (1 - p) / 41, p = 15 / 41.
#[test]
fn comparisons_with_one_control_are_one_effect_by_their_covariance() {
    let keys = "shared_control = \"covariance\"\n";
    let odds = pooled("OR", keys);
    agrees(
        &odds,
        [-1.098_056_687_211_489_2, 0.444_166_626_720_446_54],
        [-0.890_171_970_989_563, 0.261_012_230_038_625_95],
    );
    agrees(
        &pooled("RR", keys),
        [-0.807_030_109_844_046, 0.326_179_095_091_289_5],
        [-0.722_292_455_188_320_5, 0.211_045_761_050_408_65],
    );
    agrees(
        &pooled("RD", keys),
        [-0.212_904_038_145_058_6, 0.085_004_784_569_007_3],
        [-0.120_641_364_905_187_79, 0.036_341_430_265_990_16],
    );
    let effect = &odds.main.effects[0];
    assert_eq!(effect.arm.en, "drug, drug C");
    // The control counts once.
    assert_eq!(effect.participants, Some(123));
    assert_eq!(odds.main.participants, Some(443));
    assert_eq!(
        (effect.counts[0].events, effect.counts[0].total),
        (13.0, 82.0)
    );
    // The treated arms, then their control.
    let lines = effect.provenance.rows.iter().map(|row| row.line);
    assert_eq!(lines.collect::<Vec<_>>(), [2, 3, 4]);
    let shared = effect.shared_control.as_ref().unwrap();
    assert_eq!(shared.how, "covariance");
    close(shared.covariance[0][1], 1.0 / 15.0 + 1.0 / 26.0, 1e-15);
    assert_eq!(shared.comparisons[1].arm.en, "drug C");
    assert_eq!(odds.main.effects[1].shared_control, None);
    assert_eq!(odds.settings.shared_control.as_deref(), Some("covariance"));
}

/// SMD: 1 / 41 + y1 y2 41 / (2 * 81 * 83).
#[test]
fn so_are_comparisons_of_means() {
    let analysis = pooled("SMD", "shared_control = \"covariance\"\n");
    let effect = &analysis.main.effects[0];
    close(effect.estimate, -1.093_789_714_234_65, 1e-12);
    close(effect.standard_error, 0.207_006_409_955_923_2, 1e-12);
}

/// `escalc("OR", ai = c(13, 10, 7), n1i = c(82, 100, 60), ...)`, and `rma.mh` of the same tables.
#[test]
fn treated_arms_can_be_one_arm() {
    let keys = "shared_control = \"combine\"\n";
    let analysis = pooled("OR", keys);
    agrees(
        &analysis,
        [-1.119_110_810_216_450_6, 0.443_332_872_314_326],
        [-0.897_730_333_346_460_1, 0.260_842_724_497_285_3],
    );
    let shared = analysis.main.effects[0].shared_control.as_ref().unwrap();
    assert_eq!((&*shared.how, shared.covariance.len()), ("combine", 0));
    let tables = pooled("OR", &format!("{keys}method = \"MH\"\n"))
        .main
        .pooled;
    let tables = tables.unwrap();
    close(tables.estimate, -0.890_958_647_293_467_3, 1e-12);
    close(tables.standard_error, 0.261_624_940_892_589_2, 1e-12);
    // `escalc("PETO", ai = 13, n1i = 82, ci = 15, n2i = 41)`, `rma.peto` of the three tables
    agrees(
        &pooled("OR", &format!("{keys}method = \"PETO\"\n")),
        [-1.169_548_872_180_451_5, 0.454_302_737_658_061_06],
        [-0.883_529_711_670_439_4, 0.254_376_329_089_424_5],
    );
}

#[test]
fn without_it_the_arms_are_a_choice_to_make() {
    let problems = registry("OR", "").problems();
    assert_eq!(problems, ["TP0601: 2 results of trial `t1` answer `main`"]);
    for (keys, offered) in [
        ("", "`shared_control = \"covariance\"`, or `\"combine\"`"),
        ("method = \"MH\"\n", "`shared_control = \"combine\"`"),
        ("vtype = \"AV\"\n", "`shared_control = \"combine\"`"),
    ] {
        let found = registry("OR", keys).review().diagnostics;
        let ambiguous = found.iter().find(|found| found.code == Code::TP0601);
        let help = ambiguous.unwrap().helps.last().unwrap();
        let help = help.render(Language::English);
        assert!(help.contains(offered), "{help}");
    }
    // Of an inherited setting that the measure does not have, nothing is left.
    let mut peto = registry("PETO", "");
    peto.defaults.push_str("shared_control = \"covariance\"\n");
    assert_eq!(peto.problems(), problems);
    // The choice still decides where it is made.
    let one = "shared_control = \"covariance\"\nchoose = [{ trial = \"t1\", arm = \"a\", \
               reason = { en = \"R\", fr = \"R\" } }]\n";
    assert_eq!(pooled("OR", one).main.effects[0].shared_control, None);
}

#[test]
fn what_has_no_covariance_is_refused() {
    let problems = |measure: &str, keys: &str| {
        registry(measure, &format!("shared_control = \"covariance\"\n{keys}")).problems()
    };
    assert_eq!(
        problems("HR", ""),
        ["TP0611: `shared_control` is set, and measure `HR` is not computed from two arms"]
    );
    assert_eq!(
        problems("PETO", ""),
        [
            "TP0611: the covariance of two comparisons with one control is not known for measure `PETO`"
        ]
    );
    assert_eq!(
        problems("OR", "method = \"MH\"\n"),
        [
            "TP0611: `shared_control = \"covariance\"` does not go with method `MH`, which pools the counts of the arms"
        ]
    );
    assert_eq!(
        problems("OR", "vtype = \"AV\"\n"),
        ["TP0611: `shared_control = \"covariance\"` does not go with `vtype`"]
    );
}

/// Two arms of different treatments have no one treatment.
#[test]
fn a_moderator_that_the_arms_differ_in_is_not_known() {
    let keys = "shared_control = \"covariance\"\nmoderators = \"~ treatment\"\n";
    let Some(Asked::Absent(absence)) = pooled("OR", keys).sections.regression else {
        panic!("a regression on one treatment");
    };
    assert_eq!(absence, Absence::TooFewStudies { k: 2, needed: 3 });
}
