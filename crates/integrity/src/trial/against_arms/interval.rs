//! TP0422: an interval is as wide as the information in its arms makes it.

use super::super::habit::Fit;
use super::Held;
use crate::arm_pair::{By, Figures, Implied};
use crate::bounds::Bounds;
use crate::effect::Effect;
use crate::printed::significant;
use crate::result::quantile;
use crate::student::student_over_normal;
use trialpool_ingest::{
    Code, Column, ContrastMeasure, Design, Diagnostic, Message, Severity, Sink,
};

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

/// Models move the logarithm of a standard error by hundredths and tenths: this far on the whole,
/// either way.
const MOVED: f64 = 0.2;

/// How much further that of a model may be that the row names: exact intervals of few events, and
/// strata or centres as large as the effect.
const MODELLED: f64 = 1.5;

/// Whether an interval is as wide as its arms make it by the plain formula, with quantiles of the
/// normal distribution or of Student's. Hazard ratios have no plain formula.
pub(super) fn fit(held: &Held<'_, '_, '_>) -> Option<Fit> {
    let se = held.effect?.standard_error?;
    if held.view.trial.design != Design::Randomised || held.row.se.is_some() {
        return None;
    }
    let level = held.row.ci_level?.value();
    let ratios = held
        .implied
        .iter()
        .filter_map(|(implied, treated, control)| {
            let arms = implied.standard_error.filter(|arms| arms.low > 0.0)?;
            let student = student(implied.by, level, treated, control);
            let plain = implied.by != By::CumulativeHazard;
            let ratio = Bounds::between(se.low / arms.high / student, se.high / arms.low);
            (plain && ratio.low > 0.0 && ratio.high.is_finite()).then_some(ratio)
        });
    let fits = ratios.map(|ratio| {
        if ratio.low <= 1.0 + 1e-9 && ratio.high >= 1.0 - 1e-9 {
            Fit::agreeing((ratio.high / ratio.low).ln(), MOVED)
        } else {
            Fit::Parts
        }
    });
    fits.reduce(|a, b| if a == Fit::Parts { b } else { a })
}

/// Randomised parallel arms only: matched or paired designs know more than their arms. Where the
/// estimate or its place in the interval is doubted, the width is one reason more, and no second warning.
pub(super) fn check(held: &Held<'_, '_, '_>, sink: &mut Sink<'_>) {
    let se = held
        .effect
        .as_ref()
        .and_then(|effect: &Effect| effect.standard_error);
    let Some(se) = se.filter(|_| held.view.trial.design == Design::Randomised) else {
        return;
    };
    let mut misfits = Vec::new();
    let mut near = false;
    for (implied, treated, control) in &held.implied {
        let Some(arms) = implied.standard_error.filter(|arms| arms.low > 0.0) else {
            continue;
        };
        let ratio = Bounds::between(se.low / arms.high, se.high / arms.low);
        let (least, most) = accepted(held.row.measure, implied);
        let most = most * student(implied.by, 95.0, treated, control);
        let (least, most) = if held.modelled() {
            (least / MODELLED, most * MODELLED)
        } else {
            (least, most)
        };
        near |= ratio.high >= least && ratio.low <= most;
        if near && held.plain_widths.is_none() {
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
    // An interval that no single slip makes is one of a model, unless it is one of another level.
    let modelled = near && held.sound_in_itself() && !of_another_level(held, *ratio);
    let severity = if held.doubted || modelled {
        Severity::Note
    } else {
        Severity::Warning
    };
    sink.push(
        Diagnostic::new(Code::TP0422, severity, message)
            .at(sink.cell(held.row.row, column))
            .also(a.saying(Message::new("tp0420.treated")))
            .also(c.saying(Message::new("tp0420.control")))
            .note(
                held.plain_widths
                    .map(|others| Message::new("tp0422.plain").count("others", others)),
            )
            .note(explanation(held, *ratio, treated, control))
            .help((!held.modelled()).then(|| Message::new("tp0422.help-model")))
            .help(Message::new("tp0422.help")),
    );
}

/// How much wider than normal intervals those of means are, which use Student's t.
fn student(by: By, level: f64, treated: &Figures<'_, '_>, control: &Figures<'_, '_>) -> f64 {
    let freedom = treated.n.zip(control.n).map(|(a, c)| a + c - 2.0);
    let freedom = freedom.filter(|_| by == By::Means);
    freedom
        .and_then(|freedom| student_over_normal(level, freedom))
        .unwrap_or(1.0)
}

/// Whether the width is to the last digit that of another usual level.
fn of_another_level(held: &Held<'_, '_, '_>, ratio: Bounds) -> bool {
    let stated = held.row.ci_level.and_then(|level| quantile(level.value()));
    let others = LEVELS.iter().filter_map(|level| quantile(*level));
    let mut factors = others.filter_map(|z| Some(stated? / z));
    factors.any(|factor| factor != 1.0 && ratio.times(factor).meets(Bounds::exactly(1.0)))
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
