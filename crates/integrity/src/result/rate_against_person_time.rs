//! TP0372: a rate is about the events by the person-time.

use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Sink};

/// Models adjust rates, in the shipped registry by a tenth: half as much again is no adjustment.
const MOST: f64 = 1.5;

/// Units in which rates and person-time are also printed: how many of them a year has, or hold a
/// year's figure.
pub(super) const UNITS: [(f64, &str); 5] = [
    (12.0, "12"),
    (52.18, "52.18"),
    (365.25, "365.25"),
    (100.0, "100"),
    (1000.0, "1000"),
];

/// The printed and the crude rate, if they are farther apart than models take them.
pub(crate) fn apart(row: &ArmResult<'_>) -> Option<(Bounds, Bounds)> {
    let (events, time) = (
        row.events?.value(),
        Bounds::of(row.person_time?).not_negative(),
    );
    let crude = Bounds {
        low: events / time.high,
        high: events / time.low,
    };
    let rate = Bounds::of(row.rate?).not_negative();
    let near = rate.high >= crude.low / MOST && rate.low <= crude.high * MOST;
    (!near).then_some((rate, crude))
}

pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((rate, crude)) = apart(row) else {
        return;
    };
    let near = |factor: f64| {
        let scaled = crude.times(factor);
        rate.high >= scaled.low / 1.2 && rate.low <= scaled.high * 1.2
    };
    let unit = UNITS.iter().find_map(|(factor, text)| {
        let help = if near(*factor) {
            "tp0372.help-divide"
        } else if near(1.0 / factor) {
            "tp0372.help-multiply"
        } else {
            return None;
        };
        Some(Message::new(help).text("factor", *text))
    });
    let message = Message::new("tp0372")
        .text("rate", sink.printed(row.row, Column::Rate))
        .text("crude", shown(crude.middle()));
    let (events, time) = (
        sink.cell(row.row, Column::Events),
        sink.cell(row.row, Column::PersonTime),
    );
    sink.push(
        Diagnostic::warning(Code::TP0372, message)
            .at(sink.cell(row.row, Column::Rate))
            .also(events)
            .also(time)
            .help(unit.unwrap_or_else(|| Message::new("tp0372.help"))),
    );
}
