//! TP0362: a reduction is in per cent.

use super::comparison::Comparison;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// Publications print reductions in whole per cent or tenths: two decimals below 1 are a fraction.
/// Beside a ratio, [`TP0339`](super::reduction_against_ratio) knows for sure.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    let Some(reduction) = row.reduction_percent else {
        return;
    };
    let size = reduction.value().abs();
    if row.estimate.is_some() || reduction.decimals() < 2 || size >= 1.0 || size == 0.0 {
        return;
    }
    let message =
        Message::new("tp0362").text("reduction", sink.printed(row.row, Column::ReductionPercent));
    let percent = format!("{:.1}", 100.0 * reduction.value());
    sink.push(
        Diagnostic::warning(Code::TP0362, message)
            .at(sink.cell(row.row, Column::ReductionPercent))
            .help(Message::new("tp0362.help").text("percent", percent)),
    );
}
