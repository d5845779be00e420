//! The shipped registry and its protocol, end to end, against published figures.
//!
//! What a pooled result is compared with was printed by the authors of a synthesis, to half a unit of its last digit, or
//! computed by metafor 5.0 from the same rows. Questions that the protocol does not ask are appended to it by the test.

use std::path::PathBuf;
use trialpool_ingest::Files;
use trialpool_review::findings::{
    Analysis, Effect, Findings, Pooled, Scale, Sensitivity, Verification,
};
use trialpool_review::review;

fn data() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data")
}

fn findings_of(files: &Files) -> Findings {
    let review = review(files);
    review
        .findings
        .unwrap_or_else(|| panic!("{:#?}", review.diagnostics))
}

fn shipped() -> Findings {
    findings_of(&Files::open(&data()).expect("the shipped registry"))
}

/// The shipped registry with one more question in its protocol.
fn asked(measure: &str, method: &str, select: &str) -> Pooled {
    let files = Files::open(&data()).expect("the shipped registry");
    let question = format!(
        r#"
[[analysis]]
id = "asked"
title = {{ en = "Asked", fr = "Demande" }}
population = {{ en = "people", fr = "personnes" }}
intervention = {{ en = "a", fr = "a" }}
comparator = {{ en = "b", fr = "b" }}
synthesis = "pairwise"
measure = "{measure}"
method = "{method}"
test = "z"
verification = ["primary", "secondary", "unverified"]
{select}
"#
    );
    let files = files
        .iter()
        .map(|file| {
            let mut bytes = file.bytes().to_vec();
            if file.name() == "review.toml" {
                bytes.extend_from_slice(question.as_bytes());
            }
            (file.name().to_owned(), bytes)
        })
        .collect();
    let findings = findings_of(&Files::from_memory(files));
    main(&findings, "asked").clone()
}

fn analysis<'f>(findings: &'f Findings, id: &str) -> &'f Analysis {
    let found = findings.analyses.iter().find(|analysis| analysis.id == id);
    found.unwrap_or_else(|| panic!("no analysis {id}"))
}

fn main<'f>(findings: &'f Findings, id: &str) -> &'f Pooled {
    let main = &analysis(findings, id).main;
    main.pooled.as_ref().expect("a pooled result")
}

fn sensitivity<'f>(findings: &'f Findings, id: &str, sensitivity: &str) -> &'f Sensitivity {
    let all = &analysis(findings, id).sensitivities;
    all.iter()
        .find(|one| one.id == sensitivity)
        .unwrap_or_else(|| panic!("no {id}/{sensitivity}"))
}

/// `value` prints as `text`, give or take so many units of its last digit for inputs that are rounded themselves.
#[track_caller]
fn prints_within(value: f64, text: &str, units: f64) {
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let unit = 10_f64.powi(-i32::try_from(decimals).expect("few digits"));
    let printed: f64 = text.parse().expect("a number");
    assert!(
        (value - printed).abs() <= (0.5 + units + 1e-9) * unit,
        "{value} does not print as {text}"
    );
}

#[track_caller]
fn prints(value: f64, text: &str) {
    prints_within(value, text, 0.0);
}

/// Estimate and limits of a ratio.
#[track_caller]
fn prints_ratio(pooled: &Pooled, text: [&str; 3]) {
    prints(pooled.estimate.exp(), text[0]);
    prints(pooled.interval[0].exp(), text[1]);
    prints(pooled.interval[1].exp(), text[2]);
}

/// Kong et al. 2021, Front Pharmacol 12:652759: AQP4-IgG-positive, four trials, HR 0.18 (0.10–0.32); DerSimonian–Laird.
#[test]
fn aqp4_positive_as_in_kong_2021() {
    let findings = shipped();
    let id = "nmosd-relapse-seropositive";
    let result = &sensitivity(&findings, id, "unverified-dersimonian-laird").result;
    let pooled = result.pooled.as_ref().expect("a result");
    assert_eq!(pooled.k, 4);
    prints_ratio(pooled, ["0.18", "0.10", "0.32"]);
}

/// Kong et al. 2021: all patients, HR 0.32 (0.23–0.46). The four trials are inferred from the match.
#[test]
fn all_patients_as_in_kong_2021() {
    let pooled = asked(
        "HR",
        "DL",
        "select = { outcomes = [\"time-to-first-relapse\"], \
         trials = [\"n-momentum\", \"sakurasky\", \"sakurastar\", \"tango\"] }",
    );
    assert_eq!(pooled.k, 4);
    prints_ratio(&pooled, ["0.32", "0.23", "0.46"]);
}

