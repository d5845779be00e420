//! TP0369: a difference of means is no wider than the scale.

use super::comparison::Comparison;
use super::edits::suggestion;
use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, ContrastMeasure, Diagnostic, Message, Reported, Sink};

/// Two means differ by the whole scale at most.
pub(crate) fn check(view: &Comparison<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let row = view.row;
    let outcome = &context.registry.outcomes[row.outcome];
    let (Some(estimate), Some(least), Some(most)) =
        (row.estimate, outcome.scale_min, outcome.scale_max)
    else {
        return;
    };
    let width = most.value() - least.value();
    let too_far = |number: Reported| Bounds::of(number).size().low > width;
    if row.measure != ContrastMeasure::MeanDifference || !too_far(estimate) {
        return;
    }
    let printed = sink.printed(row.row, Column::Estimate);
    let message = Message::new("tp0369")
        .text("estimate", printed.as_str())
        .text("width", shown(width));
    let scale = sink.cell(outcome.row, Column::ScaleMax);
    let fits = |number: Reported| {
        let changed = trialpool_ingest::Contrast {
            estimate: Some(number),
            ..row.clone()
        };
        let changed = Comparison::of(&changed);
        !too_far(number) && changed.interval.is_some() && changed.asymmetry() == 0.0
    };
    sink.push(
        Diagnostic::error(Code::TP0369, message)
            .at(sink.cell(row.row, Column::Estimate))
            .also(scale.saying(Message::new("tp0369.scale")))
            .help(suggestion("estimate", &printed, fits))
            .help(Message::new("tp0369.help")),
    );
}
