//! TP0375: values lie on the scale of their outcome.

use super::edits::suggestion;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{
    ArmResult, Code, Column, Diagnostic, Message, Outcome, Reported, Severity, Sink,
};

/// The least and the greatest change of a value: the width of its scale, or any if one end is open.
pub(super) fn changes(outcome: &Outcome<'_>) -> Option<Bounds> {
    let least = outcome.scale_min?.value();
    let width = outcome
        .scale_max
        .map_or(f64::INFINITY, |most| most.value() - least);
    (width > 0.0).then(|| Bounds::between(-width, width))
}

/// No value that prints so lies between `scale_min` and `scale_max`. A warning where it may be a change
/// from the start, which reports print under the name of the outcome.
pub(crate) fn check(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outcome = &context.registry.outcomes[row.outcome];
    if outcome.scale_min.is_none() && outcome.scale_max.is_none() {
        return;
    }
    let scale = Bounds {
        low: outcome.scale_min.map_or(f64::NEG_INFINITY, Reported::value),
        high: outcome.scale_max.map_or(f64::INFINITY, Reported::value),
    };
    let within = |number: Reported| {
        let values = Bounds::of(number);
        values.high >= scale.low && values.low <= scale.high
    };
    for (column, number) in [
        (Column::Mean, row.mean),
        (Column::Median, row.median),
        (Column::Q1, row.q1),
        (Column::Q3, row.q3),
        (Column::Min, row.min),
        (Column::Max, row.max),
    ] {
        let Some(number) = number.filter(|number| !within(*number)) else {
            continue;
        };
        let below = Bounds::of(number).high < scale.low;
        let end = if below {
            Column::ScaleMin
        } else {
            Column::ScaleMax
        };
        let printed = sink.printed(row.row, column);
        let message = Message::new("tp0375")
            .text("column", column.as_str())
            .text("value", printed.as_str());
        let change = below && changes(outcome).is_some_and(|range| range.meets(Bounds::of(number)));
        let (severity, help) = if change {
            (Severity::Warning, Some(Message::new("tp0375.help-change")))
        } else {
            (Severity::Error, None)
        };
        let end = sink.cell(outcome.row, end);
        sink.push(
            Diagnostic::new(Code::TP0375, severity, message)
                .at(sink.cell(row.row, column))
                .also(end.saying(Message::new("tp0375.end")))
                .help(help)
                .help(suggestion(column.as_str(), &printed, within))
                .help(Message::new("tp0375.help")),
        );
    }
}
