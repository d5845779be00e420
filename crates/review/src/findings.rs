//! The document that everything downstream reads: each figure of a report, export or
//! comparison stands here once, with its origin.
//!
//! Estimates are on the analysis scale (logs for ratio measures); [`Scale`] says how to show
//! them. Texts that the registry or the protocol wrote exist in every language
//! ([`Localized`]); words of the program's own are added by the renderers.

mod analysis;
mod effect;
mod limits;
mod pooled;
mod regression;
mod scale;
mod sections;

pub use analysis::{
    Analysis, Benefit, Bootstrap, Choice, Favours, Question, Sensitivity, Settings, Synthesis,
};
pub use effect::{
    Count, Derivation, Effect, Excluded, ExclusionReason, OneComparison, SharedControl,
};
pub use pooled::{
    ChiSquared, Omission, Pooled, Pooling, Subgroup, SubgroupTest, Subgroups, TableTests,
};
pub use regression::{
    Coefficient, CoefficientPart, Comparison, ContrastRow, Curve, CurvePoint, Hypothesis, LeftOut,
    Level, LevelMean, ModelFit, ModeratorValue, Omnibus, Regression, RegressionPermutation,
    RegressionStudy,
};
pub use scale::{Scale, Shown};
pub use sections::{
    Absence, Asked, BaujatPoint, Cumulative, CumulativeStep, Influence, InfluencePanel, PanelEntry,
    Permutation, Sections, Tau2Profile,
};

use serde::{Deserialize, Serialize};
use trialpool_language::Localized;

/// The version of this document's shape.
pub const SCHEMA: &str = "trialpool-findings/1";

/// Everything one run found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// [`SCHEMA`].
    pub schema: String,
    /// The program and its version.
    pub software: Software,
    /// What the protocol says of the review as a whole.
    pub review: ReviewCard,
    /// The files that were read, in the order of the protocol.
    pub files: Vec<DataFile>,
    /// SHA-256 over the names and contents of all files, lower-case hexadecimal.
    pub digest: String,
    /// Every publication or document that a row names.
    pub sources: Vec<Source>,
    /// What sources state that is about no one trial, in file order.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// Every trial or study of the registry, with all that is registered of it.
    pub trials: Vec<Trial>,
    /// The analyses, in the order of the protocol.
    pub analyses: Vec<Analysis>,
    /// Studies or results that the protocol lists as not pooled, with the reason.
    pub not_pooled: Vec<NotPooled>,
    /// Where two sources disagree.
    pub conflicts: Vec<Conflict>,
    /// What the checks found (never errors: a registry with errors gives no findings).
    pub problems: Vec<Problem>,
    /// Findings of the checks that somebody vouches for.
    #[serde(default)]
    pub waived: Vec<Waived>,
}

/// The program that wrote the findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Software {
    /// `trialpool`.
    pub name: String,
    /// The version, as in the package.
    pub version: String,
}

/// The review as the protocol describes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewCard {
    /// Title.
    pub title: Localized,
    /// One or two sentences on purpose and scope.
    pub scope: Localized,
    /// The date of the evidence, as the protocol states it (ISO 8601), if it does.
    pub evidence_date: Option<String>,
    /// The source whose studies the review must all show, if it names one.
    pub occasion: Option<String>,
}

/// One file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataFile {
    /// Path relative to the registry's directory, with `/`.
    pub path: String,
    /// The table kind (`contrasts`, `arm_results`, …) or `protocol`.
    pub kind: String,
    /// Data rows (0 for the protocol).
    pub rows: usize,
    /// SHA-256 of the content, lower-case hexadecimal.
    pub sha256: String,
}

/// A publication or document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Identifier in the registry.
    pub id: String,
    /// `publication`, `abstract`, `label`, `registry`, `review`, `conference`, `press`, `magazine`.
    pub kind: String,
    /// Full citation.
    pub citation: String,
    /// DOI without resolver.
    pub doi: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Its row.
    pub row: RowReference,
}

/// A row of the registry, quoted, so that a reader can find and check it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowReference {
    /// File, relative to the registry's directory.
    pub file: String,
    /// Line on which the record starts, from 1.
    pub line: usize,
    /// The non-empty cells as they stand in the file, in column order.
    pub cells: Vec<Cell>,
}

/// One quoted cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Column name.
    pub column: String,
    /// The text of the cell, unquoted.
    pub value: String,
}

/// Where a result was read, and how far it was checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The row that holds the result; more than one where arms are combined into a contrast.
    pub rows: Vec<RowReference>,
    /// Identifier of the source.
    pub source: String,
    /// Table, figure, page or section.
    pub locator: Option<String>,
    /// Address at which the figure was read, where that is not the source itself.
    pub read_at: Option<String>,
    /// How its rows say that their figures were made, such as a model and its covariates; each text once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub analysis: Vec<String>,
    /// How far it was verified.
    pub verification: Verification,
}

