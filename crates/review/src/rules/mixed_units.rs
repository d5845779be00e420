//! TP0630: differences are pooled in one unit.

use super::Asked;
use trialpool_ingest::{Code, Diagnostic, Message};
use trialpool_language::Language;

/// A ratio or a standardised difference has no unit, so that only the others are looked at.
pub(super) fn check(asked: &Asked<'_, '_>, found: &mut Vec<Diagnostic>) {
    let measure = asked.analysis.measure.short_name();
    if !["MD", "IRD", "IRSD"].contains(&measure) {
        return;
    }
    let outcomes = asked.analysis.outcomes.iter();
    let mut outcomes = outcomes.map(|key| &asked.registry.outcomes[*key]);
    let Some(first) = outcomes.next() else {
        return;
    };
    let unit = |text: &str| text.trim().to_lowercase();
    if let Some(other) = outcomes.find(|outcome| unit(&outcome.unit.en) != unit(&first.unit.en)) {
        let message = Message::new("tp0630")
            .text("analysis", asked.analysis.id.value.as_str())
            .text("one", first.unit.localized().get(Language::English))
            .text("other", other.unit.localized().get(Language::English));
        found.push(
            Diagnostic::error(Code::TP0630, message)
                .at(asked.analysis.id.label())
                .also(asked.files.label(first.row, "unit_en"))
                .also(asked.files.label(other.row, "unit_en"))
                .help(Message::new("tp0630.help")),
        );
    }
}
