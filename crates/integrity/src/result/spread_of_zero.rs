//! TP0381: a group has a spread.

use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Sink};

/// A standard deviation or error of 0 means that all participants had one value, or that nothing
/// was printed.
pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if row.n.is_some_and(|n| n.value() < 2.0) {
        return;
    }
    for (column, spread) in [(Column::Sd, row.sd), (Column::Se, row.se)] {
        if spread.map(Reported::value) != Some(0.0) {
            continue;
        }
        let message = Message::new("tp0381")
            .text("column", column.as_str())
            .text("value", sink.printed(row.row, column));
        sink.push(
            Diagnostic::warning(Code::TP0381, message)
                .at(sink.cell(row.row, column))
                .help(Message::new("tp0381.help")),
        );
    }
}
