//! The protocol: the questions of the review, as `review.toml` asks them.
//!
//! Ids are resolved against the registry while reading, so that everything after works with
//! keys; every problem is reported in one run, each at its value.

mod analysis;
mod card;
mod date;
mod reader;
mod select;
mod settings;
mod shown;

pub(crate) use date::fault as date_fault;
pub(crate) use reader::{Located, Reader, Section};
pub(crate) use select::{Choose, Exclude, Select};
pub(crate) use settings::Settings;
pub(crate) use shown::{CumulativeOrder, Moderators, Show, Shown};

use crate::findings::{Favours, Synthesis};
use toml::de::DeTable;
use trialpool_ingest::{
    Diagnostic, FileId, Files, OutcomeKey, Reading, Registry, SourceKey, SourceKind, TrialKey,
};
use trialpool_language::Localized;
use trialpool_meta_analysis::Measure;

/// Everything the protocol says.
#[derive(Debug, Clone)]
pub(crate) struct Protocol {
    pub(crate) title: Localized,
    pub(crate) scope: Localized,
    pub(crate) evidence_date: Option<String>,
    pub(crate) occasion: Option<SourceKey>,
    /// Kinds of sources, best first.
    pub(crate) prefer: Vec<SourceKind>,
    pub(crate) prefer_reason: Option<Localized>,
    pub(crate) analyses: Vec<AnalysisPlan>,
    pub(crate) not_pooled: Vec<NotPooledPlan>,
}

/// One question.
#[derive(Debug, Clone)]
pub(crate) struct AnalysisPlan {
    pub(crate) id: Located<String>,
    pub(crate) title: Localized,
    pub(crate) population: Localized,
    pub(crate) intervention: Localized,
    pub(crate) comparator: Option<Localized>,
    pub(crate) timepoint: Option<Localized>,
    pub(crate) synthesis: Synthesis,
    pub(crate) measure: Measure,
    pub(crate) favours: Option<Favours>,
    pub(crate) note: Option<Localized>,
    /// The outcomes that answer it.
    pub(crate) outcomes: Vec<OutcomeKey>,
    /// How its main result is made.
    pub(crate) plan: Plan,
    /// What is shown beside it.
    pub(crate) shown: Shown,
    pub(crate) subgroups: Option<SubgroupsPlan>,
    pub(crate) sensitivities: Vec<SensitivityPlan>,
}

/// How one set of results is selected and pooled.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) settings: Settings,
    pub(crate) select: Select,
    pub(crate) choose: Vec<Choose>,
    pub(crate) exclude: Vec<Exclude>,
}

/// A division into groups.
#[derive(Debug, Clone)]
pub(crate) struct SubgroupsPlan {
    pub(crate) variable: Localized,
    pub(crate) within_trials: bool,
    pub(crate) groups: Vec<GroupPlan>,
}

/// One group.
#[derive(Debug, Clone)]
pub(crate) struct GroupPlan {
    pub(crate) id: Located<String>,
    pub(crate) label: Localized,
    /// Its keys stand in place of those of the analysis.
    pub(crate) select: Select,
}

/// A sensitivity analysis: the plan of its analysis with something changed.
#[derive(Debug, Clone)]
pub(crate) struct SensitivityPlan {
    pub(crate) id: Located<String>,
    pub(crate) title: Localized,
    pub(crate) reason: Localized,
    /// The keys of `select` that it sets itself.
    pub(crate) select: Select,
    pub(crate) plan: Plan,
}

/// Studies that are listed and not pooled.
#[derive(Debug, Clone)]
pub(crate) struct NotPooledPlan {
    pub(crate) trials: Vec<TrialKey>,
    pub(crate) title: Localized,
    pub(crate) reason: Localized,
}

/// Reads the protocol; `None` if a part without which nothing can be selected is missing.
///
/// What is no TOML at all is reported by [`trialpool_ingest::read`] and not said again here.
pub(crate) fn parse(files: &Files, reading: &Reading<'_>) -> (Option<Protocol>, Vec<Diagnostic>) {
    let text = files.protocol().text();
    let content = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (document, errors) = DeTable::parse_recoverable(content);
    if !errors.is_empty() || !files.protocol().is_utf8() {
        return (None, Vec::new());
    }
    let mut reader = Reader::new(FileId::PROTOCOL, text.len() - content.len());
    reader.incomplete.clone_from(&reading.incomplete);
    let protocol = card::read(
        &mut reader,
        Section::document(document.get_ref(), content),
        &reading.registry,
    );
    (protocol, reader.diagnostics)
}

/// A registry that the parts of the protocol look their ids up in.
pub(crate) type Lookup<'r, 'f> = &'r Registry<'f>;
