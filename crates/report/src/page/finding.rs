//! What an analysis found, in sentences that state effect, interval and what they rest on.
//!
//! No sentence decides for the reader: an interval that includes no effect is described by its
//! two ends, and the size of a p value is never turned into a verdict.

mod details;

use super::context::Context;
use crate::forest::wording::short_measure;
use crate::language::capitalised;
use crate::number::display_value;
use std::collections::BTreeSet;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Pooled, Pooling, Scale, Settings, Synthesis};

/// The sentences of one result.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// Effect, interval, number of studies and participants.
    pub(crate) lead: String,
    /// Heterogeneity, prediction, and what the figures rest on.
    pub(crate) details: Vec<String>,
}

/// Which side of no effect an interval lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Lower,
    Higher,
    Either,
}

impl Side {
    /// No effect is 0 on every analysis scale of a comparison.
    fn of(interval: [f64; 2]) -> Self {
        match interval {
            [_, upper] if upper < 0.0 => Self::Lower,
            [lower, _] if lower > 0.0 => Self::Higher,
            _ => Self::Either,
        }
    }
}

/// Writes what the main result of `analysis` found.
pub(crate) fn of(context: &Context<'_>, analysis: &Analysis) -> Finding {
    let Some(pooled) = &analysis.main.pooled else {
        return Finding {
            lead: context.words.format(
                "finding-nothing",
                &Arguments::new().text(
                    "outcome",
                    capitalised(&context.localized(&analysis.question.outcome)),
                ),
            ),
            details: Vec::new(),
        };
    };
    let writer = Writer {
        context,
        analysis,
        pooled,
    };
    Finding {
        lead: writer.lead(),
        details: writer.details(),
    }
}

/// `4 trials, 551 participants`, as far as known.
pub(crate) fn size(context: &Context<'_>, pooling: &Pooling) -> String {
    let k = pooling.effects.len();
    let studies: BTreeSet<&str> = pooling
        .effects
        .iter()
        .map(|effect| effect.trial.as_str())
        .collect();
    let unit = unit(context, pooling);
    let mut text = context.words.format(
        "size-studies",
        &Arguments::new()
            .text("unit", unit)
            .count("n", studies.len()),
    );
    if studies.len() < k {
        text = context.words.format(
            "size-comparisons",
            &Arguments::new().count("k", k).text("studies", text),
        );
    }
    match pooling.participants {
        None => text,
        Some(participants) => context.words.format(
            "size-with-participants",
            &Arguments::new()
                .text("size", text)
                .count("n", usize::try_from(participants).unwrap_or(usize::MAX))
                .text("participants", context.numbers().count(participants)),
        ),
    }
}

