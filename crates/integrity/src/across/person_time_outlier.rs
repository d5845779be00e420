//! TP0531: the person-time by participant fits that of the other trials.

use super::edits::{self, Candidate};
use super::outliers::{self, Figure, Subject, slot, stratum};
use super::prediction::Value;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Key, Reported, Sink};

/// Compared as logarithms among arms of one outcome, and of one time where enough other trials have
/// it; as shares of the time of measurement where that is known, as trials differ in length.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let rows = &context.registry.arm_results;
    let figures = rows.iter().enumerate().filter_map(|(index, row)| {
        Some(Figure {
            coarse: stratum([
                0,
                usize::from(weeks(row, context).is_some()),
                row.outcome.index(),
            ]),
            fine: stratum([0, slot(row.timepoint), row.outcome.index()]),
            trial: row.trial,
            index: index as u32,
            value: value(
                row.person_time?.value(),
                row.n?.value() * length(row, context),
            ),
        })
    });
    let subject = Subject {
        code: Code::TP0531,
        message: "tp0531",
        quantity: "tp0525.person-time",
        place: &|index| {
            let row = &rows[index as usize];
            (row.row, Column::PersonTime, row.outcome)
        },
        slips: &|index| slips(&rows[index as usize], context),
        elsewhere: None,
    };
    outliers::report(figures.collect(), &subject, context, sink);
}

/// `expected` is the participants times what person-time is measured by.
fn value(time: f64, expected: f64) -> Value {
    Value::exact((time / expected).ln(), None)
}

/// The weeks until the time of measurement.
fn weeks(row: &ArmResult<'_>, context: &Context<'_, '_>) -> Option<f64> {
    let timepoint = &context.registry.timepoints[row.timepoint?];
    timepoint
        .weeks
        .map(Reported::value)
        .filter(|weeks| *weeks > 0.0)
}

/// What person-time is measured by: the time of measurement, or 1 where that is not known.
fn length(row: &ArmResult<'_>, context: &Context<'_, '_>) -> f64 {
    weeks(row, context).unwrap_or(1.0)
}

fn slips(row: &ArmResult<'_>, context: &Context<'_, '_>) -> Vec<(Candidate, Value)> {
    let (Some(time), Some(n)) = (row.person_time, row.n) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    edits::digits(Column::PersonTime, time, &mut found);
    edits::decimal(Column::PersonTime, time, &mut found);
    edits::digits(Column::N, n, &mut found);
    for factor in super::TIME_FACTORS {
        let years = time.value() / factor;
        found.push(Candidate::computed(edits::UNIT, Column::PersonTime, years));
    }
    let length = length(row, context);
    let located = found.into_iter().filter(|candidate| candidate.number > 0.0);
    let located = located.map(|candidate| {
        let value = match candidate.column {
            Column::N => value(time.value(), candidate.number * length),
            _ => value(candidate.number, n.value() * length),
        };
        (candidate, value)
    });
    located.collect()
}
