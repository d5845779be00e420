//! What registries could bring about: one study and many, equal values, what is no number, names
//! with markup.

use super::*;

/// A name of 60 characters and more, with markup, quotes and letters written from right to left.
const HOSTILE: &str = "A & <B> \"C\" — essai multicentrique randomisé אבגדה 1998 \u{202e}evil\u{0}";

/// Numbers from 0 to 1 that look drawn by chance and are always the same.
fn scattered(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        // Knuth's MMIX generator.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    })
}

/// Names as registries could have them.
fn name(index: usize) -> String {
    match index % 4 {
        0 => format!("{HOSTILE} {index}"),
        1 => format!("Étude {index}"),
        2 => format!("Multicentre-Trial-Without-Any-Space-In-Its-Name-{index}"),
        _ => format!("S{index}"),
    }
}

/// Continuous bubble plots: as published, without a fit, and with 1, 2, 3 and 40 studies, with
/// equal values, and with what is no number.
pub(in crate::charts) fn bubbles(language: Language) -> Vec<Bubble> {
    let mut bubbles = vec![bubble(language), strip(language)];
    let with = |title: &str, scale: Scale, points: Vec<Point>, expected: Vec<Expected>| Bubble {
        title: format!("{title} {HOSTILE}"),
        measure: HOSTILE.to_owned(),
        moderator: HOSTILE.to_owned(),
        scale,
        content: Content::Continuous { points, expected },
        ..bubble(language)
    };
    for (count, scale) in [
        (1, Scale::Log),
        (2, Scale::Identity),
        (3, Scale::Logit),
        (40, Scale::Log),
    ] {
        bubbles.push(with(
            &format!("k = {count}"),
            scale,
            points(count),
            expected(),
        ));
    }
    let mut equal = points(5);
    for point in &mut equal {
        point.moderator = 1990.0;
        point.study.effect = 0.25;
        point.study.weight = None;
    }
    bubbles.push(with("equal", Scale::Log, equal, Vec::new()));
    let mut extreme = points(12);
    extreme[0].study.effect = f64::NAN;
    extreme[1].study.effect = f64::INFINITY;
    extreme[2].study.effect = -1e300;
    extreme[3].study.weight = Some(f64::NAN);
    extreme[4].study.weight = Some(0.0);
    let mut broken = expected();
    broken[1].effect = f64::NAN;
    broken[2].prediction = Some([f64::NEG_INFINITY, f64::INFINITY]);
    bubbles.push(with("extreme", Scale::Log, extreme, broken));
    let mut groups = vec![
        Group {
            label: HOSTILE.to_owned(),
            studies: points(40).into_iter().map(|point| point.study).collect(),
            estimate: Some(Estimate {
                effect: -0.4,
                confidence: [-0.6, -0.2],
                prediction: Some([f64::NEG_INFINITY, f64::INFINITY]),
            }),
        },
        Group {
            label: "2".to_owned(),
            ..Group::default()
        },
        Group {
            label: "3".to_owned(),
            studies: points(1).into_iter().map(|point| point.study).collect(),
            estimate: None,
        },
    ];
    groups[0].studies[7].effect = f64::NAN;
    groups[0].studies[8].effect = 40.0;
    bubbles.push(Bubble {
        title: "groups".to_owned(),
        content: Content::Factor { groups },
        ..bubble(language)
    });
    bubbles
}

fn points(count: usize) -> Vec<Point> {
    let mut numbers = scattered(7);
    let mut next = || numbers.next().unwrap_or_default();
    (0..count)
        .map(|index| Point {
            moderator: (1960.0 + 60.0 * next()).floor(),
            study: study(&name(index), 1.5 * next() - 1.2, 100.0 * next().powi(3)),
        })
        .collect()
}

fn expected() -> Vec<Expected> {
    (0..5)
        .map(|step| {
            let moderator = 1960.0 + 15.0 * f64::from(step);
            let effect = -0.1 * f64::from(step);
            let off = 0.1 + 0.05 * f64::from(step - 2).powi(2);
            Expected {
                moderator,
                effect,
                confidence: [effect - off, effect + off],
                prediction: Some([effect - 1.0 - off, effect + 1.0 + off]),
            }
        })
        .collect()
}

