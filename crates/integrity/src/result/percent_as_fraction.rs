//! TP0371: a percentage above 0 is that of one participant at least.

use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Sink};

/// Whatever the printed digits mean, it is more than 0 and less than one of `n`. Most such values are
/// fractions. Beside counts, [`TP0370`](super::percent_against_counts) knows for sure.
pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(percent), Some(n), None) = (row.percent, row.n, row.events) else {
        return;
    };
    let one = 100.0 / n.value();
    let share = Bounds::of(percent);
    if share.low <= 0.0 || share.high >= one {
        return;
    }
    let message = Message::new("tp0371")
        .text("value", sink.printed(row.row, Column::Percent))
        .text("n", sink.printed(row.row, Column::N))
        .text("one", shown(one));
    let help = Message::new("tp0371.help").text("percent", shown(100.0 * percent.value()));
    let total = sink.cell(row.row, Column::N);
    sink.push(
        Diagnostic::warning(Code::TP0371, message)
            .at(sink.cell(row.row, Column::Percent))
            .also(total)
            .help(help),
    );
}
