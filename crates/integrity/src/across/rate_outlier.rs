//! TP0528: the events by person-time fit those of the other trials.

use super::edits::{self, Candidate};
use super::outliers::{self, Subject};
use super::prediction::Value;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Reported, Sink};

/// Compared as logarithms among arms of one treatment and outcome; at the same time where enough
/// other trials have it.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let rows = &registry.arm_results;
    let figures = outliers::of_arms(context, value);
    let subject = Subject {
        code: Code::TP0528,
        message: "tp0528",
        quantity: "tp0525.rate",
        place: &|index| {
            let row = &rows[index as usize];
            let column = if row.rate.is_some() {
                Column::Rate
            } else {
                Column::Events
            };
            (row.row, column, row.outcome)
        },
        slips: &|index| slips(&rows[index as usize]),
        // Beside `n`, the rule on person-time speaks of it.
        elsewhere: Some(Column::PersonTime),
    };
    outliers::report(figures, &subject, context, sink);
}

/// The logarithm of the printed rate, else of events by person-time.
fn value(row: &ArmResult<'_>) -> Option<Value> {
    let events = row
        .events
        .map(Reported::value)
        .filter(|events| *events > 0.0);
    let v = events.map(|events| 1.0 / events);
    match row.rate {
        Some(rate) => Value::logarithm(rate.value(), rate.half_unit(), v),
        None => Value::logarithm(events? / row.person_time?.value(), 0.0, v),
    }
}

fn slips(row: &ArmResult<'_>) -> Vec<(Candidate, Value)> {
    let mut found = Vec::new();
    let v = value(row).and_then(|value| value.v);
    let (column, number) = match (row.rate, row.events) {
        (Some(rate), _) => (Column::Rate, rate),
        (None, Some(events)) => (Column::Events, events),
        (None, None) => return Vec::new(),
    };
    edits::digits(column, number, &mut found);
    if column == Column::Rate {
        edits::decimal(column, number, &mut found);
        // A month for a year, and the like.
        for factor in super::TIME_FACTORS {
            for rate in [number.value() * factor, number.value() / factor] {
                found.push(Candidate::computed(edits::UNIT, column, rate));
            }
        }
    }
    if let (None, Some(time)) = (row.rate, row.person_time) {
        edits::digits(Column::PersonTime, time, &mut found);
        edits::decimal(Column::PersonTime, time, &mut found);
        for factor in super::TIME_FACTORS {
            let years = time.value() / factor;
            found.push(Candidate::computed(edits::UNIT, Column::PersonTime, years));
        }
    }
    let time = row.person_time.map_or(1.0, Reported::value);
    let located = found.into_iter().filter_map(|candidate| {
        let rate = match candidate.column {
            Column::Rate => candidate.number,
            Column::PersonTime => number.value() / candidate.number,
            _ => candidate.number / time,
        };
        Some((candidate, Value::logarithm(rate, 0.0, v)?))
    });
    located.collect()
}
