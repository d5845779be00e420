//! TP0527: the share of participants with an event fits that of the other trials.

use super::edits::{self, Candidate};
use super::outliers::{self, Subject};
use super::prediction::Value;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Reported, Sink};

/// Compared as log odds, half an event added to either side, among arms of one treatment and
/// outcome; at the same time where enough other trials have it. Risks under one treatment differ far more
/// than effects do: the expectation is as wide as they scatter.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let rows = &registry.arm_results;
    let figures = outliers::of_arms(context, value);
    let subject = Subject {
        code: Code::TP0527,
        message: "tp0527",
        quantity: "tp0525.proportion",
        place: &|index| {
            let row = &rows[index as usize];
            let column = if row.events.is_some() {
                Column::Events
            } else {
                Column::Percent
            };
            (row.row, column, row.outcome)
        },
        slips: &|index| slips(&rows[index as usize]),
        elsewhere: None,
    };
    outliers::report(figures, &subject, context, sink);
}

/// The log odds of the events, else of the percentage.
fn value(row: &ArmResult<'_>) -> Option<Value> {
    if row.person_time.is_some() || row.rate.is_some() {
        return None;
    }
    if let (Some(events), Some(n)) = (row.events, row.n) {
        return of_counts(events.value(), n.value());
    }
    let percent = row.percent?;
    let value = of_percent(percent.value(), row.n)?;
    // The odds p / (1 - p) move by half a unit / (p (1 - p)), to first order.
    let share = (percent.value() / 100.0).clamp(0.01, 0.99);
    Some(Value {
        slack: percent.half_unit() / 100.0 / (share * (1.0 - share)),
        ..value
    })
}

/// ln((e + 1/2) / (n - e + 1/2)), variance 1 / (e + 1/2) + 1 / (n - e + 1/2).
fn of_counts(events: f64, n: f64) -> Option<Value> {
    let (with, without) = (events + 0.5, n - events + 0.5);
    let v = 1.0 / with + 1.0 / without;
    (events >= 0.0 && events <= n).then(|| Value::exact((with / without).ln(), Some(v)))
}

fn of_percent(percent: f64, n: Option<Reported>) -> Option<Value> {
    let n = n.map(Reported::value);
    // None of all and all of them have finite odds in a sample only.
    let sample = n.unwrap_or(1000.0);
    let value = of_counts(percent / 100.0 * sample, sample)?;
    Some(Value {
        v: value.v.filter(|_| n.is_some()),
        ..value
    })
}

fn slips(row: &ArmResult<'_>) -> Vec<(Candidate, Value)> {
    let mut found = Vec::new();
    let (Some(events), Some(n)) = (row.events, row.n) else {
        let Some(percent) = row.percent else {
            return Vec::new();
        };
        edits::digits(Column::Percent, percent, &mut found);
        edits::decimal(Column::Percent, percent, &mut found);
        let rest = 100.0 - percent.value();
        found.push(Candidate::computed(
            edits::COMPLEMENT,
            Column::Percent,
            rest,
        ));
        let located = found.into_iter().filter_map(|candidate| {
            let value = of_percent(candidate.number, row.n)?;
            Some((candidate, value))
        });
        return located.collect();
    };
    let (e, size) = (events.value(), n.value());
    edits::digits(Column::Events, events, &mut found);
    edits::digits(Column::N, n, &mut found);
    found.push(Candidate::computed(
        edits::COMPLEMENT,
        Column::Events,
        size - e,
    ));
    let of_percentage = (e / 100.0 * size).round();
    found.push(Candidate::computed(
        edits::PERCENT,
        Column::Events,
        of_percentage,
    ));
    let located = found.into_iter().filter_map(|candidate| {
        let value = match candidate.column {
            Column::N => of_counts(e, candidate.number),
            _ => of_counts(candidate.number, size),
        }?;
        Some((candidate, value))
    });
    located.collect()
}
