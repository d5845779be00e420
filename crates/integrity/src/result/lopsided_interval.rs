//! TP0332: an estimate lies in the middle of its interval, on the analysis scale.

use super::comparison::{Comparison, asymmetry};
use super::edits::suggestion;
use super::shown::shown;
use super::{other_scale, percent_as_ratio};
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Severity, Sink};

/// Half widths from the middle up to which profile, exact and bootstrap intervals of small samples
/// are often lopsided: one side a quarter longer than the other.
pub(crate) const USUAL: f64 = 0.12;

/// Half widths from the middle beyond which no method explains the interval: the exact one of a
/// single event against 17 is about a third from it (94.1 % (62.4 to 99.9), Papi et al. 2023, N Engl J Med 388:595).
const BEYOND_METHODS: f64 = 0.5;

/// Half widths from the middle that no two roundings of a table explain.
const ROUNDING: f64 = 0.03;

/// An interval from an estimate and its standard error is symmetric: of the logarithm for ratios.
/// Beyond [`USUAL`] one of the three figures is likely mistyped, unless the row says how it was analysed;
/// below, the method is worth knowing.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let distance = view.asymmetry();
    let (Some((column, _)), Some(limits)) = (view.estimate, view.interval) else {
        return;
    };
    if distance <= ROUNDING
        || other_scale::fits(view).is_some()
        || percent_as_ratio::found(view).is_some()
    {
        return;
    }
    let row = view.row.row;
    let stated = !view.row.analysis.is_empty();
    let severity = if distance > if stated { BEYOND_METHODS } else { USUAL } {
        Severity::Warning
    } else {
        Severity::Note
    };
    let [lower, upper] = limits.columns;
    let message = Message::new("tp0332")
        .text("estimate", sink.printed(row, column))
        .text(
            "interval",
            format!(
                "{} – {}",
                sink.printed(row, lower),
                sink.printed(row, upper)
            ),
        );
    let (low, high) = (sink.cell(row, lower), sink.cell(row, upper));
    let mut finding = Diagnostic::new(Code::TP0332, severity, message)
        .at(sink.cell(row, column))
        .also(low)
        .also(high)
        .note(expected(view));
    if severity == Severity::Warning {
        for (place, column) in [column, lower, upper].into_iter().enumerate() {
            let fits = |number: Reported| fits(view, place, number);
            let printed = sink.printed(row, column);
            finding = finding.help(suggestion(column.as_str(), &printed, fits));
        }
        finding = finding.help((!stated).then(|| Message::new("tp0332.help")));
    }
    sink.push(finding);
}

/// What two of the figures say of the third.
fn expected(view: &Comparison<'_, '_>) -> Option<Message> {
    let (_, estimate) = view.estimate?;
    let limits = view.interval?;
    let (e, l, u) = (
        estimate.middle(),
        limits.lower.middle(),
        limits.upper.middle(),
    );
    if ![e, l, u].iter().all(|value| value.is_finite()) {
        return None;
    }
    let printed = |value: f64| {
        let value = if view.row.measure.is_ratio() {
            value.exp()
        } else {
            value
        };
        // A reduction is shown as it stands.
        let reduction = limits.columns[0] == Column::ReductionUpper;
        shown(if reduction {
            100.0 * (1.0 - value)
        } else {
            value
        })
    };
    Some(
        Message::new("tp0332.note")
            .text("estimate", printed(f64::midpoint(l, u)))
            .text("lower", printed(2.0 * e - u))
            .text("upper", printed(2.0 * e - l)),
    )
}

/// Whether the figures agree with each other, and with p, once the estimate (0), the lower (1) or
/// the upper limit (2) is `number`.
fn fits(view: &Comparison<'_, '_>, place: usize, number: Reported) -> bool {
    let mut row = view.row.clone();
    let cell = match (place, view.estimate.map(|(column, _)| column)) {
        (0, Some(Column::ReductionPercent)) => &mut row.reduction_percent,
        (0, _) => &mut row.estimate,
        (1, _) if view.row.ci_lower.is_none() => &mut row.reduction_upper,
        (1, _) => &mut row.ci_lower,
        (_, _) if view.row.ci_upper.is_none() => &mut row.reduction_lower,
        (_, _) => &mut row.ci_upper,
    };
    *cell = Some(number);
    let changed = Comparison::of(&row);
    let (Some((_, estimate)), Some(limits)) = (changed.estimate, changed.interval) else {
        return false;
    };
    asymmetry(estimate, limits.lower, limits.upper) == 0.0 && {
        let of_interval = changed.z_of_interval();
        let tested = of_interval.zip(changed.z_of_p);
        tested.is_none_or(|(interval, p): (Bounds, Bounds)| changed.same_test(interval, p))
    }
}
