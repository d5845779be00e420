mod random;

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

/// The texts of a scene.
fn texts(scene: &Scene) -> Vec<&str> {
    scene.runs().map(|run| run.content.as_str()).collect()
}

#[test]
fn ratios_stand_on_a_log_axis_and_numbers_follow_the_language() {
    for (language, ticks) in [
        (Language::English, ["0.2", "0.5", "1"]),
        (Language::French, ["0,2", "0,5", "1"]),
    ] {
        let chart = bubble::draw(&samples::bubble(language)).unwrap();
        for scene in [&chart.wide, &chart.compact] {
            let shown = texts(scene);
            assert!(ticks.iter().all(|tick| shown.contains(tick)), "{shown:?}");
            let at = |tick: &str| scene.runs().find(|run| run.content == tick).unwrap().at.1;
            // log 0.5 - log 0.2 against log 1 - log 0.5, 1 at the top.
            let [lower, middle, upper] = ticks.map(at);
            let expected = 2.5_f64.ln() / 2.0_f64.ln();
            assert!(((lower - middle) / (middle - upper) - expected).abs() < 1e-9);
        }
    }
}

#[test]
fn years_have_no_marks_between_thousands() {
    let chart = bubble::draw(&samples::bubbles(Language::French)[5]).unwrap();
    let shown = texts(&chart.wide);
    assert!(
        shown.contains(&"1960") && shown.contains(&"2020"),
        "{shown:?}"
    );
}

#[test]
fn bubbles_have_areas_in_proportion_to_weights() {
    let input = samples::bubble(Language::English);
    let bubble::Content::Continuous { points, .. } = &input.content else {
        panic!("the moderator is a number")
    };
    let mut weights: Vec<f64> = points
        .iter()
        .filter_map(|point| point.study.weight)
        .collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let chart = bubble::draw(&input).unwrap();
    let areas: Vec<f64> = chart
        .wide
        .parts
        .iter()
        .filter(|part| part.spoken.is_some())
        .flat_map(|part| &part.elements)
        .filter_map(|element| match element {
            Element::Disc { radius, .. } => Some(radius * radius),
            _ => None,
        })
        .collect();
    // The largest first, so that small bubbles lie on large ones.
    assert_eq!(areas.len(), weights.len());
    for (area, weight) in areas.iter().zip(&weights) {
        assert!((area / areas[0] - weight / weights[0]).abs() < 1e-12);
    }
}

#[test]
fn a_study_far_from_all_others_becomes_an_arrowhead() {
    let mut input = samples::bubble(Language::English);
    if let bubble::Content::Continuous { points, .. } = &mut input.content {
        points[4].study.effect = 25.0;
    }
    let chart = bubble::draw(&input).unwrap();
    for scene in [&chart.wide, &chart.compact] {
        let row = scene
            .parts
            .iter()
            .find(|part| {
                part.spoken
                    .as_ref()
                    .is_some_and(|spoken| spoken.starts_with("Frimodt"))
            })
            .unwrap();
        let arrow = row.elements.iter().any(|element| {
            matches!(
                element,
                Element::Shape {
                    kind: Shape::Arrow,
                    ..
                }
            )
        });
        assert!(arrow);
        assert!(texts(scene).contains(&"Arrowhead: a value beyond the axis"));
    }
    assert!(chart.description.contains("Risk ratio 7.2×10¹⁰"));
}

#[test]
fn panels_show_the_studies_in_one_order() {
    let input = samples::influence(Language::English);
    let chart = influence::draw(&input).unwrap();
    let order: Vec<&str> = input
        .studies
        .iter()
        .map(|study| study.label.as_str())
        .collect();
    // Four panels in a band, the names before each.
    let shown: Vec<&str> = texts(&chart.wide)
        .into_iter()
        .filter(|text| order.contains(text))
        .collect();
    assert_eq!(shown, [order.as_slice(); 2].concat());
    for panel in ["Studentised residual", "Cook’s distance", "Hat value"] {
        assert!(texts(&chart.wide).contains(&panel));
    }
}

#[test]
fn what_is_no_number_is_named() {
    let mut input = samples::baujat(Language::French);
    input.studies[2].influence = f64::NAN;
    let chart = baujat::draw(&input).unwrap();
    let note = "Non représenté, faute d’une valeur\u{a0}: Rosenthal et al 1960.";
    assert!(texts(&chart.wide).contains(&note));
    assert!(chart.description.ends_with(note));
    let mut input = samples::influence(Language::English);
    input.panels[1].values[0] = f64::NAN;
    let chart = influence::draw(&input).unwrap();
    let note = "DFFITS: not estimable for Aronson 1948.";
    assert!(texts(&chart.compact).contains(&note));
}

/// One picture whole, so that a change of what is drawn is seen.
#[test]
fn the_compact_profile_is_drawn_as_before() {
    let chart = tau2_profile::draw(&samples::profile(Language::French)).unwrap();
    let [_, compact] = chart.inline(["wide", "compact"]);
    insta::assert_snapshot!(compact);
}
