//! What every part of the page needs: the findings, the words, and where links lead.

use super::anchor::{Anchors, Kind};
use crate::language::Words;
use crate::number::Numbers;
use std::collections::BTreeMap;
use trialpool_language::{Arguments, Localized};
use trialpool_review::findings::{
    Analysis, Conflict, Excluded, Findings, Pooling, Provenance, RowReference, Source, Trial,
    Verification,
};

/// The findings with the indexes that the page needs, in the words of one language.
pub(crate) struct Context<'a> {
    /// What is reported.
    pub(crate) findings: &'a Findings,
    /// In which words.
    pub(crate) words: &'static Words,
    /// Where links lead.
    pub(crate) anchors: Anchors,
    references: BTreeMap<&'a str, usize>,
    ordered_sources: Vec<&'a Source>,
    trials: BTreeMap<&'a str, &'a Trial>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(findings: &'a Findings, words: &'static Words) -> Self {
        let ordered_sources = in_order_of_citation(findings);
        let mut anchors = Anchors::default();
        for analysis in &findings.analyses {
            anchors.add(Kind::Analysis, &analysis.id);
        }
        for conflict in &findings.conflicts {
            anchors.add(Kind::Conflict, &conflict.id);
        }
        for trial in &findings.trials {
            anchors.add(Kind::Study, &trial.id);
        }
        for source in &ordered_sources {
            anchors.add(Kind::Source, &source.id);
        }
        for file in &findings.files {
            anchors.add(Kind::File, &file.path);
        }
        Self {
            findings,
            words,
            anchors,
            references: ordered_sources
                .iter()
                .enumerate()
                .map(|(index, source)| (source.id.as_str(), index + 1))
                .collect(),
            ordered_sources,
            trials: findings
                .trials
                .iter()
                .map(|trial| (trial.id.as_str(), trial))
                .collect(),
        }
    }

    /// The formatter of numbers.
    pub(crate) fn numbers(&self) -> Numbers {
        self.words.numbers()
    }

    /// The message `id`.
    pub(crate) fn text(&self, id: &str) -> String {
        self.words.text(id)
    }

    /// Text of the registry or protocol.
    pub(crate) fn localized(&self, text: &Localized) -> String {
        self.words.localized(text)
    }

    /// The sources with their numbers, in the order in which the page cites them.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (usize, &'a Source)> + '_ {
        self.ordered_sources
            .iter()
            .enumerate()
            .map(|(index, source)| (index + 1, *source))
    }

    /// The reference to a source.
    pub(crate) fn reference(&self, source: &str) -> Option<Link> {
        let number = self.references.get(source)?;
        let href = self.anchors.href(Kind::Source, source)?;
        Some(Link {
            href,
            text: format!("[{number}]"),
        })
    }

    /// What kind of document a source is; empty for an unknown source.
    pub(crate) fn source_kind(&self, source: &str) -> String {
        self.references
            .get(source)
            .and_then(|number| self.ordered_sources.get(number - 1))
            .map_or_else(String::new, |source| {
                self.words.code("source", &source.kind)
            })
    }

    /// A trial of the registry.
    pub(crate) fn trial(&self, id: &str) -> Option<&'a Trial> {
        self.trials.get(id).copied()
    }

    /// The link to a study, with its name.
    pub(crate) fn study(&self, id: &str) -> Option<Link> {
        Some(Link {
            href: self.anchors.href(Kind::Study, id)?,
            text: self.trial(id)?.name.clone(),
        })
    }

    /// The link to an analysis, with its title. `id` may name a sensitivity analysis of it
    /// (`analysis/sensitivity`).
    pub(crate) fn analysis(&self, id: &str) -> Option<Link> {
        let (analysis, sensitivity) = id
            .split_once('/')
            .map_or((id, None), |(analysis, sensitivity)| {
                (analysis, Some(sensitivity))
            });
        let found = self
            .findings
            .analyses
            .iter()
            .find(|other| other.id == analysis)?;
        let mut text = self.localized(&found.title);
        if let Some(sensitivity) = sensitivity
            && let Some(found) = found
                .sensitivities
                .iter()
                .find(|other| other.id == sensitivity)
        {
            text = format!("{text} ({})", self.localized(&found.title));
        }
        Some(Link {
            href: self.anchors.href(Kind::Analysis, analysis)?,
            text,
        })
    }

    /// The place of an analysis in the report, from 1.
    pub(crate) fn analysis_number(&self, id: &str) -> Option<usize> {
        let place = self
            .findings
            .analyses
            .iter()
            .position(|analysis| analysis.id == id)?;
        Some(place + 1)
    }

    /// The disagreements that concern a trial.
    pub(crate) fn conflicts_of(&self, trial: &str) -> impl Iterator<Item = &'a Conflict> + '_ {
        let trial = trial.to_owned();
        self.findings
            .conflicts
            .iter()
            .filter(move |conflict| conflict.trial.as_deref() == Some(&trial))
    }

    /// The link to a disagreement, with its topic.
    pub(crate) fn conflict(&self, conflict: &Conflict) -> Option<Link> {
        Some(Link {
            href: self.anchors.href(Kind::Conflict, &conflict.id)?,
            text: self.localized(&conflict.topic),
        })
    }

    /// The link to a row, named by file and line.
    pub(crate) fn row(&self, row: &RowReference) -> Option<Link> {
        let anchor = self.anchors.row(&row.file, row.line)?;
        Some(Link {
            href: format!("#{anchor}"),
            text: format!("{}:{}", row.file, row.line),
        })
    }

    /// The anchor of a row that is shown whole where it belongs.
    pub(crate) fn place(&self, row: &RowReference) -> Option<Place> {
        Some(Place {
            anchor: self.anchors.row(&row.file, row.line)?,
            text: format!("{}:{}", row.file, row.line),
        })
    }

    /// The badge of a verification state.
    pub(crate) fn badge(&self, state: Verification) -> Badge {
        let (code, class) = match state {
            Verification::Primary => ("primary", "badge primary"),
            Verification::Secondary => ("secondary", "badge secondary"),
            Verification::Unverified => ("unverified", "badge unverified"),
        };
        Badge {
            class,
            text: self.words.code("badge", code),
        }
    }

    /// Where a figure was read, for a cell of a table.
    pub(crate) fn origin(&self, provenance: &Provenance) -> Origin {
        Origin {
            rows: provenance
                .rows
                .iter()
                .filter_map(|row| self.row(row))
                .collect(),
            reference: self.reference(&provenance.source),
            badge: self.badge(provenance.verification),
            analysis: self.made_by(provenance),
        }
    }

    /// How the figures of a result were made, where the registry says so.
    fn made_by(&self, provenance: &Provenance) -> Option<String> {
        let said = provenance.analysis.join(&self.words.text("list-separator"));
        (!said.is_empty()).then(|| {
            self.words
                .format("made-by", &Arguments::new().text("analysis", said))
        })
    }
}

