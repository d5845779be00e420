//! The columns of a table of results, and the words in them.

use crate::export::table::Column;
use crate::forest::wording::{count_headings, measure_heading};
use crate::language::Words;
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Effect, Synthesis, Verification};

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
    "cochran",
    "cochran_p",
    "cmh",
    "cmh_p",
    "breslow_day",
    "breslow_day_p",
    "tarone",
    "tarone_p",
    "method",
    "test",
    "prediction_rule",
    "estimate_from",
    "standard_error_from",
    "conservative",
    "correction",
    "verification",
    "source",
    "doi",
    "locator",
    "analysis",
    "file",
    "line",
];

/// Which columns readers get, and their headings.
pub(super) fn columns(words: &Words, analysis: &Analysis) -> Vec<Column> {
    let text = |id: &str| Some(words.text(id));
    let counts = count_headings(&analysis.main.effects);
    let single = analysis.synthesis == Synthesis::SingleArm;
    let effect = Arguments::new()
        .text("measure", measure_heading(words, analysis))
        .text("level", words.numbers().level(analysis.settings.level));
    KEYS.iter()
        .map(|&key| Column {
            key,
            heading: match key {
                "label" => text("plot-study"),
                "arm" if single => text("plot-arm"),
                "arm" => text("plot-comparison"),
                "events_1" => counts.first().and_then(|id| text(id)),
                "events_2" => counts.get(1).and_then(|id| text(id)),
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
