//! A horizontal axis and the marks along it: intervals, diamonds, prediction bars.

use super::scene::{Anchor, Line, Part, Point, Shape, Style};
use crate::axis::{Axis, Place};

/// Half the height of a diamond.
const DIAMOND: f64 = 7.0;
/// Half the height of a prediction bar.
const BAR: f64 = 3.0;
/// Length and half the height of an arrowhead.
const ARROW: (f64, f64) = (7.0, 4.0);

/// The field in which marks are drawn: an axis and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) axis: Axis,
    pub(crate) left: f64,
    pub(crate) length: f64,
    /// How far tick labels may reach beyond the axis at either end.
    pub(crate) overhang: f64,
}

impl Field {
    pub(crate) fn right(&self) -> f64 {
        self.left + self.length
    }

    /// Where a value is drawn; the end of the axis for one beyond it.
    pub(crate) fn x(&self, value: f64) -> Option<f64> {
        self.axis.place(value).map(|place| self.at(place))
    }

    fn at(&self, place: Place) -> f64 {
        self.left + place.clamped() * self.length
    }

    /// Whether an end of the interval lies beyond the axis.
    pub(crate) fn clips(&self, interval: [f64; 2]) -> bool {
        interval
            .into_iter()
            .any(|bound| matches!(self.axis.place(bound), Some(Place::Below | Place::Above)))
    }

    /// The interval of a study, with arrowheads where it goes on beyond the axis.
    pub(crate) fn interval(&self, part: &mut Part, [lower, upper]: [f64; 2], y: f64, kind: Line) {
        let (Some(lower), Some(upper)) = (self.axis.place(lower), self.axis.place(upper)) else {
            return;
        };
        let (mut from, mut to) = (self.at(lower), self.at(upper));
        for (place, end, direction) in [(lower, &mut from, -1.0), (upper, &mut to, 1.0)] {
            if matches!(place, Place::Below | Place::Above) {
                let tip = *end;
                // The line ends inside the arrowhead.
                *end -= direction * ARROW.0 / 2.0;
                let base = tip - direction * ARROW.0;
                part.shape(
                    vec![(tip, y), (base, y - ARROW.1), (base, y + ARROW.1)],
                    Shape::Arrow,
                );
            }
        }
        part.line((from, y), (to.max(from), y), kind);
    }

    /// Diamond of a pooled result; cut where its interval leaves the axis, with an
    /// arrowhead.
    pub(crate) fn diamond(
        &self,
        part: &mut Part,
        estimate: f64,
        [lower, upper]: [f64; 2],
        y: f64,
        kind: Shape,
    ) {
        let Some(centre) = self.x(estimate) else {
            return;
        };
        let mut points: Vec<Point> = vec![(centre, y - DIAMOND)];
        points.extend(self.diamond_end(centre, estimate, upper, y, 1.0));
        points.push((centre, y + DIAMOND));
        points.extend(self.diamond_end(centre, estimate, lower, y, -1.0));
        part.shape(points, kind);
    }

    /// The corners of one end, clockwise: its tip, or a cut with an arrowhead.
    fn diamond_end(
        &self,
        centre: f64,
        estimate: f64,
        bound: f64,
        y: f64,
        direction: f64,
    ) -> Vec<Point> {
        match self.axis.place(bound) {
            None => vec![(centre + direction, y)],
            Some(place @ Place::At(_)) => vec![(self.at(place), y)],
            Some(place) => {
                let tip = self.at(place);
                let cut = tip - direction * ARROW.0;
                if (cut - centre) * direction <= 0.0 {
                    return vec![(tip, y)];
                }
                // What the cut leaves of the half-diamond's height, and an arrowhead beyond it.
                let half = DIAMOND * (1.0 - self.axis.share(estimate, bound).unwrap_or(0.0));
                let head = half + 2.5;
                [
                    (cut, -half),
                    (cut, -head),
                    (tip, 0.0),
                    (cut, head),
                    (cut, half),
                ]
                .map(|(x, above)| (x, y + direction * above))
                .to_vec()
            }
        }
    }

    /// Bar of a prediction interval.
    pub(crate) fn prediction(&self, part: &mut Part, interval: [f64; 2], y: f64) {
        let [lower, upper] = interval.map(|bound| self.axis.place(bound));
        let (Some(lower), Some(upper)) = (lower, upper) else {
            return;
        };
        let mut points: Vec<Point> = Vec::new();
        let (from, to) = (self.at(lower), self.at(upper));
        if lower == Place::Below {
            points.extend([
                (from + ARROW.0, y + BAR + 2.0),
                (from, y),
                (from + ARROW.0, y - BAR - 2.0),
                (from + ARROW.0, y - BAR),
            ]);
        } else {
            points.extend([(from, y + BAR), (from, y - BAR)]);
        }
        if upper == Place::Above {
            points.extend([
                (to - ARROW.0, y - BAR),
                (to - ARROW.0, y - BAR - 2.0),
                (to, y),
                (to - ARROW.0, y + BAR + 2.0),
                (to - ARROW.0, y + BAR),
            ]);
        } else {
            points.extend([(to, y - BAR), (to, y + BAR)]);
        }
        if lower == Place::Below {
            points.push((from + ARROW.0, y + BAR));
        }
        part.shape(points, Shape::Prediction);
    }

    /// Axis line, ticks, tick labels and name from `top` on; returns where they end.
    pub(crate) fn scale(&self, part: &mut Part, name: &str, top: f64) -> f64 {
        part.line((self.left, top), (self.right(), top), Line::Axis);
        let mut free = f64::NEG_INFINITY;
        for tick in self.axis.ticks() {
            let x = self.left + tick.fraction * self.length;
            part.line((x, top), (x, top + 5.0), Line::Axis);
            // The label stands below its tick, as far as there is room for it.
            let half = Style::Small.width(&tick.label) / 2.0;
            let middle = x
                .max(self.left - self.overhang + half)
                .min(self.right() + self.overhang - half);
            if middle - half < free {
                continue;
            }
            free = middle + half + 2.0;
            part.text(
                middle,
                top + 14.0,
                Anchor::Middle,
                Style::Small,
                tick.label.as_str(),
            );
        }
        let lines = name_lines(name, self.length);
        part.lines(
            self.left + self.length / 2.0,
            top + 24.0,
            Anchor::Middle,
            Style::Small,
            &lines,
        )
    }
}

/// The name of the axis in one line, or broken after its last comma, or wherever it must.
fn name_lines(name: &str, limit: f64) -> Vec<String> {
    let style = Style::Small;
    match name.rsplit_once(", ") {
        Some((measure, scale)) if style.width(name) > limit => {
            let mut lines = style.wrap(measure, limit);
            lines.extend(style.wrap(scale, limit));
            lines
        }
        _ => style.wrap(name, limit),
    }
}
