//! The field of a scatter: two axes and what lies between them.

use super::area::Area;
use crate::axis::{Axis, Direction, Place, Room};
use crate::drawing::{Anchor, Field, Line, Part, Point, Shape, Style};

/// Length of a tick.
const TICK: f64 = 5.0;
/// Space between a tick and its label.
const GAP: f64 = 4.0;
/// Space right of the field, for what of the last tick label reaches beyond it.
const RIGHT: f64 = 16.0;
/// Length and half the width of an arrowhead.
const ARROW: (f64, f64) = (9.0, 4.5);
/// Further than this from the field a line leaves it as if it went on for ever.
const FAR: f64 = 1e6;

/// Two axes that enclose a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    pub(super) area: Area,
    across: Field,
    up: Axis,
    up_name: Vec<String>,
}

/// Where a pair of values is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// The place, or the place of the field nearest to it.
    pub(super) at: Point,
    /// The direction in which the values lie beyond the field, if they do.
    pub(super) beyond: Option<Point>,
}

/// A mark that is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub(super) at: Point,
    /// How far it reaches from there.
    pub(super) reach: f64,
    /// Whether it is an arrowhead.
    pub(super) clipped: bool,
}

impl Frame {
    /// A frame from `left` to `right`, labels of the upright axis included. The name of that axis
    /// stands above it from `top` on; below the name the field is `height` high.
    pub(super) fn new(
        [left, top, right]: [f64; 3],
        height: f64,
        up_name: &str,
        up: impl FnOnce(Room) -> Axis,
        across: impl FnOnce(Room) -> Axis,
    ) -> Self {
        let style = Style::Small;
        let room = |direction, length| Room {
            direction,
            length,
            size: style.size(),
        };
        let up = up(room(Direction::Up, height));
        let labels = up.ticks().iter().map(|tick| style.width(&tick.label));
        let inner_left = left + labels.fold(0.0, f64::max) + GAP + TICK;
        let up_name = style.wrap(up_name, right - left);
        let top = top + up_name.len() as f64 * style.line_height() + 8.0;
        let area = Area {
            left: inner_left,
            top,
            right: right - RIGHT,
            bottom: top + height,
        };
        Self {
            area,
            across: Field {
                axis: across(room(Direction::Across, area.width())),
                left: area.left,
                length: area.width(),
                overhang: RIGHT.min(area.left),
            },
            up,
            up_name,
        }
    }

    /// Where a pair of values is drawn; `None` if one of them is no number.
    pub(super) fn spot(&self, x: f64, y: f64) -> Option<Spot> {
        let (across, up) = (self.across.axis.place(x)?, self.up.place(y)?);
        let beyond = |place| match place {
            Place::Below => -1.0,
            Place::At(_) => 0.0,
            Place::Above => 1.0,
        };
        let (dx, dy) = (beyond(across), -beyond(up));
        let length = f64::hypot(dx, dy);
        Some(Spot {
            at: (
                self.area.left + across.clamped() * self.area.width(),
                self.area.bottom - up.clamped() * self.area.height(),
            ),
            beyond: (length > 0.0).then(|| (dx / length, dy / length)),
        })
    }

    /// Draws a disc at a pair of values, or an arrowhead at the edge where they lie beyond the
    /// field; nothing if one of them is no number.
    pub(super) fn mark(
        &self,
        part: &mut Part,
        (x, y): (f64, f64),
        radius: f64,
        kind: Shape,
    ) -> Option<Mark> {
        let Spot { at, beyond } = self.spot(x, y)?;
        let reach = if let Some(direction) = beyond {
            arrow(part, at, direction);
            ARROW.0
        } else {
            part.disc(at, radius, kind);
            radius
        };
        Some(Mark {
            at,
            reach,
            clipped: beyond.is_some(),
        })
    }

