//! TP0336: p and the standard error tell the same strength of evidence.

use super::comparison::{Comparison, z_of};
use super::edits::suggestion;
use super::error_against_interval::reading;
use super::p_against_interval::{one_sided, two_sided, with_operator};
use super::shown::{p_value, range};
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Sink};

/// Only where no interval is printed: beside one, [`TP0334`](super::p_against_interval) and
/// [`TP0335`](super::error_against_interval) say which of the two is wrong.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (None, Some(se), Some(p)) = (view.interval, view.se, view.z_of_p) else {
        return;
    };
    let Some(z) = view.z(se) else {
        return;
    };
    if view.same_test(z, p) {
        return;
    }
    let row = view.row.row;
    let printed = sink.printed(row, Column::P);
    let message = Message::new("tp0336")
        .text("p", with_operator(view.row.p_operator, &printed))
        .text("se", sink.printed(row, Column::Se))
        .text("implied", p_value(two_sided(z.middle().min(z.high))));
    let help = if one_sided(view).is_some_and(|of_p| of_p.meets(z)) {
        Some(Message::new("tp0334.help-one-sided"))
    } else {
        let strictly = |se| view.z(se).is_some_and(|z| z.meets(p));
        let nearly = |se| view.z(se).is_some_and(|z| view.same_test(z, p));
        reading(view, se, strictly)
            .or_else(|| reading(view, se, nearly))
            .or_else(|| {
                let operator = view.row.p_operator;
                let of = |number: Reported| z_of(number, operator);
                let same = |number| of(number).is_some_and(|of_p: Bounds| of_p.meets(z));
                let near = |number| of(number).is_some_and(|of_p| view.same_test(of_p, z));
                suggestion("p", &printed, same).or_else(|| suggestion("p", &printed, near))
            })
    };
    let error = sink.cell(row, Column::Se);
    let error = error.saying(Message::new("tp0336.z").text("z", range(z)));
    sink.push(
        Diagnostic::warning(Code::TP0336, message)
            .at(sink.cell(row, Column::P))
            .also(error)
            .help(help.unwrap_or_else(|| Message::new("tp0336.help"))),
    );
}
