//! TP0420: an estimate follows from the results of its arms.

use super::super::habit::Fit;
use super::Held;
use super::explanation::explanation;
use crate::arm_pair::{By, Figures, Implied};
use crate::bounds::Bounds;
use crate::effect::Effect;
use crate::printed::shown;
use trialpool_ingest::{Code, Design, Diagnostic, Message, Severity, Sink};

/// How far adjustment may move the estimate of a randomised comparison, in standard errors. The
/// shift has the variance R² se² where covariates explain the share R² of the outcome; for R² of a
/// quarter, one standard error is two of its own.
const ADJUSTMENT: f64 = 1.0;

/// The same where the arms give the cumulative hazard only: censoring adds to it.
const ADJUSTMENT_AND_CENSORING: f64 = 1.5;

/// The shift, in standard deviations, where the comparison is more precise than its arms: that of an
/// efficient estimate from a cruder one has the difference of their variances.
const GAIN: f64 = 2.0;

/// How much further a model may move an estimate that is said to be its: odds and hazard ratios
/// given strong covariates are those of another population, and farther from 1 (Gail, Wieand and
/// Piantadosi 1984, Biometrika 71:431).
const MODELLED: f64 = 3.0;

/// The shift accepted without any standard error, on the logarithm of a ratio; and as a share of a
/// difference.
const WITHOUT_STANDARD_ERROR: (f64, f64) = (0.1, 0.25);

/// Adjustment moves estimates by tenths of a standard error: this far on the whole, either way.
const MOVED: f64 = 0.5;

/// Whether an estimate is what its arms make it. Where hazards are cumulated, nothing is exact.
pub(super) fn fit(held: &Held<'_, '_, '_>) -> Option<Fit> {
    let effect = held.effect?;
    let (implied, gap) = nearest(held, &effect)?;
    let se = standard_error(&effect, &implied.0)?;
    if implied.0.by == By::CumulativeHazard || held.view.trial.design != Design::Randomised {
        return None;
    }
    let width = |values: Bounds| values.high - values.low;
    let room = width(effect.estimate) + width(implied.0.estimate);
    Some(if gap == 0.0 {
        Fit::agreeing(room, MOVED * se)
    } else {
        Fit::Parts
    })
}

/// What the arms imply that is nearest to the estimate, and how far that is.
fn nearest<'h, 'c, 'f>(
    held: &'h Held<'_, 'c, 'f>,
    effect: &Effect,
) -> Option<(&'h (Implied, Figures<'c, 'f>, Figures<'c, 'f>), f64)> {
    let gap = |implied: &Implied| {
        if effect.estimate.meets(implied.estimate) {
            0.0
        } else {
            effect.estimate.gap(implied.estimate)
        }
    };
    let gaps = held
        .implied
        .iter()
        .map(|implied| (implied, gap(&implied.0)));
    gaps.min_by(|a, b| a.1.total_cmp(&b.1))
}

/// A warning where no adjustment explains the gap, where one slip of the hand does, or where the
/// publication adjusts no other estimate and one figure may be mistyped; a note where they are nearly the same, and only adjustment
/// can tell. Returns whether there is a warning.
pub(super) fn check(held: &Held<'_, '_, '_>, sink: &mut Sink<'_>) -> bool {
    let Some(effect) = held.effect else {
        return false;
    };
    let Some(((implied, treated, control), gap)) = nearest(held, &effect) else {
        return false;
    };
    if gap == 0.0 {
        return false;
    }
    let se = standard_error(&effect, implied);
    let tolerance = tolerance(held, &effect, implied, se);
    // Otherwise a slip would not be told: it need not be looked for.
    let told = gap > 0.5 * tolerance || held.plain_estimates.is_some();
    // Confounding, which the model takes away, is no slip.
    let slip = (told && !(held.modelled() && held.confounded()))
        .then(|| explanation(held, &effect, (treated, control), (gap, se), sink))
        .flatten();
    let adjusted_at_most = held.view.trial.design == Design::Randomised;
    let severity = match slip {
        Some(_) => Severity::Warning,
        _ if gap > tolerance && adjusted_at_most => Severity::Warning,
        _ if held.plain_estimates.is_some() && !held.sound_in_itself() => Severity::Warning,
        _ if implied.by == By::CumulativeHazard => return false,
        _ => Severity::Note,
    };
    let display = if held.row.measure.is_ratio() {
        Bounds::between(implied.estimate.low.exp(), implied.estimate.high.exp())
    } else {
        implied.estimate
    };
    let message = Message::new("tp0420")
        .text("estimate", sink.printed(held.row.row, held.column()))
        .text("implied", shown(display));
    let [treated, control] = [treated, control].map(|arm| sink.cell(arm.row.row, arm.column()));
    let adjusted = Message::new("tp0420.adjusted");
    let told_how = severity == Severity::Warning || !held.modelled();
    let plain = held
        .plain_estimates
        .map(|others| Message::new("tp0420.plain").count("others", others));
    sink.push(
        Diagnostic::new(Code::TP0420, severity, message)
            .at(sink.cell(held.row.row, held.column()))
            .also(treated.saying(Message::new("tp0420.treated")))
            .also(control.saying(Message::new("tp0420.control")))
            .note((severity == Severity::Note).then_some(adjusted))
            .note(plain)
            .note(slip)
            .help(told_how.then(|| Message::new("tp0420.help"))),
    );
    severity == Severity::Warning
}

/// The standard error by which gaps are judged: the comparison's, else that of the arms.
fn standard_error(effect: &Effect, implied: &Implied) -> Option<f64> {
    let se = effect.standard_error.or(implied.standard_error)?.high;
    (se > 0.0 && se.is_finite()).then_some(se)
}

fn tolerance(held: &Held<'_, '_, '_>, effect: &Effect, implied: &Implied, se: Option<f64>) -> f64 {
    let factor = match implied.by {
        By::CumulativeHazard => ADJUSTMENT_AND_CENSORING,
        _ => ADJUSTMENT,
    };
    let without = if held.row.measure.is_ratio() {
        WITHOUT_STANDARD_ERROR.0
    } else {
        WITHOUT_STANDARD_ERROR.1 * implied.estimate.middle().abs()
    };
    let gain = match (effect.standard_error, implied.standard_error) {
        (Some(adjusted), Some(crude)) => {
            let gain = crude.high * crude.high - adjusted.low * adjusted.low;
            GAIN * gain.max(0.0).sqrt()
        }
        _ => 0.0,
    };
    let modelled = if held.modelled() { MODELLED } else { 1.0 };
    (factor * modelled * se.unwrap_or(without)).max(gain)
}
