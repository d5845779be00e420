//! TP0424: a ratio needs an event in one of its arms.

use super::Held;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// Without any, 0 / 0 is left, and only a correction that the publication does not print could have
/// made a ratio of it.
pub(super) fn check(held: &Held<'_, '_, '_>, sink: &mut Sink<'_>) {
    if held.effect.is_none() || !held.row.measure.is_ratio() || held.pairs.is_empty() {
        return;
    }
    let none = held
        .pairs
        .iter()
        .all(|(a, c)| a.events == Some(0.0) && c.events == Some(0.0));
    if !none {
        return;
    }
    let (treated, control) = &held.pairs[0];
    let [a, c] = [treated, control].map(|arm| sink.cell(arm.row.row, Column::Events));
    sink.push(
        Diagnostic::warning(Code::TP0424, Message::new("tp0424"))
            .at(sink.cell(held.row.row, held.column()))
            .also(a.saying(Message::new("tp0420.treated")))
            .also(c.saying(Message::new("tp0420.control")))
            .help(Message::new("tp0424.help")),
    );
}
