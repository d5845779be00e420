//! TP0386: the standard deviation of a yes-or-no value follows from its mean (DEBIT).

use super::shown::range;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, OutcomeKind, Sink};

/// sd² = n / (n - 1) p (1 - p), or without the factor in programs that divide by n. Heathers and
/// Brown 2019, DEBIT.
pub(crate) fn check(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let kind = context.registry.outcomes[row.outcome].kind;
    let (Some(mean), Some(sd), Some(n)) = (row.mean, row.sd, row.n) else {
        return;
    };
    let binary = matches!(kind, OutcomeKind::Binary | OutcomeKind::Proportion);
    if !binary || !(0.0..=1.0).contains(&mean.value()) || n.value() < 2.0 {
        return;
    }
    let p = Bounds::of(mean);
    let (low, high) = (p.low.clamp(0.0, 1.0), p.high.clamp(0.0, 1.0));
    let variance = |p: f64| p * (1.0 - p);
    let greatest = variance(0.5_f64.clamp(low, high));
    let least = variance(low).min(variance(high));
    let implied = Bounds {
        low: least.sqrt(),
        high: (greatest * n.value() / (n.value() - 1.0)).sqrt(),
    };
    if Bounds::of(sd).meets(implied) {
        return;
    }
    let message = Message::new("tp0386")
        .text("sd", sink.printed(row.row, Column::Sd))
        .text("mean", sink.printed(row.row, Column::Mean))
        .text("implied", range(implied));
    let mean = sink.cell(row.row, Column::Mean);
    sink.push(
        Diagnostic::warning(Code::TP0386, message)
            .at(sink.cell(row.row, Column::Sd))
            .also(mean)
            .help(Message::new("tp0386.help")),
    );
}
