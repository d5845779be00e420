//! What stands below a pooled result: settings, heterogeneity, tests.

use super::Builder;
use trialpool_language::Arguments;
use trialpool_review::findings::{Pooled, Settings, SubgroupTest};

/// Model, estimator and kind of interval.
pub(super) fn settings(builder: &Builder<'_>, settings: &Settings) -> String {
    let words = builder.words;
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
pub(super) fn heterogeneity(builder: &Builder<'_>, pooled: &Pooled) -> String {
    let (words, numbers) = (builder.words, builder.words.numbers());
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
pub(super) fn no_effect(builder: &Builder<'_>, pooled: &Pooled) -> Option<String> {
    let (words, numbers) = (builder.words, builder.words.numbers());
    if builder.analysis.synthesis == trialpool_review::findings::Synthesis::SingleArm {
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
pub(super) fn interaction(builder: &Builder<'_>, test: &SubgroupTest) -> String {
    let numbers = builder.words.numbers();
    let arguments = Arguments::new()
        .text("q", numbers.statistic(test.q))
        .text("df", numbers.count(test.df as u64))
        .text("p", numbers.p_statement(test.p));
    builder.words.format("plot-interaction", &arguments)
}
