//! An axis of a plot: what it covers, where its ticks stand, where a value falls.

mod ticks;

use crate::number::{Numbers, display_value};
use trialpool_review::findings::{Scale, Shown};

/// A tick: where it stands, as a fraction of the axis, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// 0 at the left or lower end, 1 at the right or upper end.
    pub fraction: f64,
    /// The value, written for the reader.
    pub label: String,
}

/// Values closer than this, relative to their size, are drawn as one: no tick could tell them apart.
const COINCIDE: f64 = 1e-9;

/// No axis reaches further, so that its length is a number.
const FARTHEST: f64 = 1e300;

/// An axis that is fitted to its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    scale: Scale,
    lower: f64,
    upper: f64,
    ticks: Vec<Tick>,
}

/// What an axis has to show, on the analysis scale.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extent {
    /// Values that must be inside: point estimates.
    pub points: Vec<f64>,
    /// Intervals of the studies. The axis is as long as most of them need; infinite limits need nothing.
    pub intervals: Vec<[f64; 2]>,
    /// Pooled and prediction intervals, shown as far as the axis reaches.
    pub summaries: Vec<[f64; 2]>,
    /// The value of no effect.
    pub null: Option<f64>,
}

/// The room that an axis has for its ticks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Which way it goes.
    pub direction: Direction,
    /// Its length.
    pub length: f64,
    /// The font size of tick labels.
    pub size: f64,
}

/// Which way an axis goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right: tick labels stand side by side.
    Across,
    /// From bottom to top: tick labels stand one above the other.
    Up,
}

/// Where a value falls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// Left of the axis, or below it.
    Below,
    /// On the axis, as a fraction of its length.
    At(f64),
    /// Right of the axis, or above it.
    Above,
}

impl Place {
    /// The fraction of the axis nearest to the value.
    pub fn clamped(self) -> f64 {
        match self {
            Self::Below => 0.0,
            Self::At(fraction) => fraction,
            Self::Above => 1.0,
        }
    }
}

impl Axis {
    /// Fits an axis of `length` units whose tick labels are `size` high.
    ///
    /// All points and the null value are inside. Intervals are inside unless they reach further
    /// from the points than the points spread or than twice the median half-width: the axis is cut
    /// there, and the plot draws arrows.
    pub fn fit(scale: Scale, extent: &Extent, numbers: Numbers, length: f64, size: f64) -> Self {
        let (lower, upper) = match end(scale) {
            Some(end) => limits_from_zero(scale, end, extent),
            None => limits(scale, extent),
        };
        let room = Room {
            direction: Direction::Across,
            length,
            size,
        };
        Self::between(scale, lower, upper, numbers, room)
    }

    /// An axis that shows `values`, all that are finite, and a little beyond them.
    ///
    /// Proportions stand on a linear axis of per cent that ends at 0 and 100, rates on one that starts at 0. Values that
    /// coincide get an axis around them; without any the axis is from −1 to 1.
    pub fn covering(
        scale: Scale,
        values: impl IntoIterator<Item = f64>,
        numbers: Numbers,
        room: Room,
    ) -> Self {
        let coordinates = values
            .into_iter()
            .filter(|value| value.is_finite())
            .map(|value| coordinate(scale, value).clamp(-FARTHEST, FARTHEST));
        let (lower, upper) = hull(coordinates).unwrap_or((-1.0, 1.0));
        let length = upper - lower;
        let padding = if length > COINCIDE * lower.abs().max(upper.abs()) {
            0.05 * length
        } else {
            smallest_reach(scale, lower, upper)
        };
        let (lower, upper) = (lower - padding, upper + padding);
        if let Some(end) = end(scale) {
            return Self::between(scale, lower.max(0.0), upper.min(end), numbers, room);
        }
        Self::between(scale, lower, upper, numbers, room)
    }

    /// An axis of a quantity that is never negative, from 0 to a little beyond the largest of
    /// `values` that is finite.
    pub fn from_zero(values: impl IntoIterator<Item = f64>, numbers: Numbers, room: Room) -> Self {
        let largest = values
            .into_iter()
            .filter(|value| value.is_finite())
            .fold(0.0, f64::max);
        let upper = if largest > 0.0 { largest } else { 1.0 };
        Self::between(Scale::Identity, 0.0, 1.05 * upper, numbers, room)
    }

    fn between(scale: Scale, lower: f64, upper: f64, numbers: Numbers, room: Room) -> Self {
        let (lower, upper) = (lower.max(-FARTHEST), upper.min(FARTHEST));
        Self {
            scale,
            lower,
            upper,
            ticks: ticks::place(scale, lower, upper, numbers, room),
        }
    }

    /// The ticks from the left or lower end on.
    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Where a value of the analysis scale falls; `None` for what is no number.
    pub fn place(&self, value: f64) -> Option<Place> {
        let at = coordinate(self.scale, value);
        if at.is_nan() {
            None
        } else if at < self.lower {
            Some(Place::Below)
        } else if at > self.upper {
            Some(Place::Above)
        } else {
            Some(Place::At((at - self.lower) / (self.upper - self.lower)))
        }
    }

