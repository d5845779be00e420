//! The search for figures that do not fit the other trials, shared by the rules on outliers.
//!
//! Figures are compared within a fine stratum (the same outcome, measure and comparator, say) if
//! enough other trials are there, else within the coarse one (outcome and measure).
//!
//! # When a slip explains a figure
//!
//! A figure is a warning where it lies at least [`FAR`] from what the others let one expect
//! ([`Prediction`]), one slip undone brings it within [`NEAR`], and the evidence for that slip,
//!
//! ```text
//! E = mean over the ways to make it of f(undone) / f(as printed) / number of kinds of slip
//! ```
//!
//! reaches [`EVIDENCE`]; f is the density of the expectation, carried over
//! to the printed figure. With a dozen kinds of slip the undone figure is
//! then 2,400 times as likely. Against a normal expectation no shift reaches that by chance more often
//! than once in 25,000 figures (1 - Φ(√(2 ln 2400)) = 4e-5), hence all kinds together stay below one in
//! 2,000. The slip with the most evidence is named: how well it explains, and its parsimony, as a kind
//! that can turn a figure into many others has its evidence spread over all of them.

use super::edits::{self, Candidate, Edit};
use super::prediction::{Prediction, Value};
use crate::context::Context;
use rayon::prelude::*;
use std::collections::BTreeMap;
use trialpool_ingest::{
    ArmResult, Code, Column, Diagnostic, Key, Message, OutcomeKey, Row, Sink, TrialKey,
};
use trialpool_meta_analysis::numeric::tail::ln_t_survival;

/// Standard deviations from the centre: nearer figures are not looked at.
const FAR: f64 = 3.0;

/// Within this many standard deviations an undone figure fits.
const NEAR: f64 = 2.0;

/// The evidence for a slip that makes a warning.
const EVIDENCE: f64 = 200.0;

/// Two-sided probability below which a figure that no slip explains is worth a note: with ten
/// figures a trial, one in 10,000 trials.
const UNEXPLAINED: f64 = 1e-5;

/// Up to so many trials, what is expected of one is taken from the others alone; beyond, one more
/// changes nothing.
const LEAVE_OUT_UP_TO: usize = 64;

/// A figure nearer than this to the centre of all trials, itself among them, is none to look at.
///
/// Of five figures none can be farther than (5 - 1) / √5 = 1.79 standard deviations from their mean.
const SUSPECT: f64 = 1.3;

/// One figure of the registry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    /// What it can be compared with at all.
    pub(crate) coarse: u64,
    /// What it is best compared with.
    pub(crate) fine: u64,
    pub(crate) trial: TrialKey,
    /// The place of its row in the registry's table.
    pub(crate) index: u32,
    pub(crate) value: Value,
}

/// What a rule says of its figures.
pub(crate) struct Subject<'s> {
    /// The finding where a slip explains the figure.
    pub(crate) code: Code,
    /// Its message.
    pub(crate) message: &'static str,
    /// What the figure is called where nothing explains it.
    pub(crate) quantity: &'static str,
    /// The row, its column and outcome.
    pub(crate) place: &'s (dyn Fn(u32) -> (Row, Column, OutcomeKey) + Sync),
    /// What it may have been: the number, and what the figure would then be.
    pub(crate) slips: &'s (dyn Fn(u32) -> Vec<(Candidate, Value)> + Sync),
    /// A column of whose slips another rule speaks.
    pub(crate) elsewhere: Option<Column>,
}

/// The key of a stratum, from the keys of up to three tables.
pub(crate) fn stratum(parts: [usize; 3]) -> u64 {
    // 2^21 outcomes, times and treatments: beyond, strata would only merge, and spreads widen.
    parts
        .into_iter()
        .fold(0, |key, part| (key << 21) | (part as u64 & 0x1F_FFFF))
}

/// The index of a key that may be absent, for [`stratum`].
pub(crate) fn slot<K: Key>(key: Option<K>) -> usize {
    key.map_or(0, |key| key.index() + 1)
}

