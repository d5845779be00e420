//! Every method, test and prediction that a protocol can ask for.
//!
//! Unless a test says otherwise, the data are `bcg` or `nielweise2008` of the oracle, and the figures
//! those of the case that it names.
#![allow(
    clippy::format_collect,
    reason = "the tables of a registry are written row by row"
)]

mod common;

use common::trials::{BCG, agrees, asking, bcg, predicts, relative, tables};
use trialpool_meta_analysis::{Bootstrap, ConfidenceLevel, StudyEffect, bootstrap_prediction};
use trialpool_review::findings::{Absence, Asked, Settings};

/// metafor 3.8: `rma(yi, vi, weights = 1/vi, method = "DL")`; `hc/m.dl`.
#[test]
fn the_common_effect_mean_with_random_effects_intervals() {
    let (mean, error) = (-0.430_285_163_654_090_9, 0.283_544_351_355_249_8);
    // A test that is inherited is that of the estimators; the method has z, or its own.
    let ivhet = bcg("RR", "method = \"IVHET\"\n");
    assert_eq!(ivhet.settings.test, "z");
    let pooled = ivhet.main.pooled.as_ref().unwrap();
    let limits = [-0.986_021_880_330_151_3, 0.125_451_553_021_969_5];
    agrees(pooled, [mean, error, limits[0], limits[1]], 1e-10);
    relative(pooled.p.unwrap(), 0.129_134_611_888_045_6, 1e-9);
    relative(pooled.tau2.unwrap(), 0.308_760_262_862_376_7, 1e-10);
    assert_eq!(
        bcg("RR", "method = \"IVHET\"\ntest = \"t\"\n")
            .settings
            .test,
        "t"
    );
    let henmi = bcg("RR", "method = \"HC\"\n");
    assert_eq!(
        (&*henmi.settings.test, &*henmi.settings.prediction),
        ("hc", "none")
    );
    let pooled = henmi.main.pooled.as_ref().unwrap();
    let limits = [-1.155_548_761_932_03, 0.294_978_434_623_847_93];
    agrees(pooled, [mean, error, limits[0], limits[1]], 1e-6);
    assert_eq!(
        (pooled.statistic, pooled.p, pooled.prediction),
        (None, None, None)
    );
    assert_eq!(henmi.leave_one_out().len(), 13);
}

/// `meta/metagen/DL/KR`; predictions `meta/metagen/DL/predict=HK`, `HK-PR`; those of Kenward and Roger
/// by their formula, R: `b + c(-1, 1) * qt(.975, df) * sqrt(se^2 + tau2)` with `se` 0.18051101501112582
/// and `df` 10.492111102429114, or one less, of that case.
#[test]
fn kenward_and_roger_and_predictions_with_an_error_of_their_own() {
    let analysis = bcg("RR", "test = \"kr\"\n");
    assert_eq!(analysis.settings.test, "kr");
    let pooled = analysis.main.pooled.as_ref().unwrap();
    agrees(
        pooled,
        [
            -0.714_117_222_073_227_1,
            0.180_511_015_011_125_82,
            -1.113_778_371_597_44,
            -0.314_456_072_549_014_14,
        ],
        1e-9,
    );
    relative(pooled.df.unwrap(), 10.492_111_102_429_114, 1e-9);
    predicts(
        &analysis,
        "kr",
        [-2.007_671_548_872_833, 0.579_437_104_726_379],
        1e-9,
    );
    let rule = |rule: &str| bcg("RR", &format!("prediction = \"{rule}\"\n"));
    for (name, limits) in [
        ("hk", [-1.987_206_963_430_738_8, 0.558_972_519_284_284_4]),
        ("hk-pr", [-2.000_162_351_805_984, 0.571_927_907_659_529_5]),
        ("kr", [-2.007_671_548_872_833, 0.579_437_104_726_379]),
        ("kr-pr", [-2.025_404_059_422_295_5, 0.597_169_615_275_841_1]),
        // `meta/metagen/DL/predict=V` and `HTS`: t with k - 1 and k - 2 degrees of freedom.
        ("k-1", [-1.985_896_443_665_728, 0.557_661_999_519_273_9]),
        ("k-2", [-1.998_838_495_752_118_1, 0.570_604_051_605_664]),
    ] {
        let analysis = rule(name);
        assert_eq!(analysis.settings.test, "z", "the mean is tested as before");
        predicts(&analysis, name, limits, 1e-9);
    }
}

