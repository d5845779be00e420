//! The document that everything downstream reads: each figure of a report, export or
//! comparison stands here once, with its origin.
//!
//! Estimates are on the analysis scale (logs for ratio measures); [`Scale`] says how to show
//! them. Texts that the registry or the protocol wrote exist in every language
//! ([`Localized`]); words of the program's own are added by the renderers.

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

/// How estimates of a measure are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// As they are: differences, means.
    Identity,
    /// Logarithms of ratios: shown as exp.
    Log,
    /// Log odds of a proportion: shown as the inverse logit, in per cent.
    Logit,
}

/// One analysis of the protocol.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Identifier, usable in a file name and an HTML id.
    pub id: String,
    /// Title.
    pub title: Localized,
    /// The question in PICO terms.
    pub question: Question,
    /// `pairwise` or `single_arm`.
    pub synthesis: Synthesis,
    /// Measure, in the literature's short form (`HR`, `IRR`, `RR`, `OR`, `RD`, `MD`, `SMD`, `PLO`).
    pub measure: String,
    /// How its estimates are shown.
    pub scale: Scale,
    /// Which direction of the outcome is a benefit.
    pub benefit: Benefit,
    /// Which side of the plot favours whom: label left and right of no effect.
    pub favours: Option<Favours>,
    /// Minimal important difference on the analysis scale, if the outcome states one.
    pub important_difference: Option<f64>,
    /// The settings used.
    pub settings: Settings,
    /// Why results were chosen as they were (rules and reasons of the protocol).
    pub choices: Vec<Choice>,
    /// The main result.
    pub main: Pooling,
    /// Subgroup analysis, if the protocol asks for one.
    pub subgroups: Option<Subgroups>,
    /// The main result without each study in turn (k ≥ 3; empty otherwise).
    pub leave_one_out: Vec<Omission>,
    /// Sensitivity analyses, in the order of the protocol.
    pub sensitivities: Vec<Sensitivity>,
    /// Rows that answer the question but are not in the main result, each with the reason.
    pub excluded: Vec<Excluded>,
    /// Remarks of the protocol.
    pub note: Option<Localized>,
}

/// The question of an analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Population.
    pub population: Localized,
    /// Intervention.
    pub intervention: Localized,
    /// Comparator; empty for single-arm syntheses.
    pub comparator: Localized,
    /// Outcome.
    pub outcome: Localized,
    /// Time point or horizon; may be empty.
    pub timepoint: Localized,
}

/// The kind of synthesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Synthesis {
    /// Contrasts of two arms.
    Pairwise,
    /// Proportions of one arm.
    SingleArm,
}

/// Which direction of an outcome is a benefit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Benefit {
    /// Lower values are better.
    Lower,
    /// Higher values are better.
    Higher,
    /// Neither is a benefit: a description.
    None,
}

/// The labels of the two sides of a forest plot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Favours {
    /// Who is favoured left of no effect.
    pub left: Localized,
    /// Who is favoured right of no effect.
    pub right: Localized,
}

/// The statistical settings of an analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Literature's short name of the model or estimator: `EE`, `REML`, `DL` …
    pub method: String,
    /// `z`, `t`, `knha`, `adhoc`.
    pub test: String,
    /// Confidence level as a fraction.
    pub level: f64,
    /// The rule for the prediction interval's degrees of freedom: `k-1`, `k-2`, `z`, or `none`.
    pub prediction: String,
    /// The verification states admitted to the main result.
    pub verification: Vec<Verification>,
}

/// A choice that the protocol made between rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The trial, or `None` for a rule that holds for all.
    pub trial: Option<String>,
    /// The reason, as the protocol gives it.
    pub reason: Localized,
}

/// A set of effects and what pooling them gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pooling {
    /// The effects, in the order of the plot.
    pub effects: Vec<Effect>,
    /// The pooled result; `None` if there is no effect.
    pub pooled: Option<Pooled>,
    /// Participants in the arms compared, if every effect states them; no one counted twice.
    pub participants: Option<u64>,
}

/// One study's effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Trial identifier.
    pub trial: String,
    /// What the plot calls it: trial name and year, and the arm where one trial gives several.
    pub label: String,
    /// Intervention arm.
    pub arm: Localized,
    /// Comparator arm; empty for single-arm syntheses.
    pub comparator: Localized,
    /// Time point.
    pub timepoint: Localized,
    /// Subgroup; empty for all participants.
    pub subgroup: Localized,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Standard error, analysis scale.
    pub standard_error: f64,
    /// Confidence interval at the analysis's level, analysis scale: the published one where it has
    /// that level and gave the standard error, else estimate ± z standard errors. For single
    /// proportions the exact (Clopper–Pearson) interval, on the logit scale.
    pub interval: [Option<f64>; 2],
    /// Weight in the pooled result, in per cent.
    pub weight_percent: Option<f64>,
    /// Participants of the arms compared.
    pub participants: Option<u64>,
    /// Events and total in each arm (intervention first), where the effect comes from counts.
    pub counts: Vec<Count>,
    /// How estimate and standard error came about.
    pub derivation: Derivation,
    /// Where the figures were read.
    pub provenance: Provenance,
}

