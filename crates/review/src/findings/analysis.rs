//! What an analysis asked, used and found.

use super::{Asked, Excluded, Omission, Pooling, Scale, Sections, Subgroups, Verification};
use serde::{Deserialize, Serialize};
use trialpool_language::Localized;

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
    /// Measure, in the literature's short form (`HR`, `IRR`, `RR`, `OR`, `RD`, `MD`, `SMD`, `PLO` …).
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
    /// What the protocol asks to be shown beside it.
    pub sections: Sections,
    /// Sensitivity analyses, in the order of the protocol.
    pub sensitivities: Vec<Sensitivity>,
    /// Rows that answer the question but are not in the main result, each with the reason.
    pub excluded: Vec<Excluded>,
    /// Remarks of the protocol.
    pub note: Option<Localized>,
}

impl Analysis {
    /// The main result without each study in turn; empty where that is not asked for, or impossible.
    pub fn leave_one_out(&self) -> &[Omission] {
        let asked = self.sections.leave_one_out.as_ref();
        asked.and_then(Asked::found).map_or(&[], Vec::as_slice)
    }
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
    /// Literature's short name of the method: `EE`, the estimator of a random-effects model (`REML`, `DL` …), `IVHET`
    /// (Doi), `HC` (Henmi and Copas), `MH` (Mantel and Haenszel) or `PETO`.
    pub method: String,
    /// `z`, `t`, `knha`, `adhoc`, `kr` (Kenward and Roger); `hc` for the interval of Henmi and Copas.
    pub test: String,
    /// Confidence level as a fraction.
    pub level: f64,
    /// The rule of the prediction interval: `k-1`, `k-2` or `z` with the standard error of the test; `hk`, `hk-pr`
    /// (Hartung and Knapp), `kr`, `kr-pr` (Kenward and Roger) with one of its own; `bootstrap` (Nagashima); or `none`.
    pub prediction: String,
    /// How the prediction interval is drawn, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bootstrap: Option<Bootstrap>,
    /// How the interval of τ² is made: `qprofile`; `genq` (Biggerstaff and Jackson), `jackson`, `bt` (Biggerstaff and
    /// Tweedie), or `pl` for profile likelihood.
    pub tau2_ci: String,
    /// How the sampling variances of effects computed from arms are estimated, by metafor's name (`LS2`, `UB`, `HO`, `AV`,
    /// `AVHO`); `None` for the default of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vtype: Option<String>,
    /// How their small-sample bias is corrected (`exact`, `approximate`, `none`); `None` for the default of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// What is done with several arms of a trial against one control arm: `combine`, `covariance`; `None` where they are
    /// a choice that the protocol has to make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_control: Option<String>,
    /// The verification states admitted to the main result.
    pub verification: Vec<Verification>,
}

/// How a sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// Number of samples.
    pub samples: usize,
    /// The seed, with which anybody draws the same.
    pub seed: u64,
}

/// A choice that the protocol made between rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// The trial, or `None` for a rule that holds for all.
    pub trial: Option<String>,
    /// The reason, as the protocol gives it.
    pub reason: Localized,
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
    /// Rows of trials that it leaves out because its method needs counts, or counts that say something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Excluded>,
}
