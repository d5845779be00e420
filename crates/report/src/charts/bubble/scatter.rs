//! Effects against a continuous moderator.

use super::{Bubble, Estimate, Expected, Point, Sizes, Speech, covered};
use crate::axis::Axis;
use crate::charts::frame::Frame;
use crate::charts::legend::Sample;
use crate::charts::points::Points;
use crate::charts::sheet::{self, Size};
use crate::charts::{Chart, ChartError};
use crate::drawing::{self, Line, Part, Scene, Shape, text};
use crate::language::{Words, capitalised};
use crate::number::Numbers;
use trialpool_language::Arguments;
use trialpool_review::findings::Scale;

/// How far beyond the effects bands are shown, in parts of the spread of the effects.
const BEYOND: f64 = 0.35;

pub(super) fn draw(
    bubble: &Bubble,
    words: &'static Words,
    points: &[Point],
    expected: &[Expected],
) -> Result<Chart, ChartError> {
    let (shown, missing): (Vec<&Point>, Vec<&Point>) = points
        .iter()
        .partition(|point| !point.moderator.is_nan() && !point.study.effect.is_nan());
    if shown.is_empty() {
        return Err(ChartError::Nothing);
    }
    let plain = shown
        .iter()
        .all(|point| (1000.0..10_000.0).contains(&point.moderator));
    let numbers = words.numbers();
    let scatter = Scatter {
        bubble,
        speech: Speech {
            bubble,
            words,
            numbers,
        },
        // Years have no marks between thousands.
        moderators: if plain { numbers.ungrouped() } else { numbers },
        shown,
        // A line needs two points.
        expected: if expected.len() < 2 { &[] } else { expected },
    };
    let missing: Vec<&str> = missing
        .iter()
        .map(|point| point.study.label.as_str())
        .collect();
    let mut notes = bubble.notes.clone();
    notes.extend(sheet::left_out(words, &missing));
    Ok(Chart::new(
        bubble.language,
        &bubble.title,
        scatter.description(&notes),
        |size| scatter.scene(size, &notes),
    ))
}

struct Scatter<'b> {
    bubble: &'b Bubble,
    speech: Speech<'b>,
    moderators: Numbers,
    shown: Vec<&'b Point>,
    expected: &'b [Expected],
}

