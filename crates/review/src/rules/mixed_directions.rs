//! TP0631: outcomes that are pooled together agree on which direction is good.

use super::Asked;
use trialpool_ingest::{Benefit, Code, Diagnostic, Message, Outcome};

/// An outcome without a good direction goes with every other.
pub(super) fn check(asked: &Asked<'_, '_>, found: &mut Vec<Diagnostic>) {
    let outcomes = asked.analysis.outcomes.iter();
    let outcomes: Vec<&Outcome<'_>> = outcomes.map(|key| &asked.registry.outcomes[*key]).collect();
    let of = |benefit| outcomes.iter().find(|outcome| outcome.benefit == benefit);
    let (Some(lower), Some(higher)) = (of(Benefit::Lower), of(Benefit::Higher)) else {
        return;
    };
    let analysis = asked.analysis.id.value.as_str();
    found.push(
        Diagnostic::error(
            Code::TP0631,
            Message::new("tp0631").text("analysis", analysis),
        )
        .at(asked.analysis.id.label())
        .also(asked.files.label(lower.row, "benefit"))
        .also(asked.files.label(higher.row, "benefit"))
        .help(Message::new("tp0631.help")),
    );
}
