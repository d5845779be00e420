//! Charts for tests: those of the BCG trials (Colditz and others 1994; log risk ratios, REML,
//! computed with metafor 3.8), and in [`hard`] what registries could bring about.

mod hard;

pub(super) use hard::{baujats, bubbles, influences, profiles};

use super::baujat::{self, Baujat};
use super::bubble::{Bubble, Content, Estimate, Expected, Group, Point, Study};
use super::influence::{self, Influence, Measure, Panel};
use super::tau2_profile::{Interval, Likelihood, Tau2Profile};
use trialpool_language::Language;
use trialpool_review::findings::Scale;

/// The trials, their effects, moderators and weights, and the measures of their influence.
const BCG: &str = include_str!("samples/bcg.csv");
/// The mean log risk ratio by latitude.
const BY_LATITUDE: &str = include_str!("samples/by_latitude.csv");
/// The restricted log-likelihood by τ².
const PROFILE: &str = include_str!("samples/profile.csv");

/// Measure, column of [`BCG`], reference, limits: 1.96; 3 √(1 / 12); the median of χ² with one
/// degree of freedom; three times the mean.
type Row = (Measure, usize, Option<f64>, &'static [f64]);
const INFLUENCE: [Row; 8] = [
    (Measure::StudentizedResidual, 8, Some(0.0), &[-1.96, 1.96]),
    (Measure::Dffits, 9, Some(0.0), &[-0.866, 0.866]),
    (Measure::CookDistance, 10, Some(0.0), &[0.4549]),
    (Measure::CovarianceRatio, 11, Some(1.0), &[]),
    (Measure::Tau2Deletion, 12, Some(0.3132), &[]),
    (Measure::QDeletion, 13, Some(152.23), &[]),
    (Measure::Hat, 14, Some(0.0769), &[0.2308]),
    (Measure::Weight, 15, Some(7.692), &[23.08]),
];

fn rows(table: &str) -> Vec<Vec<&str>> {
    table
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect()
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

pub(super) fn bubble(language: Language) -> Bubble {
    let french = language == Language::French;
    let (measure, moderator) = if french {
        ("Risque relatif (RR)", "Latitude absolue (degrés)")
    } else {
        ("Risk ratio", "Absolute latitude (degrees)")
    };
    Bubble {
        language,
        title: "BCG".to_owned(),
        measure: measure.to_owned(),
        scale: Scale::Log,
        null: Some(0.0),
        level: 0.95,
        moderator: moderator.to_owned(),
        content: Content::Continuous {
            points: rows(BCG)
                .iter()
                .map(|row| Point {
                    moderator: number(row[2]),
                    study: study(row[0], number(row[1]), number(row[4])),
                })
                .collect(),
            expected: rows(BY_LATITUDE)
                .iter()
                .map(|row| Expected {
                    moderator: number(row[0]),
                    effect: number(row[1]),
                    confidence: [number(row[2]), number(row[3])],
                    prediction: Some([number(row[4]), number(row[5])]),
                })
                .collect(),
        },
        notes: Vec::new(),
    }
}
/// Means of the three ways of allocation with a common τ².
pub(super) fn strip(language: Language) -> Bubble {
    let groups = [
        ("random", -0.9658, [-1.4896, -0.4420], [-2.2554, 0.3238]),
        ("alternate", -0.5180, [-1.3827, 0.3468], [-1.9796, 0.9437]),
        ("systematic", -0.4289, [-1.1050, 0.2472], [-1.7875, 0.9297]),
    ];
    Bubble {
        moderator: "Allocation".to_owned(),
        content: Content::Factor {
            groups: groups
                .into_iter()
                .map(|(level, effect, confidence, prediction)| Group {
                    label: level.to_owned(),
                    studies: rows(BCG)
                        .iter()
                        .filter(|row| row[3] == level)
                        .map(|row| study(row[0], number(row[1]), number(row[5])))
                        .collect(),
                    estimate: Some(Estimate {
                        effect,
                        confidence,
                        prediction: Some(prediction),
                    }),
                })
                .collect(),
        },
        ..bubble(language)
    }
}

pub(super) fn study(label: &str, effect: f64, weight: f64) -> Study {
    Study {
        label: label.to_owned(),
        effect,
        weight: Some(weight),
    }
}

pub(super) fn baujat(language: Language) -> Baujat {
    Baujat {
        language,
        title: "BCG".to_owned(),
        studies: rows(BCG)
            .iter()
            .map(|row| baujat::Study {
                label: row[0].to_owned(),
                contribution: number(row[6]),
                influence: number(row[7]),
            })
            .collect(),
        notes: Vec::new(),
    }
}

pub(super) fn influence(language: Language) -> Influence {
    Influence {
        language,
        title: "BCG".to_owned(),
        studies: rows(BCG)
            .iter()
            .map(|row| influence::Study {
                label: row[0].to_owned(),
                influential: false,
            })
            .collect(),
        panels: INFLUENCE
            .iter()
            .map(|(measure, column, reference, cut_offs)| Panel {
                measure: *measure,
                values: rows(BCG).iter().map(|row| number(row[*column])).collect(),
                reference: *reference,
                cut_offs: cut_offs.to_vec(),
            })
            .collect(),
        notes: Vec::new(),
    }
}

/// The interval lies where the likelihood is half the 95 % quantile of χ² with one degree of
/// freedom, 1.9207, below its maximum.
pub(super) fn profile(language: Language) -> Tau2Profile {
    Tau2Profile {
        language,
        title: "BCG".to_owned(),
        restricted: true,
        curve: rows(PROFILE)
            .iter()
            .map(|row| Likelihood {
                tau2: number(row[0]),
                log_likelihood: number(row[1]),
            })
            .collect(),
        maximum: Likelihood {
            tau2: 0.3132,
            log_likelihood: -12.2024,
        },
        interval: Some(Interval {
            level: 0.95,
            cut_off: -14.1231,
            limits: [Some(0.1152), Some(0.9647)],
        }),
        notes: Vec::new(),
    }
}
