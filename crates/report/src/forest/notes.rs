//! What stands below a pooled result: settings, heterogeneity, tests.

use super::wording::method_family;
use crate::language::Words;
use trialpool_language::Arguments;
use trialpool_review::findings::{
    Analysis, ChiSquared, Excluded, ExclusionReason, Pooled, Pooling, Settings, Shown,
    SubgroupTest, Synthesis,
};

/// Writes remarks on the results of an analysis.
#[derive(Clone, Copy)]
pub(crate) struct Notes<'a> {
    pub(crate) words: &'static Words,
    pub(crate) analysis: &'a Analysis,
}

impl Notes<'_> {
    /// Model, estimator and kind of interval.
    pub(crate) fn settings(self, settings: &Settings) -> String {
        let words = self.words;
        let method = words.format(
            &format!("plot-method-{}", method_family(settings)),
            &Arguments::new().text("estimator", settings.method.as_str()),
        );
        let test = words.code("plot-test", &settings.test);
        words.format(
            "plot-settings",
            &Arguments::new().text("method", method).text("test", test),
        )
    }

    /// τ², I² and Q, each with what is known of its uncertainty.
    pub(crate) fn heterogeneity(self, pooled: &Pooled) -> String {
        let (words, numbers) = (self.words, self.words.numbers());
        if pooled.k < 2 {
            return words.text("plot-no-heterogeneity");
        }
        let with = |value: String, interval: Option<String>| match interval {
            None => value,
            Some(interval) => words.format(
                "plot-with-interval",
                &Arguments::new()
                    .text("value", value)
                    .text("interval", interval),
            ),
        };
        let tau2 = pooled.tau2.map(|tau2| {
            let interval = pooled
                .tau2_interval
                .map(|interval| numbers.variance_interval(interval));
            words.format(
                "plot-tau2",
                &Arguments::new().text("value", with(numbers.variance(tau2), interval)),
            )
        });
        let i2 = pooled.i2.map(|i2| {
            let interval = pooled
                .i2_interval
                .map(|interval| numbers.percent_interval(interval));
            words.format(
                "plot-i2",
                &Arguments::new().text("value", with(numbers.percent(i2), interval)),
            )
        });
        let q = pooled.q_p.map(|p| {
            let arguments = Arguments::new()
                .text("q", numbers.statistic(pooled.q))
                .text("df", numbers.count(pooled.q_df as u64))
                .text("p", numbers.p_statement(p));
            words.format("plot-q", &arguments)
        });
        let parts: Vec<String> = [tau2, i2, q].into_iter().flatten().collect();
        let separator = format!("{} ", words.text("plot-separator"));
        words.format(
            "plot-heterogeneity",
            &Arguments::new().text("parts", parts.join(&separator)),
        )
    }

    /// The test of no effect, where the measure has such a value.
    pub(crate) fn no_effect(self, pooled: &Pooled) -> Option<String> {
        let (words, numbers) = (self.words, self.words.numbers());
        if self.analysis.synthesis == Synthesis::SingleArm {
            return None;
        }
        let value = Arguments::new().text("value", numbers.statistic(pooled.statistic?));
        let statistic = match pooled.df {
            None => words.format("plot-z", &value),
            Some(df) => words.format("plot-t", &value.text("df", numbers.degrees_of_freedom(df))),
        };
        let arguments = Arguments::new()
            .text("statistic", statistic)
            .text("p", numbers.p_statement(pooled.p?));
        Some(words.format("plot-no-effect", &arguments))
    }

    /// The tests of Mantel and Haenszel's method: of association, and of equal odds ratios.
    pub(crate) fn table_tests(self, pooled: &Pooled) -> Vec<String> {
        let (words, numbers) = (self.words, self.words.numbers());
        let tests = pooled.tests.unwrap_or_default();
        let say = |id: &str, test: ChiSquared| {
            let arguments = Arguments::new()
                .text("value", numbers.statistic(test.statistic))
                .text("df", numbers.count(test.df as u64))
                .text("p", numbers.p_statement(test.p));
            words.format(id, &arguments)
        };
        let separator = format!("{} ", words.text("plot-separator"));
        [
            ("plot-association", [("plot-cmh", tests.cmh)].as_slice()),
            (
                "plot-equal-odds-ratios",
                &[
                    ("plot-breslow-day", tests.breslow_day),
                    ("plot-tarone", tests.tarone),
                ],
            ),
        ]
        .into_iter()
        .filter_map(|(id, tests)| {
            let parts: Vec<String> = tests
                .iter()
                .filter_map(|(id, test)| Some(say(id, (*test)?)))
                .collect();
            let arguments = Arguments::new().text("parts", parts.join(&separator));
            (!parts.is_empty()).then(|| words.format(id, &arguments))
        })
        .collect()
    }

    /// Where what is shown as the end of the scale lies beyond it.
    pub(crate) fn beyond(self, pooling: &Pooling) -> Option<String> {
        let scale = self.analysis.scale;
        let of_studies = pooling.effects.iter().flat_map(|effect| effect.interval);
        let of_pooled = pooling.pooled.iter().flat_map(|pooled| {
            let prediction = pooled.prediction.into_iter().flatten();
            pooled.interval.into_iter().chain(prediction)
        });
        let message = match scale.shown() {
            Shown::Percent => "plot-beyond-percent",
            _ => "plot-beyond-zero",
        };
        of_studies
            .chain(of_pooled)
            .any(|limit| scale.is_beyond(limit))
            .then(|| self.words.text(message))
    }

    /// The studies that a method which pools counts leaves out, by reason.
    pub(crate) fn left_out(self, excluded: &[Excluded]) -> Vec<String> {
        [
            ("plot-without-counts", ExclusionReason::NoCounts),
            ("plot-without-information", ExclusionReason::NoInformation),
        ]
        .into_iter()
        .filter_map(|(id, reason)| {
            let mut labels: Vec<&str> = excluded
                .iter()
                .filter(|left| left.reason == reason)
                .map(|left| left.label.as_str())
                .collect();
            labels.dedup();
            let arguments = Arguments::new().text("studies", labels.join(", "));
            (!labels.is_empty()).then(|| self.words.format(id, &arguments))
        })
        .collect()
    }

    /// Whether the groups differ.
    pub(crate) fn interaction(self, test: &SubgroupTest) -> String {
        let numbers = self.words.numbers();
        let arguments = Arguments::new()
            .text("q", numbers.statistic(test.q))
            .text("df", numbers.count(test.df as u64))
            .text("p", numbers.p_statement(test.p));
        self.words.format("plot-interaction", &arguments)
    }

    /// The prediction interval, where there is one.
    pub(crate) fn prediction(self, pooled: &Pooled, settings: &Settings) -> Option<String> {
        let numbers = self.words.numbers();
        let interval = pooled.prediction?;
        let arguments = Arguments::new()
            .text("level", numbers.level(settings.level))
            .text("interval", numbers.interval(self.analysis.scale, interval));
        Some(self.words.format("plot-prediction-stated", &arguments))
    }
}
