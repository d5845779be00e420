//! The bootstrap prediction interval against the package of the method's authors.

use super::support::effects;
use trialpool_meta_analysis::effect_size::TwoByTwo;
use trialpool_meta_analysis::{
    Bootstrap, ConfidenceLevel, Measure, Sampled, StudyEffect, bootstrap_prediction,
};

/// Samples of the published results.
const THEIRS: f64 = 25_000.0;

/// Samples drawn here, so many that the error left is theirs.
const OURS: usize = 800_000;

/// The limits lie within three Monte Carlo standard errors of those printed, and half a unit of the last digit.
fn agrees(ours: &Sampled, printed: [f64; 2], unit: f64) {
    let limits = [ours.interval.lower, ours.interval.upper];
    for ((limit, printed), error) in limits.iter().zip(printed).zip(ours.errors) {
        let theirs = error * (OURS as f64 / THEIRS).sqrt();
        let allowed = 3.0 * theirs.hypot(error) + 0.5 * unit;
        assert!(theirs < 0.05, "{theirs}");
        assert!(
            (limit - printed).abs() <= allowed,
            "{limit} {printed} {allowed}"
        );
    }
}

fn bootstrap(studies: &[StudyEffect]) -> [Sampled; 2] {
    let bootstrap = Bootstrap {
        samples: OURS,
        seed: 20_190_917,
    };
    let found = bootstrap_prediction(studies, ConfidenceLevel::NINETY_FIVE, bootstrap);
    let found = found.expect("intervals");
    [found.prediction, found.mean]
}

/// Nagashima, Noma and Furukawa 2019, Stat Methods Med Res 28:1689: ten trials of an antihypertensive drug (a
/// hypothetical set of Riley, Higgins and Deeks 2011). Values: vignette of the R package pimeta 1.1.3, 25,000 samples.
#[test]
fn nagashima_2019_blood_pressure() {
    let studies: Vec<StudyEffect> = [
        (0.0, 0.423_477_17),
        (0.1, 0.219_391_79),
        (-0.4, 0.025_510_67),
        (-0.8, 0.198_983_25),
        (-0.63, 0.301_025_94),
        (0.22, 0.301_025_94),
        (-0.34, 0.071_429_88),
        (-0.51, 0.102_042_69),
        (0.03, 0.122_451_23),
        (-0.81, 0.301_025_94),
    ]
    .map(|(effect, error)| StudyEffect::from_standard_error(effect, error).expect("an effect"))
    .to_vec();
    let [prediction, mean] = bootstrap(&studies);
    agrees(&prediction, [-0.8807, 0.2240], 1e-4);
    agrees(&mean, [-0.5613, -0.0985], 1e-4);
}

/// Hartung and Knapp 2001, Stat Med 20:3875: cisapride against placebo, thirteen trials, odds ratios with 1/2 added to
/// every cell. Values: vignette of the R package pimeta 1.1.3, 25,000 samples, ratios to three decimals.
#[test]
fn hartung_2001_cisapride_by_bootstrap() {
    let treated = [
        (15, 16),
        (12, 16),
        (29, 34),
        (42, 56),
        (14, 22),
        (44, 54),
        (14, 17),
        (29, 58),
        (10, 14),
        (17, 26),
        (38, 44),
        (19, 29),
        (21, 38),
    ];
    let control = [
        (9, 16),
        (1, 16),
        (18, 34),
        (31, 56),
        (6, 22),
        (17, 55),
        (7, 15),
        (23, 58),
        (3, 15),
        (6, 27),
        (12, 45),
        (22, 30),
        (19, 38),
    ];
    let tables: Vec<TwoByTwo> = treated
        .iter()
        .zip(control)
        .map(|(&(a, n1), (c, n2))| {
            let [a, b, c, d] = [a, n1 - a, c, n2 - c].map(|cell| f64::from(cell) + 0.5);
            TwoByTwo::from_cells(a, b, c, d)
        })
        .collect();
    let [prediction, mean] = bootstrap(&effects(Measure::OddsRatio, &tables));
    // Half a unit of a ratio printed as 0.533 is 0.001 of its logarithm.
    agrees(&prediction, [0.533_f64.ln(), 33.692_f64.ln()], 2e-3);
    agrees(&mean, [2.224_f64.ln(), 7.820_f64.ln()], 5e-4);
}