/// The seed of the protocol draws what the function draws, which `published.rs` holds against the package of
/// the method's authors.
#[test]
fn the_bootstrap_draws_by_its_seed() {
    let keys = "prediction = \"bootstrap\"\nbootstrap = { samples = 2000, seed = 7 }\n";
    let analysis = bcg("RR", keys);
    let drawn = analysis.settings.bootstrap.unwrap();
    assert_eq!((drawn.samples, drawn.seed), (2000, 7));
    let studies: Vec<StudyEffect> = analysis
        .main
        .effects
        .iter()
        .map(|effect| {
            StudyEffect::from_standard_error(effect.estimate, effect.standard_error).unwrap()
        })
        .collect();
    let bootstrap = Bootstrap {
        samples: 2000,
        seed: 7,
    };
    let level = ConfidenceLevel::NINETY_FIVE;
    let expected = bootstrap_prediction(&studies, level, bootstrap)
        .unwrap()
        .prediction;
    let limits = [expected.interval.lower, expected.interval.upper];
    predicts(&analysis, "bootstrap", limits, 1e-9);
    let errors = analysis
        .main
        .pooled
        .as_ref()
        .unwrap()
        .prediction_errors
        .unwrap();
    relative(errors[0], expected.errors[0], 1e-6);
    // Two studies predict nothing.
    let two = asking(tables(&BCG[..2]), "share", "RR", keys).analysis();
    assert_eq!(two.main.pooled.unwrap().prediction, None);
}

/// What is inherited gives way to a method that has its own, and comes back with an estimator.
#[test]
fn inherited_settings_give_way_and_come_back() {
    let sensitivity = |id: &str, method: &str| {
        format!(
            "[[analysis.sensitivity]]\nid = \"{id}\"\nmethod = \"{method}\"\n\
             title = {{ en = \"t\", fr = \"t\" }}\nreason = {{ en = \"r\", fr = \"r\" }}\n"
        )
    };
    let run = |keys: &str| {
        let mut registry = asking(tables(&BCG), "share", "OR", keys);
        registry.defaults = "test = \"kr\"\nprediction = \"hk\"\ntau2_ci = \"pl\"\n".to_owned();
        registry.analysis()
    };
    let shown = |settings: &Settings| {
        [
            &settings.method,
            &settings.test,
            &settings.prediction,
            &settings.tau2_ci,
        ]
        .map(String::clone)
    };
    let usual = ["REML", "kr", "hk", "pl"];
    let analysis = run(&(sensitivity("tables", "MH") + &sensitivity("common", "EE")));
    assert_eq!(shown(&analysis.settings), usual);
    let of = |place: usize| shown(&analysis.sensitivities[place].settings);
    assert_eq!(of(0), ["MH", "z", "none", "qprofile"]);
    assert_eq!(of(1), ["EE", "z", "none", "qprofile"]);
    let analysis = run(&("method = \"MH\"\n".to_owned() + &sensitivity("effects", "REML")));
    assert_eq!(shown(&analysis.settings), ["MH", "z", "none", "qprofile"]);
    assert_eq!(shown(&analysis.sensitivities[0].settings), usual);
}

/// What is about inverse variances is not there for another method, and the findings say so.
#[test]
fn sections_that_a_method_has_not() {
    let keys =
        "method = \"MH\"\nshow = [\"leave-one-out\", \"influence\", \"panel\", \"tau2-profile\"]\n";
    let sections = bcg("OR", keys).sections;
    assert!(sections.leave_one_out.unwrap().found().is_some());
    assert_eq!(
        sections.influence,
        Some(Asked::Absent(Absence::NotOfMethod))
    );
    assert_eq!(sections.panel, Some(Asked::Absent(Absence::NotOfMethod)));
    assert_eq!(
        sections.tau2_profile,
        Some(Asked::Absent(Absence::NotOfMethod))
    );
    let keys = "test = \"kr\"\nshow = [\"permutation\", \"tau2-profile\"]\n";
    let sections = bcg("RR", keys).sections;
    assert_eq!(
        sections.permutation,
        Some(Asked::Absent(Absence::NotOfMethod))
    );
    assert!(sections.tau2_profile.unwrap().found().is_some());
}
