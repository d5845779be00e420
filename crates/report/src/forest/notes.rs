//! What stands below a pooled result: settings, heterogeneity, tests.

use crate::language::Words;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Pooled, Settings, SubgroupTest, Synthesis};

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
        let method = match settings.method.as_str() {
            "EE" | "FE" | "CE" => words.text("plot-method-common"),
            estimator => words.format(
                "plot-method-random",
                &Arguments::new().text("estimator", estimator),
            ),
        };
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
        let value = Arguments::new().text("value", numbers.statistic(pooled.statistic));
        let statistic = match pooled.df {
            None => words.format("plot-z", &value),
            Some(df) => words.format("plot-t", &value.text("df", numbers.degrees_of_freedom(df))),
        };
        let arguments = Arguments::new()
            .text("statistic", statistic)
            .text("p", numbers.p_statement(pooled.p));
        Some(words.format("plot-no-effect", &arguments))
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
