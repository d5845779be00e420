//! TP0401: no more participants have an event than took part.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::ArmResult;
use crate::{Code, Diagnostic, Message, OutcomeKind};

/// Rates count events, of which a participant may have several; the rule leaves them alone.
pub(crate) fn check(row: &ArmResult<'_>, registry: &Registry<'_>, sink: &mut Sink<'_>) {
    let (Some(events), Some(n)) = (row.events, row.n) else {
        return;
    };
    let outcome = registry.outcomes.find(row.outcome);
    let several = outcome
        .is_none_or(|outcome| matches!(outcome.kind, OutcomeKind::Rate | OutcomeKind::Continuous));
    if events.value() <= n.value() || several {
        return;
    }
    let message = Message::new("tp0401")
        .text("events", sink.printed(row.row, Column::Events))
        .text("n", sink.printed(row.row, Column::N));
    let participants = sink.cell(row.row, Column::N);
    sink.push(
        Diagnostic::error(Code::TP0401, message)
            .at(sink.cell(row.row, Column::Events))
            .also(participants.saying(Message::new("tp0401.n")))
            .help(Message::new("tp0401.help")),
    );
}
