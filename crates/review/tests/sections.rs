//! What an analysis is asked to show beside its result.
//!
//! The four hazard ratios of `common::NMOSD` under DerSimonian–Laird; expected values from R 4.2 with metafor 3.8
//! (`leave1out`, `cumul`, `influence`, `baujat`, `permutest(exact = TRUE)`, `rma(mods = ~ year)`, `predict`,
//! `confint(type = "PL")`), to the digits that it prints.
#![allow(
    clippy::field_reassign_with_default,
    clippy::format_collect,
    reason = "each test varies a part of one registry"
)]

mod common;

use common::{Registry, analysis, close};
use trialpool_meta_analysis::{ConfidenceLevel, StudyEffect, VarianceIntervalMethod as M};
use trialpool_review::findings::{Absence, Analysis, Asked, Regression, Sections};

const ALL: &str = "show = [\"leave-one-out\", \"cumulative\", \"influence\", \"baujat\", \
                   \"tau2-profile\", \"permutation\", \"panel\"]\n";

fn positive(more: &str) -> Analysis {
    Registry {
        analyses: analysis(", subgroup = \"positive\"", more),
        ..Registry::default()
    }
    .analysis()
}

#[track_caller]
fn found<T>(section: Option<&Asked<T>>) -> &T {
    section.expect("asked for").found().expect("possible")
}

fn sections() -> Sections {
    positive(ALL).sections
}

#[test]
fn nothing_is_shown_but_what_is_asked_for() {
    let unasked = positive("").sections;
    assert_eq!(found(unasked.leave_one_out.as_ref()).len(), 4);
    assert_eq!(
        unasked,
        Sections {
            leave_one_out: unasked.leave_one_out.clone(),
            ..Sections::default()
        }
    );
    assert_eq!(positive("show = []\n").sections, Sections::default());
    assert!(positive("show = []\n").leave_one_out().is_empty());
}

#[test]
fn what_the_defaults_ask_for_is_asked_of_each_analysis() {
    let mut registry = Registry::default();
    registry.defaults += "show = [\"panel\"]\ncumulative_by = \"precision\"\n";
    let sections = registry.analysis().sections;
    assert!(sections.panel.is_some() && sections.leave_one_out.is_none());
    registry.analyses = analysis(", subgroup = \"positive\"", "show = [\"cumulative\"]\n");
    let sections = registry.analysis().sections;
    assert!(sections.panel.is_none());
    assert_eq!(found(sections.cumulative.as_ref()).by, "precision");
}

#[test]
fn without_each_study_in_turn() {
    let sections = sections();
    let omissions = found(sections.leave_one_out.as_ref());
    for (omission, (estimate, tau2)) in omissions.iter().zip([
        (-1.4540, 0.0),
        (-1.8684, 0.3295),
        (-1.7702, 0.2549),
        (-1.8761, 0.2642),
    ]) {
        close(omission.pooled.estimate, estimate, 5e-5);
        close(omission.pooled.tau2.unwrap(), tau2, 5e-5);
    }
}

#[test]
fn studies_accumulate_in_the_order_asked_for() {
    let precise = positive("show = [\"cumulative\"]\ncumulative_by = \"precision\"\n").sections;
    let steps = &found(precise.cumulative.as_ref()).steps;
    let expected = [
        ("N-MOmentum 2019", -1.4828),
        ("SAkuraStar 2020", -1.4367),
        ("PREVENT 2019", -1.7702),
        ("SAkuraSky 2019", -1.7054),
    ];
    for (step, (added, estimate)) in steps.iter().zip(expected) {
        assert_eq!(step.added, added);
        close(step.pooled.estimate, estimate, 5e-5);
    }
    close(steps[0].value.unwrap(), 0.319_286_895_9, 1e-9);
    // By year, the trials of one year in the order of the registry.
    let sections = sections();
    let cumulative = found(sections.cumulative.as_ref());
    assert_eq!(cumulative.by, "year");
    let order: Vec<(&str, Option<f64>)> = cumulative
        .steps
        .iter()
        .map(|step| (step.added.as_str(), step.value))
        .collect();
    assert_eq!(
        order,
        [
            ("PREVENT 2019", Some(2019.0)),
            ("N-MOmentum 2019", Some(2019.0)),
            ("SAkuraSky 2019", Some(2019.0)),
            ("SAkuraStar 2020", Some(2020.0)),
        ]
    );
    // Of a subgroup the size is not known, but all of PREVENT are in it; the others keep their order.
    let sizes = positive("show = [\"cumulative\"]\ncumulative_by = \"participants\"\n").sections;
    let sizes = found(sizes.cumulative.as_ref());
    let known: Vec<Option<f64>> = sizes.steps.iter().map(|step| step.value).collect();
    assert_eq!(known, [Some(100.0), None, None, None]);
    assert_eq!(sizes.steps[3].added, "SAkuraStar 2020");
}

