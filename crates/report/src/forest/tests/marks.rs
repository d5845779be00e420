//! Where texts and marks stand.

use super::*;

/// Two boxes that share more than half a unit in both directions.
fn overlap(a: [f64; 4], b: [f64; 4]) -> bool {
    let shared = |from: usize, to: usize| a[to].min(b[to]) - a[from].max(b[from]);
    shared(0, 2) > 0.5 && shared(1, 3) > 0.5
}

#[test]
fn no_text_overlaps_another_or_leaves_the_drawing() {
    for (plot, scene) in every_scene() {
        let mut runs: Vec<&Run> = scene.runs().collect();
        runs.sort_by(|a, b| a.at.1.total_cmp(&b.at.1));
        for (index, run) in runs.iter().enumerate() {
            let bounds = run.bounds();
            assert!(
                bounds[0] >= 0.0
                    && bounds[1] >= 0.0
                    && bounds[2] <= scene.width
                    && bounds[3] <= scene.height,
                "{}: `{}` at {bounds:?} leaves {} x {}",
                plot.title,
                run.content,
                scene.width,
                scene.height
            );
            for other in runs[index + 1..]
                .iter()
                .take_while(|other| other.at.1 - run.at.1 < 40.0)
            {
                assert!(
                    !overlap(bounds, other.bounds()),
                    "{}: `{}` on `{}`",
                    plot.title,
                    run.content,
                    other.content
                );
            }
        }
    }
}

#[test]
fn no_text_stands_on_a_mark() {
    for (plot, scene) in every_scene() {
        let elements = || scene.parts.iter().flat_map(|part| &part.elements);
        let marks: Vec<[f64; 4]> = elements()
            .filter_map(|element| match element {
                Element::Shape { points, .. } => {
                    let along = |axis: fn(&Point) -> f64| points.iter().map(axis);
                    let (x, y) = (|point: &Point| point.0, |point: &Point| point.1);
                    Some([
                        along(x).fold(f64::INFINITY, f64::min),
                        along(y).fold(f64::INFINITY, f64::min),
                        along(x).fold(f64::NEG_INFINITY, f64::max),
                        along(y).fold(f64::NEG_INFINITY, f64::max),
                    ])
                }
                Element::Line {
                    from,
                    to,
                    kind: Line::Interval | Line::Unverified | Line::Null | Line::Overall,
                } => Some([from.0 - 1.0, from.1 - 1.0, to.0 + 1.0, to.1 + 1.0]),
                _ => None,
            })
            .collect();
        for run in scene.runs() {
            for mark in &marks {
                assert!(
                    !overlap(run.bounds(), *mark),
                    "{}: `{}` on a mark at {mark:?}",
                    plot.title,
                    run.content
                );
            }
        }
    }
}

#[test]
fn every_study_has_its_mark_inside_the_axis() {
    for (plot, scene) in every_scene() {
        let drawn = scene
            .parts
            .iter()
            .flat_map(|part| part.elements.iter().map(move |element| (part, element)))
            .filter(|(part, element)| {
                part.spoken.is_some()
                    && matches!(
                        element,
                        Element::Shape {
                            kind: Shape::Study | Shape::Bounded,
                            ..
                        }
                    )
            })
            .count();
        let expected = plot
            .studies()
            .filter(|study| study.estimate.is_finite())
            .count();
        assert_eq!(drawn, expected, "{}", plot.title);
    }
}

#[test]
fn a_clipped_interval_ends_in_arrows_and_is_explained() {
    let plot = from_findings(&samples::by_comparator(), Figure::Main, Language::French).unwrap();
    let scene = wide(&plot);
    let row = scene.parts.iter().find(|part| {
        part.spoken
            .as_ref()
            .is_some_and(|spoken| spoken.starts_with("ULTIMATE II"))
    });
    let arrows = row
        .unwrap()
        .elements
        .iter()
        .filter(|element| {
            matches!(
                element,
                Element::Shape {
                    kind: Shape::Arrow,
                    ..
                }
            )
        })
        .count();
    assert_eq!(arrows, 2);
    assert!(scene.runs().any(|run| run.content.starts_with("Flèche")));
    assert!(
        scene
            .runs()
            .any(|run| run.content == "[0,02\u{202f};\u{a0}190]")
    );
}

