use super::area::Area;
use super::samples;
use super::*;
use crate::drawing::{Element, Run, Scene, Shape};
use proptest::prelude::*;
use trialpool_language::Language;
use trialpool_review::findings::Scale;

fn every_chart() -> Vec<Chart> {
    let mut charts = Vec::new();
    for language in Language::ALL {
        charts.extend(samples::bubbles(language).iter().map(bubble::draw));
        charts.extend(samples::baujats(language).iter().map(baujat::draw));
        charts.extend(samples::influences(language).iter().map(influence::draw));
        charts.extend(samples::profiles(language).iter().map(tau2_profile::draw));
    }
    charts.into_iter().map(Result::unwrap).collect()
}

fn elements(scene: &Scene) -> impl Iterator<Item = &Element> {
    scene.parts.iter().flat_map(|part| &part.elements)
}

/// No text overlaps another or leaves the drawing, and every coordinate is a number inside it.
fn assert_drawn_well(chart: &Chart) {
    for scene in [&chart.wide, &chart.compact] {
        // Less than half of what coordinates are rounded to is no distance.
        let page = Area::of([-0.004, -0.004, scene.width + 0.004, scene.height + 0.004]);
        let mut runs: Vec<&Run> = scene.runs().collect();
        runs.sort_by(|a, b| a.at.1.total_cmp(&b.at.1));
        for (index, run) in runs.iter().enumerate() {
            let bounds = Area::of(run.bounds());
            assert!(
                page.holds(bounds),
                "{}: `{}` at {bounds:?} leaves {page:?}",
                chart.title,
                run.content
            );
            for other in runs[index + 1..]
                .iter()
                .take_while(|other| other.at.1 - run.at.1 < 40.0)
            {
                assert!(
                    !bounds.overlaps(Area::of(other.bounds())),
                    "{}: `{}` on `{}`",
                    chart.title,
                    run.content,
                    other.content
                );
            }
        }
        for element in elements(scene) {
            let points = match element {
                Element::Text(run) => vec![run.at],
                Element::Line { from, to, .. } => vec![*from, *to],
                Element::Shape { points, .. } | Element::Curve { points, .. } => points.clone(),
                Element::Disc { centre, .. } => vec![*centre],
                Element::Badge { corner, .. } => vec![*corner],
            };
            for (x, y) in points {
                assert!(
                    page.holds(Area::of([x, y, x, y])),
                    "{}: ({x}, {y}) of {element:?}",
                    chart.title
                );
            }
        }
    }
    for svg in [chart.file()].into_iter().chain(chart.inline(["a", "b"])) {
        assert!(!svg.contains("NaN") && !svg.contains("inf\"") && !svg.contains('⟦'));
    }
}

#[test]
fn texts_have_their_own_places_and_everything_is_inside() {
    every_chart().iter().for_each(assert_drawn_well);
}

#[test]
fn nothing_of_the_registry_becomes_markup() {
    for chart in every_chart() {
        let svg = chart.file();
        assert!(!svg.contains("<B>"));
        assert!(!svg.contains('\u{202e}') && !svg.contains('\u{0}'));
        for text in [&chart.title, &chart.description] {
            assert!(!text.contains('⟦'), "{text}");
        }
    }
}

#[test]
fn the_same_numbers_give_the_same_bytes() {
    let draw = || {
        bubble::draw(&samples::bubble(Language::French))
            .unwrap()
            .file()
    };
    assert_eq!(draw(), draw());
}

/// Marks of studies: discs, arrowheads and diamonds of parts that are spoken.
fn marks(scene: &Scene) -> usize {
    scene
        .parts
        .iter()
        .filter(|part| part.spoken.is_some())
        .flat_map(|part| &part.elements)
        .filter(|element| match element {
            Element::Disc { .. } => true,
            Element::Shape { kind, .. } => matches!(kind, Shape::Arrow | Shape::Marked),
            _ => false,
        })
        .count()
}

#[test]
fn every_study_has_its_mark() {
    for language in Language::ALL {
        for input in samples::bubbles(language) {
            let effects: Vec<f64> = match &input.content {
                bubble::Content::Continuous { points, .. } => points
                    .iter()
                    .map(|point| point.study.effect + 0.0 * point.moderator.clamp(-1.0, 1.0))
                    .collect(),
                bubble::Content::Factor { groups } => groups
                    .iter()
                    .flat_map(|group| &group.studies)
                    .map(|study| study.effect)
                    .collect(),
            };
            let expected = effects.iter().filter(|effect| !effect.is_nan()).count();
            let chart = bubble::draw(&input).unwrap();
            assert_eq!(marks(&chart.wide), expected, "{}", input.title);
            assert_eq!(marks(&chart.compact), expected, "{}", input.title);
        }
        for input in samples::baujats(language) {
            let chart = baujat::draw(&input).unwrap();
            assert_eq!(marks(&chart.wide), marks(&chart.compact));
            let missing = input
                .studies
                .iter()
                .filter(|study| study.influence.is_nan());
            assert_eq!(marks(&chart.wide) + missing.count(), input.studies.len());
        }
    }
}

#[test]
fn nothing_to_show_is_an_error() {
    let mut input = samples::bubble(Language::English);
    input.content = bubble::Content::Continuous {
        points: Vec::new(),
        expected: Vec::new(),
    };
    assert_eq!(bubble::draw(&input), Err(ChartError::Nothing));
    let mut input = samples::baujat(Language::English);
    for study in &mut input.studies {
        study.influence = f64::NAN;
    }
    assert_eq!(baujat::draw(&input), Err(ChartError::Nothing));
    let mut input = samples::influence(Language::English);
    input.studies.clear();
    assert_eq!(influence::draw(&input), Err(ChartError::Nothing));
    let mut input = samples::profile(Language::English);
    input.curve.truncate(1);
    assert_eq!(tau2_profile::draw(&input), Err(ChartError::Nothing));
}

