//! TP0421: an estimate lies on the side of the null on which its arms differ.

use super::Held;
use crate::arm_pair::{Figures, implied};
use crate::bounds::Bounds;
use trialpool_ingest::{Code, ContrastMeasure, Diagnostic, Message, OutcomeKind, Sink};

/// How far both must be from the null, in standard errors. Estimates of one difference from one set
/// of participants do not fall on both sides of it so far apart.
const FAR: f64 = 1.0;

/// How far the arms must differ where they give no standard error: a fifth.
const FAR_APART: f64 = 0.2;

/// Where the measure's own formula has what it needs, the estimate itself is compared; here are
/// the other cases, such as a hazard ratio beside rates or medians.
pub(super) fn check(held: &Held<'_, '_, '_>, sink: &mut Sink<'_>) {
    let Some(effect) = held.effect else {
        return;
    };
    if !held.implied.is_empty() || held.pairs.is_empty() {
        return;
    }
    let Some(se) = effect.standard_error.filter(|se| se.high > 0.0) else {
        return;
    };
    let far = FAR * se.high;
    let side = if effect.estimate.low > far {
        1.0
    } else if effect.estimate.high < -far {
        -1.0
    } else {
        return;
    };
    let opposite = |(a, c): &(Figures<'_, '_>, Figures<'_, '_>)| {
        difference(held.outcome.kind, a, c).is_some_and(|arms| side * arms < 0.0)
    };
    if !held.pairs.iter().all(opposite) {
        return;
    }
    let (treated, control) = &held.pairs[0];
    let [treated, control] = [treated, control].map(|arm| sink.cell(arm.row.row, arm.column()));
    let message =
        Message::new("tp0421").text("estimate", sink.printed(held.row.row, held.column()));
    sink.push(
        Diagnostic::warning(Code::TP0421, message)
            .at(sink.cell(held.row.row, held.column()))
            .also(treated.saying(Message::new("tp0420.treated")))
            .also(control.saying(Message::new("tp0420.control")))
            .help(Message::new("tp0421.help")),
    );
}

/// The sign of the difference of two arms that are far apart.
fn difference(kind: OutcomeKind, a: &Figures<'_, '_>, c: &Figures<'_, '_>) -> Option<f64> {
    use ContrastMeasure as M;
    let measures = [M::RiskRatio, M::IncidenceRateRatio, M::MeanDifference];
    let implied = measures
        .into_iter()
        .find_map(|measure| implied(measure, kind, a, c))?;
    let far = match implied.standard_error {
        Some(se) => FAR * se.high,
        None if implied.estimate.middle().is_finite() => FAR_APART,
        None => return None,
    };
    let Bounds { low, high } = implied.estimate;
    if low > far {
        Some(1.0)
    } else if high < -far {
        Some(-1.0)
    } else {
        None
    }
}
