//! TP0335: the standard error is that of the interval.

use super::comparison::{Comparison, same_error};
use super::edits::suggestion;
use super::lopsided_interval::USUAL;
use super::shown::range;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Sink};

/// An interval by t is wider than one by z, and rounding is allowed for; what is beyond is no
/// standard error of this estimate on this scale. The help names the reading that fits.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(interval), Some(printed)) = (view.se_at_stated_level(), view.se) else {
        return;
    };
    if same_error(interval, printed) || view.asymmetry() > USUAL || view.other_level().is_some() {
        return;
    }
    let row = view.row.row;
    let text = sink.printed(row, Column::Se);
    let message = Message::new("tp0335")
        .text("se", text.as_str())
        .text("implied", range(interval));
    let nearly = |se: Bounds| same_error(interval, se);
    let help = reading(view, printed, |se| se.meets(interval))
        .or_else(|| reading(view, printed, nearly))
        .or_else(|| {
            let fits = |number: Reported| nearly(Bounds::of(number).not_negative());
            suggestion("se", &text, fits)
        });
    let (lower, upper) = view.interval.map_or((None, None), |limits| {
        let [lower, upper] = limits.columns;
        (Some(sink.cell(row, lower)), Some(sink.cell(row, upper)))
    });
    sink.push(
        Diagnostic::warning(Code::TP0335, message)
            .at(sink.cell(row, Column::Se))
            .also(lower)
            .also(upper)
            .help(help.unwrap_or_else(|| Message::new("tp0335.help"))),
    );
}

/// What else than a standard error the printed number may be: a variance, the error of a ratio
/// itself, half an interval, an error in decimal logarithms.
pub(super) fn reading(
    view: &Comparison<'_, '_>,
    printed: Bounds,
    agrees: impl Fn(Bounds) -> bool,
) -> Option<Message> {
    let variance = printed.map(f64::sqrt);
    if agrees(variance) {
        return Some(Message::new("tp0335.help-variance").text("se", range(variance)));
    }
    if view.row.measure.is_ratio() {
        let (_, estimate) = view.estimate?;
        // By the delta method, the error of a ratio is the ratio times the error of its logarithm.
        let ratio = estimate.map(f64::exp);
        let of_log = Bounds {
            low: printed.low / ratio.high,
            high: printed.high / ratio.low,
        };
        if agrees(of_log) {
            return Some(Message::new("tp0335.help-ratio").text("se", range(of_log)));
        }
        if agrees(printed.times(std::f64::consts::LN_10)) {
            return Some(Message::new("tp0335.help-log10"));
        }
    }
    let half = view.interval.map(|limits| {
        let width = limits.upper.minus(limits.lower).not_negative();
        width.times(0.5)
    });
    let is_half = half.is_some_and(|half| half.high.is_finite() && half.meets(printed));
    is_half.then(|| Message::new("tp0335.help-half"))
}
