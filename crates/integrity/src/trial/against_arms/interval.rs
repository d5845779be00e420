//! TP0422: an interval is as wide as the information in its arms makes it.

use super::Held;
use crate::arm_pair::{By, Figures, Implied};
use crate::bounds::Bounds;
use crate::effect::Effect;
use crate::printed::significant;
use crate::result::quantile;
use trialpool_ingest::{Code, Column, ContrastMeasure, Design, Diagnostic, Message, Sink};
use trialpool_meta_analysis::numeric::tail::t_upper_quantile;

/// Levels that intervals are usually printed with.
const LEVELS: [f64; 3] = [95.0, 99.0, 90.0];

/// The ratio of the standard errors at which a level counts as the one that fits.
const FITS: (f64, f64) = (0.93, 1.1);

/// The ratio of the comparison's standard error to that of its arms that is accepted.
///
/// - Counts: the arms give the crude standard error; covariates move that of a ratio by a few per
///   cent.
/// - Hazard ratios: 1/e1 + 1/e2 is the least variance of the unadjusted estimate (the information
///   is the sum of p (1 − p) over the events, at most e1 e2 / (e1 + e2)); the log-rank one is
///   4 / e at the null, which is less where effects are large.
/// - Person-time: Poisson's variance is the least; recurrent events vary more.
/// - Rates with intervals: models share parameters between the arms, which narrows the ratio.
/// - Means: covariates, above all the value at the start, may take most of the variance away.
fn accepted(measure: ContrastMeasure, implied: &Implied) -> (f64, f64) {
    match implied.by {
        By::Counts => (0.85, 1.3),
        By::CumulativeHazard if implied.estimate.middle().abs() > 1.0 => (0.75, 1.3),
        By::CumulativeHazard => (0.9, 1.25),
        By::PersonTime => (0.9, 2.5),
        By::Rates => (0.7, 1.2),
        By::Means if measure == ContrastMeasure::StandardisedMeanDifference => (0.7, 1.25),
        By::Means => (0.4, 1.25),
    }
}

/// Randomised parallel arms only: matched or paired designs know more than their arms.
pub(super) fn check(held: &Held<'_, '_, '_>, sink: &mut Sink<'_>) {
    let se = held
        .effect
        .as_ref()
        .and_then(|effect: &Effect| effect.standard_error);
    let Some(se) = se.filter(|_| held.view.trial.design == Design::Randomised) else {
        return;
    };
    let mut misfits = Vec::new();
    for (implied, treated, control) in &held.implied {
        let Some(arms) = implied.standard_error.filter(|arms| arms.low > 0.0) else {
            continue;
        };
        let ratio = Bounds::between(se.low / arms.high, se.high / arms.low);
        let (least, most) = accepted(held.row.measure, implied);
        let most = most * student(implied.by, treated, control);
        if ratio.high >= least && ratio.low <= most {
            return;
        }
        misfits.push((ratio, treated, control));
    }
    let Some((ratio, treated, control)) = misfits.first() else {
        return;
    };
    let narrow = ratio.high < 1.0;
    let id = if narrow {
        "tp0422-narrow"
    } else {
        "tp0422-wide"
    };
    let message = Message::new(id).text("ratio", significant(ratio.middle()));
    let column = match held.row.se {
        Some(_) => Column::Se,
        None if held.row.ci_lower.is_some() => Column::CiLower,
        None => Column::ReductionLower,
    };
    let [a, c] = [*treated, *control].map(|arm| sink.cell(arm.row.row, arm.column()));
    sink.push(
        Diagnostic::warning(Code::TP0422, message)
            .at(sink.cell(held.row.row, column))
            .also(a.saying(Message::new("tp0420.treated")))
            .also(c.saying(Message::new("tp0420.control")))
            .note(explanation(held, *ratio, treated, control))
            .help(Message::new("tp0422.help")),
    );
}

/// How much wider than normal intervals those of small groups are, which use Student's t.
fn student(by: By, treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> f64 {
    let total = treated.n.zip(control.n).map(|(a, c)| a + c - 2.0);
    match total {
        Some(df) if by == By::Means && (1.0..60.0).contains(&df) => {
            t_upper_quantile(0.025, df) / 1.96
        }
        _ => 1.0,
    }
}

/// The level at which the interval would fit, or the mix-up of spread and error that would.
fn explanation(
    held: &Held<'_, '_, '_>,
    ratio: Bounds,
    treated: &Figures<'_, '_>,
    control: &Figures<'_, '_>,
) -> Option<Message> {
    let fits = |factor: f64| ratio.high * factor >= FITS.0 && ratio.low * factor <= FITS.1;
    if held.row.se.is_none() {
        let stated = held.row.ci_level?.value();
        let z = quantile(stated)?;
        let others = LEVELS.iter().filter(|level| **level != stated);
        let misfit = |level: f64| {
            let factor = z / quantile(level)?;
            fits(factor).then(|| (ratio.middle() * factor).ln().abs())
        };
        let fitting = others.filter_map(|level| Some((misfit(*level)?, *level)));
        if let Some((_, level)) = fitting.min_by(|a, b| a.0.total_cmp(&b.0)) {
            let level = Message::new("tp0422.level").text("level", format!("{level}"));
            return Some(level.text("stated", format!("{stated}")));
        }
    }
    let n = 2.0 / (1.0 / treated.n? + 1.0 / control.n?);
    if treated.sd.is_some() && control.sd.is_some() && fits(1.0 / n.sqrt()) {
        return Some(Message::new("tp0422.sd-is-se"));
    }
    (treated.se.is_some() && control.se.is_some() && fits(n.sqrt()))
        .then(|| Message::new("tp0422.se-is-sd"))
}
