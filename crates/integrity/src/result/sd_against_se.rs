//! TP0376: the standard error of a mean is its standard deviation by the root of n.

use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Severity, Sink};

/// Standard errors of a model differ from sd / √n, rarely by a quarter. A standard error above the
/// standard deviation is none.
const MOST: f64 = 1.25;

pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (Some(sd), Some(se), Some(n)) = (row.sd, row.se, row.n) else {
        return;
    };
    let root = n.value().sqrt();
    let (sd, se) = (Bounds::of(sd).not_negative(), Bounds::of(se).not_negative());
    let near = |sd: Bounds, se: Bounds| {
        let expected = sd.times(1.0 / root);
        se.high >= expected.low / MOST && se.low <= expected.high * MOST
    };
    if near(sd, se) || sd.high == 0.0 {
        return;
    }
    let severity = if se.low > sd.high {
        Severity::Error
    } else {
        Severity::Warning
    };
    let help = if near(se, sd) {
        "tp0376.help-swapped"
    } else if near(sd.map(f64::sqrt), se) {
        "tp0376.help-variance"
    } else if near(sd, se.map(f64::sqrt)) {
        "tp0376.help-square"
    } else {
        "tp0376.help"
    };
    let message = Message::new("tp0376")
        .text("sd", sink.printed(row.row, Column::Sd))
        .text("se", sink.printed(row.row, Column::Se))
        .text("n", sink.printed(row.row, Column::N))
        .text("expected", shown(sd.middle() / root));
    let (spread, total) = (
        sink.cell(row.row, Column::Sd),
        sink.cell(row.row, Column::N),
    );
    sink.push(
        Diagnostic::new(Code::TP0376, severity, message)
            .at(sink.cell(row.row, Column::Se))
            .also(spread)
            .also(total)
            .help(Message::new(help)),
    );
}