/// `trial` where every study was randomised, else `study`.
fn unit(context: &Context<'_>, pooling: &Pooling) -> &'static str {
    let randomised = pooling.effects.iter().all(|effect| {
        context
            .trial(&effect.trial)
            .is_some_and(|trial| matches!(trial.design.as_str(), "randomised" | "crossover"))
    });
    if randomised { "trial" } else { "study" }
}

/// Whether some study was not randomised, so that its result is an association.
fn observational(context: &Context<'_>, pooling: &Pooling) -> bool {
    pooling.effects.iter().any(|effect| {
        context.trial(&effect.trial).is_some_and(|trial| {
            matches!(
                trial.design.as_str(),
                "cohort" | "case_control" | "cross_sectional" | "non_randomised" | "single_arm"
            )
        })
    })
}

/// The estimate with its interval as journals print it: `HR 0.26 (95% CI 0.13–0.51)`.
pub(crate) fn estimate(
    context: &Context<'_>,
    analysis: &Analysis,
    settings: &Settings,
    pooled: &Pooled,
) -> String {
    let numbers = context.numbers();
    context.words.format(
        "estimate",
        &Arguments::new()
            .text("measure", short_measure(context.words, analysis))
            .text(
                "value",
                numbers.estimate(analysis.scale, pooled.estimate_on(analysis.scale)),
            )
            .text(
                "interval",
                confidence(context, analysis.scale, settings, pooled.interval),
            ),
    )
}

/// `95% CI 0.13–0.51`.
fn confidence(
    context: &Context<'_>,
    scale: Scale,
    settings: &Settings,
    interval: [f64; 2],
) -> String {
    context.words.format(
        "confidence-interval",
        &Arguments::new()
            .text("level", context.numbers().level(settings.level))
            .text("interval", context.numbers().interval(scale, interval)),
    )
}

/// A change in words: `a reduction of 74%`, `an increase of 12%`, `multiplication by 2.3`,
/// `a difference of −7.9`.
fn change(context: &Context<'_>, scale: Scale, value: f64) -> String {
    let numbers = context.numbers();
    if !value.is_finite() {
        return context.text("change-unknown");
    }
    if scale != Scale::Log {
        return context.words.format(
            "change-difference",
            &Arguments::new().text("value", numbers.estimate(scale, value)),
        );
    }
    let ratio = display_value(scale, value);
    let percent = (ratio - 1.0).abs() * 100.0;
    let (id, amount) = match ratio {
        ratio if ratio >= 2.0 => ("change-times", numbers.ratio(ratio)),
        _ if percent < 0.05 => ("change-none", String::new()),
        // Below 1 and above 99 per cent, whole numbers would say nothing or everything.
        ratio if ratio > 1.0 && percent < 1.0 => ("change-increase", numbers.percent(percent)),
        ratio if ratio > 1.0 => ("change-increase", numbers.level(percent.round() / 100.0)),
        _ if !(1.0..=99.0).contains(&percent) => ("change-reduction", numbers.percent(percent)),
        _ => ("change-reduction", numbers.level(percent.round() / 100.0)),
    };
    context
        .words
        .format(id, &Arguments::new().text("amount", amount))
}

/// Whether the first word of a French phrase without article looks like a plural, so that it can
/// follow `chez les`.
fn begins_with_plural(phrase: &str) -> bool {
    let word = phrase.split_whitespace().next().unwrap_or_default();
    word.ends_with(['s', 'x'])
}

struct Writer<'a> {
    context: &'a Context<'a>,
    analysis: &'a Analysis,
    pooled: &'a Pooled,
}

impl Writer<'_> {
    fn lead(&self) -> String {
        let context = self.context;
        let analysis = self.analysis;
        let scale = analysis.scale;
        let side = Side::of(self.pooled.interval);
        let id = match (analysis.synthesis, side) {
            (Synthesis::SingleArm, _) => "finding-single-arm",
            (_, Side::Either) if observational(context, &analysis.main) => {
                "finding-association-either"
            }
            (_, Side::Either) => "finding-either",
            (_, Side::Lower | Side::Higher) if observational(context, &analysis.main) => {
                "finding-association"
            }
            (_, Side::Lower | Side::Higher) => "finding-one-side",
        };
        let [lower, upper] = self.pooled.interval;
        context.words.format(
            id,
            &Arguments::new()
                .text(
                    "outcome",
                    capitalised(&context.localized(&analysis.question.outcome)),
                )
                .text("where", self.population())
                .text(
                    "intervention",
                    context.localized(&analysis.question.intervention),
                )
                .text(
                    "comparator",
                    context.localized(&analysis.question.comparator),
                )
                .text("unit", unit(context, &analysis.main))
                .count("k", self.pooled.k)
                .text(
                    "kind",
                    match analysis.measure.as_str() {
                        "IR" | "IRLN" | "IRS" | "IRFT" => "rate",
                        "MN" | "MNLN" => "mean",
                        "SMN" => "standardised-mean",
                        "SDLN" => "deviation",
                        "CVLN" => "variation",
                        _ => "proportion",
                    },
                )
                .text(
                    "quantity",
                    context.words.code("quantity-of", &analysis.measure),
                )
                .text("change", change(context, scale, self.pooled.estimate))
                .text("lower", change(context, scale, lower))
                .text("upper", change(context, scale, upper))
                .text(
                    "value",
                    context
                        .numbers()
                        .estimate(scale, self.pooled.estimate_on(scale)),
                )
                .text(
                    "interval",
                    confidence(context, scale, &analysis.settings, self.pooled.interval),
                )
                .text(
                    "estimate",
                    estimate(context, analysis, &analysis.settings, self.pooled),
                )
                .text("size", size(context, &analysis.main)),
        )
    }

    /// `in adults with NMOSD, `; empty if the protocol names no population.
    fn population(&self) -> String {
        let context = self.context;
        let population = context.localized(&self.analysis.question.population);
        if population.is_empty() {
            return population;
        }
        let number = if begins_with_plural(&population) {
            "plural"
        } else {
            "singular"
        };
        context.words.format(
            "in-population",
            &Arguments::new()
                .text("number", number)
                .text("population", population),
        )
    }
}
