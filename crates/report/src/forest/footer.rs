//! What the marks mean, and remarks, below the plot.

use super::plot::Plot;
use crate::drawing::{Anchor, Field, Line, Part, Shape, Style};

/// Width of a sample of a mark.
const SAMPLE: f64 = 22.0;

/// Writes legend and remarks within `left..right` from `top` on; returns where they end.
pub(super) fn footer(
    part: &mut Part,
    plot: &Plot,
    field: &Field,
    left: f64,
    right: f64,
    top: f64,
) -> f64 {
    let mut y = top;
    let clipped = plot.studies().any(|study| field.clips(study.interval))
        || plot.summaries().any(|summary| {
            field.clips(summary.interval)
                || summary
                    .prediction
                    .as_ref()
                    .is_some_and(|prediction| field.clips(prediction.interval))
        });
    let entries = [
        (
            plot.studies().any(|study| study.unverified),
            Sample::Unverified,
            &plot.marks.unverified_meaning,
        ),
        (
            plot.studies().any(|study| study.bounded),
            Sample::Bounded,
            &plot.marks.bounded_meaning,
        ),
        (clipped, Sample::Clipped, &plot.marks.clipped_meaning),
    ];
    for (_, sample, meaning) in entries
        .iter()
        .filter(|(shown, _, meaning)| *shown && !meaning.is_empty())
    {
        draw(part, sample, left, y + Style::Small.line_height() / 2.0);
        let lines = Style::Small.wrap(meaning, right - left - SAMPLE - 6.0);
        y = part.lines(left + SAMPLE + 6.0, y, Anchor::Start, Style::Small, &lines);
    }
    part.notes(&plot.notes, left, y, right - left)
}

enum Sample {
    Unverified,
    Bounded,
    Clipped,
}

fn draw(part: &mut Part, sample: &Sample, left: f64, y: f64) {
    let (right, middle) = (left + SAMPLE, left + SAMPLE / 2.0);
    match sample {
        Sample::Unverified => part.line((left, y), (right, y), Line::Unverified),
        Sample::Bounded => {
            part.line((left, y), (right, y), Line::Interval);
            let corners = vec![
                (middle - 4.0, y - 4.0),
                (middle + 4.0, y - 4.0),
                (middle + 4.0, y + 4.0),
                (middle - 4.0, y + 4.0),
            ];
            part.shape(corners, Shape::Bounded);
        }
        Sample::Clipped => {
            part.line((left, y), (right - 4.0, y), Line::Interval);
            part.shape(
                vec![(right, y), (right - 7.0, y - 4.0), (right - 7.0, y + 4.0)],
                Shape::Arrow,
            );
        }
    }
}
