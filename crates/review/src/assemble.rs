//! Everything into one document.

mod analysis;

use crate::digest;
use crate::findings::{
    Conflict, ConflictVersion, DataFile, Findings, NotPooled, Problem, ReviewCard, SCHEMA,
    Software, Source, Waived,
};
use crate::participants::Participants;
use crate::protocol::{Located, Protocol};
use crate::provenance::{given, reference};
use crate::resolve::{Poolings, Resolved};
use crate::selection::Chosen;
use crate::studies::{Studies, Uses};
use std::collections::BTreeMap;
use trialpool_ingest::{Diagnostic, Entry, FileId, Files, Message, Registry, Retained, Row};
use trialpool_language::{Language, Localized};

/// What the findings are made of.
pub(crate) struct Assembly<'c, 'f> {
    pub(crate) files: &'c Files,
    pub(crate) registry: &'c Registry<'f>,
    pub(crate) protocol: &'c Protocol,
    pub(crate) participants: Participants<'c, 'f>,
}

impl Assembly<'_, '_> {
    /// The findings without the problems, which the fits may add to.
    pub(crate) fn findings(
        &self,
        resolved: &[Resolved<'_, '_>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Findings {
        let analyses = self
            .protocol
            .analyses
            .iter()
            .zip(resolved)
            .map(|(plan, resolved)| self.analysis(plan, resolved, diagnostics))
            .collect();
        let uses = self.uses(resolved);
        let studies = Studies {
            files: self.files,
            registry: self.registry,
            occasion: self.protocol.occasion,
            uses: &uses,
        };
        Findings {
            schema: SCHEMA.to_owned(),
            software: Software {
                name: "trialpool".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            review: ReviewCard {
                title: self.protocol.title.clone(),
                scope: self.protocol.scope.clone(),
                evidence_date: self.protocol.evidence_date.clone(),
                occasion: self
                    .protocol
                    .occasion
                    .map(|source| self.registry.sources[source].id().to_owned()),
            },
            files: self.data_files(),
            digest: digest::of_files(self.files),
            sources: self.sources(),
            facts: studies.facts_of_no_trial(),
            trials: studies.all(),
            analyses,
            not_pooled: self.not_pooled(),
            conflicts: self.conflicts(),
            problems: Vec::new(),
            waived: Vec::new(),
        }
    }

    /// Which analyses pool each row.
    fn uses(&self, resolved: &[Resolved<'_, '_>]) -> Uses {
        let mut uses = Uses::new();
        for (plan, resolved) in self.protocol.analyses.iter().zip(resolved) {
            add_uses(&mut uses, &plan.id, None, &resolved.main);
            for (sensitivity, poolings) in plan.sensitivities.iter().zip(&resolved.sensitivities) {
                add_uses(&mut uses, &plan.id, Some(&sensitivity.id), poolings);
            }
        }
        uses
    }

    fn data_files(&self) -> Vec<DataFile> {
        let mut rows: BTreeMap<FileId, usize> = BTreeMap::new();
        for row in records(self.registry) {
            *rows.entry(row.file).or_default() += 1;
        }
        self.files
            .entries()
            .map(|(key, file)| DataFile {
                path: file.name().to_owned(),
                kind: file
                    .kind()
                    .map_or_else(|| file.role(), |kind| kind.as_str())
                    .to_owned(),
                rows: rows.get(&key).copied().unwrap_or_default(),
                sha256: digest::of_file(file),
            })
            .collect()
    }

    fn sources(&self) -> Vec<Source> {
        self.registry
            .sources
            .iter()
            .map(|(_, source)| Source {
                id: source.id.to_string(),
                kind: source.kind.as_str().to_owned(),
                citation: source.citation.to_string(),
                doi: given(&source.doi),
                url: given(&source.url),
                row: reference(self.files, source.row),
            })
            .collect()
    }

    fn not_pooled(&self) -> Vec<NotPooled> {
        self.protocol
            .not_pooled
            .iter()
            .map(|entry| NotPooled {
                trials: entry
                    .trials
                    .iter()
                    .map(|trial| self.registry.trials[*trial].id().to_owned())
                    .collect(),
                title: entry.title.clone(),
                reason: entry.reason.clone(),
            })
            .collect()
    }

    fn conflicts(&self) -> Vec<Conflict> {
        self.registry
            .conflicts
            .iter()
            .map(|conflict| {
                let source = |key| self.registry.sources[key].id().to_owned();
                Conflict {
                    id: conflict.id.to_string(),
                    trial: conflict
                        .trial
                        .map(|trial| self.registry.trials[trial].id().to_owned()),
                    topic: conflict.topic.localized(),
                    versions: vec![
                        ConflictVersion {
                            source: source(conflict.source_a),
                            value: conflict.value_a.localized(),
                        },
                        ConflictVersion {
                            source: source(conflict.source_b),
                            value: conflict.value_b.localized(),
                        },
                    ],
                    kind: conflict.kind.as_str().to_owned(),
                    explanation: conflict.explanation.localized(),
                    retained: conflict.retained.map(|retained| match retained {
                        Retained::A => source(conflict.source_a),
                        Retained::B => source(conflict.source_b),
                    }),
                    row: reference(self.files, conflict.row),
                }
            })
            .collect()
    }
}

fn add_uses(
    uses: &mut Uses,
    analysis: &Located<String>,
    sensitivity: Option<&Located<String>>,
    poolings: &Poolings<'_, '_>,
) {
    let name = match sensitivity {
        None => analysis.value.clone(),
        Some(sensitivity) => format!("{}/{}", analysis.value, sensitivity.value),
    };
    for selection in std::iter::once(&poolings.all).chain(&poolings.groups) {
        for row in selection.chosen.iter().flat_map(Chosen::rows) {
            let names = uses.entry(row).or_default();
            if !names.contains(&name) {
                names.push(name.clone());
            }
        }
    }
}

/// The records of all tables.
fn records<'r>(registry: &'r Registry<'_>) -> impl Iterator<Item = Row> + 'r {
    let tables = registry.sources.iter().map(|(_, row)| row.row);
    let tables = tables.chain(registry.treatments.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.populations.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.timepoints.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.subgroups.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.outcomes.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.trials.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.arms.iter().map(|(_, row)| row.row));
    let tables = tables.chain(registry.contrasts.iter().map(|row| row.row));
    let tables = tables.chain(registry.arm_results.iter().map(|row| row.row));
    let tables = tables.chain(registry.baseline.iter().map(|row| row.row));
    let tables = tables.chain(registry.facts.iter().map(|row| row.row));
    tables.chain(registry.conflicts.iter().map(|row| row.row))
}

/// The warnings and notes of the checks, in their order.
pub(crate) fn problems(files: &Files, diagnostics: &[Diagnostic]) -> Vec<Problem> {
    diagnostics
        .iter()
        .filter(|diagnostic| !diagnostic.is_error())
        .map(|diagnostic| problem(files, diagnostic))
        .collect()
}

/// The findings that are waived, in their order.
pub(crate) fn waived(files: &Files, waived: &[trialpool_ingest::Waived]) -> Vec<Waived> {
    waived
        .iter()
        .map(|waived| Waived {
            problem: problem(files, &waived.diagnostic),
            reason: waived.reason.clone(),
            by: waived.by.clone(),
            until: waived.until.clone(),
        })
        .collect()
}

fn problem(files: &Files, diagnostic: &Diagnostic) -> Problem {
    let place = diagnostic.primary.as_ref().map(|label| {
        let file = files.get(label.file);
        let (line, column) = file.line_column(label.span.start());
        let text = file.text();
        let excerpt = text
            .get(label.span.start()..label.span.end())
            .map(str::to_owned);
        (file.name().to_owned(), line, column, excerpt)
    });
    Problem {
        code: diagnostic.code.to_string(),
        severity: diagnostic.severity.as_str().to_owned(),
        message: localized(&diagnostic.message),
        help: diagnostic.helps.iter().map(localized).collect(),
        file: place.as_ref().map(|place| place.0.clone()),
        line: place.as_ref().map(|place| place.1),
        column: place.as_ref().map(|place| place.2),
        excerpt: place.and_then(|place| place.3),
    }
}

fn localized(message: &Message) -> Localized {
    Localized::new(
        message.render(Language::English),
        message.render(Language::French),
    )
}
