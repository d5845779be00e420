//! TP0338: an interval without the value of no effect goes with a small p, one with it with a large p.

use super::comparison::Comparison;
use super::lopsided_interval::USUAL;
use super::p_against_interval::with_operator;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// The interval lies beyond no effect whatever its digits mean, and p above 1 − level whatever its
/// digits mean; or the reverse. Such a pair comes from two tests at best. Wider differences are
/// [`TP0334`](super::p_against_interval)'s.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(limits), Some(p)) = (view.interval, view.z_of_p) else {
        return;
    };
    let (Some(of_interval), Some(quantile)) = (view.z_of_interval(), limits.z) else {
        return;
    };
    let beyond = limits.lower.low > 0.0 || limits.upper.high < 0.0;
    let across = limits.lower.high < 0.0 && limits.upper.low > 0.0;
    let message = if beyond && p.high < quantile {
        "tp0338"
    } else if across && p.low > quantile {
        "tp0338.across"
    } else {
        return;
    };
    // Of an exact test and its interval, say, the row knows.
    let stated = !view.row.analysis.is_empty();
    if stated
        || !view.same_test(of_interval, p)
        || view.asymmetry() > USUAL
        || view.other_level().is_some()
    {
        return;
    }
    let row = view.row.row;
    let printed = sink.printed(row, Column::P);
    let [lower, upper] = limits.columns;
    let interval = format!(
        "{} – {}",
        sink.printed(row, lower),
        sink.printed(row, upper)
    );
    let message = Message::new(message)
        .text("p", with_operator(view.row.p_operator, &printed))
        .text("interval", interval);
    let (low, high) = (sink.cell(row, lower), sink.cell(row, upper));
    sink.push(
        Diagnostic::warning(Code::TP0338, message)
            .at(sink.cell(row, Column::P))
            .also(low)
            .also(high)
            .help(Message::new("tp0338.help")),
    );
}
