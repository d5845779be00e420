//! TP0370: a percentage is that of the events.

use super::edits::suggestion;
use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{
    ArmResult, Code, Column, Diagnostic, Message, OutcomeKind, Reported, Severity, Sink,
};

/// How many times the crude share an estimate of Kaplan and Meier may be: more would take a trial of which
/// few participants are followed to the end, or a percentage that is a fraction.
const CENSORED: f64 = 5.0;

/// Beyond rounding, and one unit more for authors who cut. A percentage of an outcome over time may
/// be a Kaplan-Meier estimate, which no count contradicts: a note.
pub(crate) fn check(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(events), Some(n), Some(percent)) = (row.events, row.n, row.percent) else {
        return;
    };
    let severity = match context.registry.outcomes[row.outcome].kind {
        OutcomeKind::Binary | OutcomeKind::Proportion => Severity::Warning,
        OutcomeKind::TimeToEvent => Severity::Note,
        OutcomeKind::Rate | OutcomeKind::Continuous => return,
    };
    let share = 100.0 * events.value() / n.value();
    let printed = Bounds::of(percent);
    let gap = printed.gap(Bounds::exactly(share));
    if printed.meets(Bounds::exactly(share)) || events.value() > n.value() {
        return;
    }
    // Censoring moves a share, but not so far.
    let shifted = share > CENSORED * printed.high || printed.low > CENSORED * share;
    let severity = if shifted { Severity::Warning } else { severity };
    let cut = gap <= percent.half_unit() + 1e-9;
    let severity = if cut { Severity::Note } else { severity };
    let text = |column| sink.printed(row.row, column);
    let message = Message::new("tp0370")
        .text("events", text(Column::Events))
        .text("n", text(Column::N))
        .text("percent", text(Column::Percent))
        .text("share", shown(share));
    let fits = |share: f64| printed.meets(Bounds::exactly(share));
    let help = if cut {
        None
    } else if fits(100.0 - share) {
        Some(Message::new("tp0370.help-others"))
    } else if fits(share / 100.0) {
        Some(Message::new("tp0371.help").text("percent", shown(share)))
    } else {
        let of = |events: f64, n: f64| 100.0 * events / n;
        let events_fit = |number: Reported| {
            number.is_whole() && number.value() <= n.value() && fits(of(number.value(), n.value()))
        };
        let n_fits = |number: Reported| {
            number.is_whole() && number.value() > 0.0 && fits(of(events.value(), number.value()))
        };
        let percent_fits = |number: Reported| Bounds::of(number).meets(Bounds::exactly(share));
        // The size of the arm, where another one stands, is likelier than a slip of the hand.
        let arm = &context.registry.arms[row.arm];
        let sizes = [arm.participants, arm.analysed].into_iter().flatten();
        let size = sizes.map(Reported::value).find(|size| {
            *size != n.value() && *size >= events.value() && fits(of(events.value(), *size))
        });
        size.map(|size| Message::new("tp0370.help-n").text("n", format!("{size}")))
            .or_else(|| suggestion("events", &text(Column::Events), events_fit))
            .or_else(|| suggestion("n", &text(Column::N), n_fits))
            .or_else(|| suggestion("percent", &text(Column::Percent), percent_fits))
    };
    let (events, total) = (
        sink.cell(row.row, Column::Events),
        sink.cell(row.row, Column::N),
    );
    sink.push(
        Diagnostic::new(Code::TP0370, severity, message)
            .at(sink.cell(row.row, Column::Percent))
            .also(events)
            .also(total)
            .help(help.unwrap_or_else(|| Message::new("tp0370.help"))),
    );
}