    /// Where a value of the analysis scale falls as a fraction of the length, below 0 or above 1
    /// beyond the ends; infinite for infinite values, `None` for what is no number.
    pub fn fraction(&self, value: f64) -> Option<f64> {
        let at = coordinate(self.scale, value);
        let fraction = (at - self.lower) / (self.upper - self.lower);
        (!fraction.is_nan()).then_some(fraction)
    }

    /// How much of the way from `inside` to `beyond` the axis shows: 1 if all of it.
    pub fn share(&self, inside: f64, beyond: f64) -> Option<f64> {
        let (from, to) = (
            coordinate(self.scale, inside),
            coordinate(self.scale, beyond),
        );
        if from.is_nan() || to.is_nan() {
            return None;
        }
        if to.is_infinite() {
            return Some(0.0);
        }
        let shown = to.clamp(self.lower, self.upper) - from.clamp(self.lower, self.upper);
        Some(if to == from { 1.0 } else { shown / (to - from) })
    }
}

/// The largest value that is shown, where an axis is linear in what is shown and starts at 0: 100 per cent,
/// no end for rates.
fn end(scale: Scale) -> Option<f64> {
    match scale.shown() {
        Shown::Percent => Some(100.0),
        Shown::Rate => Some(f64::INFINITY),
        Shown::Difference | Shown::Ratio => None,
    }
}

/// Proportions and rates stand on a linear axis of themselves; all other scales on the analysis scale.
fn coordinate(scale: Scale, value: f64) -> f64 {
    match end(scale) {
        Some(_) => display_value(scale, value),
        None => value,
    }
}

fn limits(scale: Scale, extent: &Extent) -> (f64, f64) {
    let points = extent
        .points
        .iter()
        .copied()
        .chain(extent.null)
        .filter(|point| point.is_finite());
    let Some((inner_lower, inner_upper)) = hull(points) else {
        return (-1.0, 1.0);
    };
    let spread = inner_upper - inner_lower;
    let reach = spread
        .max(2.0 * median_half_width(&extent.intervals))
        .max(smallest_reach(scale, inner_lower, inner_upper));
    let bounds = || {
        extent
            .intervals
            .iter()
            .chain(&extent.summaries)
            .flatten()
            .copied()
    };
    let (mut lower, mut upper) = hull(bounds().filter(|bound| bound.is_finite())).map_or(
        (inner_lower, inner_upper),
        |(lower, upper)| {
            (
                lower.clamp(inner_lower - reach, inner_lower),
                upper.clamp(inner_upper, inner_upper + reach),
            )
        },
    );
    if upper <= lower {
        (lower, upper) = (lower - reach, upper + reach);
    }
    // Both directions stay visible: no effect never lies at an end.
    let length = upper - lower;
    if let Some(null) = extent.null {
        lower = lower.min(null - 0.15 * length);
        upper = upper.max(null + 0.15 * length);
    }
    let padding = 0.03 * (upper - lower);
    (lower - padding, upper + padding)
}

/// Half the axis of a plot whose points coincide and that knows no interval.
fn smallest_reach(scale: Scale, lower: f64, upper: f64) -> f64 {
    match scale {
        Scale::Log => 0.1,
        _ => (0.1 * lower.abs().max(upper.abs())).max(1e-6),
    }
}

/// From 0, unless all values are high; never below 0 or beyond `end`.
fn limits_from_zero(scale: Scale, end: f64, extent: &Extent) -> (f64, f64) {
    let shown = |value: &f64| display_value(scale, *value);
    let points = extent.points.iter().map(shown);
    let bounds = extent
        .intervals
        .iter()
        .chain(&extent.summaries)
        .flatten()
        .map(shown);
    let values = points.chain(bounds).filter(|value| value.is_finite());
    let Some((lower, upper)) = hull(values) else {
        return (0.0, end.min(100.0));
    };
    let least = if end.is_finite() {
        1.0
    } else {
        (0.01 * upper).max(1e-6)
    };
    let length = (upper - lower).max(least);
    let lower = if lower < length {
        0.0
    } else {
        (lower - 0.1 * length).max(0.0)
    };
    (lower, (upper + 0.06 * (upper - lower).max(least)).min(end))
}

fn hull(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |hull, value| match hull {
        None => Some((value, value)),
        Some((lower, upper)) => Some((lower.min(value), upper.max(value))),
    })
}

fn median_half_width(intervals: &[[f64; 2]]) -> f64 {
    let mut widths: Vec<f64> = intervals
        .iter()
        .map(|[lower, upper]| (upper - lower) / 2.0)
        .filter(|width| width.is_finite() && *width >= 0.0)
        .collect();
    widths.sort_by(f64::total_cmp);
    widths.get(widths.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests;
