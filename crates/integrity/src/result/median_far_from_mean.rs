//! TP0390: mean and median are at most one standard deviation apart.

use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Sink};

/// |mean - median| <= sd for every distribution (Hotelling and Solomons 1932, Ann Math Stat 3:141).
pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(mean), Some(median), Some(sd)) = (row.mean, row.median, row.sd) else {
        return;
    };
    let apart = Bounds::of(mean).gap(Bounds::of(median));
    let sd = Bounds::of(sd);
    if apart <= sd.high * (1.0 + 1e-9) || sd.high <= 0.0 {
        return;
    }
    let message = Message::new("tp0390")
        .text("mean", sink.printed(row.row, Column::Mean))
        .text("median", sink.printed(row.row, Column::Median))
        .text("sd", sink.printed(row.row, Column::Sd));
    let error = row.n.is_some_and(|n| sd.high * n.value().sqrt() >= apart);
    let help = if error {
        "tp0380.help-error"
    } else {
        "tp0390.help"
    };
    let (mean, median) = (
        sink.cell(row.row, Column::Mean),
        sink.cell(row.row, Column::Median),
    );
    sink.push(
        Diagnostic::error(Code::TP0390, message)
            .at(sink.cell(row.row, Column::Sd))
            .also(mean)
            .also(median)
            .help(Message::new(help)),
    );
}
