//! The head of the page: what was reviewed, from what, and how much of it there is.

use super::context::Context;
use super::date;
use trialpool_language::Arguments;

/// Title and particulars.
pub(crate) struct Card {
    /// Title.
    pub(crate) title: String,
    /// Purpose and scope.
    pub(crate) scope: String,
    /// Terms and what they say.
    pub(crate) particulars: Vec<(String, String)>,
    /// The digest of all data.
    pub(crate) digest: String,
    /// Program and version.
    pub(crate) software: String,
}

impl Card {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let findings = context.findings;
        let numbers = context.numbers();
        let mut particulars = Vec::new();
        if let Some(evidence_date) = &findings.review.evidence_date {
            particulars.push((
                context.text("card-evidence-date"),
                date::long(context, evidence_date),
            ));
        }
        let results: usize = findings
            .trials
            .iter()
            .map(|trial| trial.results.len())
            .sum();
        let contents = context.words.format(
            "card-contents",
            &Arguments::new()
                .count("analyses", findings.analyses.len())
                .count("studies", findings.trials.len())
                .text("results", numbers.count(results as u64))
                .text("sources", numbers.count(findings.sources.len() as u64)),
        );
        particulars.push((context.text("card-registry"), contents));
        let software = format!("{} {}", findings.software.name, findings.software.version);
        Self {
            title: context.localized(&findings.review.title),
            scope: context.localized(&findings.review.scope),
            particulars,
            digest: findings.digest.clone(),
            software,
        }
    }

    /// Enough of the digest to tell two states of the data apart.
    pub(crate) fn short_digest(&self) -> String {
        self.digest.chars().take(12).collect()
    }
}
