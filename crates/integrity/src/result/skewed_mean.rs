//! TP0388: a mean below two standard deviations of a value that is never negative.

use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Severity, Sink};

/// Such values are skewed (Altman and Bland 1996, BMJ 313:1200): worth knowing before means are
/// pooled. Not negative is a value whose scale starts at 0, or whose least value is printed so.
pub(crate) fn check(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outcome = &context.registry.outcomes[row.outcome];
    let (Some(mean), Some(sd)) = (row.mean, row.sd) else {
        return;
    };
    let least = outcome.scale_min.or(row.min).map(Reported::value);
    if least.is_none_or(|least| least < 0.0) || mean.value() < 0.0 {
        return;
    }
    if Bounds::of(mean).high >= 2.0 * Bounds::of(sd).low {
        return;
    }
    let message = Message::new("tp0388")
        .text("mean", sink.printed(row.row, Column::Mean))
        .text("sd", sink.printed(row.row, Column::Sd));
    let spread = sink.cell(row.row, Column::Sd);
    sink.push(
        Diagnostic::new(Code::TP0388, Severity::Note, message)
            .at(sink.cell(row.row, Column::Mean))
            .also(spread)
            .help(Message::new("tp0388.help")),
    );
}