/// Xue et al. 2020, Front Neurol 11:604445: seven trials, 775 patients, RR 0.33 (0.21–0.52); eculizumab alone 0.07 (0.02–0.23).
#[test]
fn seven_trials_as_in_xue_2020() {
    let findings = shipped();
    let result = &sensitivity(&findings, "nmosd-relapse-risk", "azathioprine").result;
    let pooled = result.pooled.as_ref().expect("a result");
    assert_eq!((pooled.k, result.participants), (7, Some(775)));
    prints_ratio(pooled, ["0.33", "0.21", "0.52"]);

    let eculizumab = effect(analysis(&findings, "nmosd-relapse-risk"), "prevent");
    prints(eculizumab.estimate.exp(), "0.07");
    prints(eculizumab.interval[0].exp(), "0.02");
    // The paper cuts 0.235 to 0.23.
    prints(
        (eculizumab.interval[1].exp() * 100.0).floor() / 100.0,
        "0.23",
    );
}

/// metafor 3.8: `rma.mh(measure = "RR", ai = c(3, 21, 8, 0), n1i = c(96, 174, 41, 19), ci = c(20, 22, 18, 7),
/// n2i = c(47, 56, 42, 19))`.
#[test]
fn relapse_risk_by_mantel_and_haenszel() {
    let findings = shipped();
    let shown = sensitivity(&findings, "nmosd-relapse-risk", "mantel-haenszel");
    let pooled = shown.result.pooled.as_ref().expect("a result");
    assert_eq!((pooled.k, shown.excluded.len()), (4, 0));
    prints(pooled.estimate, "-1.431397804872");
    prints(pooled.standard_error, "0.199106881623");
    prints(pooled.q, "8.807917834351");
}

/// Hauser et al. 2017, N Engl J Med 376:221-234: prespecified pooled analyses of OPERA I and II, 12-week HR 0.60 (0.45–0.81) and
/// 24-week HR 0.60 (0.43–0.84), re-computed from the two trials. Individual data: a limit may differ by a rounded digit.
#[test]
fn opera_as_pooled_by_its_authors() {
    let select = |outcome| {
        format!("select = {{ outcomes = [\"{outcome}\"], trials = [\"opera-i\", \"opera-ii\"] }}")
    };
    let at_12_weeks = asked("HR", "EE", &select("disability-worsening-12w"));
    prints_ratio(&at_12_weeks, ["0.60", "0.45", "0.81"]);
    let at_24_weeks = asked("HR", "EE", &select("disability-worsening-24w"));
    prints(at_24_weeks.estimate.exp(), "0.60");
    prints(at_24_weeks.interval[0].exp(), "0.43");
    prints_within(at_24_weeks.interval[1].exp(), "0.84", 0.5);

    let findings = shipped();
    let pooled = analysis(&findings, "rms-disability-12w-active");
    shows(
        effect(pooled, "opera-pooled"),
        pooled.scale,
        ["0.60", "0.45", "0.81"],
    );
}

/// Viglietta et al. 2015, Ann Clin Transl Neurol 2:103: relapse rate under dimethyl fumarate twice daily, 49 % lower. Individual data.
#[test]
fn define_and_confirm_as_pooled_by_their_authors() {
    let choose = |trial| {
        format!(
            "{{ trial = \"{trial}\", arm = \"dimethyl-fumarate-bid\", verification = \"unverified\", \
             reason = {{ en = \"interval\", fr = \"intervalle\" }} }}"
        )
    };
    let pooled = asked(
        "IRR",
        "EE",
        &format!(
            "choose = [ {}, {} ]\nselect = {{ outcomes = [\"annualised-relapse-rate\"], \
             trials = [\"define\", \"confirm\"], comparators = [\"placebo\"] }}",
            choose("define"),
            choose("confirm")
        ),
    );
    assert_eq!(pooled.k, 2);
    prints(pooled.estimate.exp(), "0.51");
}

/// Melendez-Torres et al. 2018, BMC Neurol 18:162: cells of the league table that rest on a single trial.
#[test]
fn single_trials_as_in_melendez_torres_2018() {
    let findings = shipped();
    let placebo = analysis(&findings, "rms-arr-placebo");
    let advance = effect(placebo, "advance");
    shows(advance, placebo.scale, ["0.64", "0.50", "0.83"]);
    let unverified = sensitivity(&findings, "rms-arr-placebo", "unverified");
    let gala = unverified.result.effects.iter();
    let gala = gala.clone().find(|effect| effect.trial == "gala");
    shows(gala.expect("GALA"), placebo.scale, ["0.66", "0.54", "0.80"]);
}

