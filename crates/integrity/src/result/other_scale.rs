//! TP0333: the figures of a ratio are no logarithms, those of a difference no ratios.

use super::comparison::{Comparison, asymmetry};
use super::lopsided_interval::USUAL;
use super::percent_as_ratio;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// The scale that an interval fits instead of that of its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Of a ratio's logarithm, or of a difference.
    Plain,
    /// Of a ratio.
    Logarithmic,
}

/// An interval that is lopsided on the scale of its measure and symmetric on the other one.
pub(super) fn fits(view: &Comparison<'_, '_>) -> Option<Scale> {
    let row = view.row;
    let (estimate, lower, upper) = (row.estimate?, row.ci_lower?, row.ci_upper?);
    if view.asymmetry() <= USUAL {
        return None;
    }
    let [estimate, lower, upper] = [estimate, lower, upper].map(Bounds::of);
    if row.measure.is_ratio() {
        return (asymmetry(estimate, lower, upper) == 0.0).then_some(Scale::Plain);
    }
    let (estimate, lower, upper) = (estimate.ln()?, lower.ln()?, upper.ln()?);
    let symmetric = lower.low.is_finite() && asymmetry(estimate, lower, upper) == 0.0;
    symmetric.then_some(Scale::Logarithmic)
}

pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if percent_as_ratio::found(view).is_some() {
        return;
    }
    let (message, help) = match fits(view) {
        None => return,
        Some(Scale::Plain) => ("tp0333", "tp0333.help-log"),
        Some(Scale::Logarithmic) => ("tp0333.ratio", "tp0333.help-measure"),
    };
    let row = view.row.row;
    let message = Message::new(message).text("measure", view.row.measure.as_str());
    let (lower, upper) = (
        sink.cell(row, Column::CiLower),
        sink.cell(row, Column::CiUpper),
    );
    sink.push(
        Diagnostic::warning(Code::TP0333, message)
            .at(sink.cell(row, Column::Estimate))
            .also(lower)
            .also(upper)
            .help(Message::new(help)),
    );
}
