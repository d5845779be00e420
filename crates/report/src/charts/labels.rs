//! Names beside points: none covers another, a point, or the edge.

use super::area::Area;
use crate::drawing::{Anchor, Point, Run, Style};

/// More names than this make a plot unreadable; the first ones are set.
const MOST: usize = 60;
/// Distances from the edge of a point to its name, nearest first.
const DISTANCES: [f64; 7] = [3.0, 10.0, 20.0, 32.0, 48.0, 66.0, 90.0];
/// From this distance on a line joins the two.
const LEADER: f64 = 10.0;
/// Only the first names go so far; more leaders than this hide what they explain.
const LEADERS: usize = 15;
/// How often names are placed anew to leave out fewer of them.
const ROUNDS: usize = 6;
/// Space around a name.
const AROUND: f64 = 1.0;
/// Directions from the point to its name, best first; up is positive. The sixteenths of a turn,
/// written out so that they are the same on every machine.
const DIRECTIONS: [Point; 16] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (HALF, HALF),
    (HALF, -HALF),
    (-HALF, HALF),
    (-HALF, -HALF),
    (0.0, 1.0),
    (0.0, -1.0),
    (LONG, SHORT),
    (LONG, -SHORT),
    (-LONG, SHORT),
    (-LONG, -SHORT),
    (SHORT, LONG),
    (SHORT, -LONG),
    (-SHORT, LONG),
    (-SHORT, -LONG),
];
/// Cosine of 45 degrees; cosine and sine of 22.5 degrees.
const HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;
const LONG: f64 = 0.923_879_532_511_286_7;
const SHORT: f64 = 0.382_683_432_365_089_8;

/// A point that is to be named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// Where it is.
    pub(super) at: Point,
    /// Radius of its mark.
    pub(super) reach: f64,
    /// Its name, as short as it has to be.
    pub(super) name: String,
}

/// What must stay free of names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Obstacles<'o> {
    /// No name leaves this.
    pub(super) area: Area,
    /// Lines that a name crosses only where it must.
    pub(super) lines: &'o [[Point; 2]],
}

/// A name at its place, with the line that joins it to its point where it is not beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) run: Run,
    pub(super) leader: Option<[Point; 2]>,
}

/// Places names; `None` where there is no room.
///
/// Each in turn takes the first free place of: beside its point, further away with a leader, the
/// same across a line of the plot. If some find no room, they come first in another round; the
/// round that leaves out the fewest counts, the earliest of equals.
pub(super) fn place(
    wanted: &[Wanted],
    style: Style,
    obstacles: Obstacles<'_>,
) -> Vec<Option<Label>> {
    let mut order: Vec<usize> = (0..wanted.len().min(MOST)).collect();
    let mut best = round(wanted, &order, style, obstacles);
    let mut fewest = left_out(&best, &order);
    let mut last = fewest.clone();
    for _ in 1..ROUNDS {
        if last.is_empty() {
            break;
        }
        order.sort_by_key(|index| !last.contains(index));
        let labels = round(wanted, &order, style, obstacles);
        last = left_out(&labels, &order);
        if last.len() < fewest.len() {
            (best, fewest) = (labels, last.clone());
        }
    }
    best
}

/// Places names in one order.
fn round(
    wanted: &[Wanted],
    order: &[usize],
    style: Style,
    obstacles: Obstacles<'_>,
) -> Vec<Option<Label>> {
    let mut taken = Taken {
        obstacles,
        wanted,
        texts: Vec::new(),
        leaders: Vec::new(),
    };
    let mut labels = vec![None; wanted.len()];
    for &index in order {
        let Some(place) = taken.find(index, style) else {
            continue;
        };
        taken.texts.push(place.text);
        taken.leaders.extend(place.leader);
        let (x, y) = place.at;
        let name = wanted[index].name.as_str();
        labels[index] = Some(Label {
            run: Run::centred(x, y, place.anchor, style, name),
            leader: place.leader,
        });
    }
    labels
}

