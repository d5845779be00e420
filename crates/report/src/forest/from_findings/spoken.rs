//! The plot in words: each row, and the whole as the description of the figure.

use super::Builder;
use crate::forest::plot::{Plot, Study, Summary};
use crate::forest::wording::short_measure;
use trialpool_language::Arguments;
use trialpool_review::findings::Settings;

/// A study's row.
pub(super) fn study(builder: &Builder<'_>, study: &Study, settings: &Settings) -> String {
    let words = builder.words;
    let mut parts = vec![effect(
        builder,
        &study.label,
        study.estimate,
        study.interval,
        settings,
    )];
    if let Some(weight) = study.weight {
        parts.push(self::weight(builder, weight));
    }
    if study.unverified {
        parts.push(words.text("plot-spoken-unverified"));
    }
    if study.bounded {
        parts.push(words.text("plot-spoken-bounded"));
    }
    parts.join(", ")
}

/// `weight 23.1%`.
pub(super) fn weight(builder: &Builder<'_>, percent: f64) -> String {
    let weight = builder.words.numbers().weight_percent(percent);
    builder.words.format(
        "plot-spoken-weight",
        &Arguments::new().text("weight", weight),
    )
}

/// A pooled result's rows.
pub(super) fn summary(builder: &Builder<'_>, summary: &Summary, settings: &Settings) -> String {
    let (words, numbers) = (builder.words, builder.words.numbers());
    let mut parts = vec![effect(
        builder,
        &summary.label,
        summary.estimate,
        summary.interval,
        settings,
    )];
    if let Some(prediction) = &summary.prediction {
        let arguments = Arguments::new()
            .text("level", numbers.level(settings.level))
            .text(
                "interval",
                numbers.interval(builder.analysis.scale, prediction.interval),
            );
        parts.push(words.format("plot-spoken-prediction", &arguments));
    }
    parts.join(", ")
}

fn effect(
    builder: &Builder<'_>,
    label: &str,
    estimate: f64,
    interval: [f64; 2],
    settings: &Settings,
) -> String {
    let (words, numbers, scale) = (
        builder.words,
        builder.words.numbers(),
        builder.analysis.scale,
    );
    let arguments = Arguments::new()
        .text("study", label)
        .text("measure", short_measure(words, builder.analysis))
        .text("estimate", numbers.estimate(scale, estimate))
        .text("level", numbers.level(settings.level))
        .text("interval", numbers.interval(scale, interval));
    words.format("plot-spoken-study", &arguments)
}

/// Title, measure, and every row.
pub(super) fn description(builder: &Builder<'_>, plot: &Plot) -> String {
    let words = builder.words;
    let arguments = Arguments::new()
        .text("title", plot.title.clone())
        .text("measure", plot.axis.clone())
        .count("k", plot.studies().count());
    let mut sentences = vec![
        words
            .format("plot-description", &arguments)
            .trim()
            .to_owned(),
    ];
    let mut say = |sentence: &str| {
        let sentence = sentence.trim();
        if !sentence.is_empty() {
            sentences.push(if sentence.ends_with('.') {
                sentence.to_owned()
            } else {
                format!("{sentence}.")
            });
        }
    };
    for group in &plot.groups {
        if let Some(heading) = &group.heading {
            say(&words.format(
                "plot-description-group",
                &Arguments::new().text("group", heading.clone()),
            ));
        }
        group.studies.iter().for_each(|study| say(&study.spoken));
        if let Some(summary) = &group.summary {
            say(&summary.spoken);
            summary.notes.iter().for_each(|note| say(note));
        }
    }
    if let Some(total) = &plot.total {
        say(&total.spoken);
        total.notes.iter().for_each(|note| say(note));
    }
    if let Some([left, right]) = &plot.favours {
        say(&format!("← {left} | {right} →"));
    }
    plot.notes.iter().for_each(|note| say(note));
    sentences.join(" ")
}
