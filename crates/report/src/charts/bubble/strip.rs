//! The effects in each level of a factor, one below the other.

use super::{Bubble, Group, Sizes, Speech, Study, covered};
use crate::axis::{Axis, Extent, Place};
use crate::charts::frame;
use crate::charts::legend::Sample;
use crate::charts::sheet::{self, Size};
use crate::charts::{Chart, ChartError};
use crate::drawing::{Anchor, Field, Line, Part, Scene, Shape, Style, text};
use crate::language::Words;
use trialpool_language::Arguments;

/// Space above and below a group.
const PADDING: f64 = 7.0;
/// Height of the strip of an estimate.
const ESTIMATE: f64 = 20.0;
/// The widest column of names.
const NAMES: f64 = 190.0;
/// Space between names and field.
const GAP: f64 = 18.0;
/// Space right of the field, for what of the last tick label reaches beyond it.
const RIGHT: f64 = 12.0;
/// Bubbles are moved no further than this from the middle of their strip; then they overlap.
const FURTHEST: u32 = 60;
/// With more studies than this there is no room left, and the search for it would take long.
const CROWD: usize = 1000;

pub(super) fn draw(
    bubble: &Bubble,
    words: &'static Words,
    groups: &[Group],
) -> Result<Chart, ChartError> {
    let studies = || groups.iter().flat_map(|group| &group.studies);
    if studies().all(|study| study.effect.is_nan()) {
        return Err(ChartError::Nothing);
    }
    let missing: Vec<&str> = studies()
        .filter(|study| study.effect.is_nan())
        .map(|study| study.label.as_str())
        .collect();
    let mut notes = bubble.notes.clone();
    notes.extend(sheet::left_out(words, &missing));
    let strips = Strips {
        bubble,
        speech: Speech {
            bubble,
            words,
            numbers: words.numbers(),
        },
        groups,
    };
    Ok(Chart::new(
        bubble.language,
        &bubble.title,
        strips.description(&notes),
        |size| strips.scene(size, &notes),
    ))
}

struct Strips<'b> {
    bubble: &'b Bubble,
    speech: Speech<'b>,
    groups: &'b [Group],
}

