//! TP0376: the standard error of a mean is its standard deviation by the root of n.

use super::shown::shown;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Severity, Sink};

/// Standard errors of a model differ from sd / √n, rarely by a quarter. A standard error above the
/// standard deviation is none.
const MOST: f64 = 1.25;

/// Deviation, error and the root of n, if they are farther apart than models take them.
pub(crate) fn apart(row: &ArmResult<'_>) -> Option<(Bounds, Bounds, f64)> {
    let (sd, se) = (
        Bounds::of(row.sd?).not_negative(),
        Bounds::of(row.se?).not_negative(),
    );
    let root = row.n?.value().sqrt();
    (!near(sd, se, root) && sd.high > 0.0).then_some((sd, se, root))
}

fn near(sd: Bounds, se: Bounds, root: f64) -> bool {
    let expected = sd.times(1.0 / root);
    se.high >= expected.low / MOST && se.low <= expected.high * MOST
}

pub(crate) fn check(row: &ArmResult<'_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some((sd, se, root)) = apart(row) else {
        return;
    };
    let severity = if se.low > sd.high {
        Severity::Error
    } else {
        Severity::Warning
    };
    let help = if near(se, sd, root) {
        "tp0376.help-swapped"
    } else if near(sd.map(f64::sqrt), se, root) {
        "tp0376.help-variance"
    } else if near(sd, se.map(f64::sqrt), root) {
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