/// One picture whole, so that a change of what is drawn is seen.
#[test]
fn the_compact_profile_is_drawn_as_before() {
    let chart = tau2_profile::draw(&samples::profile(Language::French)).unwrap();
    let [_, compact] = chart.inline(["wide", "compact"]);
    insta::assert_snapshot!(compact);
}

/// Any number that a computation may give, most of them plain.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -3.0..3.0,
        1 => prop::num::f64::ANY,
        1 => prop_oneof![Just(0.0), Just(1e-300), Just(f64::MAX), Just(f64::MIN), Just(f64::NAN)],
    ]
}

fn any_study() -> impl Strategy<Value = bubble::Study> {
    ("\\PC{0,70}", any_number(), prop::option::of(any_number())).prop_map(
        |(label, effect, weight)| bubble::Study {
            label,
            effect,
            weight,
        },
    )
}

fn any_scale() -> impl Strategy<Value = Scale> {
    prop_oneof![Just(Scale::Identity), Just(Scale::Log), Just(Scale::Logit)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bubbles_are_drawn_well(
        scale in any_scale(),
        null in prop::option::of(any_number()),
        studies in prop::collection::vec((any_number(), any_study()), 1..45),
        expected in prop::collection::vec(prop::array::uniform6(any_number()), 0..6),
    ) {
        let input = bubble::Bubble {
            scale,
            null,
            content: bubble::Content::Continuous {
                points: studies
                    .iter()
                    .map(|(moderator, study)| bubble::Point {
                        moderator: *moderator,
                        study: study.clone(),
                    })
                    .collect(),
                expected: expected
                    .into_iter()
                    .map(|[moderator, effect, a, b, c, d]| bubble::Expected {
                        moderator,
                        effect,
                        confidence: [a, b],
                        prediction: Some([c, d]),
                    })
                    .collect(),
            },
            ..samples::bubble(Language::French)
        };
        let drawn = studies
            .iter()
            .filter(|(moderator, study)| !moderator.is_nan() && !study.effect.is_nan())
            .count();
        match bubble::draw(&input) {
            Ok(chart) => {
                assert_drawn_well(&chart);
                prop_assert_eq!(marks(&chart.wide), drawn);
                prop_assert_eq!(marks(&chart.compact), drawn);
            }
            Err(error) => {
                prop_assert_eq!(error, ChartError::Nothing);
                prop_assert_eq!(drawn, 0);
            }
        }
    }

    #[test]
    fn any_strips_are_drawn_well(
        scale in any_scale(),
        groups in prop::collection::vec(
            ("\\PC{0,70}", prop::collection::vec(any_study(), 0..20), prop::array::uniform5(any_number())),
            1..4,
        ),
    ) {
        let input = bubble::Bubble {
            scale,
            content: bubble::Content::Factor {
                groups: groups
                    .into_iter()
                    .map(|(label, studies, [effect, a, b, c, d])| bubble::Group {
                        label,
                        studies,
                        estimate: Some(bubble::Estimate {
                            effect,
                            confidence: [a, b],
                            prediction: Some([c, d]),
                        }),
                    })
                    .collect(),
            },
            ..samples::bubble(Language::English)
        };
        if let Ok(chart) = bubble::draw(&input) {
            assert_drawn_well(&chart);
        }
    }

    #[test]
    fn any_baujat_plot_is_drawn_well(
        studies in prop::collection::vec(("\\PC{0,70}", any_number(), any_number()), 1..45),
    ) {
        let input = baujat::Baujat {
            studies: studies
                .into_iter()
                .map(|(label, contribution, influence)| baujat::Study {
                    label,
                    contribution,
                    influence,
                })
                .collect(),
            ..samples::baujat(Language::English)
        };
        if let Ok(chart) = baujat::draw(&input) {
            assert_drawn_well(&chart);
        }
    }

    #[test]
    fn any_influences_are_drawn_well(
        count in 1..30_usize,
        labels in prop::collection::vec("\\PC{0,70}", 30),
        values in prop::collection::vec(prop::collection::vec(any_number(), 30), 8),
    ) {
        let mut input = samples::influence(Language::French);
        input.studies = labels
            .into_iter()
            .take(count)
            .map(|label| influence::Study {
                label,
                influential: count % 3 == 0,
            })
            .collect();
        for (panel, values) in input.panels.iter_mut().zip(values) {
            panel.values = values;
        }
        if let Ok(chart) = influence::draw(&input) {
            assert_drawn_well(&chart);
        }
    }

    #[test]
    fn any_profile_is_drawn_well(
        curve in prop::collection::vec((any_number(), any_number()), 2..30),
        maximum in (any_number(), any_number()),
        interval in prop::option::of((any_number(), any_number(), any_number())),
    ) {
        let at = |(tau2, log_likelihood)| tau2_profile::Likelihood { tau2, log_likelihood };
        let input = tau2_profile::Tau2Profile {
            curve: curve.into_iter().map(at).collect(),
            maximum: at(maximum),
            interval: interval.map(|(cut_off, lower, upper)| tau2_profile::Interval {
                level: 0.95,
                cut_off,
                limits: [Some(lower), Some(upper)],
            }),
            ..samples::profile(Language::English)
        };
        if let Ok(chart) = tau2_profile::draw(&input) {
            assert_drawn_well(&chart);
        }
    }
}