    /// Where names beside points may stand: between the axes and the edge of the drawing.
    pub(super) fn names(&self) -> Area {
        Area {
            left: self.area.left + 2.0,
            right: self.area.right + RIGHT,
            bottom: self.area.bottom - 2.0,
            ..self.area
        }
    }

    /// Where a pair of values would be drawn on a field without end.
    pub(super) fn point(&self, x: f64, y: f64) -> Option<Point> {
        let (across, up) = (self.across.axis.fraction(x)?, self.up.fraction(y)?);
        let far = |at: f64| at.clamp(-FAR, FAR);
        Some((
            far(self.area.left + across * self.area.width()),
            far(self.area.bottom - up * self.area.height()),
        ))
    }

    /// The pieces of a line through values that lie in the field; it is broken where a value is
    /// no number.
    pub(super) fn curve(&self, values: impl IntoIterator<Item = (f64, f64)>) -> Vec<Vec<Point>> {
        let points: Vec<Option<Point>> =
            values.into_iter().map(|(x, y)| self.point(x, y)).collect();
        points
            .split(Option::is_none)
            .flat_map(|run| {
                self.area
                    .curve(&run.iter().copied().flatten().collect::<Vec<_>>())
            })
            .collect()
    }

    /// The parts of a band between lower and upper values that lie in the field.
    pub(super) fn band(&self, values: &[(f64, [f64; 2])]) -> Vec<Vec<Point>> {
        let ends: Vec<Option<[Point; 2]>> = values
            .iter()
            .map(|(x, [lower, upper])| Some([self.point(*x, *lower)?, self.point(*x, *upper)?]))
            .collect();
        ends.split(Option::is_none)
            .map(|run| {
                let run: Vec<[Point; 2]> = run.iter().copied().flatten().collect();
                let lower = run.iter().map(|[lower, _]| *lower);
                let upper = run.iter().rev().map(|[_, upper]| *upper);
                self.area.polygon(&lower.chain(upper).collect::<Vec<_>>())
            })
            .filter(|points| points.len() > 2)
            .collect()
    }

    /// A horizontal line at a value, if the field has it.
    pub(super) fn level(&self, value: f64) -> Option<[Point; 2]> {
        let Some(Place::At(fraction)) = self.up.place(value) else {
            return None;
        };
        let y = self.area.bottom - fraction * self.area.height();
        Some([(self.area.left, y), (self.area.right, y)])
    }

    /// Draws axes, ticks, labels and names; returns where they end.
    pub(super) fn draw(&self, part: &mut Part, across_name: &str) -> f64 {
        let (area, style) = (self.area, Style::Small);
        let top = area.top - 8.0 - self.up_name.len() as f64 * style.line_height();
        // The name starts with the labels of its axis.
        let labels = self.up.ticks().iter().map(|tick| style.width(&tick.label));
        let left = area.left - TICK - GAP - labels.fold(0.0, f64::max);
        part.lines(left, top, Anchor::Start, style, &self.up_name);
        part.line((area.left, area.top), (area.left, area.bottom), Line::Axis);
        for tick in self.up.ticks() {
            let y = area.bottom - tick.fraction * area.height();
            part.line((area.left - TICK, y), (area.left, y), Line::Axis);
            part.text(
                area.left - TICK - GAP,
                y,
                Anchor::End,
                style,
                tick.label.as_str(),
            );
        }
        self.across.scale(part, across_name, area.bottom)
    }
}

/// Draws an arrowhead whose tip is at the edge of the field.
pub(super) fn arrow(part: &mut Part, tip: Point, (dx, dy): Point) {
    let base = (tip.0 - ARROW.0 * dx, tip.1 - ARROW.0 * dy);
    let side = (-dy * ARROW.1, dx * ARROW.1);
    part.shape(
        vec![
            tip,
            (base.0 + side.0, base.1 + side.1),
            (base.0 - side.0, base.1 - side.1),
        ],
        Shape::Arrow,
    );
}