/// Baujat plots: as published, of 1, 2, 3 and 40 studies, of equal values, with what is no number.
pub(in crate::charts) fn baujats(language: Language) -> Vec<Baujat> {
    let of = |title: &str, studies: Vec<baujat::Study>| Baujat {
        language,
        title: format!("{title} {HOSTILE}"),
        studies,
        notes: vec![HOSTILE.to_owned()],
    };
    let studies = |count: usize| -> Vec<baujat::Study> {
        let mut numbers = scattered(11);
        let mut next = || numbers.next().unwrap_or_default();
        (0..count)
            .map(|index| baujat::Study {
                label: name(index),
                contribution: 8.0 * next().powi(4),
                influence: next().powi(4),
            })
            .collect()
    };
    let mut baujats = vec![baujat(language)];
    baujats.extend([1, 2, 3, 40].map(|count| of("k", studies(count))));
    let mut equal = studies(12);
    for study in &mut equal {
        (study.contribution, study.influence) = (0.0, 0.0);
    }
    baujats.push(of("equal", equal));
    let mut extreme = studies(6);
    extreme[0].influence = f64::NAN;
    extreme[1].influence = f64::INFINITY;
    extreme[2].contribution = f64::INFINITY;
    extreme[3].influence = -0.1;
    baujats.push(of("extreme", extreme));
    baujats
}

/// Influence panels: as published, of 1, 2, 3 and 40 studies, with what is no number.
pub(in crate::charts) fn influences(language: Language) -> Vec<Influence> {
    let of = |count: usize, panels: usize| {
        let mut numbers = scattered(13);
        Influence {
            studies: (0..count)
                .map(|index| influence::Study {
                    label: name(index),
                    influential: index % 7 == 3,
                })
                .collect(),
            panels: INFLUENCE
                .iter()
                .take(panels)
                .map(|(measure, _, reference, cut_offs)| Panel {
                    measure: *measure,
                    values: numbers.by_ref().take(count).collect(),
                    reference: *reference,
                    cut_offs: cut_offs.to_vec(),
                })
                .collect(),
            notes: vec![HOSTILE.to_owned()],
            ..influence(language)
        }
    };
    let mut influences = vec![influence(language)];
    influences.extend([(1, 8), (2, 1), (3, 5), (40, 8)].map(|(count, panels)| of(count, panels)));
    let mut extreme = of(4, 4);
    extreme.panels[0].values = vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300];
    extreme.panels[1].values.truncate(1);
    extreme.panels[2].values = vec![f64::NAN; 4];
    extreme.panels[3].values = vec![1.0; 4];
    influences.push(extreme);
    influences
}

/// Profiles: as published, with the maximum at 0, without an interval, flat, with what is no number.
pub(in crate::charts) fn profiles(language: Language) -> Vec<Tau2Profile> {
    let published = profile(language);
    let falling = |tau2: f64| Likelihood {
        tau2,
        log_likelihood: 3.0 - 4.0 * tau2,
    };
    let boundary = Tau2Profile {
        curve: (0..20)
            .map(|step| falling(f64::from(step) / 10.0))
            .collect(),
        maximum: falling(0.0),
        interval: Some(Interval {
            level: 0.9,
            cut_off: 1.647,
            limits: [Some(0.0), None],
        }),
        restricted: false,
        notes: vec![HOSTILE.to_owned()],
        ..published.clone()
    };
    let flat = Tau2Profile {
        curve: vec![Likelihood::default(); 3],
        maximum: Likelihood::default(),
        interval: None,
        ..published.clone()
    };
    let mut broken = published.clone();
    broken.curve[0].log_likelihood = f64::NEG_INFINITY;
    broken.curve[5].log_likelihood = f64::NAN;
    broken.interval = Some(Interval {
        level: 0.95,
        cut_off: f64::NAN,
        limits: [Some(f64::NAN), Some(f64::INFINITY)],
    });
    vec![published, boundary, flat, broken]
}
