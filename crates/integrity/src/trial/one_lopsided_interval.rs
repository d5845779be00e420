//! TP0460: the intervals of one publication are made in one way.

use super::habit::{Fit, Sample, exceptions};
use crate::bounds::Bounds;
use crate::context::{Context, TrialView};
use crate::result::{Comparison, USUAL, asymmetry};
use std::collections::BTreeSet;
use trialpool_ingest::{
    ArmResult, Code, Column, ContrastMeasure, Diagnostic, Key, Message, Row, Sink, SourceKey,
};

/// How lopsided profile, exact and bootstrap intervals are on the whole, in half widths.
const LOPSIDED: f64 = 0.1;

/// A figure with its interval, on the scale on which that may be even.
#[derive(Clone, Copy)]
struct Interval {
    row: Row,
    /// The figure and its limits.
    columns: [Column; 3],
    values: [Bounds; 3],
    source: SourceKey,
    outcome: usize,
    kind: Kind,
}

/// What is computed in one way in one publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Comparison(ContrastMeasure),
    Mean,
    Rate,
}

/// An interval that is lopsided beyond rounding, but less so than [`USUAL`], may be of a method whose
/// intervals are never even, and is a note by itself. Where the others of its measure and source are
/// even, by digits that would show it if they were not, the method is one of even intervals and a figure
/// is mistyped. Beyond [`USUAL`], rules on single rows say so. A row that says how it was analysed may
/// have a method of its own.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (interval, others) in found(view) {
        report(&interval, others, sink);
    }
}

/// The rows of which an interval is the lopsided one.
pub(super) fn rows(view: &TrialView<'_, '_>) -> BTreeSet<Row> {
    let found = found(view).into_iter();
    found.map(|(interval, _)| interval.row).collect()
}

/// The lopsided intervals, with the number of the even ones.
fn found(view: &TrialView<'_, '_>) -> Vec<(Interval, usize)> {
    let comparisons = view.contrasts.iter();
    let comparisons = comparisons.filter(|row| row.analysis.is_empty());
    let comparisons = comparisons.filter_map(|row| {
        let comparison = Comparison::of(row);
        let ((column, estimate), limits) = comparison.estimate.zip(comparison.interval)?;
        let [lower, upper] = limits.columns;
        Some(Interval {
            row: row.row,
            columns: [column, lower, upper],
            values: [estimate, limits.lower, limits.upper],
            source: row.source,
            outcome: row.outcome.index(),
            kind: Kind::Comparison(row.measure),
        })
    });
    let arms = view.arm_results.iter();
    let arms = arms.filter(|row| row.analysis.is_empty());
    let arms = arms.filter_map(|row| of_arm(row));
    let intervals: Vec<Interval> = comparisons.chain(arms).collect();
    let told = intervals.iter().filter_map(|interval| {
        let sample = Sample {
            group: (interval.source, interval.kind),
            outcome: interval.outcome,
            question: interval.row,
            fit: interval.fit()?,
        };
        Some((sample, interval))
    });
    let (samples, intervals): (Vec<_>, Vec<&Interval>) = told.unzip();
    let others = exceptions(&samples).into_iter().zip(intervals);
    let found = others.filter_map(|(others, interval)| Some((*interval, others?)));
    found
        .filter(|(interval, _)| interval.asymmetry() <= USUAL)
        .collect()
}

/// The mean or the rate of an arm with its interval: of rates on the logarithm.
fn of_arm(row: &ArmResult<'_>) -> Option<Interval> {
    let (kind, column, figure) = match (row.mean, row.rate) {
        (Some(mean), None) => (Kind::Mean, Column::Mean, mean),
        (None, Some(rate)) => (Kind::Rate, Column::Rate, rate),
        _ => return None,
    };
    let values = [figure, row.ci_lower?, row.ci_upper?].map(Bounds::of);
    let values = match kind {
        Kind::Rate => [values[0].ln()?, values[1].ln()?, values[2].ln()?],
        _ => values,
    };
    Some(Interval {
        row: row.row,
        columns: [column, Column::CiLower, Column::CiUpper],
        values,
        source: row.source,
        outcome: row.outcome.index(),
        kind,
    })
}

impl Interval {
    fn asymmetry(&self) -> f64 {
        let [figure, lower, upper] = self.values;
        asymmetry(figure, lower, upper)
    }

    /// None where the limits are no interval.
    fn fit(&self) -> Option<Fit> {
        let [figure, lower, upper] = self.values;
        let half = 0.5 * (upper.middle() - lower.middle());
        if !(half.is_finite() && half > 0.0) {
            return None;
        }
        let width = |values: Bounds| values.high - values.low;
        let room = (width(figure) + 0.5 * (width(lower) + width(upper))) / half;
        Some(if self.asymmetry() == 0.0 {
            Fit::agreeing(room, LOPSIDED)
        } else {
            Fit::Parts
        })
    }
}

fn report(interval: &Interval, others: usize, sink: &mut Sink<'_>) {
    let printed = interval
        .columns
        .map(|column| sink.printed(interval.row, column));
    let [estimate, lower, upper] = printed;
    let message = Message::new("tp0460")
        .text("estimate", estimate)
        .text("lower", lower)
        .text("upper", upper)
        .count("others", others);
    let [estimate, lower, upper] = interval
        .columns
        .map(|column| sink.cell(interval.row, column));
    sink.push(
        Diagnostic::warning(Code::TP0460, message)
            .at(estimate)
            .also(lower)
            .also(upper)
            .help(Message::new("tp0460.help")),
    );
}