impl Scatter<'_> {
    fn scene(&self, size: Size, notes: &[String]) -> Scene {
        let words = self.speech.words;
        let frame = self.frame(size);
        let mut behind = Part::new();
        let lines = self.model(&frame, &mut behind);
        let level = self.bubble.null.and_then(|null| frame.level(null));
        if let Some([from, to]) = level {
            behind.line(from, to, Line::Null);
        }

        let sizes = Sizes::of(self.shown.iter().map(|point| &point.study), size);
        // Small bubbles lie on large ones.
        let mut order = self.shown.clone();
        order.sort_by(|a, b| sizes.radius(&b.study).total_cmp(&sizes.radius(&a.study)));
        let mut points = Points::default();
        for point in order {
            let values = (point.moderator, point.study.effect);
            let radius = sizes.radius(&point.study);
            let spoken = self.spoken(point);
            points.study(&frame, size, values, radius, [&point.study.label, &spoken]);
        }
        let clipped = points.clipped;
        let crossed: Vec<_> = lines.into_iter().chain(level).collect();
        let (rows, unnamed) = points.named(frame.names(), &crossed);

        let mut axes = Part::new();
        let end = frame.draw(
            &mut axes,
            &capitalised(&text::label(&self.bubble.moderator)),
        );
        let mut parts = vec![behind];
        parts.extend(rows);
        parts.push(axes);
        let mut entries = vec![self.speech.bubbles(sizes)];
        entries.extend(self.model_entries());
        if level.is_some() {
            entries.push((Sample::Line(Line::Null), words.text("chart-no-effect")));
        }
        if clipped {
            entries.push((Sample::Arrow, words.text("chart-beyond")));
        }
        let mut notes = notes.to_vec();
        notes.extend(sheet::unnamed(words, unnamed));
        sheet::finish(parts, size, size.width(), &entries, &notes, end)
    }

    fn frame(&self, size: Size) -> Frame {
        let numbers = self.speech.numbers;
        let mut values = covered(self.shown.iter().map(|point| point.study.effect));
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let reach = BEYOND * (highest - lowest);
        let bounds = self
            .expected
            .iter()
            .flat_map(|at| {
                [
                    [at.effect; 2],
                    at.confidence,
                    at.prediction.unwrap_or(at.confidence),
                ]
            })
            .flatten()
            .filter(|bound| bound.is_finite());
        if reach > 0.0 && reach.is_finite() {
            values.extend(bounds.map(|bound| bound.clamp(lowest - reach, highest + reach)));
        } else {
            values.extend(bounds);
        }
        values.extend(self.bubble.null);
        let moderators = self.shown.iter().map(|point| point.moderator);
        let places: Vec<f64> = moderators
            .chain(self.expected.iter().map(|at| at.moderator))
            .collect();
        Frame::new(
            size.page(),
            size.field(),
            &self.speech.axis(),
            |room| Axis::covering(self.bubble.scale, values, numbers, room),
            |room| Axis::covering(Scale::Identity, places, self.moderators, room),
        )
    }

    /// Bands and line; returns the pieces of the line.
    fn model(&self, frame: &Frame, part: &mut Part) -> Vec<[drawing::Point; 2]> {
        let bands = |bounds: fn(&Expected) -> Option<[f64; 2]>| -> Vec<(f64, [f64; 2])> {
            self.expected
                .iter()
                .map(|at| (at.moderator, bounds(at).unwrap_or([f64::NAN; 2])))
                .collect()
        };
        let prediction = bands(|at| at.prediction);
        for band in frame.band(&prediction) {
            part.shape(band, Shape::PredictionBand);
        }
        for band in frame.band(&bands(|at| Some(at.confidence))) {
            part.shape(band, Shape::ConfidenceBand);
        }
        for side in 0..2 {
            for edge in frame.curve(prediction.iter().map(|(x, bounds)| (*x, bounds[side]))) {
                part.curve(edge, Line::Edge);
            }
        }
        let mut lines = Vec::new();
        for line in frame.curve(self.expected.iter().map(|at| (at.moderator, at.effect))) {
            lines.extend(line.windows(2).map(|pair| [pair[0], pair[1]]));
            part.curve(line, Line::Fit);
        }
        lines
    }

    fn model_entries(&self) -> Vec<(Sample, String)> {
        if self.expected.is_empty() {
            return Vec::new();
        }
        let mut entries = vec![
            (Sample::Line(Line::Fit), self.speech.words.text("chart-fit")),
            (
                Sample::Band(Shape::ConfidenceBand, None),
                self.speech.at_level("chart-confidence-band"),
            ),
        ];
        if self.expected.iter().any(|at| at.prediction.is_some()) {
            entries.push((
                Sample::Band(Shape::PredictionBand, Some(Line::Edge)),
                self.speech.at_level("chart-prediction-band"),
            ));
        }
        entries
    }

    /// The moderator and its value.
    fn place(&self, moderator: f64) -> String {
        let arguments = Arguments::new()
            .text("moderator", text::label(&self.bubble.moderator))
            .text("value", self.moderators.short(moderator));
        self.speech.words.format("chart-spoken-place", &arguments)
    }

    fn spoken(&self, point: &Point) -> String {
        self.speech
            .study(&point.study, &self.place(point.moderator))
    }

    fn description(&self, notes: &[String]) -> String {
        let mut parts: Vec<String> = self.shown.iter().map(|point| self.spoken(point)).collect();
        // The line in words: its two ends.
        let ends = [self.expected.first(), self.expected.last()];
        parts.extend(ends.into_iter().flatten().map(|at| {
            let estimate = Estimate {
                effect: at.effect,
                confidence: at.confidence,
                prediction: at.prediction,
            };
            self.speech.expected(&self.place(at.moderator), &estimate)
        }));
        self.speech.description(&parts, notes)
    }
}