/// The names of `order` that found no room.
fn left_out(labels: &[Option<Label>], order: &[usize]) -> Vec<usize> {
    let missing = |index: &usize| labels[*index].is_none();
    order.iter().copied().filter(missing).collect()
}

struct Taken<'o> {
    obstacles: Obstacles<'o>,
    wanted: &'o [Wanted],
    texts: Vec<Area>,
    leaders: Vec<[Point; 2]>,
}

/// A place for a name.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Where its middle line is anchored.
    at: Point,
    anchor: Anchor,
    /// What it takes.
    text: Area,
    leader: Option<[Point; 2]>,
}

impl Taken<'_> {
    fn find(&self, index: usize, style: Style) -> Option<Place> {
        let point = &self.wanted[index];
        let width = style.width(&point.name);
        let near = |distance: &&f64| **distance < LEADER || index < LEADERS;
        let places = || {
            DISTANCES.iter().filter(near).flat_map(move |distance| {
                DIRECTIONS.map(|direction| place_at(point, direction, *distance, style, width))
            })
        };
        let free = |place: &Place| self.free(index, place);
        places()
            .filter(free)
            .find(|place| !self.struck_through(place))
            .or_else(|| places().find(free))
    }

    /// Whether a name covers nothing, and its leader no text, point or leader.
    fn free(&self, index: usize, place: &Place) -> bool {
        let text = place.text;
        let around = Area {
            left: text.left - AROUND,
            top: text.top - AROUND,
            right: text.right + AROUND,
            bottom: text.bottom + AROUND,
        };
        let mut others = self
            .wanted
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, point)| point);
        self.obstacles.area.holds(text)
            && self.texts.iter().all(|other| !around.overlaps(*other))
            && self
                .leaders
                .iter()
                .all(|leader| !around.crossed_by(*leader))
            && self
                .wanted
                .iter()
                .all(|point| !text.touches_disc(point.at, point.reach))
            && place.leader.is_none_or(|leader| {
                self.texts.iter().all(|other| !other.crossed_by(leader))
                    && self.leaders.iter().all(|other| !cross(leader, *other))
                    && others.all(|point| distance(point.at, leader) > point.reach.min(3.0))
            })
    }

    fn struck_through(&self, place: &Place) -> bool {
        let mut lines = self.obstacles.lines.iter();
        lines.any(|line| place.text.crossed_by(*line))
    }
}

/// The place of a name `width` wide in a direction from its point.
fn place_at(point: &Wanted, direction: Point, distance: f64, style: Style, width: f64) -> Place {
    let along = |length: f64| {
        (
            point.at.0 + direction.0 * length,
            point.at.1 - direction.1 * length,
        )
    };
    let (x, y) = along(point.reach + distance);
    let anchor = match direction.0 {
        x if x > 0.0 => Anchor::Start,
        x if x < 0.0 => Anchor::End,
        _ => Anchor::Middle,
    };
    // The side of the text that faces the point is at that distance, not its middle.
    let middle = y - direction.1 * style.size() / 2.0;
    Place {
        at: (x, middle),
        anchor,
        text: Area::of(style.bounds((x, style.baseline(middle)), anchor, width)),
        leader: (distance >= LEADER)
            .then(|| [along(point.reach), along(point.reach + distance - 2.0)]),
    }
}

/// Whether two lines cross.
fn cross([a, b]: [Point; 2], [c, d]: [Point; 2]) -> bool {
    let side = |from: Point, to: Point, point: Point| {
        (to.0 - from.0) * (point.1 - from.1) - (to.1 - from.1) * (point.0 - from.0)
    };
    side(a, b, c) * side(a, b, d) <= 0.0 && side(c, d, a) * side(c, d, b) <= 0.0
}

