//! Single-arm measures on every scale, against metafor 3.8.
#![allow(
    clippy::format_collect,
    reason = "the tables of a registry are written row by row"
)]

mod common;

use common::{Registry, analysis, close};
use trialpool_review::findings::{Analysis, Scale, Shown};

/// A single-arm analysis of rows `n,events,person_time,mean,sd`.
fn single(measure: &str, rows: &[&str]) -> Analysis {
    let rows: String = (1..)
        .zip(rows)
        .map(|(trial, row)| format!("t{trial},a,share,{row},paper,primary\n"))
        .collect();
    let trials = || 1..=rows.lines().count();
    let mut registry = Registry {
        trials: trials()
            .map(|t| format!("t{t},T{t},2000,nmosd,cohort,,,paper,primary\n"))
            .collect(),
        arms: trials()
            .map(|t| format!("t{t},a,drug,,paper,primary\n"))
            .collect(),
        contrasts: String::new(),
        arm_results: format!(
            "trial,arm,outcome,n,events,person_time,mean,sd,source,verification\n{rows}"
        ),
        ..Registry::default()
    };
    registry.analyses = analysis("", "")
        .replace("\"pairwise\"", "\"single_arm\"")
        .replace("comparator = { en = \"b\", fr = \"b\" }\n", "")
        .replace("\"HR\"", &format!("\"{measure}\""))
        .replace("[\"relapse\"]", "[\"share\"]");
    registry.analysis()
}

const PROPORTIONS: [&str; 4] = ["40,3,,,", "25,0,,,", "60,7,,,", "150,12,,,"];
const RATES: [&str; 4] = [",3,100,,", ",0,80,,", ",7,210,,", ",12,340,,"];

/// The pooled effect with its standard error and limits, and the effect of the second study.
#[track_caller]
fn agrees(analysis: &Analysis, scale: Scale, pooled: [f64; 4], second: [f64; 2]) {
    assert_eq!(analysis.scale, scale);
    let found = analysis.main.pooled.as_ref().unwrap();
    let [lower, upper] = found.interval;
    for (found, expected) in [found.estimate, found.standard_error, lower, upper]
        .into_iter()
        .zip(pooled)
    {
        close(found, expected, 1e-10 * expected.abs());
    }
    let effect = &analysis.main.effects[1];
    close(effect.estimate, second[0], 1e-10);
    close(effect.standard_error.powi(2), second[1], 1e-10);
    assert_eq!(effect.derivation.correction, None, "defined without events");
}

/// `rma(measure = "PAS", xi = c(3, 0, 7, 12), ni = c(40, 25, 60, 150), method = "DL")`, and `"PFT"`;
/// shown through `transf.iarcsin()`.
#[test]
fn proportions_after_an_arcsine() {
    let arcsine = single("PAS", &PROPORTIONS);
    agrees(
        &arcsine,
        Scale::ArcsineSquareRoot,
        [
            0.248_967_763_653_018_4,
            0.058_119_667_252_772_43,
            0.135_055_309_044_132_5,
            0.362_880_218_261_904_4,
        ],
        [0.0, 0.01],
    );
    let shown = |analysis: &Analysis| {
        let pooled = analysis.main.pooled.as_ref().unwrap();
        analysis.scale.back_transform(pooled.estimate)
    };
    close(shown(&arcsine), 0.060_714_774_014_038_87, 1e-12);
    let double = single("PFT", &PROPORTIONS);
    agrees(
        &double,
        Scale::FreemanTukey,
        [
            0.282_525_961_040_362_4,
            0.041_869_182_189_844_3,
            0.200_463_871_886_121_7,
            0.364_588_050_194_603_1,
        ],
        [0.098_697_779_924_940_39, 0.009_803_921_568_627_45],
    );
    close(shown(&double), 0.077_719_600_309_159_39, 1e-12);
    assert_eq!(double.scale.shown(), Shown::Percent);
    // The exact interval comes back as it is: of 0 in 25, from 0 to 1 - 0.025^(1/25).
    let [lower, upper] = double.main.effects[1].interval;
    close(double.scale.back_transform(lower), 0.0, 1e-15);
    close(
        double.scale.back_transform(upper),
        0.137_185_171_530_719_5,
        1e-12,
    );
}

