//! Readable ticks: 0.02 0.05 0.1 0.2 0.5 1 2 5 on a log axis, multiples of 1, 2 or 5 elsewhere.

use super::{Direction, Room, Tick};
use crate::drawing::text;
use crate::number::Numbers;
use trialpool_review::findings::Scale;

/// Space between two tick labels, in parts of their height.
const GAP: f64 = 0.9;
/// More ticks than this clutter a log axis, or a linear one.
const MOST: (usize, usize) = (9, 7);
/// Fewer than this say too little of a log axis.
const FEWEST: usize = 3;

/// Ticks inside `lower..=upper` (axis coordinates: logs on a log axis) whose labels do not touch.
pub(super) fn place(
    scale: Scale,
    lower: f64,
    upper: f64,
    numbers: Numbers,
    room: Room,
) -> Vec<Tick> {
    let fraction = |value: f64| {
        let at = if scale == Scale::Log {
            value.ln()
        } else {
            value
        };
        (at - lower) / (upper - lower)
    };
    let write = |values: Vec<f64>| -> Vec<Tick> {
        values
            .into_iter()
            .filter(|value| fraction(*value).is_finite())
            .map(|value| Tick {
                fraction: fraction(value),
                label: numbers.short(value),
            })
            .collect()
    };
    let (wanted, most) = if scale == Scale::Log {
        (FEWEST, MOST.0)
    } else {
        (2, MOST.1)
    };
    let fits = |ticks: &[Tick]| {
        ticks.len() <= most
            && ticks.windows(2).all(|pair| {
                let apart = (pair[1].fraction - pair[0].fraction) * room.length;
                let along = |tick: &Tick| match room.direction {
                    Direction::Across => text::width(&tick.label, room.size, false),
                    Direction::Up => room.size,
                };
                let labels = pair.iter().map(|tick| along(tick) / 2.0);
                pair[0].label != pair[1].label && apart >= labels.sum::<f64>() + GAP * room.size
            })
    };
    let candidates: Box<dyn Iterator<Item = Vec<f64>>> = if scale == Scale::Log {
        Box::new(log_candidates(lower, upper))
    } else {
        Box::new(linear_candidates(lower, upper))
    };
    let mut best: Vec<Tick> = Vec::new();
    for candidate in candidates {
        let ticks = write(candidate);
        if !fits(&ticks) {
            continue;
        }
        if ticks.len() >= wanted {
            return ticks;
        }
        if ticks.len() > best.len() {
            best = ticks;
        }
    }
    best
}

/// Best first: 1-2-5 in each decade, whole decades, every nth decade; for less than a decade or
/// so, multiples of a step.
fn log_candidates(lower: f64, upper: f64) -> impl Iterator<Item = Vec<f64>> {
    // A ratio has no decade beyond those of a double.
    let decade = |log: f64| (log / std::f64::consts::LN_10).clamp(-300.0, 300.0);
    let decades = decade(lower).floor() as i32..=decade(upper).ceil() as i32;
    let inside = move |value: &f64| (lower..=upper).contains(&value.ln());
    let of_decades = move |mantissas: &'static [f64], every: i32| -> Vec<f64> {
        decades
            .clone()
            .filter(|decade| decade.rem_euclid(every) == 0)
            .flat_map(|decade| {
                mantissas
                    .iter()
                    .map(move |mantissa| power_of_ten(*mantissa, decade))
            })
            .filter(inside)
            .collect()
    };
    let coarse = [
        (&[1.0, 2.0, 5.0][..], 1),
        (&[1.0, 3.0], 1),
        (&[1.0], 1),
        (&[1.0], 2),
        (&[1.0], 3),
        (&[1.0], 5),
    ]
    .into_iter()
    .chain([(&[1.0][..], 10), (&[1.0], 25), (&[1.0], 50), (&[1.0], 100)])
    .map(move |(mantissas, every)| of_decades(mantissas, every));
    let fine = linear_candidates(lower.exp(), upper.exp())
        .map(|values| values.into_iter().filter(|value| *value > 0.0).collect());
    coarse.chain(fine)
}

/// Multiples of 1, 2 or 5 times a power of ten, densest first.
fn linear_candidates(lower: f64, upper: f64) -> impl Iterator<Item = Vec<f64>> {
    let length = upper - lower;
    let start = if length > 0.0 && length.is_finite() {
        length.log10().floor() as i32 - 1
    } else {
        0
    };
    (start..=start + 2)
        .flat_map(|decade| [1.0, 2.0, 5.0].map(|mantissa| (mantissa, decade)))
        .map(move |(mantissa, decade)| {
            let first = (lower / power_of_ten(mantissa, decade)).ceil();
            let last = (upper / power_of_ten(mantissa, decade)).floor();
            // More than that never fit, so no more are made.
            (0..=(last - first).clamp(-1.0, MOST.0 as f64 + 1.0) as i64)
                .map(|index| multiple(first + index as f64, mantissa, decade))
                .collect()
        })
}

/// `mantissa` x 10^`decade`, exact where a decimal literal would be.
fn power_of_ten(mantissa: f64, decade: i32) -> f64 {
    multiple(1.0, mantissa, decade)
}

/// A division rounds once, so 3 / 10 is the double nearest to 0.3; 3 * 0.1 is not.
fn multiple(count: f64, mantissa: f64, decade: i32) -> f64 {
    if decade < 0 {
        count * mantissa / 10_f64.powi(-decade)
    } else {
        count * mantissa * 10_f64.powi(decade)
    }
}
