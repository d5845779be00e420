//! Each comparison beside the results of its arms.

mod direction;
mod estimate;
mod explanation;
mod interval;
mod no_events;
mod p_value;

use super::habit::{Fit, Sample, exceptions};
use super::one_lopsided_interval;
use crate::arm_pair::{Figures, Implied, implied};
use crate::bounds::Bounds;
use crate::context::{Context, Question, TrialView};
use crate::effect::Effect;
use crate::result::Comparison;
use std::collections::BTreeSet;
use trialpool_ingest::{Column, Contrast, ContrastMeasure, Design, Key, Outcome, Sink};

/// The room, in half widths, that the digits of an estimate and its limits may leave it beside the
/// middle.
const TELLING: f64 = 0.25;

/// A comparison and what its arms say.
struct Held<'h, 'c, 'f> {
    view: &'h TrialView<'c, 'f>,
    row: &'c Contrast<'f>,
    question: Question,
    outcome: &'c Outcome<'f>,
    effect: Option<Effect>,
    /// Figures of both arms: of the comparison's own source, else of each.
    pairs: Vec<(Figures<'c, 'f>, Figures<'c, 'f>)>,
    /// What those pairs imply that imply anything.
    implied: Vec<(Implied, Figures<'c, 'f>, Figures<'c, 'f>)>,
    /// How many other estimates of its kind and source are to the last digit what their arms make
    /// them, if this one alone is not.
    plain_estimates: Option<usize>,
    /// The same of the widths of intervals.
    plain_widths: Option<usize>,
    /// Whether the estimate, or the middle of its interval, is doubted already.
    doubted: bool,
}

impl Held<'_, '_, '_> {
    /// The cell that holds the estimate.
    fn column(&self) -> Column {
        match self.row.estimate {
            Some(_) => Column::Estimate,
            None => Column::ReductionPercent,
        }
    }

    /// Whether participants of the arms differ by more than chance and treatment.
    fn confounded(&self) -> bool {
        use Design as D;
        let design = self.view.trial.design;
        matches!(
            design,
            D::NonRandomised | D::Cohort | D::CaseControl | D::CrossSectional
        )
    }

    /// Whether no figure of the row or its arms can be the only one that is mistyped: the estimate is in
    /// the middle of its interval by telling digits, and each arm's percentage is that of its counts. The
    /// direction is right.
    fn sound_in_itself(&self) -> bool {
        let comparison = Comparison::of(self.row);
        let even =
            comparison.room().is_some_and(|room| room <= TELLING) && comparison.asymmetry() == 0.0;
        let agrees = |arm: &Figures<'_, '_>| {
            let share = arm.events.zip(arm.n).map(|(events, n)| 100.0 * events / n);
            let pair = share.zip(arm.percent);
            pair.is_some_and(|(share, percent)| percent.meets(Bounds::exactly(share)))
        };
        let turned = |arms: Bounds| {
            let estimate = comparison.estimate.map(|(_, values)| values.middle());
            estimate.is_none_or(|estimate| estimate * arms.middle() < 0.0)
        };
        let mut pairs = self.implied.iter();
        even && pairs.any(|(implied, treated, control)| {
            agrees(treated) && agrees(control) && !turned(implied.estimate)
        })
    }

    /// Whether the row says that its figures are more than those of its arms.
    fn modelled(&self) -> bool {
        !self.row.analysis.is_empty()
    }
}

type Rule = fn(&Held<'_, '_, '_>, &mut Sink<'_>);

/// The rules that come after the estimate itself.
const RULES: &[Rule] = &[
    direction::check,
    interval::check,
    p_value::check,
    no_events::check,
];

/// Holds each comparison against its arms.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.arm_results.is_empty() {
        return;
    }
    let mut rows = Vec::new();
    for row in &view.contrasts {
        let question = Question::of_contrast(row);
        let treated = Figures::candidates(view, question, row.arm, row.source);
        if treated.is_empty() || row.arm == row.comparator {
            continue;
        }
        let control = Figures::candidates(view, question, row.comparator, row.source);
        let outcome = &context.registry.outcomes[row.outcome];
        let all = treated
            .iter()
            .flat_map(|a| control.iter().map(move |c| (*a, *c)));
        let mut pairs: Vec<_> = all.collect();
        // Two figures of one source belong together; figures of two sources only if none do.
        if pairs.iter().any(|(a, c)| a.row.source == c.row.source) {
            pairs.retain(|(a, c)| a.row.source == c.row.source);
        }
        let found = pairs
            .iter()
            .filter_map(|(a, c)| Some((implied(row.measure, outcome.kind, a, c)?, *a, *c)));
        rows.push(Held {
            view,
            row,
            question,
            outcome,
            effect: Effect::of(row),
            implied: found.collect(),
            pairs,
            plain_estimates: None,
            plain_widths: None,
            doubted: false,
        });
    }
    for (index, others) in plain(&rows, estimate::fit) {
        rows[index].plain_estimates = Some(others);
    }
    for (index, others) in plain(&rows, interval::fit) {
        rows[index].plain_widths = Some(others);
    }
    let lopsided = if rows.iter().any(|held| held.plain_widths.is_some()) {
        one_lopsided_interval::rows(view)
    } else {
        BTreeSet::new()
    };
    for held in &mut rows {
        held.doubted = estimate::check(held, sink) || lopsided.contains(&held.row.row);
        for rule in RULES {
            rule(held, sink);
        }
    }
}

/// The exceptions to what the other comparisons of one kind and source do, by index, with their
/// number. Those that are said to be of a model neither follow a habit nor part from it.
fn plain(
    rows: &[Held<'_, '_, '_>],
    fit: impl Fn(&Held<'_, '_, '_>) -> Option<Fit>,
) -> Vec<(usize, usize)> {
    let plain = rows.iter().enumerate().filter(|(_, held)| !held.modelled());
    let samples = plain.filter_map(|(index, held)| {
        let sample = Sample {
            group: (held.row.source, kind(held.row.measure)),
            outcome: held.row.outcome.index(),
            question: held.question,
            fit: fit(held)?,
        };
        Some((index, sample))
    });
    let (places, samples): (Vec<usize>, Vec<_>) = samples.unzip();
    let others = exceptions(&samples).into_iter().zip(places);
    others
        .filter_map(|(others, index)| Some((index, others?)))
        .collect()
}

/// Measures that a publication computes by one model.
fn kind(measure: ContrastMeasure) -> ContrastMeasure {
    match measure {
        ContrastMeasure::OddsRatio => ContrastMeasure::RiskRatio,
        other => other,
    }
}
