//! Which studies make the results differ, and which move the pooled effect (Baujat, Mahé, Pignon
//! and Hill 2002).

use super::frame::Frame;
use super::legend::Sample;
use super::points::Points;
use super::sheet::{self, Size};
use super::{Chart, ChartError};
use crate::axis::Axis;
use crate::drawing::{Part, Scene, Shape, text};
use crate::language::Words;
use trialpool_language::{Arguments, Language};
use trialpool_review::findings::Scale;

/// Radius of a study's mark; with many studies a smaller one.
const RADIUS: (f64, f64) = (4.0, 3.0);
/// More studies than this are many.
const MANY: usize = 30;

/// What a Baujat plot shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Baujat {
    /// The language of numbers and of fixed words.
    pub language: Language,
    /// Title.
    pub title: String,
    /// The studies.
    pub studies: Vec<Study>,
    /// Remarks below the plot.
    pub notes: Vec<String>,
}

/// A study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Study {
    /// Its name.
    pub label: String,
    /// What it contributes to Cochran's Q, at least 0.
    pub contribution: f64,
    /// How much the pooled effect moves without it, squared and standardised, at least 0.
    pub influence: f64,
}

/// Draws a Baujat plot: contribution to heterogeneity from left to right, influence on the pooled
/// effect from bottom to top.
///
/// # Errors
/// [`ChartError::Nothing`] if no study has both numbers, [`ChartError::Words`] if the words of
/// this crate are broken.
pub fn draw(baujat: &Baujat) -> Result<Chart, ChartError> {
    let words = Words::of(baujat.language)?;
    let (mut shown, missing): (Vec<&Study>, Vec<&Study>) = baujat
        .studies
        .iter()
        .partition(|study| !study.contribution.is_nan() && !study.influence.is_nan());
    if shown.is_empty() {
        return Err(ChartError::Nothing);
    }
    let missing: Vec<&str> = missing.iter().map(|study| study.label.as_str()).collect();
    let mut notes = baujat.notes.clone();
    notes.extend(sheet::left_out(words, &missing));

    let arguments = Arguments::new().text("title", text::label(&baujat.title));
    let mut sentences = vec![words.format("chart-description-baujat", &arguments)];
    sentences.extend(shown.iter().map(|study| spoken(words, study)));
    sentences.extend(notes.iter().cloned());
    let description = sheet::sentences(sentences.iter().map(String::as_str));

    // Those that stand out are named first.
    let farthest = |value: fn(&Study) -> f64| {
        baujat
            .studies
            .iter()
            .map(value)
            .filter(|value| value.is_finite())
            .fold(f64::MIN_POSITIVE, f64::max)
    };
    let scales = (
        farthest(|study| study.contribution),
        farthest(|study| study.influence),
    );
    let out = |study: &Study| f64::hypot(study.contribution / scales.0, study.influence / scales.1);
    shown.sort_by(|a, b| out(b).total_cmp(&out(a)));
    Ok(Chart::new(
        baujat.language,
        &baujat.title,
        description,
        |size| scene(words, &shown, size, &notes),
    ))
}

fn scene(words: &Words, shown: &[&Study], size: Size, notes: &[String]) -> Scene {
    let numbers = words.numbers();
    // From 0 on, with room for the marks there.
    let axis = |value: fn(&Study) -> f64, room| {
        let values = shown.iter().map(|study| value(study)).chain([0.0]);
        Axis::covering(Scale::Identity, values, numbers, room)
    };
    let frame = Frame::new(
        size.page(),
        size.field(),
        &words.text("chart-axis-influence"),
        |room| axis(|study| study.influence, room),
        |room| axis(|study| study.contribution, room),
    );
    let radius = if shown.len() > MANY {
        RADIUS.1
    } else {
        RADIUS.0
    };
    let mut points = Points::default();
    for study in shown {
        let values = (study.contribution, study.influence);
        let spoken = spoken(words, study);
        points.study(&frame, size, values, radius, [&study.label, &spoken]);
    }
    let clipped = points.clipped;
    let (mut parts, unnamed) = points.named(frame.names(), &[]);
    let mut axes = Part::new();
    let end = frame.draw(&mut axes, &words.text("chart-axis-contribution"));
    parts.push(axes);
    let mut entries = vec![(Sample::Disc(Shape::Bubble), words.text("chart-study"))];
    if clipped {
        entries.push((Sample::Arrow, words.text("chart-beyond")));
    }
    let mut notes = notes.to_vec();
    notes.extend(sheet::unnamed(words, unnamed));
    sheet::finish(parts, size, size.width(), &entries, &notes, end)
}

fn spoken(words: &Words, study: &Study) -> String {
    let numbers = words.numbers();
    let arguments = Arguments::new()
        .text("study", text::label(&study.label))
        .text("contribution", numbers.difference(study.contribution))
        .text("influence", numbers.difference(study.influence));
    words.format("chart-spoken-baujat", &arguments)
}
