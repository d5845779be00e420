//! TP0368: a bound says of p that it is small, or that it is not.

use super::comparison::Comparison;
use super::edits::suggestion;
use super::p_against_interval::with_operator;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, POperator, Reported, Sink};

/// "p < 0.5" and "p > 0.001" inform nobody: a zero is missing, or the sign is turned. Beside an
/// interval, [`TP0334`](super::p_against_interval) knows which.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    let Some(p) = row.p.map(Reported::value) else {
        return;
    };
    let odd = match row.p_operator {
        Some(POperator::Below) => p >= 0.2,
        Some(POperator::Above) => p < 0.01,
        _ => false,
    };
    if !odd || view.interval.is_some() {
        return;
    }
    let printed = sink.printed(row.row, Column::P);
    let message = Message::new("tp0368").text("p", with_operator(row.p_operator, &printed));
    let usual = |number: Reported| {
        row.p_operator == Some(POperator::Below) && [0.05, 0.01, 0.001].contains(&number.value())
    };
    sink.push(
        Diagnostic::warning(Code::TP0368, message)
            .at(sink.cell(row.row, Column::P))
            .help(suggestion("p", &printed, usual))
            .help(Message::new("tp0368.help")),
    );
}
