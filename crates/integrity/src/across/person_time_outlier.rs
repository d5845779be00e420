//! TP0531: the person-time by participant fits that of the other trials.

use super::edits::{self, Candidate};
use super::outliers::{self, Figure, Subject, slot, stratum};
use super::prediction::Value;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Key, Sink};

/// Compared as logarithms among arms of one outcome, and of one time where enough other trials have it.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let rows = &context.registry.arm_results;
    let figures = rows.iter().enumerate().filter_map(|(index, row)| {
        Some(Figure {
            coarse: stratum([0, 0, row.outcome.index()]),
            fine: stratum([0, slot(row.timepoint), row.outcome.index()]),
            trial: row.trial,
            index: index as u32,
            value: value(row.person_time?.value(), row.n?.value()),
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
        slips: &|index| slips(&rows[index as usize]),
        elsewhere: None,
    };
    outliers::report(figures.collect(), &subject, context, sink);
}

fn value(time: f64, n: f64) -> Value {
    Value::exact((time / n).ln(), None)
}

fn slips(row: &ArmResult<'_>) -> Vec<(Candidate, Value)> {
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
    let located = found.into_iter().filter(|candidate| candidate.number > 0.0);
    let located = located.map(|candidate| {
        let value = match candidate.column {
            Column::N => value(time.value(), candidate.number),
            _ => value(candidate.number, n.value()),
        };
        (candidate, value)
    });
    located.collect()
}