/// How far a result was checked against its publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verification {
    /// Read in the publication itself.
    Primary,
    /// Read elsewhere, and cited.
    Secondary,
    /// Not verified.
    Unverified,
}

/// A trial or study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Registration number (`NCT…`), if any.
    pub registration: Option<String>,
    /// Year of the main publication.
    pub year: Option<u32>,
    /// Phase as registered (`3`, `2/3`).
    pub phase: Option<String>,
    /// Population.
    pub population: Localized,
    /// Design code (`randomised`, `crossover`, `single_arm`, `cohort`, `case_control`,
    /// `cross_sectional`, `pooled_analysis`, `synthesis`, `genetic_association`, `laboratory`, `guidance`).
    pub design: String,
    /// Blinding code (`double_blind`, `rater_blind`, `open_label`), if it applies.
    pub blinding: Option<String>,
    /// Participants (randomised or enrolled).
    pub participants: Option<u64>,
    /// The arms.
    pub arms: Vec<Arm>,
    /// Identifier of the main source.
    pub source: String,
    /// How far identity, size and design were verified.
    pub verification: Verification,
    /// Whether the occasion ([`ReviewCard::occasion`]) reports on it.
    pub in_occasion: bool,
    /// The analyses that use a result of it.
    pub used_in: Vec<String>,
    /// Every registered result, pooled or not.
    pub results: Vec<RegisteredResult>,
    /// What sources state of it beyond results: sizes, dates, qualitative findings.
    pub facts: Vec<Fact>,
    /// Its row.
    pub row: RowReference,
}

/// An arm of a trial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// Identifier, unique within the trial.
    pub id: String,
    /// What it is called.
    pub label: Localized,
    /// Dose.
    pub dose: Localized,
    /// Participants randomised to it.
    pub participants: Option<u64>,
}

/// A result row as registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegisteredResult {
    /// `contrast` or `arm_result`.
    pub kind: String,
    /// Outcome.
    pub outcome: Localized,
    /// Time point.
    pub timepoint: Localized,
    /// Subgroup; empty for all participants.
    pub subgroup: Localized,
    /// The arm, or the arm and its comparator.
    pub arms: Localized,
    /// The reported figures as printed: `HR 0.27 (95 % CI 0.15–0.50)`.
    pub reported: Vec<Cell>,
    /// Where it was read.
    pub provenance: Provenance,
    /// The analyses (or sensitivity analyses, as `analysis/sensitivity`) that pool this row.
    pub used_in: Vec<String>,
}

/// A statement of a source about a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What is stated.
    pub statement: Localized,
    /// The figure, as printed, if there is one.
    pub value: Option<String>,
    /// Its unit, empty if none.
    pub unit: Localized,
    /// Where it was read.
    pub provenance: Provenance,
}

/// A study or result that the protocol lists as not pooled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NotPooled {
    /// Trial identifiers.
    pub trials: Vec<String>,
    /// What it is about.
    pub title: Localized,
    /// Why it is not pooled.
    pub reason: Localized,
}

/// A disagreement between two sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Identifier.
    pub id: String,
    /// Trial identifier, if it concerns one.
    pub trial: Option<String>,
    /// What they disagree about.
    pub topic: Localized,
    /// What each source says.
    pub versions: Vec<ConflictVersion>,
    /// Kind: `rounding`, `population`, `timepoint`, `measure`, `overstatement`, `error`, `unclear`.
    pub kind: String,
    /// What is behind it.
    pub explanation: Localized,
    /// Which source's figure is used, if any.
    pub retained: Option<String>,
    /// Its row.
    pub row: RowReference,
}

/// What one source says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConflictVersion {
    /// Source identifier.
    pub source: String,
    /// Its figure or statement.
    pub value: Localized,
}

/// A warning of the checks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// `TPnnnn`.
    pub code: String,
    /// `warning` or `note`; `error` only where it is waived.
    pub severity: String,
    /// What was found.
    pub message: Localized,
    /// What to do, one entry a remedy.
    pub help: Vec<Localized>,
    /// File.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column, from 1.
    pub column: Option<usize>,
    /// The text of the cell.
    pub excerpt: Option<String>,
}

/// A finding that is right about the data and wrong about the truth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waived {
    /// The finding.
    pub problem: Problem,
    /// Why it is no fault of the registry.
    pub reason: Localized,
    /// Who says so.
    pub by: String,
    /// The last day on which it holds (ISO 8601).
    pub until: String,
}