/// Events out of a total.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Events.
    pub events: f64,
    /// Participants, or person-time.
    pub total: f64,
}

/// How an effect was obtained from what was reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// Where the estimate comes from: `reported`, `percent_reduction`, `counts`, `rates`, `means`.
    pub estimate: String,
    /// Where the standard error comes from: `interval`, `exact_p`, `p_bound`, `counts`, `rates`, `means`, `reported`.
    pub standard_error: String,
    /// Confidence level of the interval that gave it, as a fraction.
    pub level: Option<f64>,
    /// The p value or bound that gave it, as printed.
    pub p: Option<String>,
    /// Whether the standard error is an upper bound, so that the effect weighs less than it could.
    pub conservative: bool,
    /// Correction added to the cells of the table, if any.
    pub correction: Option<f64>,
    /// The smallest and largest standard error that the printed digits allow.
    pub standard_error_range: Option<[f64; 2]>,
}

/// A pooled result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pooled {
    /// Number of effects.
    pub k: usize,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Standard error.
    pub standard_error: f64,
    /// Confidence interval. Of a single study, that of its effect.
    pub interval: [f64; 2],
    /// z or t.
    pub statistic: f64,
    /// Degrees of freedom of t; `None` for z.
    pub df: Option<f64>,
    /// Two-sided p value of no effect.
    pub p: f64,
    /// Prediction interval, where the rule gives one, from three studies on: two leave one degree
    /// of freedom, with which it would exclude nothing.
    pub prediction: Option<[f64; 2]>,
    /// Between-study variance; `None` for a common-effect model or k = 1.
    pub tau2: Option<f64>,
    /// Its Q-profile interval.
    pub tau2_interval: Option<[f64; 2]>,
    /// I², in per cent, from τ² (from Q for a common-effect model); `None` for k = 1.
    pub i2: Option<f64>,
    /// Its interval, from the interval of τ².
    pub i2_interval: Option<[f64; 2]>,
    /// H².
    pub h2: Option<f64>,
    /// Cochran's Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub q_df: usize,
    /// Its p value; `None` for k = 1.
    pub q_p: Option<f64>,
    /// Codes of what the reader must know: `tau2_at_boundary`, `single_study`, `few_studies`, `not_converged`.
    pub caveats: Vec<String>,
}

/// A subgroup analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subgroups {
    /// What divides the groups.
    pub variable: Localized,
    /// Whether one trial may contribute to several groups (groups within trials).
    pub within_trials: bool,
    /// The groups, in the order of the protocol.
    pub groups: Vec<Subgroup>,
    /// Test of interaction: do the groups differ? `None` with fewer than two groups pooled.
    pub test: Option<SubgroupTest>,
}

/// One subgroup.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subgroup {
    /// Identifier.
    pub id: String,
    /// Label.
    pub label: Localized,
    /// Its effects and result.
    pub result: Pooling,
    /// Rows of this group left out, each with the reason.
    pub excluded: Vec<Excluded>,
}

/// The between-subgroup test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubgroupTest {
    /// Q between groups.
    pub q: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// p value.
    pub p: f64,
}

/// The main result without one study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Omission {
    /// The label of the effect left out.
    pub omitted: String,
    /// The result without it.
    pub pooled: Pooled,
}

/// A sensitivity analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Localized,
    /// What it changes and why.
    pub reason: Localized,
    /// Its settings.
    pub settings: Settings,
    /// Its effects and result.
    pub result: Pooling,
    /// Its subgroup analysis, if the analysis has one.
    pub subgroups: Option<Subgroups>,
}

/// A row that is not in the result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Excluded {
    /// Trial identifier.
    pub trial: String,
    /// What it is called.
    pub label: String,
    /// Why.
    pub reason: ExclusionReason,
    /// Where the figures were read.
    pub provenance: Provenance,
}

/// Why a row is not in a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ExclusionReason {
    /// Its verification state is not admitted.
    Verification {
        /// The state.
        state: Verification,
    },
    /// Another row of the same trial is preferred.
    Preferred {
        /// The source of the preferred row.
        source: String,
        /// Why, if the protocol gives a reason for this trial.
        reason: Option<Localized>,
    },
    /// The protocol leaves it out, for a stated reason.
    Protocol {
        /// The reason.
        reason: Localized,
    },
    /// The standard error cannot be derived from what is reported.
    NoStandardError,
    /// No estimate can be derived from what is reported.
    NoEstimate,
    /// The standard error is only bounded, and the analysis does not admit bounds.
    OnlyBound,
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
    /// `warning` or `note`.
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
