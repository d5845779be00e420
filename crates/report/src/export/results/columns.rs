//! The columns of a table of results, and the words in them.

use crate::export::table::Column;
use crate::language::Words;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Count, Effect, Synthesis, Verification};

/// Stable English names, in order.
pub(super) const KEYS: &[&str] = &[
    "analysis",
    "section",
    "group",
    "kind",
    "label",
    "trial",
    "arm",
    "comparator",
    "timepoint",
    "subgroup",
    "events_1",
    "total_1",
    "events_2",
    "total_2",
    "participants",
    "measure",
    "scale",
    "estimate",
    "standard_error",
    "ci_lower",
    "ci_upper",
    "ci_level",
    "estimate_shown",
    "ci_lower_shown",
    "ci_upper_shown",
    "weight_percent",
    "k",
    "statistic",
    "df",
    "p",
    "prediction_lower",
    "prediction_upper",
    "prediction_lower_shown",
    "prediction_upper_shown",
    "tau2",
    "tau2_lower",
    "tau2_upper",
    "i2",
    "i2_lower",
    "i2_upper",
    "h2",
    "q",
    "q_df",
    "q_p",
    "method",
    "test",
    "estimate_from",
    "standard_error_from",
    "conservative",
    "correction",
    "verification",
    "source",
    "doi",
    "locator",
    "file",
    "line",
];

/// Which columns readers get, and their headings.
pub(super) fn columns(words: &Words, analysis: &Analysis) -> Vec<Column> {
    let text = |id: &str| Some(words.text(id));
    let counts = analysis
        .main
        .effects
        .iter()
        .map(|effect| effect.counts.len())
        .max()
        .unwrap_or(0);
    let rates = analysis
        .main
        .effects
        .iter()
        .any(|effect| effect.derivation.standard_error == "rates");
    let single = analysis.synthesis == Synthesis::SingleArm;
    let effect = Arguments::new()
        .text("measure", measure(words, analysis))
        .text("level", words.numbers().level(analysis.settings.level));
    KEYS.iter()
        .map(|&key| Column {
            key,
            heading: match key {
                "label" => text("plot-study"),
                "arm" if single => text("plot-arm"),
                "arm" => text("plot-comparison"),
                "events_1" if counts == 1 => text("plot-events"),
                "events_1" if counts > 1 && rates => text("plot-rates-intervention"),
                "events_1" if counts > 1 => text("plot-events-intervention"),
                "events_2" if counts > 1 && rates => text("plot-rates-comparator"),
                "events_2" if counts > 1 => text("plot-events-comparator"),
                "participants" => text("export-participants"),
                "estimate_shown" => Some(words.format("plot-effect", &effect)),
                "weight_percent" => text("plot-weight"),
                "verification" => text("export-marks"),
                _ => None,
            },
            numeric: matches!(
                key,
                "events_1" | "events_2" | "participants" | "weight_percent"
            ),
        })
        .collect()
}

/// The short name of the measure, or words for a code that readers do not know.
fn measure(words: &Words, analysis: &Analysis) -> String {
    let code = analysis.measure.to_lowercase();
    let name = words.code("plot-short", &code);
    if name == code {
        analysis.measure.clone()
    } else {
        name
    }
}

/// `eculizumab vs placebo`, or the arm alone.
pub(super) fn compared(words: &Words, effect: &Effect) -> String {
    let [arm, comparator] = [&effect.arm, &effect.comparator].map(|text| words.localized(text));
    if comparator.is_empty() {
        return arm;
    }
    words.format(
        "plot-versus",
        &Arguments::new()
            .text("arm", arm)
            .text("comparator", comparator),
    )
}

/// `12/96`, or nothing.
pub(super) fn count(words: &Words, count: Option<&Count>) -> String {
    let numbers = words.numbers();
    count.map_or_else(String::new, |count| {
        format!(
            "{}/{}",
            numbers.quantity(count.events),
            numbers.quantity(count.total)
        )
    })
}

/// What readers must know of a row: not verified, standard error only bounded.
pub(super) fn marks(words: &Words, effect: &Effect) -> String {
    let unverified = effect.provenance.verification == Verification::Unverified;
    let marks = [
        (unverified, "plot-unverified"),
        (effect.derivation.conservative, "plot-bounded"),
    ];
    let marks: Vec<String> = marks
        .into_iter()
        .filter(|(set, _)| *set)
        .map(|(_, id)| words.text(id))
        .collect();
    marks.join(", ")
}