/// A link within the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// Where it leads.
    pub(crate) href: String,
    /// What it says.
    pub(crate) text: String,
}

/// A row that is shown whole where it belongs.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Its anchor.
    pub(crate) anchor: String,
    /// File and line.
    pub(crate) text: String,
}

/// How far a figure was verified.
#[derive(Debug, Clone)]
pub(crate) struct Badge {
    /// Its classes in the style sheet.
    pub(crate) class: &'static str,
    /// What it says.
    pub(crate) text: String,
}

/// Where a figure was read.
#[derive(Debug, Clone, askama::Template)]
#[template(path = "origin.html")]
pub(crate) struct Origin {
    /// Its rows.
    pub(crate) rows: Vec<Link>,
    /// Its publication.
    pub(crate) reference: Option<Link>,
    /// How far it was verified.
    pub(crate) badge: Badge,
    /// How its figures were made.
    pub(crate) analysis: Option<String>,
}

/// The sources in the order of their first use in the page; those that nothing uses at the end.
fn in_order_of_citation(findings: &Findings) -> Vec<&Source> {
    let by_id: BTreeMap<&str, &Source> = findings
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    let mut ordered: Vec<&Source> = Vec::with_capacity(findings.sources.len());
    let mut seen = std::collections::BTreeSet::new();
    for id in cited(findings) {
        if let Some(source) = by_id.get(id)
            && seen.insert(id)
        {
            ordered.push(source);
        }
    }
    ordered
}

fn cited(findings: &Findings) -> impl Iterator<Item = &str> {
    let analyses = findings.analyses.iter().flat_map(of_analysis);
    let conflicts = findings.conflicts.iter().flat_map(|conflict| {
        conflict
            .versions
            .iter()
            .map(|version| version.source.as_str())
    });
    let trials = findings.trials.iter().flat_map(|trial| {
        std::iter::once(trial.source.as_str())
            .chain(
                trial
                    .facts
                    .iter()
                    .map(|fact| fact.provenance.source.as_str()),
            )
            .chain(
                trial
                    .results
                    .iter()
                    .map(|result| result.provenance.source.as_str()),
            )
    });
    let rest = findings.sources.iter().map(|source| source.id.as_str());
    analyses.chain(conflicts).chain(trials).chain(rest)
}

fn of_analysis(analysis: &Analysis) -> impl Iterator<Item = &str> {
    provenances(analysis).map(|(provenance, _)| provenance.source.as_str())
}

/// How an analysis uses a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// In the main result or in a subgroup of it.
    Main,
    /// In a sensitivity analysis.
    Sensitivity,
    /// Left out.
    Excluded,
}

/// Every origin that an analysis names, in the order of the page, with what it is used for.
pub(crate) fn provenances(analysis: &Analysis) -> impl Iterator<Item = (&Provenance, Use)> {
    let main = pooled_rows(&analysis.main).map(|row| (row, Use::Main));
    let groups = analysis
        .subgroups
        .iter()
        .flat_map(|subgroups| &subgroups.groups)
        .flat_map(|group| {
            pooled_rows(&group.result)
                .map(|row| (row, Use::Main))
                .chain(left_out(&group.excluded))
        });
    let sensitivities = analysis.sensitivities.iter().flat_map(|sensitivity| {
        let groups = sensitivity
            .subgroups
            .iter()
            .flat_map(|subgroups| &subgroups.groups)
            .flat_map(|group| pooled_rows(&group.result));
        pooled_rows(&sensitivity.result)
            .chain(groups)
            .map(|row| (row, Use::Sensitivity))
    });
    main.chain(groups)
        .chain(left_out(&analysis.excluded))
        .chain(sensitivities)
}

fn pooled_rows(pooling: &Pooling) -> impl Iterator<Item = &Provenance> {
    pooling.effects.iter().map(|effect| &effect.provenance)
}

fn left_out(excluded: &[Excluded]) -> impl Iterator<Item = (&Provenance, Use)> {
    excluded.iter().map(|row| (&row.provenance, Use::Excluded))
}
