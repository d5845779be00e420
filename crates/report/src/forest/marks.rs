//! The marks of studies: squares with intervals.

use super::plot::{Plot, Study};
use crate::axis::{Axis, Extent};
use crate::drawing::{Field, Line, Part, Shape, Style};
use crate::number::Numbers;

/// Side of the square with the largest weight.
const LARGEST: f64 = 13.0;
/// Side below which a square would vanish.
const SMALLEST: f64 = 3.0;
/// Side of squares without weights.
const UNWEIGHTED: f64 = 7.0;
/// The field of `plot` from `left` on, `length` long.
pub(super) fn field(plot: &Plot, left: f64, length: f64) -> Field {
    let numbers = Numbers::new(plot.language);
    let size = Style::Small.size();
    Field {
        axis: Axis::fit(plot.scale, &extent(plot), numbers, length, size),
        left,
        length,
        // To the edge of the drawing, which has the same margin on both sides.
        overhang: left,
    }
}

/// Squares whose areas are in proportion to the weights.
pub(super) struct Squares {
    largest_weight: Option<f64>,
}

impl Squares {
    pub(super) fn of(plot: &Plot) -> Self {
        let largest_weight = plot
            .studies()
            .filter_map(|study| study.weight)
            .filter(|weight| weight.is_finite() && *weight > 0.0)
            .max_by(f64::total_cmp);
        Self { largest_weight }
    }

    /// Interval and square of a study on `field` at height `y`.
    pub(super) fn draw(&self, field: &Field, part: &mut Part, study: &Study, y: f64) {
        let kind = if study.unverified {
            Line::Unverified
        } else {
            Line::Interval
        };
        field.interval(part, study.interval, y, kind);
        let Some(x) = field.x(study.estimate) else {
            return;
        };
        let half = self.side(study.weight) / 2.0;
        let corners = vec![
            (x - half, y - half),
            (x + half, y - half),
            (x + half, y + half),
            (x - half, y + half),
        ];
        part.shape(
            corners,
            if study.bounded {
                Shape::Bounded
            } else {
                Shape::Study
            },
        );
    }

    /// Side of a square whose area is in proportion to the weight.
    fn side(&self, weight: Option<f64>) -> f64 {
        match (weight, self.largest_weight) {
            (Some(weight), Some(largest)) if weight.is_finite() => {
                (LARGEST * (weight.max(0.0) / largest).sqrt()).max(SMALLEST)
            }
            _ => UNWEIGHTED,
        }
    }
}

fn extent(plot: &Plot) -> Extent {
    let intervals = plot.studies().map(|study| study.interval);
    let pooled = plot.summaries().map(|summary| summary.interval);
    let predictions = plot
        .summaries()
        .filter_map(|summary| summary.prediction.as_ref());
    Extent {
        points: plot
            .studies()
            .map(|study| study.estimate)
            .chain(plot.summaries().map(|summary| summary.estimate))
            .collect(),
        intervals: intervals.collect(),
        summaries: pooled
            .chain(predictions.map(|prediction| prediction.interval))
            .collect(),
        null: plot.null,
    }
}
