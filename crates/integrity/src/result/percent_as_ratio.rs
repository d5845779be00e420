//! TP0361: a ratio is no percentage.

use super::comparison::{Comparison, asymmetry, ratio_of};
use super::lopsided_interval::USUAL;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Sink};

/// Ratios below this are not mistaken for percentages.
const LEAST: f64 = 5.0;

/// A ratio from which on a figure without interval is more often a percentage.
const WITHOUT_INTERVAL: f64 = 20.0;

/// How far z of the ratio as printed and z of p are apart where it is a percentage. Near 10, a ratio
/// and a hundredth of it are about as far from 1, and an exact interval of a small table fits both.
const CLEARLY: f64 = 1.0;

/// What percentage stands where the ratio should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Percentage {
    /// 30.5 for 0.695.
    Reduction,
    /// 69.5 for 0.695.
    OfRatio,
    /// One of the two.
    Unknown,
}

/// The percentage that the figures are, where they fit as one and not as ratios: as reductions, the
/// interval is symmetric only then; as percentages of a ratio, p agrees only then.
pub(super) fn found(view: &Comparison<'_, '_>) -> Option<Percentage> {
    let row = view.row;
    let estimate = row.estimate?;
    if !row.measure.is_ratio() || estimate.value() < LEAST {
        return None;
    }
    let (Some(lower), Some(upper)) = (row.ci_lower, row.ci_upper) else {
        let bare = row.se.is_none() && row.reduction_percent.is_none();
        let alone = bare && estimate.value() >= WITHOUT_INTERVAL;
        return alone.then_some(Percentage::Unknown);
    };
    let reduction = |percent: Reported| ratio_of(percent).ln();
    let as_reductions = reduction(estimate)
        .zip(reduction(upper))
        .zip(reduction(lower));
    if view.asymmetry() > USUAL
        && let Some(((estimate, lower), upper)) = as_reductions
        && lower.low.is_finite()
        && asymmetry(estimate, lower, upper) == 0.0
    {
        return Some(Percentage::Reduction);
    }
    let (as_printed, p) = (view.z_of_interval()?, view.z_of_p?);
    let (_, logarithm) = view.estimate?;
    let hundredth = Bounds::exactly(100.0_f64.ln());
    let shifted = Comparison {
        estimate: Some((Column::Estimate, logarithm.minus(hundredth))),
        ..Comparison::of(row)
    };
    // The width of the interval is the same for both.
    let as_percentages = shifted.z(view.se_at_stated_level()?)?;
    let only_so = as_printed.gap(p) > CLEARLY
        && !view.same_test(as_printed, p)
        && shifted.same_test(as_percentages, p);
    only_so.then_some(Percentage::OfRatio)
}

pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(percentage) = found(view) else {
        return;
    };
    let help = match percentage {
        Percentage::Reduction => "tp0361.help-reduction",
        Percentage::OfRatio => "tp0361.help-ratio",
        Percentage::Unknown => "tp0361.help",
    };
    let row = view.row;
    let message = Message::new("tp0361")
        .text("measure", row.measure.as_str())
        .text("value", sink.printed(row.row, Column::Estimate));
    sink.push(
        Diagnostic::warning(Code::TP0361, message)
            .at(sink.cell(row.row, Column::Estimate))
            .help(Message::new(help)),
    );
}