/// What stands beside one effect is what its publication prints.
#[test]
fn single_results_show_the_published_interval() {
    let findings = shipped();
    for (id, trial, printed) in [
        ("nmosd-relapse", "prevent", ["0.06", "0.02", "0.20"]),
        ("nmosd-relapse", "sakurasky", ["0.38", "0.16", "0.88"]),
        ("ppms-disability-12w", "oratorio", ["0.76", "0.59", "0.98"]),
        ("progressive-biotin", "spi2", ["1.35", "0.81", "2.26"]),
        ("mesenchymal-stem-cells", "mesems", ["0.94", "0.58", "1.50"]),
        (
            "interferon-mortality",
            "ifn-mortality-2019",
            ["0.68", "0.53", "0.89"],
        ),
        (
            "fatigue-programme",
            "facets-plus",
            ["7.89", "1.26", "14.52"],
        ),
        ("rms-arr-placebo", "prisms", ["0.67", "0.56", "0.79"]),
    ] {
        let analysis = analysis(&findings, id);
        shows(effect(analysis, trial), analysis.scale, printed);
        if let (1, Some(pooled)) = (analysis.main.effects.len(), &analysis.main.pooled) {
            let limits = effect(analysis, trial).interval;
            assert_eq!(pooled.interval.map(f64::to_bits), limits.map(f64::to_bits));
        }
    }
}

/// metafor 5.0, `rma(yi, sei = sei)` with the rows' own numbers, threshold 1e-12: estimate, limits, tau².
#[test]
fn main_results_as_metafor_pools_them() {
    let findings = shipped();
    for (id, expected) in [
        // test = "z"
        (
            "nmosd-relapse",
            [0.252_197_89, 0.117_112_25, 0.543_100_96, 0.439_915_935],
        ),
        // test = "adhoc"
        (
            "rms-arr-teriflunomide",
            [0.523_422_25, 0.373_737_36, 0.733_057_18, 0.035_487_308],
        ),
        // escalc(measure = "RR"), test = "adhoc"
        (
            "nmosd-relapse-risk",
            [0.217_618_96, 0.050_348_95, 0.940_595_79, 0.526_230_3],
        ),
    ] {
        let pooled = main(&findings, id);
        let [lower, upper] = pooled.interval;
        let found = [
            pooled.estimate.exp(),
            lower.exp(),
            upper.exp(),
            pooled.tau2.expect("tau2"),
        ];
        for (found, expected) in found.into_iter().zip(expected) {
            // Half a unit of the eighth (tau² of the last example: seventh) digit that R printed.
            assert!(
                (found - expected).abs() < 1e-7,
                "{id}: {found} is not {expected}"
            );
        }
    }
    let test = analysis(&findings, "nmosd-relapse").subgroups.as_ref();
    let test = test
        .and_then(|groups| groups.test.as_ref())
        .expect("a test");
    prints(test.q, "6.82426054");
    prints(test.p, "0.00899278");
}

/// No figure that was not verified, no trial twice and no pooled analysis beside its member in a main result.
#[test]
fn main_results_rest_on_verified_figures_of_different_trials() {
    let findings = shipped();
    for analysis in &findings.analyses {
        let effects = &analysis.main.effects;
        assert!(!effects.is_empty(), "{}", analysis.id);
        for effect in effects {
            let state = effect.provenance.verification;
            assert_ne!(
                state,
                Verification::Unverified,
                "{} {}",
                analysis.id,
                effect.trial
            );
            let same = effects.iter().filter(|other| other.trial == effect.trial);
            assert_eq!(same.count(), 1, "{} {}", analysis.id, effect.trial);
        }
    }
}

/// Every study of the occasion shows something that its issue states.
#[test]
fn every_study_of_the_issue_is_there() {
    let findings = shipped();
    let occasion = findings.review.occasion.as_deref().expect("an occasion");
    let in_issue = || findings.trials.iter().filter(|trial| trial.in_occasion);
    assert!(in_issue().count() >= 25);
    for trial in in_issue() {
        let results = trial.results.iter().map(|result| &result.provenance);
        let facts = trial.facts.iter().map(|fact| &fact.provenance);
        let stated = results.chain(facts).any(|found| found.source == occasion);
        assert!(stated || trial.source == occasion, "{}", trial.id);
    }
    assert_eq!(findings.facts.len(), 3);
}

fn effect<'f>(analysis: &'f Analysis, trial: &str) -> &'f Effect {
    let mut effects = analysis.main.effects.iter();
    let found = effects.find(|effect| effect.trial == trial);
    found.unwrap_or_else(|| panic!("no {trial} in {}", analysis.id))
}

#[track_caller]
fn shows(effect: &Effect, scale: Scale, printed: [&str; 3]) {
    let [lower, upper] = effect.interval;
    for (value, text) in [effect.estimate, lower, upper].into_iter().zip(printed) {
        let shown = if scale == Scale::Log {
            value.exp()
        } else {
            value
        };
        prints(shown, text);
    }
}
