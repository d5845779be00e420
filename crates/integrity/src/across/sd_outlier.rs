//! TP0529: the standard deviation of an arm fits those of the other trials.

use super::edits::{self, Candidate};
use super::outliers::{self, Figure, Subject, slot, stratum};
use super::prediction::Value;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Key, Reported, Sink};

/// Compared as logarithms among the arms of one outcome, of one treatment where enough other trials
/// have it; printed standard errors times √n beside printed standard deviations: one taken for the
/// other is off by √n.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let rows = &context.registry.arm_results;
    let figures = rows.iter().enumerate().filter_map(|(index, row)| {
        let treatment = context.registry.arms[row.arm].treatment;
        let (column, number) = printed(row)?;
        Some(Figure {
            coarse: stratum([0, 0, row.outcome.index()]),
            fine: stratum([slot(treatment), 0, row.outcome.index()]),
            trial: row.trial,
            index: index as u32,
            value: value(row, column, number)?,
        })
    });
    let subject = Subject {
        code: Code::TP0529,
        message: "tp0529",
        quantity: "tp0525.deviation",
        place: &|index| {
            let row = &rows[index as usize];
            let column = if row.sd.is_some() {
                Column::Sd
            } else {
                Column::Se
            };
            (row.row, column, row.outcome)
        },
        slips: &|index| slips(&rows[index as usize]),
        elsewhere: None,
    };
    outliers::report(figures.collect(), &subject, context, sink);
}

fn printed(row: &ArmResult<'_>) -> Option<(Column, f64)> {
    let sd = row.sd.map(|sd| (Column::Sd, sd.value()));
    sd.or_else(|| row.se.map(|se| (Column::Se, se.value())))
}

/// ln sd, or ln(se √n); its variance is 1 / (2 (n - 1)) for normal data.
fn value(row: &ArmResult<'_>, column: Column, number: f64) -> Option<Value> {
    let n = row.n.map(Reported::value).filter(|n| *n > 1.0);
    let sd = if column == Column::Se {
        number * n?.sqrt()
    } else {
        number
    };
    let half_unit = row.sd.or(row.se).map_or(0.0, Reported::half_unit);
    let share = half_unit / number;
    Value::logarithm(sd, share * sd, n.map(|n| 0.5 / (n - 1.0)))
}

fn slips(row: &ArmResult<'_>) -> Vec<(Candidate, Value)> {
    let (Some(number), Some((column, x))) = (row.sd.or(row.se), printed(row)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    edits::digits(column, number, &mut found);
    edits::decimal(column, number, &mut found);
    found.push(Candidate::computed(edits::VARIANCE, column, x.sqrt()));
    if let Some(n) = row.n.map(Reported::value) {
        found.push(if column == Column::Sd {
            Candidate::computed(edits::ERROR_FOR_DEVIATION, column, x * n.sqrt())
        } else {
            Candidate::computed(edits::DEVIATION_FOR_ERROR, column, x / n.sqrt())
        });
    }
    let located = found.into_iter().filter_map(|candidate| {
        let value = value(row, column, candidate.number)?;
        Some((candidate, value))
    });
    located.collect()
}
