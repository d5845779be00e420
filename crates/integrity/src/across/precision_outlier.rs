//! TP0530: the width of an interval fits the number of participants, as it does in other trials.

use super::edits::{self, Candidate};
use super::outliers::{self, Figure, Subject, slot, stratum};
use super::prediction::Value;
use crate::context::Context;
use crate::result::quantile;
use trialpool_ingest::{Code, Column, Contrast, Key, Reported, Sink};

/// The standard error times √n varies little between trials of one outcome and measure: compared as a
/// logarithm, for whole trials only, as the size of a subgroup is not in `arms`, and at one time where
/// enough other trials have it, as events gather with time.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let rows = &context.registry.contrasts;
    let figures = rows.iter().enumerate();
    let figures = figures.filter_map(|(index, row)| {
        let limits = limits(row)?;
        let at = |time| stratum([time, row.outcome.index(), row.measure as usize]);
        Some(Figure {
            coarse: at(0),
            fine: at(slot(row.timepoint)),
            trial: row.trial,
            index: index as u32,
            value: value(row, limits, row.ci_level?.value(), context)?,
        })
    });
    let subject = Subject {
        code: Code::TP0530,
        message: "tp0530",
        quantity: "tp0525.precision",
        place: &|index| {
            let row = &rows[index as usize];
            (row.row, Column::CiUpper, row.outcome)
        },
        slips: &|index| slips(&rows[index as usize], context),
        elsewhere: None,
    };
    outliers::report(figures.collect(), &subject, context, sink);
}

/// The participants of both arms.
pub(super) fn participants(row: &Contrast<'_>, context: &Context<'_, '_>) -> Option<f64> {
    let size = |arm| context.registry.arms[arm].participants.map(Reported::value);
    Some(size(row.arm)? + size(row.comparator)?)
}

fn limits(row: &Contrast<'_>) -> Option<(f64, f64)> {
    if row.subgroup.is_some() {
        return None;
    }
    Some((row.ci_lower?.value(), row.ci_upper?.value()))
}

/// ln(se √n).
fn value(
    row: &Contrast<'_>,
    (lower, upper): (f64, f64),
    level: f64,
    context: &Context<'_, '_>,
) -> Option<Value> {
    let width = if row.measure.is_ratio() {
        (upper / lower).ln()
    } else {
        upper - lower
    };
    // A ratio's limit of 0 has no logarithm.
    if !width.is_finite() || width <= 0.0 {
        return None;
    }
    let n = participants(row, context)?;
    let y = (width / (2.0 * quantile(level)?)).ln() + 0.5 * n.ln();
    Some(Value::exact(y, None))
}

fn slips(row: &Contrast<'_>, context: &Context<'_, '_>) -> Vec<(Candidate, Value)> {
    let (Some(lower), Some(upper), Some(level)) = (row.ci_lower, row.ci_upper, row.ci_level) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for other in [90.0, 95.0, 99.0] {
        if other != level.value() {
            found.push(Candidate::computed(edits::LEVEL, Column::CiLevel, other));
        }
    }
    for (column, limit) in [(Column::CiLower, lower), (Column::CiUpper, upper)] {
        edits::decimal(column, limit, &mut found);
        edits::digits(column, limit, &mut found);
    }
    let estimate = row.estimate.map(Reported::value);
    let found = found.into_iter().filter_map(|candidate| {
        let number = candidate.number;
        let (limits, level) = match candidate.column {
            Column::CiLower => ((number, upper.value()), level.value()),
            Column::CiUpper => ((lower.value(), number), level.value()),
            _ => ((lower.value(), upper.value()), number),
        };
        // A limit on the wrong side of the estimate would be no correction.
        let around = estimate.is_none_or(|estimate| limits.0 <= estimate && estimate <= limits.1);
        let value = around
            .then(|| value(row, limits, level, context))
            .flatten()?;
        Some((candidate, value))
    });
    found.collect()
}
