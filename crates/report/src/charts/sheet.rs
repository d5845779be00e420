//! What all charts share: the two sizes, remarks on what is missing, and the description.

use super::legend::{self, Sample};
use crate::drawing::{Part, Scene, text};
use crate::language::Words;
use trialpool_language::Arguments;

/// The sizes of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// For a page or a screen of a desk.
    Wide,
    /// For a phone.
    Compact,
}

impl Size {
    /// Width of a drawing with one field.
    pub(super) const fn width(self) -> f64 {
        match self {
            Self::Wide => 640.0,
            Self::Compact => 360.0,
        }
    }

    /// Height of the field.
    pub(super) const fn field(self) -> f64 {
        match self {
            Self::Wide => 360.0,
            Self::Compact => 270.0,
        }
    }

    /// Space around the drawing.
    pub(super) const fn margin(self) -> f64 {
        match self {
            Self::Wide => 10.0,
            Self::Compact => 6.0,
        }
    }

    /// The widest name beside a point; a longer one ends in an ellipsis.
    pub(super) const fn name(self) -> f64 {
        match self {
            Self::Wide => 170.0,
            Self::Compact => 110.0,
        }
    }

    /// What a drawing with one field has from left to right, and where it starts.
    pub(super) const fn page(self) -> [f64; 3] {
        let margin = self.margin();
        [margin, margin, self.width() - margin]
    }
}

/// The remark on studies that are not drawn, if there are any.
pub(super) fn left_out(words: &Words, studies: &[&str]) -> Option<String> {
    (!studies.is_empty()).then(|| {
        let studies: Vec<String> = studies.iter().map(|study| text::label(study)).collect();
        let arguments = Arguments::new().text("studies", studies.join(", "));
        words.format("chart-left-out", &arguments)
    })
}

/// The remark on names that found no room, if there are any.
pub(super) fn unnamed(words: &Words, count: usize) -> Option<String> {
    (count > 0).then(|| {
        words
            .format("chart-unnamed", &Arguments::new().count("k", count))
            .trim()
            .to_owned()
    })
}

/// Ends a drawing with legend and remarks.
pub(super) fn finish(
    mut parts: Vec<Part>,
    size: Size,
    width: f64,
    entries: &[(Sample, String)],
    notes: &[String],
    top: f64,
) -> Scene {
    let margin = size.margin();
    let mut part = Part::new();
    let end = legend::draw(
        &mut part,
        entries,
        notes,
        [margin, top + 10.0, width - margin],
    );
    parts.push(part);
    Scene {
        width,
        height: (end + margin).ceil(),
        parts,
    }
}

/// Sentences in one text, each with its full stop.
pub(super) fn sentences<'s>(sentences: impl IntoIterator<Item = &'s str>) -> String {
    let mut text = String::new();
    for sentence in sentences.into_iter().map(str::trim) {
        if sentence.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(sentence);
        if !sentence.ends_with(['.', '!', '?']) {
            text.push('.');
        }
    }
    text
}
