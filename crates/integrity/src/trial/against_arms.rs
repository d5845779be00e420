//! Each comparison beside the results of its arms.

mod direction;
mod estimate;
mod explanation;
mod interval;
mod no_events;
mod p_value;

use super::habit::{Fit, Sample, exceptions};
use crate::arm_pair::{Figures, Implied, implied};
use crate::context::{Context, Question, TrialView};
use crate::effect::Effect;
use trialpool_ingest::{Column, Contrast, ContrastMeasure, Design, Key, Outcome, Sink};

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
    /// Whether the estimate is doubted already.
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
    for held in &mut rows {
        held.doubted = estimate::check(held, sink);
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
