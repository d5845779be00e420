//! TP0379: a standard deviation is no larger than the range and the mean allow; TP0380: nor smaller.

use super::edits::suggestion;
use super::outside_scale::changes;
use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{
    ArmResult, Code, Column, Diagnostic, Message, Outcome, Reported, Severity, Sink,
};

/// Whether a standard deviation is beyond either bound.
pub(super) fn impossible(row: &ArmResult<'_>, outcome: &Outcome<'_>) -> bool {
    let sd = row.sd.map(Bounds::of);
    let above = sd.zip(most(row, outcome));
    let below = sd.zip(least(row));
    above.is_some_and(|(sd, most)| sd.low > most)
        || below.is_some_and(|(sd, least)| sd.high < least)
}

/// Values from a to b with mean m have at most the variance (m - a) (b - m) n / (n - 1): all at the
/// ends (Bhatia and Davis 2000, Am Math Mon 107:353). The ends are the least and the greatest value
/// printed, or those of the scale.
fn most(row: &ArmResult<'_>, outcome: &Outcome<'_>) -> Option<f64> {
    let n = row.n?.value();
    let printed = row.min.zip(row.max);
    let printed = printed.map(|(a, b)| (Bounds::of(a).low, Bounds::of(b).high));
    let scale = outcome.scale_min.zip(outcome.scale_max);
    let ends = printed.or(scale.map(|(a, b)| (a.value(), b.value())))?;
    most_between(row, n, ends)
}

fn most_between(row: &ArmResult<'_>, n: f64, (a, b): (f64, f64)) -> Option<f64> {
    if n < 2.0 || a >= b {
        return None;
    }
    let middle = f64::midpoint(a, b);
    let mean = row.mean.map_or(middle, |mean| {
        let mean = Bounds::of(mean);
        middle.clamp(mean.low, mean.high)
    });
    let variance = (mean - a) * (b - mean) * n / (n - 1.0);
    // A mean outside the range is another rule's finding.
    (variance >= 0.0).then(|| variance.sqrt() * (1.0 + 1e-9))
}

/// With one participant at each end of the range R, the variance is R² / (2 (n - 1)) at least: all
/// others in the middle.
fn least(row: &ArmResult<'_>) -> Option<f64> {
    let width = Bounds::of(row.max?).low - Bounds::of(row.min?).high;
    let n = row.n?.value();
    (width > 0.0 && n >= 2.0).then(|| width / (2.0 * (n - 1.0)).sqrt() * (1.0 - 1e-9))
}

/// Whether a standard deviation that the scale does not allow is one that changes of its values may
/// have: a mean change from the start looks like a low mean.
fn of_changes(row: &ArmResult<'_>, outcome: &Outcome<'_>, sd: Reported) -> bool {
    let printed = row.min.is_some() && row.max.is_some();
    let range = changes(outcome).filter(|range| !printed && range.high.is_finite());
    let most = range
        .zip(row.n)
        .and_then(|(range, n)| most_between(row, n.value(), (range.low, range.high)));
    most.is_some_and(|most| Bounds::of(sd).low <= most)
}

/// TP0379: a warning where the figures may be those of changes.
pub(crate) fn largest(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outcome = &context.registry.outcomes[row.outcome];
    let (Some(sd), Some(most)) = (row.sd, most(row, outcome)) else {
        return;
    };
    let possible = |number: Reported| Bounds::of(number).low <= most;
    if possible(sd) {
        return;
    }
    let text = sink.printed(row.row, Column::Sd);
    let message = Message::new("tp0379")
        .text("sd", text.as_str())
        .text("most", shown(most));
    let root = Bounds::of(sd).map(f64::sqrt);
    let variance = (root.low <= most).then(|| Message::new("tp0379.help-variance"));
    let (severity, change) = if of_changes(row, outcome, sd) {
        (Severity::Warning, Some(Message::new("tp0375.help-change")))
    } else {
        (Severity::Error, None)
    };
    let place = if row.min.is_some() && row.max.is_some() {
        sink.cell(row.row, Column::Max)
    } else {
        sink.cell(outcome.row, Column::ScaleMax)
    };
    sink.push(
        Diagnostic::new(Code::TP0379, severity, message)
            .at(sink.cell(row.row, Column::Sd))
            .also(place)
            .help(change)
            .help(suggestion("sd", &text, possible))
            .help(variance)
            .help(Message::new("tp0379.help")),
    );
}

/// TP0380.
pub(crate) fn smallest(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(sd), Some(least)) = (row.sd.map(Bounds::of), least(row)) else {
        return;
    };
    if sd.high >= least {
        return;
    }
    let message = Message::new("tp0380")
        .text("sd", sink.printed(row.row, Column::Sd))
        .text("least", shown(least));
    let error = row.n.is_some_and(|n| sd.high * n.value().sqrt() >= least);
    let help = if error {
        "tp0380.help-error"
    } else {
        "tp0379.help"
    };
    let (low, high) = (
        sink.cell(row.row, Column::Min),
        sink.cell(row.row, Column::Max),
    );
    sink.push(
        Diagnostic::error(Code::TP0380, message)
            .at(sink.cell(row.row, Column::Sd))
            .also(low)
            .also(high)
            .help(Message::new(help)),
    );
}
