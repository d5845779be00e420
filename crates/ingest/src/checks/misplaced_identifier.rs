//! TP0511: an identifier stands in the column of its kind.

use super::{Cell, doi};
use crate::identifiers::{Registration, registration};
use crate::{Code, Diagnostic, Message};

/// What is no DOI, but another identifier, in `doi`.
pub(crate) fn in_doi(cell: &Cell<'_>) -> Option<Diagnostic> {
    let upper = cell.text.to_ascii_uppercase();
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let pubmed = upper.strip_prefix("PMID").unwrap_or(&upper);
    let pubmed = pubmed.trim_start_matches([':', ' ']);
    if digits(pubmed, 8) {
        let address = format!("https://pubmed.ncbi.nlm.nih.gov/{pubmed}/");
        return Some(report(
            cell,
            Message::new("tp0511.pubmed").text("address", address),
        ));
    }
    let central = upper.strip_prefix("PMCID").unwrap_or(&upper);
    let central = central.trim_start_matches([':', ' ']).strip_prefix("PMC");
    if let Some(number) = central.filter(|number| digits(number, 9)) {
        let address = format!("https://pmc.ncbi.nlm.nih.gov/articles/PMC{number}/");
        return Some(report(
            cell,
            Message::new("tp0511.pubmed").text("address", address),
        ));
    }
    let trial = matches!(registration(cell.text), Registration::Right);
    trial.then(|| report(cell, Message::new("tp0511.trial")))
}

/// A DOI in `registration`.
pub(crate) fn in_registration(cell: &Cell<'_>) -> Option<Diagnostic> {
    doi::is_doi(cell.text).then(|| report(cell, Message::new("tp0511.doi")))
}

fn report(cell: &Cell<'_>, help: Message) -> Diagnostic {
    let message = Message::new("tp0511")
        .quoting("value", cell.text)
        .text("column", cell.column);
    Diagnostic::warning(Code::TP0511, message)
        .at(cell.label())
        .help(help)
}
