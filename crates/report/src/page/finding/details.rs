//! Heterogeneity, prediction, and what the figures rest on.

use super::{Side, Writer, unit};
use crate::forest::wording::short_measure;
use trialpool_language::Arguments;
use trialpool_review::findings::{Synthesis, Verification};

impl Writer<'_> {
    pub(super) fn details(&self) -> Vec<String> {
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
        // An interval of nothing but zero leaves nothing that the data do not rule out.
        let interval = self.pooled.i2_interval.filter(|[_, upper]| *upper > 0.0);
        let id = match interval {
            None if i2 == 0.0 => "detail-heterogeneity-none",
            None => "detail-heterogeneity",
            Some(_) if i2 == 0.0 => "detail-heterogeneity-none-to",
            Some([lower, _]) if lower <= 0.0 => "detail-heterogeneity-imprecise",
            Some(_) => "detail-heterogeneity-between",
        };
        let [lower, upper] = interval.unwrap_or([0.0, 0.0]);
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