#[test]
fn the_influence_of_each_study() {
    let sections = sections();
    let panel = found(sections.influence.as_ref());
    let rows = &panel.studies;
    let expected = [
        [-2.1415, -0.9941, 0.7253, 0.6647, 0.0, 0.0932, 0.1854],
        [0.4807, 0.4004, 0.3047, 2.4310, 0.3295, 4.1488, 0.3838],
        [0.2314, 0.1969, 0.0481, 1.7189, 0.2549, 4.6576, 0.1613],
        [0.6646, 0.4835, 0.3343, 1.9636, 0.2642, 4.0641, 0.2695],
    ];
    for (row, expected) in rows.iter().zip(expected) {
        let values = [
            row.studentised_residual,
            row.dffits,
            row.cook_distance,
            row.covariance_ratio,
            row.tau2_without,
            row.q_without,
            Some(row.leverage),
        ];
        for (value, expected) in values.into_iter().zip(expected) {
            close(value.unwrap(), expected, 5e-5);
        }
    }
    let influential: Vec<bool> = rows.iter().map(|row| row.influential).collect();
    assert_eq!(influential, [true, false, false, false]);
    // 3 √(1 / 3), the median of χ²(1), 3 / 4; τ² and Q of all four.
    close(panel.dffits_limit, 3.0 / 3.0_f64.sqrt(), 1e-12);
    close(panel.cook_limit, 0.454_936, 1e-6);
    close(panel.leverage_limit, 0.75, 1e-12);
    close(panel.tau2, 0.125_106_292, 1e-9);
    close(panel.q, 4.6791, 5e-5);
    let points = found(sections.baujat.as_ref());
    close(points[0].heterogeneity, 2.611_193_343_06, 1e-9);
    close(points[0].influence, 1.091_164_559_75, 1e-9);
    close(points[3].influence, 0.170_268_172_79, 1e-9);
}

/// Of 2^4 sign flips two are as extreme as four effects of one sign.
#[test]
fn flipped_signs() {
    let sections = sections();
    let test = found(sections.permutation.as_ref());
    assert_eq!((test.permutations, test.exact, test.seed), (16, true, None));
    close(test.p, 0.125, 1e-12);
    close(test.smallest_p, 0.125, 1e-12);
    let few = positive("show = [\"permutation\"]\npermutation = { iterations = 10, seed = 7 }\n");
    let few = few.sections.permutation.unwrap();
    let few = few.found().unwrap();
    assert_eq!(
        (few.permutations, few.exact, few.seed),
        (10, false, Some(7))
    );
    close(few.smallest_p, 0.1, 1e-12);
}

#[test]
fn four_inferences_side_by_side() {
    let sections = sections();
    let panel = found(sections.panel.as_ref());
    let names: Vec<[&str; 2]> = panel
        .iter()
        .map(|entry| [entry.method.as_str(), entry.test.as_str()])
        .collect();
    assert_eq!(
        names,
        [["EE", "z"], ["DL", "z"], ["DL", "knha"], ["DL", "adhoc"]]
    );
    for (entry, [lower, upper]) in panel.iter().zip([
        [-2.085_926_231, -1.212_910_477],
        [-2.284_004_910, -1.126_824_814],
        [-2.685_560_220_4, -0.725_269_502_8],
        [-2.685_560_220_4, -0.725_269_502_8],
    ]) {
        close(entry.pooled.interval[0], lower, 1e-9);
        close(entry.pooled.interval[1], upper, 1e-9);
    }
}

