//! TP0633: a main result rests on verified figures.

use super::Asked;
use crate::candidates::Candidate;
use crate::selection::Chosen;
use std::collections::BTreeSet;
use trialpool_ingest::{Code, Diagnostic, Message, Row, VerificationState};

/// The protocol may admit unverified figures; that they decide a main result is said at each.
pub(super) fn check(asked: &Asked<'_, '_>, found: &mut Vec<Diagnostic>) {
    let main = &asked.resolved.main;
    let rows: BTreeSet<Row> = std::iter::once(&main.all)
        .chain(&main.groups)
        .flat_map(|selection| &selection.chosen)
        .flat_map(Chosen::candidates)
        .filter(|candidate| candidate.verification == VerificationState::Unverified)
        .flat_map(Candidate::rows)
        .collect();
    let analysis = asked.analysis.id.value.as_str();
    for row in rows {
        let message = Message::new("tp0633").text("analysis", analysis);
        found.push(
            Diagnostic::warning(Code::TP0633, message)
                .at(asked.files.label(row, "verification"))
                .also(asked.analysis.id.label())
                .help(Message::new("tp0633.help")),
        );
    }
}
