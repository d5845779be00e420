//! Words that plots and tables of results share.

use crate::language::{Words, capitalised};
use trialpool_language::Arguments;
use trialpool_review::findings::{Analysis, Count, Effect, Settings};

/// The measure within a sentence: its short form, or its name where the short form is a code that readers do not know.
pub(crate) fn short_measure(words: &Words, analysis: &Analysis) -> String {
    words.code("measure-short", &analysis.measure)
}

/// The measure as it heads a column.
pub(crate) fn measure_heading(words: &Words, analysis: &Analysis) -> String {
    capitalised(&short_measure(words, analysis))
}

/// What kind of method pools, for the names of methods and results: `common`, `random`, `ivhet`, `hc`, `mh` or `peto`.
pub(crate) fn method_family(settings: &Settings) -> &'static str {
    match settings.method.as_str() {
        "EE" | "FE" | "CE" => "common",
        "IVHET" => "ivhet",
        "HC" => "hc",
        "MH" => "mh",
        "PETO" => "peto",
        _ => "random",
    }
}

/// `eculizumab vs placebo`, or the arm alone.
pub(crate) fn compared(words: &Words, effect: &Effect) -> String {
    let [arm, comparator] = [&effect.arm, &effect.comparator].map(|text| words.localized(text));
    if comparator.is_empty() {
        arm
    } else {
        versus(words, &arm, &comparator)
    }
}

/// The one against the other.
pub(crate) fn versus(words: &Words, arm: &str, comparator: &str) -> String {
    let arguments = Arguments::new()
        .text("arm", arm)
        .text("comparator", comparator);
    words.format("plot-versus", &arguments)
}

/// `12/96`.
pub(crate) fn count(words: &Words, count: &Count) -> String {
    let numbers = words.numbers();
    format!(
        "{}/{}",
        numbers.quantity(count.events),
        numbers.quantity(count.total)
    )
}

/// The identifiers of the headings over counts: none, one for single arms, two for contrasts.
pub(crate) fn count_headings(effects: &[Effect]) -> &'static [&'static str] {
    let arms = effects
        .iter()
        .map(|effect| effect.counts.len())
        .max()
        .unwrap_or(0);
    let rates = effects
        .iter()
        .any(|effect| effect.derivation.standard_error == "rates");
    match arms {
        0 => &[],
        1 if rates => &["plot-rates"],
        1 => &["plot-events"],
        _ if rates => &["plot-rates-intervention", "plot-rates-comparator"],
        _ => &["plot-events-intervention", "plot-events-comparator"],
    }
}
