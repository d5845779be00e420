//! TP0374: a mean lies between the least and the greatest value.

use super::shown::range;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Sink};

/// One participant has the least value and one the greatest, so that the mean of n lies between
/// `((n - 1) min + max) / n` and `(min + (n - 1) max) / n`.
pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(mean), Some(min), Some(max)) = (row.mean, row.min, row.max) else {
        return;
    };
    let (min, max) = (Bounds::of(min), Bounds::of(max));
    let share = row.n.map(Reported::value).filter(|n| *n >= 2.0);
    let share = share.map_or(0.0, |n| 1.0 / n);
    let within = Bounds {
        low: min.low + share * (max.low - min.low).max(0.0),
        high: max.high - share * (max.high - min.high).max(0.0),
    };
    // Values out of order are another rule's finding.
    if within.low > within.high || Bounds::of(mean).meets(within) {
        return;
    }
    let message = Message::new("tp0374")
        .text("mean", sink.printed(row.row, Column::Mean))
        .text("range", range(within));
    let (least, most) = (
        sink.cell(row.row, Column::Min),
        sink.cell(row.row, Column::Max),
    );
    sink.push(
        Diagnostic::error(Code::TP0374, message)
            .at(sink.cell(row.row, Column::Mean))
            .also(least)
            .also(most)
            .help(Message::new("tp0374.help")),
    );
}
