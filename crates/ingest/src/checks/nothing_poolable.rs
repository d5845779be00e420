//! TP0328: a result reports enough to be pooled.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Label, Message, Row};

/// An effect needs an estimate or a reduction, and an interval or a p value beside it.
pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    let effect = row.estimate.is_some() || row.reduction_percent.is_some();
    let interval = row.ci_lower.is_some() && row.ci_upper.is_some();
    let reduction = row.reduction_lower.is_some() && row.reduction_upper.is_some();
    let spread = interval || reduction || row.p.is_some();
    let (note, columns): (_, &[Column]) = match (effect, spread) {
        (true, true) => return,
        (false, _) => (
            "tp0328.no-effect",
            &[Column::Estimate, Column::ReductionPercent],
        ),
        (true, false) => (
            "tp0328.no-spread",
            &[Column::CiLower, Column::CiUpper, Column::P],
        ),
    };
    let place = if effect && row.estimate.is_some() {
        Column::Estimate
    } else if effect {
        Column::ReductionPercent
    } else {
        Column::Measure
    };
    if columns.iter().all(|column| sink.printed(row.row, *column).is_empty()) {
        let label = sink.cell(row.row, place);
        report(label, note, sink);
    }
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
    if counts || rate || share_interval || mean || median || has_unread(row.row, sink) {
        return;
    }
    let label = sink.cell(row.row, Column::Outcome);
    report(label, "tp0328.arm", sink);
}

/// Whether a numeric cell is filled but could not be read, which was reported.
fn has_unread(row: Row, sink: &Sink<'_>) -> bool {
    use Column as C;
    let numeric = [
        C::N,
        C::Events,
        C::PersonTime,
        C::Rate,
        C::Percent,
        C::Mean,
        C::Sd,
        C::Se,
        C::Median,
        C::Q1,
        C::Q3,
        C::Min,
        C::Max,
        C::CiLower,
        C::CiUpper,
    ];
    sink.files.cells(row).iter().any(|cell| {
        let numeric = numeric.iter().any(|column| column.as_str() == cell.column);
        let text = cell.text.trim();
        numeric && !text.is_empty() && crate::Reported::parse(text).is_err()
    })
}

fn report(label: Label, note: &'static str, sink: &mut Sink<'_>) {
    sink.push(
        Diagnostic::warning(Code::TP0328, Message::new("tp0328"))
            .at(label)
            .note(Message::new(note)),
    );
}
