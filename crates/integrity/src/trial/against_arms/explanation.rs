//! Which single slip makes an estimate and its arms agree.

use super::Held;
use crate::arm_pair::{Figures, implied};
use crate::bounds::Bounds;
use crate::context::Question;
use crate::effect::{Effect, on_scale};
use crate::slips::transposed;
use trialpool_ingest::{ContrastMeasure, Message, Sink};

/// How near an estimate must come to count as explained, in standard errors, where the slip leaves
/// room for adjustment.
const NEAR: f64 = 0.25;

/// The same where the arms give the cumulative hazard only.
const NEAR_HAZARD: f64 = 0.5;

/// How much the digits may leave open, in shares of the gap that is to be explained.
const TELLING: f64 = 0.5;

/// Other arms and outcomes that are tried.
const OTHERS: usize = 32;

type Pair<'p, 'c, 'f> = (&'p Figures<'c, 'f>, &'p Figures<'c, 'f>);

/// A slip: what it says of the estimate, or of the arms.
struct Slip {
    message: Message,
    estimate: Bounds,
    implied: Bounds,
    /// Whether the digits must fit exactly, as so many slips of this kind are tried that some
    /// would come near by chance.
    exact: bool,
}

/// The slip that closes the gap best, if one does.
pub(super) fn explanation(
    held: &Held<'_, '_, '_>,
    effect: &Effect,
    pair: Pair<'_, '_, '_>,
    (gap, se): (f64, Option<f64>),
    sink: &Sink<'_>,
) -> Option<Message> {
    let factor = match held.row.measure {
        ContrastMeasure::HazardRatio => NEAR_HAZARD,
        _ => NEAR,
    };
    // Confounding moves estimates anywhere: near is nothing then.
    let near = se
        .filter(|_| !held.confounded())
        .map_or(0.0, |se| factor * se);
    let slips = slips(held, effect, pair, sink);
    let misfit = |slip: &Slip| {
        if slip.estimate.meets(slip.implied) {
            0.0
        } else {
            slip.estimate.gap(slip.implied)
        }
    };
    let fits = slips.into_iter().filter_map(|slip| {
        let misfit = misfit(&slip);
        let allowed = if slip.exact { 0.0 } else { near };
        // Few digits agree with nearly anything: that explains nothing.
        let width = |values: Bounds| values.high - values.low;
        let telling = width(slip.estimate) + width(slip.implied) <= TELLING * gap;
        (telling && misfit <= allowed).then_some((misfit, slip.message))
    });
    fits.min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, message)| message)
}

fn slips(
    held: &Held<'_, '_, '_>,
    effect: &Effect,
    (treated, control): Pair<'_, '_, '_>,
    sink: &Sink<'_>,
) -> Vec<Slip> {
    let measure = held.row.measure;
    let of = |measure, a: &Figures<'_, '_>, c: &Figures<'_, '_>| {
        Some(implied(measure, held.outcome.kind, a, c)?.estimate)
    };
    let Some(arms) = of(measure, treated, control) else {
        return Vec::new();
    };
    let mut slips = Vec::new();
    let mut add = |id: &'static str, estimate: Option<Bounds>, implied: Option<Bounds>, exact| {
        if let (Some(estimate), Some(implied)) = (estimate, implied) {
            slips.push(Slip {
                message: Message::new(id),
                estimate,
                implied,
                exact,
            });
        }
    };
    let estimate = effect.estimate;
    add(
        "tp0420.swapped",
        Some(estimate.negated()),
        Some(arms),
        false,
    );
    if let Some(printed) = held.row.estimate {
        let value = Bounds::of(printed);
        let digits = sink.printed(held.row.row, held.column());
        for number in transposed(&digits).filter_map(|text| text.parse::<f64>().ok()) {
            let number =
                Bounds::between(number - printed.half_unit(), number + printed.half_unit());
            add("tp0420.digits", on_scale(measure, number), Some(arms), true);
        }
        for factor in [10.0, 0.1, 100.0, 0.01] {
            let moved = on_scale(measure, value.times(factor));
            add("tp0420.point", moved, Some(arms), true);
        }
        if measure.is_ratio() {
            let rest =
                |whole: f64| Bounds::between(1.0 - value.low / whole, 1.0 - value.high / whole);
            add("tp0420.reduction", rest(1.0).ln(), Some(arms), false);
            add("tp0420.reduction", rest(100.0).ln(), Some(arms), false);
            add("tp0420.logarithm", Some(value), Some(arms), true);
            add("tp0420.logarithm", Some(value.negated()), Some(arms), true);
        }
    }
    let complements = (treated.complement(), control.complement());
    add(
        "tp0420.complement",
        Some(estimate),
        of(measure, &complements.0, &complements.1),
        false,
    );
    add(
        "tp0420.complement",
        Some(estimate),
        of(measure, &complements.0, control),
        true,
    );
    add(
        "tp0420.complement",
        Some(estimate),
        of(measure, treated, &complements.1),
        true,
    );
    for (other, id) in OTHER_MEASURES {
        if *other != measure && other.is_ratio() == measure.is_ratio() {
            add(id, Some(estimate), of(*other, treated, control), true);
        }
    }
    for (events, in_treated) in [(treated, true), (control, false)] {
        let Some(count) = events.events else {
            continue;
        };
        let digits = format!("{count}");
        for number in transposed(&digits).filter_map(|text| text.parse().ok()) {
            let changed = Figures {
                events: Some(number),
                ..*events
            };
            let pair = if in_treated {
                (&changed, control)
            } else {
                (treated, &changed)
            };
            add(
                "tp0420.count",
                Some(estimate),
                of(measure, pair.0, pair.1),
                true,
            );
        }
    }
    for rows in held.view.arms_for(held.question).take(OTHERS) {
        let arm = rows[0].arm;
        if arm == held.row.arm || arm == held.row.comparator {
            continue;
        }
        for other in Figures::candidates(held.view, held.question, arm, held.row.source) {
            add(
                "tp0420.other-arm",
                Some(estimate),
                of(measure, &other, control),
                true,
            );
            add(
                "tp0420.other-arm",
                Some(estimate),
                of(measure, treated, &other),
                true,
            );
        }
    }
    for outcome in held.view.outcomes().take(OTHERS) {
        if outcome == held.row.outcome {
            continue;
        }
        let question = Question {
            outcome,
            ..held.question
        };
        let figures = |arm| Figures::candidates(held.view, question, arm, held.row.source);
        for a in figures(held.row.arm).iter().take(1) {
            for c in figures(held.row.comparator).iter().take(1) {
                add(
                    "tp0420.other-outcome",
                    Some(estimate),
                    of(measure, a, c),
                    true,
                );
            }
        }
    }
    slips
}

/// Measures that are taken for each other.
const OTHER_MEASURES: &[(ContrastMeasure, &str)] = &[
    (ContrastMeasure::OddsRatio, "tp0420.odds-ratio"),
    (ContrastMeasure::RiskRatio, "tp0420.risk-ratio"),
];
