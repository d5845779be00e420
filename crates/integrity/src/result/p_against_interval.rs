//! TP0334: p and the interval tell the same strength of evidence.

use super::comparison::{Comparison, z_of};
use super::edits::suggestion;
use super::lopsided_interval::USUAL;
use super::percent_as_ratio;
use super::shown::{p_value, shown};
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, POperator, Reported, Sink};
use trialpool_meta_analysis::numeric::tail::{normal_survival, normal_upper_quantile};

/// |z| of both, with all that rounding allows, differ by more than two tests of one hypothesis do
/// ([`Comparison::same_test`]). Where a limit is mistyped or the level is another, p is not blamed.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(interval), Some(p)) = (view.z_of_interval(), view.z_of_p) else {
        return;
    };
    if view.same_test(interval, p)
        || view.asymmetry() > USUAL
        || view.other_level().is_some()
        || percent_as_ratio::found(view).is_some()
    {
        return;
    }
    let row = view.row.row;
    let printed = sink.printed(row, Column::P);
    let implied = two_sided(interval.middle().min(interval.high));
    let message = Message::new("tp0334")
        .text("p", with_operator(view.row.p_operator, &printed))
        .text("implied", p_value(implied));
    let note = Message::new("tp0334.note")
        .text("z-interval", shown(interval.middle()))
        .text(
            "z-p",
            shown(if p.low > interval.high { p.low } else { p.high }),
        );
    let agrees = |number: Reported, operator: Option<POperator>| {
        z_of(number, operator).is_some_and(|z| view.same_test(interval, z))
    };
    let help = if one_sided(view).is_some_and(|z| z.meets(interval)) {
        Some(Message::new("tp0334.help-one-sided"))
    } else if flipped(view.row.p_operator).is_some_and(|operator| {
        let p = view.row.p;
        p.is_some_and(|p| agrees(p, Some(operator)))
    }) {
        Some(Message::new("tp0334.help-operator"))
    } else {
        // Two tests of one hypothesis are near each other by many slips: the same p comes first.
        let operator = view.row.p_operator;
        let same = |number| z_of(number, operator).is_some_and(|z: Bounds| interval.meets(z));
        suggestion("p", &printed, same)
            .or_else(|| suggestion("p", &printed, |number| agrees(number, operator)))
    };
    let across = view
        .interval
        .is_some_and(|limits| limits.lower.high < 0.0 && limits.upper.low > 0.0);
    let margin = (across && p.low > interval.high).then(|| Message::new("tp0334.help-margin"));
    sink.push(
        Diagnostic::warning(Code::TP0334, message)
            .at(sink.cell(row, Column::P))
            .note(note)
            .help(margin)
            .help(help)
            .help(Message::new("tp0334.help")),
    );
}

/// |z| if the printed p is one-sided.
pub(super) fn one_sided(view: &Comparison<'_, '_>) -> Option<Bounds> {
    let p = view.row.p.filter(|p| p.value() < 0.5)?;
    if view
        .row
        .p_operator
        .is_some_and(|operator| operator != POperator::Equal)
    {
        return None;
    }
    let (low, high) = p.interval();
    let low = low.max(f64::MIN_POSITIVE);
    Some(Bounds::between(
        normal_upper_quantile(high),
        normal_upper_quantile(low),
    ))
}

/// The bound read the other way round.
fn flipped(operator: Option<POperator>) -> Option<POperator> {
    match operator? {
        POperator::Below => Some(POperator::Above),
        POperator::Above => Some(POperator::Below),
        POperator::Equal => None,
    }
}

/// A p with its sign before it.
pub(super) fn with_operator(operator: Option<POperator>, printed: &str) -> String {
    match operator {
        Some(operator) if operator != POperator::Equal => {
            format!("{} {printed}", operator.as_str())
        }
        _ => printed.to_owned(),
    }
}

/// The two-sided p of |z|.
pub(super) fn two_sided(z: f64) -> f64 {
    2.0 * normal_survival(z)
}
