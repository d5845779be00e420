//! The interval of an arm's figure, and the levels it may have.

use super::comparison::quantile;
use crate::bounds::Bounds;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Sink};

/// The limits of an arm's interval, in order, and the quantile of its level.
#[derive(Debug, Clone, Copy)]
pub(super) struct ArmInterval {
    pub(super) lower: Bounds,
    pub(super) upper: Bounds,
    pub(super) z: f64,
}

impl ArmInterval {
    pub(super) fn of(row: &ArmResult<'_>) -> Option<Self> {
        let (lower, upper) = (Bounds::of(row.ci_lower?), Bounds::of(row.ci_upper?));
        let z = quantile(row.ci_level?.value())?;
        (lower.middle() < upper.middle()).then_some(Self { lower, upper, z })
    }

    /// Half the width, over the quantile of the stated level.
    pub(super) fn error(self) -> Bounds {
        let width = self.upper.minus(self.lower).not_negative();
        width.times(0.5 / self.z)
    }

    /// The first usual level but the stated one at which `fits` holds, by it and its quantile.
    pub(super) fn other_level(self, fits: impl Fn(f64, f64) -> bool) -> Option<f64> {
        let others = [95.0, 99.0, 90.0].into_iter();
        others
            .filter_map(|level| Some((level, quantile(level)?)))
            .find(|(level, z)| (z - self.z).abs() > 0.01 && fits(*level, *z))
            .map(|(level, _)| level)
    }
}

/// TP0389: the interval of an arm has the level that is stated.
pub(super) fn report_level(row: &ArmResult<'_>, level: f64, sink: &mut Sink<'_>) {
    let level = super::shown::shown(level);
    let message = Message::new("tp0389")
        .text("stated", sink.printed(row.row, Column::CiLevel))
        .text("level", level.as_str());
    let (lower, upper) = limits(row, sink);
    sink.push(
        Diagnostic::warning(Code::TP0389, message)
            .at(sink.cell(row.row, Column::CiLevel))
            .also(lower)
            .also(upper)
            .help(Message::new("tp0389.help").text("level", level)),
    );
}

/// The places of the limits.
pub(super) fn limits(
    row: &ArmResult<'_>,
    sink: &Sink<'_>,
) -> (trialpool_ingest::Label, trialpool_ingest::Label) {
    (
        sink.cell(row.row, Column::CiLower),
        sink.cell(row.row, Column::CiUpper),
    )
}

/// The interval as it is printed.
pub(super) fn printed(row: &ArmResult<'_>, sink: &Sink<'_>) -> String {
    format!(
        "{} – {}",
        sink.printed(row.row, Column::CiLower),
        sink.printed(row.row, Column::CiUpper)
    )
}
