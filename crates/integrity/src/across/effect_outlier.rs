//! TP0525: an effect fits those of the other trials, or no slip explains why it does not.

use super::edits::{self, Candidate};
use super::outliers::{self, Figure, Subject, slot, stratum};
use super::prediction::Value;
use crate::context::Context;
use crate::result::quantile;
use trialpool_ingest::{Code, Column, Contrast, ContrastMeasure, Key, Reported, Sink};

/// Compared among results of one outcome and measure, against the same comparator where enough
/// other trials have it. Ratios are compared as logarithms.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let figures = registry.contrasts.iter().enumerate();
    let figures = figures.filter_map(|(index, row)| {
        let value = value(row)?;
        let measure = row.measure as usize;
        let treatment = registry.arms[row.comparator].treatment;
        Some(Figure {
            coarse: stratum([0, row.outcome.index(), measure]),
            fine: stratum([slot(treatment), row.outcome.index(), measure]),
            trial: row.trial,
            index: index as u32,
            value,
        })
    });
    let rows = &registry.contrasts;
    let subject = Subject {
        code: Code::TP0525,
        message: "tp0525",
        quantity: "tp0525.effect",
        place: &|index| {
            let row = &rows[index as usize];
            (row.row, main_column(row), row.outcome)
        },
        slips: &|index| slips(&rows[index as usize], context),
        elsewhere: None,
    };
    outliers::report(figures.collect(), &subject, context, sink);
}

/// The column that holds the effect.
fn main_column(row: &Contrast<'_>) -> Column {
    if row.estimate.is_some() {
        Column::Estimate
    } else {
        Column::ReductionPercent
    }
}

/// The effect and its sampling variance on the analysis scale.
fn value(row: &Contrast<'_>) -> Option<Value> {
    let (estimate, limits) = match (row.estimate, row.reduction_percent) {
        (Some(estimate), _) => (estimate.value(), row.ci_lower.zip(row.ci_upper).map(pair)),
        (None, Some(reduction)) if row.measure.is_ratio() => {
            let limits = row.reduction_upper.zip(row.reduction_lower).map(pair);
            let ratio = |percent: f64| 1.0 - percent / 100.0;
            (
                ratio(reduction.value()),
                limits.map(|(upper, lower)| (ratio(upper), ratio(lower))),
            )
        }
        _ => return None,
    };
    let v = standard_error(row, limits).map(|se| se * se);
    let half_unit = match (row.estimate, row.reduction_percent) {
        (Some(estimate), _) => estimate.half_unit(),
        (None, reduction) => reduction?.half_unit() / 100.0,
    };
    of_number(row.measure, estimate, half_unit, v)
}

fn of_number(
    measure: ContrastMeasure,
    number: f64,
    half_unit: f64,
    v: Option<f64>,
) -> Option<Value> {
    if measure.is_ratio() {
        return Value::logarithm(number, half_unit, v);
    }
    Some(Value {
        y: number,
        v,
        slack: half_unit,
    })
}

fn pair((a, b): (Reported, Reported)) -> (f64, f64) {
    (a.value(), b.value())
}

/// A value on the analysis scale: the logarithm of a ratio.
fn on_scale(measure: ContrastMeasure, value: f64) -> Option<f64> {
    if !measure.is_ratio() {
        Some(value)
    } else if value > 0.0 {
        Some(value.ln())
    } else {
        None
    }
}

/// From the interval at its own level, else as printed.
fn standard_error(row: &Contrast<'_>, limits: Option<(f64, f64)>) -> Option<f64> {
    let printed = row.se.map(Reported::value).filter(|se| *se > 0.0);
    let from_limits = || {
        let (lower, upper) = limits?;
        let z = quantile(row.ci_level?.value())?;
        let (lower, upper) = (on_scale(row.measure, lower)?, on_scale(row.measure, upper)?);
        (upper > lower).then(|| (upper - lower) / (2.0 * z))
    };
    from_limits().or(printed)
}

/// What the effect may have been.
fn slips(row: &Contrast<'_>, context: &Context<'_, '_>) -> Vec<(Candidate, Value)> {
    let column = main_column(row);
    let (Some(number), Some(value)) = (row.estimate.or(row.reduction_percent), value(row)) else {
        return Vec::new();
    };
    let mut found: Vec<Candidate> = Vec::new();
    let x = number.value();
    if column == Column::ReductionPercent {
        edits::digits(column, number, &mut found);
        found.push(Candidate::like(edits::SIGN, column, -x, number));
        let ratio = |candidate: &Candidate| 1.0 - candidate.number / 100.0;
        // What an effect of the printed ratio would be from the other side.
        let swapped = 100.0 * (1.0 - 1.0 / (1.0 - x / 100.0));
        found.push(Candidate::computed(edits::SWAPPED, column, swapped));
        return located(row, found, value.v, ratio);
    }
    edits::decimal(column, number, &mut found);
    if row.ci_lower.is_none() {
        // With an interval around it, a mistyped estimate shows in its own row.
        edits::digits(column, number, &mut found);
    }
    if row.measure.is_ratio() {
        found.push(Candidate::computed(edits::SWAPPED, column, 1.0 / x));
        let share = if x < 1.0 { x } else { x / 100.0 };
        let ratio = 1.0 - share;
        let reduction = Candidate::computed(edits::REDUCTION, column, ratio);
        // d ln(1 - x) / d ln x = x / (1 - x), and d ln(exp x) / d ln x = x.
        found.push(reduction.stretching(share / ratio));
        for ratio in [x.exp(), (-x).exp()] {
            let logarithm = Candidate::computed(edits::LOGARITHM, column, ratio);
            found.push(logarithm.stretching(x));
        }
    } else {
        found.push(Candidate::like(edits::SWAPPED, column, -x, number));
        if row.measure == ContrastMeasure::StandardisedMeanDifference
            && let Some(n) = super::precision_outlier::participants(row, context)
        {
            // Divided by standard errors of n / 2 participants instead of their standard deviation.
            let shrunk = x / (n / 2.0).sqrt();
            found.push(Candidate::computed(edits::STANDARDISED, column, shrunk));
        }
        for factor in super::UNIT_FACTORS {
            found.push(Candidate::computed(edits::UNIT, column, x * factor));
            found.push(Candidate::computed(edits::UNIT, column, x / factor));
        }
    }
    located(row, found, value.v, |candidate| candidate.number)
}

/// The candidates with the effects that they stand for.
fn located(
    row: &Contrast<'_>,
    found: Vec<Candidate>,
    v: Option<f64>,
    number: impl Fn(&Candidate) -> f64,
) -> Vec<(Candidate, Value)> {
    let found = found.into_iter().filter_map(|candidate| {
        let y = on_scale(row.measure, number(&candidate))?;
        Some((candidate, Value::exact(y, v)))
    });
    found.collect()
}
