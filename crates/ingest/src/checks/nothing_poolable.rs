//! TP0328: a result reports enough to be pooled.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Label, Message, Severity};

/// An effect needs an estimate or a reduction, and an interval or a p value beside it.
pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    let effect = row.estimate.is_some() || row.reduction_percent.is_some();
    let interval = row.ci_lower.is_some() && row.ci_upper.is_some();
    let reduction = row.reduction_lower.is_some() && row.reduction_upper.is_some();
    let spread = interval || reduction || row.se.is_some() || row.p.is_some();
    let (note, place) = match (effect, spread) {
        (true, true) => return,
        (false, _) => ("tp0328.no-effect", Column::Measure),
        (true, false) if row.estimate.is_some() => ("tp0328.no-spread", Column::Estimate),
        (true, false) => ("tp0328.no-spread", Column::ReductionPercent),
    };
    let label = sink.cell(row.row, place);
    report(label, note, effect || spread, sink);
}

/// An arm needs events with n or person-time, or a mean or median with its spread and n.
pub(crate) fn arm_result(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    let interval = row.ci_lower.is_some() && row.ci_upper.is_some();
    let share = row.events.is_some() || row.percent.is_some();
    let counts = row.n.is_some() && share || row.events.is_some() && row.person_time.is_some();
    let rate = row.rate.is_some() && (row.person_time.is_some() || interval || row.se.is_some());
    let share_interval = row.percent.is_some() && interval;
    let mean = row.mean.is_some()
        && (row.se.is_some() || row.n.is_some() && (row.sd.is_some() || interval));
    let quartiles = row.q1.is_some() && row.q3.is_some();
    let range = row.min.is_some() && row.max.is_some();
    let median = row.median.is_some() && (quartiles || range || interval);
    if counts || rate || share_interval || mean || median {
        return;
    }
    let figures = [
        row.events,
        row.rate,
        row.percent,
        row.mean,
        row.median,
        row.min,
        row.max,
    ];
    let label = sink.cell(row.row, Column::Outcome);
    let something = figures.iter().any(Option::is_some);
    report(label, "tp0328.arm", something, sink);
}

/// A row without any figure is odd. One with too few is what publications often leave us with:
/// worth knowing, no more.
fn report(label: Label, note: &'static str, something: bool, sink: &mut Sink<'_>) {
    let severity = if something {
        Severity::Note
    } else {
        Severity::Warning
    };
    sink.push(
        Diagnostic::new(Code::TP0328, severity, Message::new("tp0328"))
            .at(label)
            .note(Message::new(note)),
    );
}