/// Distance of a point from a line between two others.
fn distance((x, y): Point, [from, to]: [Point; 2]) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let squared = dx * dx + dy * dy;
    let t = if squared > 0.0 {
        (((x - from.0) * dx + (y - from.1) * dy) / squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - from.0 - t * dx).hypot(y - from.1 - t * dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AREA: Area = Area {
        left: 0.0,
        top: 0.0,
        right: 600.0,
        bottom: 400.0,
    };

    fn obstacles(lines: &[[Point; 2]]) -> Obstacles<'_> {
        Obstacles { area: AREA, lines }
    }

    fn wanted(at: Point, name: &str) -> Wanted {
        Wanted {
            at,
            reach: 4.0,
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_lone_name_stands_right_of_its_point_and_left_at_the_right_edge() {
        let labels = place(
            &[
                wanted((100.0, 100.0), "Aronson 1948"),
                wanted((590.0, 200.0), "Hart 1977"),
            ],
            Style::Small,
            obstacles(&[]),
        );
        let [Some(first), Some(second)] = &labels[..] else {
            panic!("both fit")
        };
        assert_eq!((first.run.anchor, first.run.at.0), (Anchor::Start, 107.0));
        assert_eq!((second.run.anchor, second.run.at.0), (Anchor::End, 583.0));
        assert!(first.leader.is_none() && second.leader.is_none());
    }

    #[test]
    fn points_that_coincide_get_names_apart() {
        let labels = place(
            &vec![wanted((300.0, 200.0), "A study of 2001"); 4],
            Style::Small,
            obstacles(&[]),
        );
        assert!(labels.iter().all(Option::is_some));
    }

    #[test]
    fn a_name_avoids_the_line_through_its_point() {
        let line = [[(0.0, 200.0), (600.0, 200.0)]];
        let labels = place(
            &[wanted((300.0, 200.0), "Study")],
            Style::Small,
            obstacles(&line),
        );
        let label = labels[0].as_ref().unwrap();
        assert!(!Area::of(label.run.bounds()).crossed_by(line[0]));
        assert!(label.leader.is_none());
    }

    #[test]
    fn a_name_that_found_no_room_comes_first_in_the_next_round() {
        // The second point has room only where the first one's name would stand at first.
        let area = Area {
            right: 130.0,
            bottom: 14.0,
            ..AREA
        };
        let points = [
            wanted((60.0, 6.0), "Abcdef"),
            wanted((124.0, 6.0), "Ghijkl"),
        ];
        let labels = place(&points, Style::Small, Obstacles { area, lines: &[] });
        let anchors: Vec<Anchor> = labels
            .iter()
            .flatten()
            .map(|label| label.run.anchor)
            .collect();
        assert_eq!(anchors, [Anchor::End, Anchor::End]);
    }

    #[test]
    fn a_name_wider_than_the_plot_is_left_out() {
        let name = "x".repeat(200);
        assert_eq!(
            place(
                &[wanted((300.0, 200.0), &name)],
                Style::Small,
                obstacles(&[])
            ),
            [None]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn names_cover_neither_names_nor_points_nor_leaders(
            points in prop::collection::vec((0.0..600.0, 0.0..400.0, 1.0..20.0, "[A-Za-zéא ]{1,24}"), 0..70),
        ) {
            let wanted: Vec<Wanted> = points
                .into_iter()
                .map(|(x, y, reach, name)| Wanted { at: (x, y), reach, name })
                .collect();
            let labels = place(&wanted, Style::Small, obstacles(&[]));
            prop_assert_eq!(labels.len(), wanted.len());
            let set: Vec<&Label> = labels.iter().flatten().collect();
            for (index, label) in set.iter().enumerate() {
                let text = Area::of(label.run.bounds());
                prop_assert!(AREA.holds(text));
                prop_assert!(wanted.iter().all(|point| !text.touches_disc(point.at, point.reach)));
                for (other, second) in set.iter().enumerate() {
                    prop_assert!(other == index || !text.overlaps(Area::of(second.run.bounds())));
                    prop_assert!(other == index || second.leader.is_none_or(|leader| !text.crossed_by(leader)));
                }
            }
        }
    }
}
