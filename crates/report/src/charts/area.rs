//! Upright rectangles: what lies inside them, and what of a line or a band does.

use crate::drawing::Point;

/// An upright rectangle; `top` is the smaller ordinate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The rectangle of a text's bounds.
    pub(super) fn of([left, top, right, bottom]: [f64; 4]) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// Whether `other` lies inside.
    pub(super) fn holds(self, other: Self) -> bool {
        other.left >= self.left
            && other.right <= self.right
            && other.top >= self.top
            && other.bottom <= self.bottom
    }

    /// Whether the two share some area.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a disc reaches into it.
    pub(super) fn touches_disc(self, (x, y): Point, radius: f64) -> bool {
        let (dx, dy) = (
            x - x.clamp(self.left, self.right),
            y - y.clamp(self.top, self.bottom),
        );
        dx * dx + dy * dy < radius * radius
    }

    /// Whether a line from `from` to `to` passes through it.
    pub(super) fn crossed_by(self, [from, to]: [Point; 2]) -> bool {
        self.segment(from, to).is_some()
    }

    /// The part of a line that lies inside (Liang and Barsky: the line is `from + t (to - from)`,
    /// and each side bounds `t` from below or above).
    pub(super) fn segment(self, from: Point, to: Point) -> Option<[Point; 2]> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        for (step, room) in [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ] {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                first = first.max(room / step);
            } else {
                last = last.min(room / step);
            }
        }
        let at = |t: f64| (from.0 + t * dx, from.1 + t * dy);
        (first <= last).then(|| {
            [
                if first == 0.0 { from } else { at(first) },
                if last == 1.0 { to } else { at(last) },
            ]
        })
    }

    /// The pieces of a line through `points` that lie inside.
    pub(super) fn curve(self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut pieces: Vec<Vec<Point>> = Vec::new();
        for pair in points.windows(2) {
            let Some([from, to]) = self.segment(pair[0], pair[1]) else {
                continue;
            };
            match pieces.last_mut() {
                Some(piece) if piece.last() == Some(&from) => piece.push(to),
                _ => pieces.push(vec![from, to]),
            }
        }
        pieces
    }

    /// What of a closed figure lies inside (Sutherland and Hodgman: cut along each side in turn).
    pub(super) fn polygon(self, points: &[Point]) -> Vec<Point> {
        // How far inside each side a point is.
        let sides: [fn(Self, Point) -> f64; 4] = [
            |area, point| point.0 - area.left,
            |area, point| area.right - point.0,
            |area, point| point.1 - area.top,
            |area, point| area.bottom - point.1,
        ];
        sides.into_iter().fold(points.to_vec(), |points, inside| {
            let mut kept = Vec::with_capacity(points.len() + 4);
            for (index, &to) in points.iter().enumerate() {
                let from = points[(index + points.len() - 1) % points.len()];
                let (before, here) = (inside(self, from), inside(self, to));
                if (before < 0.0) != (here < 0.0) {
                    let t = before / (before - here);
                    kept.push((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1)));
                }
                if here >= 0.0 {
                    kept.push(to);
                }
            }
            kept
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SQUARE: Area = Area {
        left: 0.0,
        top: 0.0,
        right: 10.0,
        bottom: 10.0,
    };

    #[test]
    fn a_line_is_cut_where_it_leaves() {
        assert_eq!(
            SQUARE.segment((-10.0, 5.0), (5.0, 5.0)),
            Some([(0.0, 5.0), (5.0, 5.0)])
        );
        assert_eq!(SQUARE.segment((-1.0, 5.0), (-1.0, 6.0)), None);
        assert_eq!(SQUARE.segment((16.0, 5.0), (5.0, 16.0)), None);
        // Out and in again: two pieces.
        let pieces = SQUARE.curve(&[(1.0, 5.0), (5.0, 15.0), (9.0, 5.0)]);
        assert_eq!(
            pieces,
            [vec![(1.0, 5.0), (3.0, 10.0)], vec![(7.0, 10.0), (9.0, 5.0)]]
        );
    }

    #[test]
    fn a_triangle_is_cut_at_a_side() {
        let cut = SQUARE.polygon(&[(2.0, 5.0), (12.0, 0.0), (12.0, 10.0)]);
        assert_eq!(cut, [(10.0, 9.0), (2.0, 5.0), (10.0, 1.0)]);
        assert!(
            SQUARE
                .polygon(&[(11.0, 1.0), (12.0, 1.0), (12.0, 2.0)])
                .is_empty()
        );
    }

    #[test]
    fn discs_touch_by_distance_not_by_their_boxes() {
        assert!(SQUARE.touches_disc((12.0, 5.0), 2.1));
        assert!(!SQUARE.touches_disc((12.0, 12.0), 2.1));
        assert!(SQUARE.touches_disc((5.0, 5.0), 0.1));
    }

    proptest! {
        #[test]
        fn nothing_is_left_outside(points in prop::collection::vec((-50.0..50.0, -50.0..50.0), 3..12)) {
            let inside = |(x, y): &Point| {
                (-1e-9..=10.0 + 1e-9).contains(x) && (-1e-9..=10.0 + 1e-9).contains(y)
            };
            prop_assert!(SQUARE.curve(&points).iter().flatten().all(inside));
            prop_assert!(SQUARE.polygon(&points).iter().all(inside));
        }
    }
}