/// The figures of arms: comparable where treatment and outcome are the same, best at the same time.
pub(crate) fn of_arms(
    context: &Context<'_, '_>,
    value: impl Fn(&ArmResult<'_>) -> Option<Value>,
) -> Vec<Figure> {
    let rows = context.registry.arm_results.iter().enumerate();
    let figures = rows.filter_map(|(index, row)| {
        let treatment = Some(context.registry.arms[row.arm].treatment?);
        Some(Figure {
            coarse: stratum([slot(treatment), 0, row.outcome.index()]),
            fine: stratum([slot(treatment), slot(row.timepoint), row.outcome.index()]),
            trial: row.trial,
            index: index as u32,
            value: value(row)?,
        })
    });
    figures.collect()
}

/// A figure that does not fit, and what explains it best.
struct Outlier {
    index: u32,
    value: Value,
    prediction: Prediction,
    explanation: Option<Candidate>,
}

/// Finds the figures that do not fit and says so.
pub(crate) fn report(
    mut figures: Vec<Figure>,
    subject: &Subject<'_>,
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
) {
    figures.par_sort_unstable_by_key(|figure| {
        (figure.coarse, figure.fine, figure.trial, figure.index)
    });
    let strata: Vec<&[Figure]> = figures.chunk_by(|a, b| a.coarse == b.coarse).collect();
    let found: Vec<Vec<Outlier>> = strata
        .par_iter()
        .map(|stratum| in_stratum(stratum, subject))
        .collect();
    for outlier in found.into_iter().flatten() {
        sink.push(diagnostic(&outlier, subject, context, sink));
    }
}

fn in_stratum(coarse: &[Figure], subject: &Subject<'_>) -> Vec<Outlier> {
    let mut found = Vec::new();
    let mut wide: Option<Others> = None;
    for fine in coarse.chunk_by(|a, b| a.fine == b.fine) {
        let mut narrow = Others::new(fine);
        let others = if narrow.trials > super::prediction::LEAST_TRIALS {
            &mut narrow
        } else {
            wide.get_or_insert_with(|| {
                let mut by_trial = coarse.to_vec();
                by_trial.sort_unstable_by_key(|figure| (figure.trial, figure.fine));
                Others::new(&by_trial)
            })
        };
        for figure in fine {
            if let Some(prediction) = others.without(figure) {
                found.extend(judge(figure, prediction, subject));
            }
        }
    }
    found
}

/// The figures of a stratum: of each trial and fine stratum one, the median where it has several.
struct Others {
    figures: Vec<(TrialKey, Value)>,
    trials: usize,
    /// What all of them let one expect.
    all: Option<Prediction>,
    /// The same without one trial, for those that were asked for.
    without: BTreeMap<TrialKey, Option<Prediction>>,
}

impl Others {
    /// From figures sorted by trial and fine stratum.
    fn new(sorted: &[Figure]) -> Self {
        let trials = sorted.chunk_by(|a, b| a.trial == b.trial).count();
        let of_one = sorted.chunk_by(|a, b| (a.trial, a.fine) == (b.trial, b.fine));
        let mut values: Vec<Value> = Vec::new();
        let figures = of_one.map(|of_one| {
            values.clear();
            values.extend(of_one.iter().map(|figure| figure.value));
            values.sort_unstable_by(|a, b| a.y.total_cmp(&b.y));
            (of_one[0].trial, values[values.len() / 2])
        });
        let figures: Vec<(TrialKey, Value)> = figures.collect();
        let values: Vec<Value> = figures.iter().map(|(_, value)| *value).collect();
        Self {
            all: Prediction::new(&values, trials),
            without: BTreeMap::new(),
            figures,
            trials,
        }
    }

    /// What the others let one expect of a figure, unless it lies near the centre of all.
    fn without(&mut self, figure: &Figure) -> Option<Prediction> {
        let all = self.all?;
        if all.z(figure.value) < SUSPECT {
            return None;
        }
        if self.trials > LEAVE_OUT_UP_TO {
            return Some(all);
        }
        let (figures, trials) = (&self.figures, self.trials);
        *self.without.entry(figure.trial).or_insert_with(|| {
            let others = figures.iter().filter(|(of, _)| *of != figure.trial);
            let values: Vec<Value> = others.map(|(_, value)| *value).collect();
            Prediction::new(&values, trials - 1)
        })
    }
}

fn judge(figure: &Figure, prediction: Prediction, subject: &Subject<'_>) -> Option<Outlier> {
    let z = prediction.z(figure.value);
    if z < FAR {
        return None;
    }
    let explanation = best(&prediction, figure.value, (subject.slips)(figure.index));
    if explanation.is_some() && explanation.as_ref().map(|slip| slip.column) == subject.elsewhere {
        return None;
    }
    let ln_p =
        std::f64::consts::LN_2 + ln_t_survival(z, prediction.degrees_of_freedom(figure.value));
    (explanation.is_some() || ln_p < UNEXPLAINED.ln()).then_some(Outlier {
        index: figure.index,
        value: figure.value,
        prediction,
        explanation,
    })
}

/// The slip with the most evidence, if that is enough.
fn best(
    prediction: &Prediction,
    printed: Value,
    candidates: Vec<(Candidate, Value)>,
) -> Option<Candidate> {
    let as_printed = prediction.ln_density(printed);
    // By kind of slip and cell: the sum of the likelihood ratios, their number, the best of them.
    let mut kinds: BTreeMap<(Edit, Column), (f64, usize, f64, Candidate)> = BTreeMap::new();
    for (candidate, value) in candidates {
        if !value.y.is_finite() {
            continue;
        }
        let ratio = candidate.stretch * (prediction.ln_density(value) - as_printed).exp();
        let near = prediction.z(value) <= NEAR;
        let place = (candidate.edit, candidate.column);
        let rank = if near { ratio } else { 0.0 };
        let kind = kinds
            .entry(place)
            .or_insert_with(|| (0.0, 0, -1.0, candidate.clone()));
        kind.0 += ratio;
        kind.1 += 1;
        if rank > kind.2 {
            (kind.2, kind.3) = (rank, candidate);
        }
    }
    let count = kinds.len() as f64;
    let mut best: Option<(f64, Candidate)> = None;
    for (_, (sum, ways, rank, candidate)) in kinds {
        let evidence = sum / ways as f64 / count;
        if rank > 0.0
            && evidence >= EVIDENCE
            && best.as_ref().is_none_or(|(most, _)| evidence > *most)
        {
            best = Some((evidence, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn diagnostic(
    outlier: &Outlier,
    subject: &Subject<'_>,
    context: &Context<'_, '_>,
    sink: &Sink<'_>,
) -> Diagnostic {
    let (row, column, outcome) = (subject.place)(outlier.index);
    let outcome = context.registry.outcomes[outcome].id.to_string();
    let column = outlier
        .explanation
        .as_ref()
        .map_or(column, |candidate| candidate.column);
    let said = |message: Message| {
        message
            .text("printed", sink.printed(row, column))
            .count("trials", outlier.prediction.trials)
            .text("outcome", outcome.clone())
    };
    let at = sink.cell(row, column);
    let finding = match &outlier.explanation {
        Some(candidate) => Diagnostic::warning(
            subject.code,
            said(Message::new(subject.message))
                .message("edit", Message::new(candidate.edit))
                .text("value", candidate.shown.clone()),
        ),
        None => Diagnostic::new(
            Code::TP0526,
            trialpool_ingest::Severity::Note,
            said(Message::new("tp0526")).message("quantity", Message::new(subject.quantity)),
        ),
    };
    let z = outlier.prediction.z(outlier.value);
    finding
        .at(at)
        .note(Message::new("tp0525.distance").text("distance", edits::significant(z)))
        .help(Message::new("tp0525.help"))
}