#[test]
fn the_profile_of_the_restricted_likelihood() {
    let sections = sections();
    let profile = found(sections.tau2_profile.as_ref());
    assert!(profile.restricted);
    // The protocol estimates by moments: the curve still has the maximum of REML.
    close(profile.maximum[0], 0.096_974_975_71, 1e-8);
    close(profile.maximum[1], -2.922_162_401, 1e-8);
    assert_eq!(profile.interval[0], Some(0.0));
    close(profile.interval[1].unwrap(), 3.2654, 5e-5);
    let common = positive("method = \"EE\"\nshow = [\"tau2-profile\"]\n").sections;
    assert_eq!(
        common.tau2_profile.unwrap().absence(),
        Some(&Absence::NoBetweenStudyVariance)
    );
}

#[test]
fn the_interval_of_tau2_by_profile_likelihood() {
    let profile = positive("method = \"REML\"\ntau2_ci = \"pl\"\n");
    assert_eq!(profile.settings.tau2_ci, "pl");
    let pooled = profile.main.pooled.unwrap();
    close(pooled.tau2_interval.unwrap()[1], 3.2654, 5e-5);
    close(pooled.i2_interval.unwrap()[1], 93.5934, 5e-5);
    // Each word is the method that `pool --tau2-ci` names so.
    for (word, method) in [
        ("genq", M::BiggerstaffJackson),
        ("jackson", M::Jackson),
        ("bt", M::BiggerstaffTweedie),
    ] {
        let analysis = positive(&format!("method = \"DL\"\ntau2_ci = \"{word}\"\n"));
        let effects = analysis.main.effects.iter();
        let studies: Vec<StudyEffect> = effects
            .map(|e| StudyEffect::from_standard_error(e.estimate, e.standard_error).unwrap())
            .collect();
        let level = ConfidenceLevel::NINETY_FIVE;
        let expected = trialpool_meta_analysis::variance_interval(&studies, method, level).unwrap();
        let found = analysis.main.pooled.unwrap().tau2_interval.unwrap();
        assert_eq!(found, [expected.variance.lower, expected.variance.upper]);
        assert_eq!(analysis.settings.tau2_ci, word);
    }
    let by_q = positive("method = \"REML\"\n").main.pooled.unwrap();
    assert!((by_q.tau2_interval.unwrap()[1] - 3.2654).abs() > 0.1);
}

fn regression(analysis: &Analysis) -> &Regression {
    found(analysis.sections.regression.as_ref())
}

#[test]
fn effects_explained_by_the_year() {
    let analysis = positive("moderators = \"~ year\"\nshow = [\"permutation\"]\n");
    let fit = regression(&analysis);
    let [intercept, year] = fit.coefficients.as_slice() else {
        panic!("{:?}", fit.coefficients);
    };
    assert_eq!(
        (intercept.name.as_str(), intercept.parts.len()),
        ("intercept", 0)
    );
    assert_eq!(year.parts[0].moderator, "year");
    close(year.estimate, 0.529_033_034_4, 1e-9);
    close(year.standard_error, 0.795_979_497_2, 1e-9);
    close(fit.tau2.unwrap(), 0.264_243_916_2, 1e-9);
    close(fit.omnibus.unwrap().statistic, 0.441_735_009_5, 1e-9);
    close(fit.q, 4.064_056_411, 1e-8);
    assert_eq!((fit.r2, fit.k, fit.q_df), (Some(0.0), 4, 2));
    let permutation = fit.permutation.as_ref().unwrap();
    close(permutation.p[1], 0.5, 1e-12);
    close(permutation.omnibus_p, 0.5, 1e-12);
    // The line from 2019 to 2020, in the middle: predict(newmods = 2019.5).
    let [curve] = fit.curves.as_slice() else {
        panic!("{:?}", fit.curves);
    };
    let middle = &curve.points[20];
    close(middle.x, 2019.5, 1e-9);
    close(middle.estimate, -1.6116, 5e-5);
    close(middle.interval[0], -2.3916, 5e-5);
    close(middle.interval[1], -0.8315, 5e-5);
    // Each value names the row that states it.
    let value = &fit.studies[3].moderators[0];
    assert_eq!(
        (value.number, value.file.as_str(), value.line),
        (Some(2020.0), "trials.csv", 5)
    );
    let weights: f64 = fit.studies.iter().map(|study| study.weight_percent).sum();
    close(weights, 100.0, 1e-9);
}