impl Strips<'_> {
    fn scene(&self, size: Size, notes: &[String]) -> Scene {
        let words = self.speech.words;
        let [left, top, right] = size.page();
        let names: Vec<Vec<String>> = self
            .groups
            .iter()
            .map(|group| self.name(group, size))
            .collect();
        let field = self.field(size, left, right, &names);
        let sizes = Sizes::of(self.studies(), size);
        let mut y = top;
        let mut parts = Vec::new();
        // The strips, where lines may pass behind: not through names that stand above them.
        let mut strips: Vec<(f64, f64)> = Vec::new();
        let mut clipped = false;
        for (group, name) in self.groups.iter().zip(&names) {
            if y > top {
                let mut rule = Part::new();
                rule.line((left, y), (right, y), Line::Guide);
                parts.push(rule);
            }
            y += PADDING;
            let mut heading = Part::new();
            let name_end = heading.lines(left, y, Anchor::Start, Style::Body, name);
            if size == Size::Compact {
                y = name_end + 2.0;
            }
            parts.push(heading);
            let strip_top = if size == Size::Compact {
                y
            } else {
                y - PADDING
            };
            let swarm = swarm(&field, sizes, &group.studies);
            let half = swarm.iter().fold(6.0_f64, |half, (_, at, radius)| {
                half.max(at.1.abs() + radius)
            });
            let middle = y + half;
            for (study, (x, offset), radius) in swarm {
                let mut part = Part::row(&self.speech.study(study, &text::label(&group.label)));
                match field.axis.place(study.effect) {
                    Some(Place::At(_)) => part.disc((x, middle + offset), radius, Shape::Bubble),
                    Some(place) => {
                        clipped = true;
                        let direction = if place == Place::Above { 1.0 } else { -1.0 };
                        frame::arrow(&mut part, (x, middle + offset), (direction, 0.0));
                    }
                    None => {}
                }
                parts.push(part);
            }
            y = middle + half;
            if let Some(estimate) = &group.estimate {
                let at = y + ESTIMATE / 2.0;
                let mut part =
                    Part::row(&self.speech.expected(&text::label(&group.label), estimate));
                if let Some(prediction) = estimate.prediction {
                    field.prediction(&mut part, prediction, at);
                }
                field.diamond(
                    &mut part,
                    estimate.effect,
                    estimate.confidence,
                    at,
                    Shape::Total,
                );
                parts.push(part);
                y += ESTIMATE;
            }
            if size == Size::Wide {
                y = y.max(name_end);
            }
            y += PADDING;
            strips.push((strip_top, y));
        }
        let mut behind = Part::new();
        let null = self.bubble.null.and_then(|null| field.x(null));
        if let Some(x) = null {
            for (top, bottom) in strips {
                behind.line((x, top), (x, bottom), Line::Null);
            }
        }
        parts.insert(0, behind);
        let mut axis = Part::new();
        let end = field.scale(&mut axis, &self.speech.axis(), y);
        parts.push(axis);

        let mut entries = vec![self.speech.bubbles(sizes)];
        let estimates = || {
            self.groups
                .iter()
                .filter_map(|group| group.estimate.as_ref())
        };
        if estimates().next().is_some() {
            entries.push((
                Sample::Diamond(Shape::Total),
                self.speech.at_level("chart-group-estimate"),
            ));
        }
        if estimates().any(|estimate| estimate.prediction.is_some()) {
            entries.push((
                Sample::Bar(Shape::Prediction),
                self.speech.at_level("chart-prediction-interval"),
            ));
        }
        if null.is_some() {
            entries.push((Sample::Line(Line::Null), words.text("chart-no-effect")));
        }
        if clipped {
            entries.push((Sample::Arrow, words.text("chart-beyond")));
        }
        sheet::finish(parts, size, size.width(), &entries, notes, end)
    }

    fn studies(&self) -> impl Iterator<Item = &Study> + Clone {
        self.groups
            .iter()
            .flat_map(|group| &group.studies)
            .filter(|study| !study.effect.is_nan())
    }

    /// The name of a group and the number of its studies, in lines.
    fn name(&self, group: &Group, size: Size) -> Vec<String> {
        let arguments = Arguments::new()
            .text("group", text::label(&group.label))
            .count("k", group.studies.len());
        let [left, _, right] = size.page();
        let limit = match size {
            Size::Wide => NAMES,
            Size::Compact => right - left,
        };
        Style::Body.wrap(&self.speech.words.format("chart-group", &arguments), limit)
    }

    fn field(&self, size: Size, left: f64, right: f64, names: &[Vec<String>]) -> Field {
        let widest = names
            .iter()
            .flatten()
            .map(|line| Style::Body.width(line))
            .fold(0.0, f64::max);
        let left = match size {
            Size::Wide => left + widest + GAP,
            Size::Compact => left + 6.0,
        };
        let length = right - RIGHT - left;
        let estimates = || {
            self.groups
                .iter()
                .filter_map(|group| group.estimate.as_ref())
        };
        let mut points = covered(self.studies().map(|study| study.effect));
        points.extend(estimates().map(|estimate| estimate.effect));
        let extent = Extent {
            points,
            intervals: Vec::new(),
            summaries: estimates()
                .flat_map(|estimate| [Some(estimate.confidence), estimate.prediction])
                .flatten()
                .collect(),
            null: self.bubble.null,
        };
        let numbers = self.speech.numbers;
        Field {
            axis: Axis::fit(
                self.bubble.scale,
                &extent,
                numbers,
                length,
                Style::Small.size(),
            ),
            left,
            length,
            overhang: RIGHT,
        }
    }

    fn description(&self, notes: &[String]) -> String {
        let mut parts = Vec::new();
        for group in self.groups {
            let name = text::label(&group.label);
            let shown = group.studies.iter().filter(|study| !study.effect.is_nan());
            parts.extend(shown.map(|study| self.speech.study(study, &name)));
            parts.extend(
                group
                    .estimate
                    .as_ref()
                    .map(|estimate| self.speech.expected(&name, estimate)),
            );
        }
        self.speech.description(&parts, notes)
    }
}

/// Places for bubbles beside each other: each at its effect, and as near to the middle of the
/// strip as those before it allow. The ordinates count from the middle.
fn swarm<'s>(
    field: &Field,
    sizes: Sizes,
    studies: &'s [Study],
) -> Vec<(&'s Study, (f64, f64), f64)> {
    let mut order: Vec<&Study> = studies.iter().collect();
    order.sort_by(|a, b| sizes.radius(b).total_cmp(&sizes.radius(a)));
    let mut placed: Vec<(&Study, (f64, f64), f64)> = Vec::new();
    for study in order {
        let (Some(x), radius) = (field.x(study.effect), sizes.radius(study)) else {
            continue;
        };
        let free = |offset: &f64| {
            placed
                .iter()
                .all(|(_, at, other)| f64::hypot(at.0 - x, at.1 - offset) >= radius + other + 1.0)
        };
        let furthest = if placed.len() < CROWD { FURTHEST } else { 0 };
        let steps = (0..=furthest).map(f64::from);
        let offset = steps
            .flat_map(|step| [step, -step])
            .find(free)
            .unwrap_or(0.0);
        placed.push((study, (x, offset), radius));
    }
    placed
}
