//! The effects of studies, and the rows that give none.

use super::{Provenance, Scale, Verification};
use serde::{Deserialize, Serialize};
use trialpool_language::Localized;

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
    /// proportions the exact (Clopper–Pearson) interval. A limit that is the end of the scale, such as
    /// the logit of 0 %, is infinite, and `null` in JSON.
    #[serde(with = "super::limits")]
    pub interval: [f64; 2],
    /// Weight in the pooled result, in per cent.
    pub weight_percent: Option<f64>,
    /// Participants of the arms compared.
    pub participants: Option<u64>,
    /// Events and total in each arm (intervention first), where the effect comes from counts.
    pub counts: Vec<Count>,
    /// How estimate and standard error came about.
    pub derivation: Derivation,
    /// The comparisons with one control arm that it is made of, if it is made of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_control: Option<SharedControl>,
    /// Where the figures were read.
    pub provenance: Provenance,
}

impl Effect {
    /// The estimate as `scale` shows that of one study ([`Scale::of_one_study`]).
    pub fn estimate_on(&self, scale: Scale) -> f64 {
        scale.of_one_study(self.estimate, self.standard_error)
    }
}

/// Several arms against one control arm, as one effect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedControl {
    /// `combine` (the arms as one), or `covariance` (the effects by their covariance).
    pub how: String,
    /// The comparisons, each by itself.
    pub comparisons: Vec<OneComparison>,
    /// The covariance matrix of their effects; empty where the arms were combined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covariance: Vec<Vec<f64>>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneComparison {
    /// The intervention arm.
    pub arm: Localized,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
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
    /// Where the standard error comes from: `interval`, `exact_p`, `p_bound`, `counts`, `rates`, `means`, `reported`,
    /// or `upper_limit` where the lower limit of a ratio was printed as 0 and half the interval had to do.
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
    /// A published comparison, where the method pools the counts of the arms.
    NoCounts,
    /// No event in either arm, or nothing but events, where the method pools a ratio from counts.
    NoInformation,
}

impl ExclusionReason {
    /// Whether it is the method that cannot take the row.
    pub fn is_of_the_method(&self) -> bool {
        matches!(self, Self::NoCounts | Self::NoInformation)
    }
}
