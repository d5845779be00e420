use super::area::Area;
use super::samples;
use super::*;
use crate::drawing::{Element, Run, Scene, Shape};
use trialpool_language::Language;

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

fn every_scene() -> Vec<(Chart, Scene)> {
    every_chart()
        .into_iter()
        .flat_map(|chart| {
            [chart.wide.clone(), chart.compact.clone()].map(|scene| (chart.clone(), scene))
        })
        .collect()
}

fn elements(scene: &Scene) -> impl Iterator<Item = &Element> {
    scene.parts.iter().flat_map(|part| &part.elements)
}

#[test]
fn no_text_overlaps_another_or_leaves_the_drawing() {
    for (chart, scene) in every_scene() {
        let page = Area::of([0.0, 0.0, scene.width, scene.height]);
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
    }
}

#[test]
fn everything_drawn_is_a_number_inside_the_drawing() {
    for (chart, scene) in every_scene() {
        let page = Area::of([0.0, 0.0, scene.width, scene.height]);
        for element in elements(&scene) {
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
        for svg in [chart.file()].into_iter().chain(chart.inline(["a", "b"])) {
            assert!(!svg.contains("NaN") && !svg.contains("inf\"") && !svg.contains('⟦'));
        }
    }
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
