//! TP0418: the effects in all subgroups, combined, are the effect in all participants.

use super::partition::{of_contrasts, whole_of};
use crate::bounds::Bounds;
use crate::context::{Context, TrialView};
use crate::effect::Effect;
use crate::printed::shown;
use trialpool_ingest::{Code, Column, Contrast, Diagnostic, Message, Sink};

/// How far the two may be apart, in standard errors of the whole. The participants are the same,
/// so that chance is no reason; adjustment and weighting move an estimate by a part of its
/// standard error.
const STANDARD_ERRORS: f64 = 1.0;

/// The same without a standard error: a tenth of the ratio, or of the unit.
const WITHOUT_STANDARD_ERROR: f64 = 0.1;

/// Where each level is reported. Combined by inverse variances where all have one; else the whole
/// must lie between the least and the greatest.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for parts in of_contrasts(view, context)
        .iter()
        .filter(|parts| parts.complete)
    {
        let levels = parts.rows.chunk_by(|a, b| a.subgroup == b.subgroup);
        let effects = levels.map(|rows| rows.iter().find_map(|row| Effect::of(row)));
        let Some(effects) = effects.collect::<Option<Vec<Effect>>>() else {
            continue;
        };
        let Some(whole) = whole_of(view, parts.rows[0]) else {
            continue;
        };
        let Some(overall) = Effect::of(whole) else {
            continue;
        };
        let expected = combined(&effects).unwrap_or_else(|| hull(&effects));
        let error = overall.standard_error.map(|se| se.high);
        let tolerance = error.map_or(WITHOUT_STANDARD_ERROR, |se| STANDARD_ERRORS * se);
        if overall.estimate.gap(expected) > tolerance {
            report(&parts.rows, whole, expected, sink);
        }
    }
}

/// The inverse-variance mean, as far as the printed estimates tell.
fn combined(effects: &[Effect]) -> Option<Bounds> {
    let mut total = 0.0;
    let mut sum = Bounds::exactly(0.0);
    for effect in effects {
        let se = effect.standard_error?.middle();
        if se <= 0.0 {
            return None;
        }
        let weight = 1.0 / (se * se);
        total += weight;
        sum = sum.plus(effect.estimate.times(weight));
    }
    Some(sum.times(1.0 / total))
}

fn hull(effects: &[Effect]) -> Bounds {
    let estimates = effects.iter().map(|effect| effect.estimate);
    let none = Bounds {
        low: f64::INFINITY,
        high: f64::NEG_INFINITY,
    };
    estimates.fold(none, |hull, estimate| Bounds {
        low: hull.low.min(estimate.low),
        high: hull.high.max(estimate.high),
    })
}

fn report(parts: &[&Contrast<'_>], whole: &Contrast<'_>, expected: Bounds, sink: &mut Sink<'_>) {
    let column = |row: &Contrast<'_>| match row.estimate {
        Some(_) => Column::Estimate,
        None => Column::ReductionPercent,
    };
    let shown_expected = if whole.measure.is_ratio() {
        Bounds::between(expected.low.exp(), expected.high.exp())
    } else {
        expected
    };
    let message = Message::new("tp0418")
        .text("estimate", sink.printed(whole.row, column(whole)))
        .text("combined", shown(shown_expected));
    let mut diagnostic = Diagnostic::warning(Code::TP0418, message)
        .at(sink.cell(whole.row, column(whole)))
        .help(Message::new("tp0418.help"));
    for part in parts {
        let label = sink.cell(part.row, column(part));
        diagnostic = diagnostic.also(label.saying(Message::new("tp0418.part")));
    }
    sink.push(diagnostic);
}
