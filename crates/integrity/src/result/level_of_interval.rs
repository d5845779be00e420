//! TP0337: an interval has the level that is stated.

use super::comparison::Comparison;
use super::lopsided_interval::USUAL;
use super::shown::shown;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// At the stated level the interval contradicts p or the standard error; at another usual level it
/// agrees with all that is printed.
pub(crate) fn check(view: &Comparison<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.asymmetry() > USUAL {
        return;
    }
    let Some(level) = view.other_level() else {
        return;
    };
    let row = view.row.row;
    let witness = match view.z_of_p {
        Some(_) => Column::P,
        None => Column::Se,
    };
    let message = Message::new("tp0337")
        .text("stated", sink.printed(row, Column::CiLevel))
        .text("level", shown(level));
    let test = witness == Column::P && view.row.analysis.is_empty();
    let test = test.then(|| Message::new("tp0337.help-test"));
    let witness = sink.cell(row, witness);
    sink.push(
        Diagnostic::warning(Code::TP0337, message)
            .at(sink.cell(row, Column::CiLevel))
            .also(witness.saying(Message::new("tp0337.witness")))
            .help(Message::new("tp0337.help").text("level", shown(level)))
            .help(test),
    );
}