#[test]
fn squares_have_areas_in_proportion_to_weights() {
    let plot = from_findings(&samples::nmosd(), Figure::Main, Language::English).unwrap();
    let scene = wide(&plot);
    let areas: Vec<f64> = scene
        .parts
        .iter()
        .filter(|part| part.spoken.is_some())
        .flat_map(|part| &part.elements)
        .filter_map(|element| match element {
            Element::Shape {
                points,
                kind: Shape::Study | Shape::Bounded,
            } => Some((points[1].0 - points[0].0).powi(2)),
            _ => None,
        })
        .collect();
    let weights: Vec<f64> = plot.studies().filter_map(|study| study.weight).collect();
    assert_eq!(areas.len(), 4);
    for (area, weight) in areas.iter().zip(&weights) {
        // The largest square is 13 wide, the areas are exact.
        let largest = weights.iter().copied().fold(0.0, f64::max);
        assert!((area - 169.0 * weight / largest).abs() < 1e-9);
    }
}

/// The whisker runs to the edge with an arrow, and the axis is that of the finite limits.
#[test]
fn a_limit_at_the_end_of_a_scale_is_drawn_and_stretches_nothing() {
    let mut analysis = samples::nmosd();
    let ticks = |analysis: &Analysis| {
        let plot = from_findings(analysis, Figure::Main, Language::English).unwrap();
        crate::forest::marks::field(&plot, 0.0, 300.0).axis
    };
    let (finite, index) = (ticks(&analysis), 1);
    analysis.main.effects[index].interval[0] = f64::NEG_INFINITY;
    assert_eq!(ticks(&analysis), finite);
    let plot = from_findings(&analysis, Figure::Main, Language::English).unwrap();
    let label = analysis.main.effects[index].label.as_str();
    let scene = wide(&plot);
    let row = scene.parts.iter().find(|part| {
        let spoken = part.spoken.as_deref().unwrap_or_default();
        spoken.starts_with(label) && spoken.contains("0.00–")
    });
    let is_arrow = |element: &&Element| {
        let Element::Shape { kind, .. } = element else {
            return false;
        };
        *kind == Shape::Arrow
    };
    assert_eq!(row.unwrap().elements.iter().filter(is_arrow).count(), 1);
}

/// Exact limits of 0 % and 100 % stand at the ends of an axis of per cent, without arrows.
#[test]
fn exact_limits_of_proportions_are_drawn_to_the_end() {
    let mut analysis = samples::proportions();
    analysis.main.effects[4].interval = [f64::NEG_INFINITY, -1.0];
    analysis.main.effects[0].interval = [1.0, f64::INFINITY];
    let plot = from_findings(&analysis, Figure::Main, Language::French).unwrap();
    let scene = wide(&plot);
    let lines = |label: &str| -> usize {
        let row = scene.parts.iter().find(|part| {
            let spoken = part.spoken.as_deref().unwrap_or_default();
            spoken.starts_with(label)
        });
        let elements = row.unwrap().elements.iter();
        elements
            .filter(|element| matches!(element, Element::Line { .. }))
            .count()
    };
    assert_eq!([lines("MIST"), lines("RIS")], [1, 1]);
    let says = |text: &str| scene.runs().any(|run| run.content.contains(text));
    assert!(says("[0\u{202f}%\u{202f};"));
    assert!(says("100\u{202f}%]"));
    assert!(!says("Flèche"));
}

#[test]
fn a_result_wider_than_the_axis_is_cut_and_says_so() {
    let plot = from_findings(&samples::imprecise(), Figure::Main, Language::English).unwrap();
    let scene = wide(&plot);
    let row = scene
        .parts
        .iter()
        .find(|part| {
            part.spoken
                .as_ref()
                .is_some_and(|spoken| spoken.starts_with("Random"))
        })
        .unwrap();
    let corners = |wanted: Shape| {
        row.elements
            .iter()
            .filter_map(move |element| match element {
                Element::Shape { points, kind } if *kind == wanted => Some(points.len()),
                _ => None,
            })
    };
    // Top and bottom, and five corners at each cut end.
    assert_eq!(corners(Shape::Total).collect::<Vec<_>>(), [12]);
    assert!(scene.runs().any(|run| run.content.starts_with("Arrow:")));
    assert!(scene.runs().any(|run| run.content == "(0.00091–∞)"));
}
