//! TP0375: values lie on the scale of their outcome.

use super::edits::suggestion;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Sink};

/// No value that prints so lies between `scale_min` and `scale_max`.
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
        let end = sink.cell(outcome.row, end);
        sink.push(
            Diagnostic::error(Code::TP0375, message)
                .at(sink.cell(row.row, column))
                .also(end.saying(Message::new("tp0375.end")))
                .help(suggestion(column.as_str(), &printed, within))
                .help(Message::new("tp0375.help")),
        );
    }
}
