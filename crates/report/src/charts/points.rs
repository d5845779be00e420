//! The studies of a scatter: their marks, and names beside them.

use super::area::Area;
use super::frame::Frame;
use super::labels::{self, Obstacles, Wanted};
use super::sheet::Size;
use crate::drawing::{Element, Line, Part, Point, Shape, Style, text};

/// Marks that are drawn, each in a part of its own, and the names that they are to have.
#[derive(Debug, Default)]
pub(super) struct Points {
    rows: Vec<Part>,
    wanted: Vec<Wanted>,
    /// Whether one of them lies beyond the field.
    pub(super) clipped: bool,
}

impl Points {
    /// Draws a study as a disc at its values, or as an arrowhead where they lie beyond the field;
    /// not at all if one of them is no number.
    pub(super) fn study(
        &mut self,
        frame: &Frame,
        size: Size,
        values: (f64, f64),
        radius: f64,
        [label, spoken]: [&str; 2],
    ) {
        let mut row = Part::row(spoken);
        let Some(mark) = frame.mark(&mut row, values, radius, Shape::Bubble) else {
            return;
        };
        self.clipped |= mark.clipped;
        let name = text::cut(label, size.name(), Style::Name.size(), false);
        self.push(row, mark.at, mark.reach, name);
    }

    /// Adds what is drawn already around a point.
    pub(super) fn push(&mut self, row: Part, at: Point, reach: f64, name: String) {
        self.rows.push(row);
        self.wanted.push(Wanted { at, reach, name });
    }

    /// The parts with their names inside `area`, which cross `lines` only where they must, and
    /// how many names found no room.
    pub(super) fn named(mut self, area: Area, lines: &[[Point; 2]]) -> (Vec<Part>, usize) {
        let labels = labels::place(&self.wanted, Style::Name, Obstacles { area, lines });
        let missing = self.wanted.iter().zip(&labels);
        let missing = missing
            .filter(|(wanted, label)| label.is_none() && !wanted.name.is_empty())
            .count();
        for (row, label) in self.rows.iter_mut().zip(labels) {
            let Some(label) = label else {
                continue;
            };
            if let Some([from, to]) = label.leader {
                row.line(from, to, Line::Leader);
            }
            row.elements.push(Element::Text(label.run));
        }
        (self.rows, missing)
    }
}
