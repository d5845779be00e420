//! TP0465: the arms of a trial are about equally spread, and so is an arm from time to time.

use crate::context::{Context, TrialView};
use crate::result::spread_of_counts;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Sink};

/// How far a spread is from the others to be another figure: no arm is three times as spread as all others, unless
/// its mean is as much greater.
const FAR: f64 = 3.0;

/// How near the others another reading of it comes. That of √n is the rougher one: `n` may be of another analysis.
const NEAR: f64 = 1.6;

/// Participants from which a standard error is far from a standard deviation.
const LEAST: f64 = 10.0;

/// No trial has so many arms, and no arm so many times, that figures beyond tell more.
const MOST: usize = 100;

/// A figure of spread and what it would be, read otherwise.
struct Spread<'c, 'f> {
    row: &'c ArmResult<'f>,
    column: Column,
    /// As a standard deviation.
    deviation: f64,
    readings: [Option<Reading>; 2],
}

/// Another reading of a figure.
#[derive(Clone, Copy)]
struct Reading {
    help: &'static str,
    /// The standard deviation that it gives.
    deviation: f64,
}

/// What one row differs from, and by which slip.
struct Finding<'s, 'c, 'f> {
    spread: &'s Spread<'c, 'f>,
    other: &'s Spread<'c, 'f>,
    help: &'static str,
    /// The greatest logarithm that the reading leaves unexplained.
    misfit: f64,
}

/// Of arms at one time, and of times of one arm, the one that another reading fits best is reported: a standard error
/// taken for a standard deviation or the reverse is off by √n, a variance by itself.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outcomes = view
        .arm_results
        .chunk_by(|a, b| (a.outcome, a.subgroup) == (b.outcome, b.subgroup));
    for rows in outcomes {
        let spreads: Vec<Spread<'_, '_>> = rows
            .iter()
            .filter(|row| row.analysis.is_empty() && !spread_of_counts::is_doubted(row, context))
            .filter_map(|row| Spread::of(row))
            .collect();
        let mut by_time: Vec<&Spread<'_, '_>> = spreads.iter().collect();
        by_time.sort_by_key(|spread| spread.row.timepoint);
        let mut by_arm: Vec<&Spread<'_, '_>> = spreads.iter().collect();
        by_arm.sort_by_key(|spread| spread.row.arm);
        let times = by_time.chunk_by(|a, b| a.row.timepoint == b.row.timepoint);
        let arms = by_arm.chunk_by(|a, b| a.row.arm == b.row.arm);
        let mut found: Vec<Finding<'_, '_, '_>> = Vec::new();
        for group in times.chain(arms).filter(|group| group.len() <= MOST) {
            let best = group
                .iter()
                .filter_map(|spread| spread.against(group))
                .min_by(|a, b| a.misfit.total_cmp(&b.misfit));
            found.extend(best.filter(|best| {
                let is_new = found
                    .iter()
                    .all(|known| !std::ptr::eq(known.spread, best.spread));
                is_new && !is_told_otherwise(best.spread.row)
            }));
        }
        for finding in found {
            finding.report(sink);
        }
    }
}

/// Whether other figures of the row tell what its spread is, so that other rules look at it.
fn is_told_otherwise(row: &ArmResult<'_>) -> bool {
    let beside = [row.ci_lower, row.ci_upper, row.q1, row.q3, row.min, row.max];
    (row.sd.is_some() && row.se.is_some()) || beside.iter().any(Option::is_some)
}

impl<'c, 'f> Spread<'c, 'f> {
    fn of(row: &'c ArmResult<'f>) -> Option<Self> {
        let n = row.n.map(Reported::value).filter(|n| *n >= LEAST)?;
        let reading = |help, deviation| Some(Reading { help, deviation });
        let positive =
            |number: Option<Reported>| number.map(Reported::value).filter(|number| *number > 0.0);
        if let Some(sd) = positive(row.sd) {
            return Some(Self {
                row,
                column: Column::Sd,
                deviation: sd,
                readings: [
                    reading("tp0380.help-error", sd * n.sqrt()),
                    reading("tp0379.help-variance", sd.sqrt()),
                ],
            });
        }
        let se = positive(row.se)?;
        Some(Self {
            row,
            column: Column::Se,
            deviation: se * n.sqrt(),
            readings: [reading("tp0465.help-deviation", se), None],
        })
    }

    /// Whether it is far from each of the others, and another reading near to each.
    fn against<'s>(&'s self, group: &[&'s Self]) -> Option<Finding<'s, 'c, 'f>> {
        let others = || group.iter().filter(|other| !std::ptr::eq(**other, self));
        let other = *others().next()?;
        let is_far = others().all(|other| self.distance(other, self.deviation) > FAR.ln());
        let readings = self.readings.iter().flatten().filter_map(|reading| {
            let misfit = others()
                .map(|other| self.distance(other, reading.deviation))
                .fold(0.0, f64::max);
            (misfit <= NEAR.ln()).then_some(Finding {
                spread: self,
                other,
                help: reading.help,
                misfit,
            })
        });
        readings
            .min_by(|a, b| a.misfit.total_cmp(&b.misfit))
            .filter(|_| is_far)
    }

    /// How far a standard deviation of this row is from that of another, as a logarithm: what its mean explains, if
    /// spreads grow with means, is no distance.
    fn distance(&self, other: &Self, deviation: f64) -> f64 {
        let mean = |row: &ArmResult<'_>| row.mean.map_or(0.0, Reported::value);
        let (own, their) = (mean(self.row), mean(other.row));
        let by_mean = if own > 0.0 && their > 0.0 {
            (own / their).ln()
        } else {
            0.0
        };
        let distance = (deviation / other.deviation).ln();
        let (low, high) = (by_mean.min(0.0), by_mean.max(0.0));
        (low - distance).max(distance - high).max(0.0)
    }
}

impl Finding<'_, '_, '_> {
    fn report(&self, sink: &mut Sink<'_>) {
        let (spread, other) = (self.spread, self.other);
        let message = Message::new("tp0465")
            .text("column", spread.column.as_str())
            .text("figure", sink.printed(spread.row.row, spread.column))
            .text("theirs", other.column.as_str())
            .text("other", sink.printed(other.row.row, other.column));
        let beside = sink.cell(other.row.row, other.column);
        sink.push(
            Diagnostic::warning(Code::TP0465, message)
                .at(sink.cell(spread.row.row, spread.column))
                .also(beside.saying(Message::new("tp0465.other")))
                .help(Message::new(self.help))
                .help(Message::new("tp0465.help")),
        );
    }
}
