//! TP0401: no more participants have an event than took part.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Baseline};
use crate::{Code, Diagnostic, Message, OutcomeKind, Reported, Row};

/// Rates count events, of which a participant may have several; the rule leaves them alone.
pub(crate) fn check(row: &ArmResult<'_>, registry: &Registry<'_>, sink: &mut Sink<'_>) {
    let outcome = registry.outcomes.find(row.outcome);
    let several = outcome
        .is_none_or(|outcome| matches!(outcome.kind, OutcomeKind::Rate | OutcomeKind::Continuous));
    if !several {
        compare(row.events, row.n, row.row, sink);
    }
}

/// A characteristic is one of participants.
pub(crate) fn baseline(row: &Baseline<'_>, sink: &mut Sink<'_>) {
    compare(row.events, row.n, row.row, sink);
}

fn compare(events: Option<Reported>, n: Option<Reported>, row: Row, sink: &mut Sink<'_>) {
    let (Some(events), Some(n)) = (events, n) else {
        return;
    };
    if events.value() <= n.value() {
        return;
    }
    let message = Message::new("tp0401")
        .text("events", sink.printed(row, Column::Events))
        .text("n", sink.printed(row, Column::N));
    let participants = sink.cell(row, Column::N);
    sink.push(
        Diagnostic::error(Code::TP0401, message)
            .at(sink.cell(row, Column::Events))
            .also(participants.saying(Message::new("tp0401.n")))
            .help(Message::new("tp0401.help")),
    );
}
