//! TP0392: a standard deviation is no smaller than the quartiles allow.

use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Sink};

/// A quarter of the values at or below q1 and a quarter at or above q3 give a variance of at least
/// (q3 - q1)² / 8, whatever the others are. In small groups quartiles lie between values, by one of
/// many definitions: a tenth is left to that, and groups of less than eight are passed over.
pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(sd), Some(q1), Some(q3)) = (row.sd, row.q1, row.q3) else {
        return;
    };
    let width = Bounds::of(q3).low - Bounds::of(q1).high;
    let least = width / 8_f64.sqrt();
    let few = row.n.is_some_and(|n| n.value() < 8.0);
    let sd = Bounds::of(sd);
    if few || width <= 0.0 || sd.high >= 0.9 * least {
        return;
    }
    let message = Message::new("tp0392")
        .text("sd", sink.printed(row.row, Column::Sd))
        .text("least", shown(least));
    // Of normal values the quartiles are 1.349 standard deviations apart.
    let error = row.n.is_some_and(|n| {
        let as_error = 1.349 * sd.middle() * n.value().sqrt() / width;
        (0.6..=1.7).contains(&as_error)
    });
    let help = if error {
        "tp0380.help-error"
    } else {
        "tp0392.help"
    };
    let (low, high) = (
        sink.cell(row.row, Column::Q1),
        sink.cell(row.row, Column::Q3),
    );
    sink.push(
        Diagnostic::warning(Code::TP0392, message)
            .at(sink.cell(row.row, Column::Sd))
            .also(low)
            .also(high)
            .help(Message::new(help)),
    );
}
