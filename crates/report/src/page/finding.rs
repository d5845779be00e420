//! What an analysis found, in sentences that state effect, interval and what they rest on.
//!
//! No sentence decides for the reader: an interval that includes no effect is described by its
//! two ends, and the size of a p value is never turned into a verdict.

use super::context::Context;
use crate::forest::wording::short_measure;
use crate::language::capitalised;
use crate::number::display_value;
use std::collections::BTreeSet;
use trialpool_language::Arguments;
use trialpool_review::findings::{
    Analysis, Pooled, Pooling, Scale, Settings, Synthesis, Verification,
};

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

    fn details(&self) -> Vec<String> {
        let mut details = Vec::new();
        if self.pooled.k == 1 {
            details.push(self.say("detail-one-study"));
        } else {
            details.extend(self.heterogeneity());
            details.extend(self.prediction());
            if self.pooled.k <= 4 {
                details.push(self.context.words.format(
                    "detail-few-studies",
                    &Arguments::new().count("k", self.pooled.k),
                ));
            }
        }
        details.extend(self.conservative());
        details.push(self.reading());
        for caveat in &self.pooled.caveats {
            if caveat == "not_converged" {
                details.push(self.say("detail-not-converged"));
            }
        }
        details
    }

    fn say(&self, id: &str) -> String {
        self.context.words.format(
            id,
            &Arguments::new().text("unit", unit(self.context, &self.analysis.main)),
        )
    }

    fn heterogeneity(&self) -> Option<String> {
        let numbers = self.context.numbers();
        let i2 = self.pooled.i2?;
        let arguments = Arguments::new()
            .text("unit", unit(self.context, &self.analysis.main))
            .count("k", self.pooled.k)
            .text("i2", numbers.percent(i2));
        let id = match self.pooled.i2_interval {
            None if i2 == 0.0 => "detail-heterogeneity-none",
            None => "detail-heterogeneity",
            Some(_) if i2 == 0.0 => "detail-heterogeneity-none-to",
            Some([lower, _]) if lower <= 0.0 => "detail-heterogeneity-imprecise",
            Some(_) => "detail-heterogeneity-between",
        };
        let [lower, upper] = self.pooled.i2_interval.unwrap_or([0.0, 0.0]);
        Some(
            self.context.words.format(
                id,
                &arguments
                    .text("level", numbers.level(self.analysis.settings.level))
                    .text("lower", numbers.percent(lower))
                    .text("upper", numbers.percent(upper)),
            ),
        )
    }

    fn prediction(&self) -> Option<String> {
        let [lower, upper] = self.pooled.prediction?;
        let numbers = self.context.numbers();
        let scale = self.analysis.scale;
        let crosses = self.analysis.synthesis == Synthesis::Pairwise
            && Side::of([lower, upper]) == Side::Either
            && Side::of(self.pooled.interval) != Side::Either;
        let id = if crosses {
            "detail-prediction-crosses"
        } else {
            "detail-prediction"
        };
        let lower = numbers.estimate(scale, lower);
        let from = match self.analysis.synthesis {
            Synthesis::SingleArm => lower,
            Synthesis::Pairwise => self.context.words.format(
                "printed-estimate",
                &Arguments::new()
                    .text("measure", short_measure(self.context.words, self.analysis))
                    .text("value", lower),
            ),
        };
        Some(
            self.context.words.format(
                id,
                &Arguments::new()
                    .text("unit", unit(self.context, &self.analysis.main))
                    .text("level", numbers.level(self.analysis.settings.level))
                    .text("lower", from)
                    .text("upper", numbers.estimate(scale, upper)),
            ),
        )
    }

    fn conservative(&self) -> Option<String> {
        let effects = &self.analysis.main.effects;
        let bounded = effects
            .iter()
            .filter(|effect| effect.derivation.conservative)
            .count();
        (bounded > 0).then(|| {
            self.context.words.format(
                "detail-conservative",
                &Arguments::new()
                    .count("n", bounded)
                    .count("k", effects.len()),
            )
        })
    }

    /// How far the figures were verified.
    fn reading(&self) -> String {
        let effects = &self.analysis.main.effects;
        let count = |state: Verification| {
            effects
                .iter()
                .filter(|effect| effect.provenance.verification == state)
                .count()
        };
        let (primary, secondary, unverified) = (
            count(Verification::Primary),
            count(Verification::Secondary),
            count(Verification::Unverified),
        );
        if let [effect] = effects.as_slice() {
            return self.context.text(match effect.provenance.verification {
                Verification::Primary => "detail-reading-primary",
                Verification::Secondary => "detail-reading-secondary",
                Verification::Unverified => "detail-reading-unverified",
            });
        }
        let parts: Vec<String> = [
            ("reading-primary", primary),
            ("reading-secondary", secondary),
            ("reading-unverified", unverified),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(id, n)| {
            self.context
                .words
                .format(id, &Arguments::new().count("n", n))
        })
        .collect();
        self.context.words.format(
            "detail-reading",
            &Arguments::new()
                .count("k", effects.len())
                .text("parts", parts.join(&self.context.text("comma"))),
        )
    }
}
