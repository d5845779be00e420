//! TP0331: a p value is never 0.

use super::Comparison;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, POperator, Sink};

/// A program that prints `0.000` means "below half of the last digit": p < 0.0005.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    let Some(p) = row.p.filter(|p| p.value() == 0.0) else {
        return;
    };
    if row.p_operator == Some(POperator::Above) {
        return;
    }
    let printed = sink.printed(row.row, Column::P);
    let decimals = usize::try_from(p.decimals()).unwrap_or(0) + 1;
    let bound = format!("{:.decimals$}", p.half_unit());
    sink.push(
        Diagnostic::warning(Code::TP0331, Message::new("tp0331").text("p", printed))
            .at(sink.cell(row.row, Column::P))
            .help(Message::new("tp0331.help").text("bound", bound)),
    );
}
