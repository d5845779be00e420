//! TP0383: the interval of a rate is no narrower than chance makes it.

use super::arm_interval::{ArmInterval, limits, printed};
use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Sink};

/// How much narrower, or wider, than that of a Poisson count an interval may be: models of
/// overdispersed counts widen it, and covariates explain a little.
const NARROWER: f64 = 0.75;
const WIDER: f64 = 4.0;

/// The logarithm of a rate of x events has the standard error 1 / √x, so that ln(upper / lower) is
/// 2 z / √x; exact limits are a little wider. The width and what it should be, if they are apart.
pub(crate) fn apart(row: &ArmResult<'_>) -> Option<(Bounds, f64)> {
    let (events, interval) = (row.events?.value(), ArmInterval::of(row)?);
    let single = row.percent.is_none() && row.mean.is_none() && row.median.is_none();
    let time = row.rate.is_some() || row.person_time.is_some();
    // Of fewer events the logarithm is too far from normal.
    if !single || !time || events < 5.0 {
        return None;
    }
    let width = interval.upper.ln()?.minus(interval.lower.ln()?);
    let expected = 2.0 * interval.z / events.sqrt();
    let near = width.high >= NARROWER * expected && width.low <= WIDER * expected;
    (width.high.is_finite() && !near).then_some((width, expected))
}

pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((width, expected)) = apart(row) else {
        return;
    };
    let message = Message::new("tp0383")
        .text("interval", printed(row, sink))
        .text("events", sink.printed(row.row, Column::Events))
        .text("ratio", shown(width.middle().exp()))
        .text("expected", shown(expected.exp()));
    let (lower, upper) = limits(row, sink);
    let events = sink.cell(row.row, Column::Events);
    sink.push(
        Diagnostic::warning(Code::TP0383, message)
            .at(lower)
            .also(upper)
            .also(events)
            .help(Message::new("tp0383.help")),
    );
}
