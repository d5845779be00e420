//! TP0532: the mean of an arm fits those of the other trials.

use super::edits::{self, Candidate};
use super::outliers::{self, Subject};
use super::prediction::Value;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Key, Reported, Sink};

/// Compared among arms of one treatment and outcome; at the same time where enough other trials
/// have it. Where no mean of the outcome is negative or 0, as logarithms: such scales are skewed, and a factor is
/// what a wrong unit or point makes.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let rows = &registry.arm_results;
    let mut positive = vec![true; registry.outcomes.len()];
    for row in rows {
        if row.mean.is_some_and(|mean| mean.value() <= 0.0) {
            positive[row.outcome.index()] = false;
        }
    }
    let figures = outliers::of_arms(context, |row| {
        value(row, row.mean?.value(), positive[row.outcome.index()])
    });
    let subject = Subject {
        code: Code::TP0532,
        message: "tp0532",
        quantity: "tp0525.mean",
        place: &|index| {
            let row = &rows[index as usize];
            (row.row, Column::Mean, row.outcome)
        },
        slips: &|index| {
            let row = &rows[index as usize];
            slips(row, positive[row.outcome.index()])
        },
        elsewhere: None,
    };
    outliers::report(figures, &subject, context, sink);
}

/// The mean on its scale, with the variance sd² / n, by the mean squared for logarithms.
fn value(row: &ArmResult<'_>, mean: f64, logarithm: bool) -> Option<Value> {
    let from_sd = row
        .sd
        .zip(row.n)
        .map(|(sd, n)| sd.value().powi(2) / n.value());
    let v = row.se.map(|se| se.value().powi(2)).or(from_sd);
    let slack = row.mean.map_or(0.0, Reported::half_unit);
    if !logarithm {
        return Some(Value { y: mean, v, slack });
    }
    // Of the logarithm (delta method), at the printed mean.
    let at = row.mean.map_or(mean, Reported::value);
    Value::logarithm(mean, slack, v.map(|v| v / (at * at)))
}

fn slips(row: &ArmResult<'_>, logarithm: bool) -> Vec<(Candidate, Value)> {
    let Some(mean) = row.mean else {
        return Vec::new();
    };
    let mut found = Vec::new();
    edits::digits(Column::Mean, mean, &mut found);
    edits::decimal(Column::Mean, mean, &mut found);
    let x = mean.value();
    found.push(Candidate::like(edits::SIGN, Column::Mean, -x, mean));
    for factor in super::UNIT_FACTORS {
        found.push(Candidate::computed(edits::UNIT, Column::Mean, x * factor));
        found.push(Candidate::computed(edits::UNIT, Column::Mean, x / factor));
    }
    let located = found.into_iter().filter_map(|candidate| {
        let value = value(row, candidate.number, logarithm)?;
        Some((candidate, value))
    });
    located.collect()
}
