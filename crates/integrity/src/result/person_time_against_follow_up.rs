//! TP0373: person-time is no more than all participants over the whole follow-up.

use super::rate_against_person_time::UNITS;
use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, OutcomeKind, Sink};

/// Weeks of a year.
pub(super) const WEEKS: f64 = 52.18;

/// Visits are late, and some participants stay beyond the time point: a fifth is left to them. In
/// recurrent events, less than a fifth of the whole is odd too: person-time in another unit.
pub(crate) fn check(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let weeks = row.timepoint.and_then(|key| registry.timepoints[key].weeks);
    let (Some(weeks), Some(n), Some(time)) = (weeks, row.n, row.person_time) else {
        return;
    };
    let whole = n.value() * weeks.value() / WEEKS;
    let printed = Bounds::of(time).not_negative();
    let rate = registry.outcomes[row.outcome].kind == OutcomeKind::Rate;
    let (too_much, too_little) = (
        printed.low > 1.2 * whole,
        rate && printed.high < 0.2 * whole,
    );
    if !too_much && !too_little {
        return;
    }
    let unit = UNITS.iter().find_map(|(factor, text)| {
        let years = if too_much {
            printed.times(1.0 / factor)
        } else {
            printed.times(*factor)
        };
        let fits = years.low <= 1.05 * whole && years.high >= 0.5 * whole;
        let help = if too_much {
            "tp0373.help-divide"
        } else {
            "tp0373.help-multiply"
        };
        fits.then(|| Message::new(help).text("factor", *text))
    });
    let message = Message::new("tp0373")
        .text("time", sink.printed(row.row, Column::PersonTime))
        .text("n", sink.printed(row.row, Column::N))
        .text("whole", shown(whole));
    let participants = sink.cell(row.row, Column::N);
    sink.push(
        Diagnostic::warning(Code::TP0373, message)
            .at(sink.cell(row.row, Column::PersonTime))
            .also(participants)
            .help(unit.unwrap_or_else(|| Message::new("tp0373.help"))),
    );
}
