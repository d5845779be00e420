//! TP0464: the numbers of events of participants are spread as counts are.

use super::person_time_against_follow_up::WEEKS;
use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, OutcomeKind, Sink};

/// The years, or scans, of whose mean the figure of a participant may be, at least; and where the time
/// point has no weeks. A rate a year from T years is less spread than the count by √T.
const YEARS: (f64, f64) = (4.0, 9.0);

/// How much more than chance counts of participants are spread: (times the root of the mean, times the
/// mean). Relapses seldom are twice; lesions, of which few participants have most, about as 1.9 ± 9.2
/// (Polman et al. 2006, N Engl J Med 354:899).
const USUAL: (f64, f64) = (4.0, 5.0);

/// Participants have 0, 1, 2 … events, at chance a Poisson number with variance m about the mean m;
/// that they differ in their risk only adds to it (Greenwood and Yule 1920, J R Stat Soc 83:255). The
/// most that n numbers of at least 0 with mean m are spread is m √n: one has all events.
///
/// Of outcomes that count events over time, with a mean. Means of scans or of periods are less spread
/// than counts, by the root of how many there are.
pub(crate) fn check(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(doubt) = doubt(row, context) else {
        return;
    };
    let message = Message::new(doubt.message)
        .text("sd", sink.printed(row.row, Column::Sd))
        .text("mean", sink.printed(row.row, Column::Mean))
        .text("bound", shown(doubt.bound));
    let mean = sink.cell(row.row, Column::Mean);
    sink.push(
        Diagnostic::warning(Code::TP0464, message)
            .at(sink.cell(row.row, Column::Sd))
            .also(mean)
            .help(doubt.help.map(Message::new))
            .help(Message::new("tp0464.help")),
    );
}

/// Whether the rule doubts the spread of a row.
pub(crate) fn is_doubted(row: &ArmResult<'_>, context: &Context<'_, '_>) -> bool {
    doubt(row, context).is_some()
}

/// Why a spread is none of counts.
struct Doubt {
    message: &'static str,
    bound: f64,
    help: Option<&'static str>,
}

fn doubt(row: &ArmResult<'_>, context: &Context<'_, '_>) -> Option<Doubt> {
    let (mean, sd, n) = (row.mean?, row.sd?, row.n?);
    // A spread of 0 is another rule's finding.
    if sd.value() == 0.0 {
        return None;
    }
    let (mean, sd, n) = (
        Bounds::of(mean).not_negative(),
        Bounds::of(sd).not_negative(),
        n.value(),
    );
    let counted = context.registry.outcomes[row.outcome].kind == OutcomeKind::Rate;
    if !counted || n < 2.0 || mean.high == 0.0 {
        return None;
    }
    let weeks = row
        .timepoint
        .and_then(|key| context.registry.timepoints[key].weeks);
    let years = weeks.map_or(YEARS.1, |weeks| (weeks.value() / WEEKS).max(YEARS.0));
    let (least, most) = ((mean.low / years).sqrt(), mean.high * n.sqrt());
    let within = |sd: Bounds| sd.high >= least && sd.low <= most;
    if within(sd) {
        return None;
    }
    let (message, bound, help) = if sd.high < least {
        // Moved to the standard errors, it should be one of a spread that counts have.
        let as_error = sd.times(n.sqrt());
        let usual = (USUAL.0 * mean.high.sqrt()).max(USUAL.1 * mean.high);
        let error = (within(as_error) && as_error.low <= usual).then_some("tp0380.help-error");
        ("tp0464-narrow", mean.middle().sqrt(), error)
    } else {
        let variance = within(sd.map(f64::sqrt)).then_some("tp0379.help-variance");
        ("tp0464-wide", most, variance)
    };
    Some(Doubt {
        message,
        bound,
        help,
    })
}