#[test]
fn a_factor_names_its_levels_as_the_registry_does() {
    let mut registry = Registry::default();
    registry.contrasts = registry
        .contrasts
        .replace("sakurastar,a,b", "sakurastar,c,b")
        .replace("sakurasky,a,b", "sakurasky,c,b");
    registry.analyses = analysis(", subgroup = \"positive\"", "moderators = \"treatment\"\n");
    let analysis = registry.analysis();
    let fit = regression(&analysis);
    assert_eq!(fit.coefficients[1].name, "treatment: drug-c");
    let level = fit.coefficients[1].parts[0].level.as_ref().unwrap();
    assert_eq!(
        (level.code.as_str(), level.label.fr.as_str()),
        ("drug-c", "médicament C")
    );
    assert!(fit.curves.is_empty());
    // The mean of the reference is the intercept, that of the other level the sum of both.
    let [first, second] = fit.levels.as_slice() else {
        panic!("{:?}", fit.levels);
    };
    let [intercept, difference] = [0, 1].map(|place| fit.coefficients[place].estimate);
    close(first.estimate, intercept, 1e-12);
    close(second.estimate, intercept + difference, 1e-12);
    assert_eq!((first.k, second.k), (2, 2));
    assert_eq!(second.level.code, "drug-c");
}

#[test]
fn what_so_few_studies_do_not_allow_is_said() {
    let two = |more: &str| {
        Registry {
            analyses: analysis(
                ", subgroup = \"positive\", trials = [\"sakurasky\", \"sakurastar\"]",
                more,
            ),
            ..Registry::default()
        }
        .analysis()
        .sections
    };
    let sections = two(&format!("{ALL}moderators = \"~ year\"\n"));
    let absences = [
        sections.leave_one_out.as_ref().and_then(Asked::absence),
        sections.influence.as_ref().and_then(Asked::absence),
        sections.baujat.as_ref().and_then(Asked::absence),
        sections.regression.as_ref().and_then(Asked::absence),
    ];
    for absence in absences {
        assert_eq!(absence, Some(&Absence::TooFewStudies { k: 2, needed: 3 }));
    }
    assert_eq!(found(sections.cumulative.as_ref()).steps.len(), 2);
    assert_eq!(found(sections.panel.as_ref()).len(), 4);
    close(found(sections.permutation.as_ref()).smallest_p, 0.5, 1e-12);
}

#[test]
fn moderators_that_explain_nothing_say_why() {
    let why = |moderators: &str| {
        let analysis = positive(&format!("moderators = \"{moderators}\"\n"));
        analysis.sections.regression.unwrap().absence().cloned()
    };
    let moderator = |name: &str| name.to_owned();
    assert_eq!(
        why("design"),
        Some(Absence::NoContrast {
            moderator: moderator("design")
        })
    );
    // No trial has a class; three studies are needed.
    assert_eq!(
        why("class"),
        Some(Absence::TooFewStudies { k: 0, needed: 3 })
    );
    assert_eq!(
        why("~ rcs(year, 3)"),
        Some(Absence::Unsuitable {
            moderator: moderator("year")
        })
    );
    assert_eq!(
        why("~ year + factor(year)"),
        Some(Absence::Collinear {
            column: "year: 2020".to_owned()
        })
    );
    assert_eq!(
        why("~ year * factor(year)"),
        Some(Absence::TooFewStudies { k: 4, needed: 5 })
    );
}