/// Schwarzer et al. 2019, Res Synth Methods 10:476: at the harmonic mean of such unlike sizes the exact inverse of
/// the double arcsine leaves the studies. What is shown stays between them.
#[test]
fn a_pooled_double_arcsine_lies_between_its_studies() {
    let sizes = [
        "217154,773,,,",
        "16557,1045,,,",
        "676,2,,,",
        "44,12,,,",
        "29,5,,,",
    ];
    let analysis = single("PFT", &sizes);
    let shown = |estimate: f64| analysis.scale.back_transform(estimate);
    let of_studies = analysis
        .main
        .effects
        .iter()
        .map(|effect| shown(effect.estimate));
    let (lowest, highest) = of_studies.fold((1.0_f64, 0.0_f64), |(lowest, highest), value| {
        (lowest.min(value), highest.max(value))
    });
    let pooled = shown(analysis.main.pooled.as_ref().unwrap().estimate);
    assert!(
        lowest < pooled && pooled < highest,
        "{lowest} {pooled} {highest}"
    );
}

/// `rma(measure = "IRS", xi = c(3, 0, 7, 12), ti = c(100, 80, 210, 340), method = "DL")`, and `"IRFT"`.
#[test]
fn rates_after_a_square_root() {
    let root = single("IRS", &RATES);
    agrees(
        &root,
        Scale::SquareRoot,
        [
            0.146_363_196_077_2,
            0.035_857_010_621_464_83,
            0.076_084_746_665_858_8,
            0.216_641_645_488_541_3,
        ],
        [0.0, 0.003_125],
    );
    let pooled = root.main.pooled.as_ref().unwrap();
    close(
        root.scale.back_transform(pooled.estimate),
        0.021_422_185_165_932_9,
        1e-12,
    );
    assert_eq!(root.scale.shown(), Shown::Rate);
    let double = single("IRFT", &RATES);
    agrees(
        &double,
        Scale::FreemanTukeyRate,
        [
            0.168_478_533_951_521_3,
            0.025_808_836_629_301_41,
            0.117_894_143_675_212_4,
            0.219_062_924_227_830_1,
        ],
        [0.055_901_699_437_494_74, 0.003_125],
    );
    // A study is shown by the inverse for its own person-time, transf.iirft(yi, ti): as observed, and its interval,
    // estimate ± z standard errors, is no rate below 0.
    for (effect, expected) in double.main.effects.iter().zip([
        [0.03, 0.003_646_833_656_136_21, 0.076_074_743_782_214_7],
        [0.0, 0.0, 0.021_486_012_412_294_9],
        [7.0 / 210.0, 0.012_417_472_399_245, 0.063_434_009_141_14],
        [
            12.0 / 340.0,
            0.017_755_310_148_566_54,
            0.058_489_886_571_142_9,
        ],
    ]) {
        let [lower, upper] = effect.interval;
        let shown = [effect.estimate_on(double.scale), lower, upper];
        for (shown, expected) in shown.into_iter().zip(expected) {
            close(double.scale.back_transform(shown), expected, 1e-10);
        }
    }
}

/// A study is shown as it was observed, `transf.ipft(yi, ni)` with its own `ni`, and so is the result of one study.
#[test]
fn one_double_arcsine_is_shown_as_observed() {
    let several = single("PFT", &["96,3,,,", "19,0,,,", "19,19,,,"]);
    let shown = several.main.effects.iter().map(|effect| {
        several
            .scale
            .back_transform(effect.estimate_on(several.scale))
    });
    for (shown, observed) in shown.zip([3.0 / 96.0, 0.0, 1.0]) {
        close(shown, observed, 1e-12);
    }
    let one = single("PFT", &["96,3,,,"]);
    let pooled = one.main.pooled.as_ref().unwrap();
    close(
        one.scale.back_transform(pooled.estimate_on(one.scale)),
        0.031_25,
        1e-12,
    );
    assert_eq!(pooled.interval, one.main.effects[0].interval);
}

