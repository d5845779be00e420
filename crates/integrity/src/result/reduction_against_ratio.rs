//! TP0339: a reduction in per cent is 1 minus the ratio.

use super::comparison::{Comparison, ratio_of};
use super::edits::suggestion;
use super::shown::range;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Severity, Sink};

/// No value prints as both: an error. Authors also cut where they should round (a ratio of 0.547 as
/// 45 %), so that a difference of one unit of the last digit is only worth knowing.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    let (Some(estimate), Some(reduction)) = (row.estimate, row.reduction_percent) else {
        return;
    };
    if !row.measure.is_ratio() {
        return;
    }
    let ratio = Bounds::of(estimate);
    let printed = ratio_of(reduction);
    if ratio.meets(printed) {
        return;
    }
    let unit = 2.0 * reduction.half_unit() / 100.0;
    let severity = if ratio.gap(printed) <= 0.5 * unit + 1e-9 {
        Severity::Note
    } else {
        Severity::Error
    };
    let implied = Bounds {
        low: 100.0 * (1.0 - ratio.high),
        high: 100.0 * (1.0 - ratio.low),
    };
    let text = sink.printed(row.row, Column::ReductionPercent);
    let message = Message::new("tp0339")
        .text("estimate", sink.printed(row.row, Column::Estimate))
        .text("reduction", text.as_str())
        .text("implied", range(implied));
    let given = Bounds::of(reduction);
    let help = if severity == Severity::Note {
        None
    } else if given.meets(implied.negated()) {
        Some(Message::new("tp0339.help-increase"))
    } else if given.meets(ratio.times(100.0)) {
        Some(Message::new("tp0339.help-remaining"))
    } else if given.times(100.0).meets(implied) {
        Some(Message::new("tp0339.help-fraction"))
    } else if given.meets(ratio) {
        Some(Message::new("tp0339.help-percent"))
    } else {
        let fits_reduction = |number: Reported| ratio_of(number).meets(ratio);
        let fits_ratio = |number: Reported| Bounds::of(number).meets(printed);
        let estimate = sink.printed(row.row, Column::Estimate);
        // The interval tells which of the two is right.
        let ratio_is_sound = view.interval.is_some() && view.asymmetry() == 0.0;
        let of_ratio = || suggestion("estimate", &estimate, fits_ratio);
        let of_reduction = suggestion("reduction_percent", &text, fits_reduction);
        if ratio_is_sound {
            of_reduction
        } else {
            of_reduction.or_else(of_ratio)
        }
    };
    let other = sink.cell(row.row, Column::Estimate);
    sink.push(
        Diagnostic::new(Code::TP0339, severity, message)
            .at(sink.cell(row.row, Column::ReductionPercent))
            .also(other)
            .help(help.unwrap_or_else(|| Message::new("tp0339.help"))),
    );
}