#[test]
fn studies_without_the_moderator_are_left_out_and_named() {
    let mut registry = Registry::default();
    registry.contrasts = registry
        .contrasts
        .replace("sakurasky,a,b,relapse,,", "sakurasky,a,b,relapse,year-1,");
    registry.analyses = analysis(", subgroup = \"positive\"", "moderators = \"~ weeks\"\n");
    let analysis = registry.analysis();
    assert_eq!(
        analysis.sections.regression.unwrap().absence(),
        Some(&Absence::TooFewStudies { k: 1, needed: 3 })
    );
    registry.trials = registry.trials.replace("N-MOmentum,2019", "N-MOmentum,");
    registry.analyses = analysis_by_year();
    let analysis = registry.analysis();
    let fit = regression(&analysis);
    assert_eq!(fit.k, 3);
    let [left_out] = fit.left_out.as_slice() else {
        panic!("{:?}", fit.left_out);
    };
    assert_eq!(left_out.study, "N-MOmentum");
    assert_eq!(left_out.missing, ["year"]);
}

fn analysis_by_year() -> String {
    analysis(", subgroup = \"positive\"", "moderators = \"~ year\"\n")
}

/// 10 events in 100 years less 20 in 100: -0.1, variance 10 / 100² + 20 / 100² = 0.003.
#[test]
fn a_difference_of_rates_is_pooled() {
    let mut registry = Registry::default();
    registry.arm_results = "\
sakurasky,b,rate,,,40,20,100,paper,primary
sakurasky,a,rate,,,60,10,100,paper,primary
"
    .to_owned();
    registry.analyses = analysis(", comparators = [\"placebo\"]", "")
        .replace("\"HR\"", "\"IRD\"")
        .replace("[\"relapse\"]", "[\"rate\"]");
    let effect = &registry.analysis().main.effects[0];
    close(effect.estimate, -0.1, 1e-12);
    close(effect.standard_error, 0.003_f64.sqrt(), 1e-12);
}

/// 10 events in 100 years: the rate 0.1, variance 10 / 100²; its logarithm, variance 1 / 10. No exact interval of a
/// proportion is shown for it.
#[test]
fn rates_of_one_arm_are_pooled() {
    let single = |measure: &str| {
        let mut registry = Registry::default();
        registry.arm_results = "sakurasky,a,rate,,,60,10,100,paper,primary\n".to_owned();
        registry.analyses = analysis("", "")
            .replace("\"pairwise\"", "\"single_arm\"")
            .replace("comparator = { en = \"b\", fr = \"b\" }\n", "")
            .replace("\"HR\"", &format!("\"{measure}\""))
            .replace("[\"relapse\"]", "[\"rate\"]");
        registry.analysis().main.effects.remove(0)
    };
    let raw = single("IR");
    close(raw.estimate, 0.1, 1e-12);
    close(raw.standard_error, 0.001_f64.sqrt(), 1e-12);
    // 0.1 ± 1.959964 × 0.031623.
    close(raw.interval[1], 0.161_980, 1e-6);
    let log = single("IRLN");
    close(log.estimate, 0.1_f64.ln(), 1e-12);
    close(log.standard_error, 0.1_f64.sqrt(), 1e-12);
}

/// A lower limit printed as 0.00 has no logarithm: the upper half gives ln(0.75 / 0.21) / 1.959964 = 0.649484.
#[test]
fn half_an_interval_is_named_as_what_it_is() {
    let mut registry = Registry::default();
    registry.contrasts =
        "sakurasky,a,b,relapse,,positive,HR,0.21,0.00,0.75,95,,,,paper,primary\n".to_owned();
    let effect = &registry.analysis().main.effects[0];
    assert_eq!(effect.derivation.standard_error, "upper_limit");
    assert_eq!(effect.derivation.level, Some(0.95));
    close(effect.standard_error, 0.649_484, 1e-6);
}