/// The exact limits of 0 and 19 out of 19 are 0 and 1 - 0.025^(1/19), 0.025^(1/19) and 1: ends of the scale, where its
/// transformation is infinite, come back as what they are, from JSON, too.
#[test]
fn exact_limits_may_be_the_ends_of_the_scale() {
    for measure in ["PR", "PLN", "PLO", "PRZ", "PAS", "PFT"] {
        for (row, expected) in [
            ("19,0,,,", [0.0, 0.176_466_911_806_965_4]),
            ("19,19,,,", [0.823_533_088_193_034_6, 1.0]),
        ] {
            let analysis = single(measure, &[row, "40,3,,,"]);
            let json = serde_json::to_string(&analysis).unwrap();
            let analysis: Analysis = serde_json::from_str(&json).unwrap();
            let limits = analysis.main.effects[0].interval;
            for (limit, expected) in limits.into_iter().zip(expected) {
                close(analysis.scale.back_transform(limit), expected, 1e-12);
            }
            assert_eq!(analysis.scale.shown(), Shown::Percent, "{measure}");
            let alone = single(measure, &[row]);
            assert_eq!(alone.main.pooled.as_ref().unwrap().interval, limits);
        }
    }
}

/// `predict(rma(measure = "PLN", xi = c(17, 18, 12), ni = c(19, 20, 40), method = "DL"))` predicts up to exp(0.3216).
#[test]
fn what_lies_beyond_a_scale_is_shown_as_its_end() {
    let analysis = single("PLN", &["19,17,,,", "20,18,,,", "40,12,,,"]);
    let [lower, upper] = analysis.main.pooled.as_ref().unwrap().prediction.unwrap();
    assert!(analysis.scale.is_beyond(upper) && !analysis.scale.is_beyond(lower));
    assert!(!analysis.scale.is_beyond(f64::NEG_INFINITY));
    assert_eq!(analysis.scale.back_transform(upper), 1.0);
}

/// `rma(yi = qnorm(x / n), vi = 2 * pi * (x / n) * (1 - x / n) * exp(qnorm(x / n)^2) / n, method = "DL")` with
/// `x = c(3, 1, 7, 12)`; `rma(measure = "SDLN", sdi = c(5, 6, 4), ni = c(30, 45, 60), method = "DL")`, and
/// `"CVLN"` and `"SMN"` with `mi = c(20, 24, 18)`.
#[test]
fn other_measures_of_one_arm() {
    let found = |analysis: &Analysis| {
        let pooled = analysis.main.pooled.as_ref().unwrap();
        (pooled.estimate, pooled.standard_error)
    };
    let probit = single("PRZ", &["40,3,,,", "25,1,,,", "60,7,,,", "150,12,,,"]);
    assert_eq!(probit.scale, Scale::Probit);
    let (estimate, error) = found(&probit);
    close(estimate, -1.372_795_948_533_963, 1e-10);
    close(error, 0.109_225_913_480_623_5, 1e-10);
    close(
        probit.scale.back_transform(estimate),
        0.084_907_895_313_246_63,
        1e-10,
    );
    let means = ["30,,,20,5", "45,,,24,6", "60,,,18,4"];
    for (measure, scale, expected) in [
        (
            "SDLN",
            Scale::Log,
            (1.603_116_826_207_94, 0.130_194_843_844_169_4),
        ),
        (
            "CVLN",
            Scale::Log,
            (-1.428_248_884_999_423, 0.064_858_884_612_143_87),
        ),
        (
            "SMN",
            Scale::Identity,
            (4.121_668_825_533_972, 0.265_651_182_625_015_9),
        ),
    ] {
        let analysis = single(measure, &means);
        assert_eq!(analysis.scale, scale, "{measure}");
        let (estimate, error) = found(&analysis);
        close(estimate, expected.0, 1e-9);
        close(error, expected.1, 1e-9);
    }
}
