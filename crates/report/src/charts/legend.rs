//! What the marks of a chart mean, and remarks, below it.

use crate::drawing::{Anchor, Line, Part, Point, Shape, Style};

/// Width of a sample, and space after it and after its meaning.
const SAMPLE: f64 = 24.0;
const AFTER_SAMPLE: f64 = 6.0;
const AFTER_ENTRY: f64 = 18.0;

/// A sample of a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sample {
    /// A disc.
    Disc(Shape),
    /// Discs of two sizes.
    Discs(Shape),
    /// A diamond.
    Diamond(Shape),
    /// A bar.
    Bar(Shape),
    /// A line.
    Line(Line),
    /// A band, and its edges.
    Band(Shape, Option<Line>),
    /// An arrowhead.
    Arrow,
}

/// Marks and what they mean, in lines between `left` and `right` from `top` on, followed by
/// remarks; returns where they end.
pub(super) fn draw(
    part: &mut Part,
    entries: &[(Sample, String)],
    notes: &[String],
    [left, top, right]: [f64; 3],
) -> f64 {
    let style = Style::Small;
    let indent = SAMPLE + AFTER_SAMPLE;
    let (mut x, mut y, mut end) = (left, top, top);
    for (sample, meaning) in entries {
        let width = indent + style.width(meaning);
        if x > left && x + width > right {
            (x, y) = (left, end);
        }
        sample.draw(part, x, y + style.line_height() / 2.0);
        let lines = style.wrap(meaning, right - x - indent);
        end = end.max(part.lines(x + indent, y, Anchor::Start, style, &lines));
        x += width + AFTER_ENTRY;
    }
    let gap = if entries.is_empty() || notes.is_empty() {
        0.0
    } else {
        3.0
    };
    part.notes(notes, left, end + gap, right - left)
}

impl Sample {
    fn draw(self, part: &mut Part, left: f64, y: f64) {
        let (right, middle) = (left + SAMPLE, left + SAMPLE / 2.0);
        match self {
            Self::Disc(kind) => part.disc((middle, y), 4.0, kind),
            Self::Discs(kind) => {
                part.disc((middle - 5.0, y), 6.0, kind);
                part.disc((middle + 7.0, y), 2.5, kind);
            }
            Self::Diamond(kind) => part.shape(diamond((middle, y), 5.0), kind),
            Self::Bar(kind) => part.shape(corners(left, right, y, 3.0), kind),
            Self::Line(kind) => part.line((left, y), (right, y), kind),
            Self::Band(kind, edge) => {
                let corners = corners(left, right, y, 5.0);
                part.shape(corners.clone(), kind);
                if let Some(edge) = edge {
                    part.line(corners[0], corners[1], edge);
                    part.line(corners[3], corners[2], edge);
                }
            }
            Self::Arrow => super::frame::arrow(part, (middle + 4.0, y), (1.0, 0.0)),
        }
    }
}

/// The corners of a bar, clockwise from the upper left one.
fn corners(left: f64, right: f64, y: f64, half: f64) -> Vec<Point> {
    vec![
        (left, y - half),
        (right, y - half),
        (right, y + half),
        (left, y + half),
    ]
}

/// The corners of a diamond.
pub(super) fn diamond((x, y): Point, half: f64) -> Vec<Point> {
    vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
}
