//! What a protocol asks to be shown beside the main result of an analysis.

use super::{Omission, Pooled, Regression};
use serde::{Deserialize, Serialize};

/// The sections of an analysis; `None` is not asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sections {
    /// The main result without each study in turn, in the order of its effects.
    pub leave_one_out: Option<Asked<Vec<Omission>>>,
    /// The result after each study, in a stated order.
    pub cumulative: Option<Asked<Cumulative>>,
    /// Residuals and influence of each study.
    pub influence: Option<Asked<InfluencePanel>>,
    /// Where heterogeneity comes from, and what it does to the result.
    pub baujat: Option<Asked<Vec<BaujatPoint>>>,
    /// The likelihood over the between-study variance.
    pub tau2_profile: Option<Asked<Tau2Profile>>,
    /// The mean tested by flipping signs.
    pub permutation: Option<Asked<Permutation>>,
    /// The inferences that are debated for few studies, side by side.
    pub panel: Option<Asked<Vec<PanelEntry>>>,
    /// What may explain the effects.
    pub regression: Option<Asked<Regression>>,
}

/// A section that was asked for, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked<T> {
    /// What was found.
    Found(T),
    /// Why the studies do not allow it.
    Absent(Absence),
}

impl<T> Asked<T> {
    /// What was found, if it was.
    pub fn found(&self) -> Option<&T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Absent(_) => None,
        }
    }

    /// Why there is nothing, if there is nothing.
    pub fn absence(&self) -> Option<&Absence> {
        match self {
            Self::Found(_) => None,
            Self::Absent(absence) => Some(absence),
        }
    }
}

/// Why a section cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Absence {
    /// It needs more studies.
    TooFewStudies {
        /// Studies there are.
        k: usize,
        /// Studies it needs.
        needed: usize,
    },
    /// The common-effect model has no between-study variance.
    NoBetweenStudyVariance,
    /// It is about pooling by inverse variances with a usual test, and the method pools otherwise.
    NotOfMethod,
    /// A moderator has the same value in every study.
    NoContrast {
        /// The moderator, as the protocol names it.
        moderator: String,
    },
    /// The moderators explain each other.
    Collinear {
        /// The column that those before it explain.
        column: String,
    },
    /// A moderator is not what the formula takes it for, or lacks a level that the formula names.
    Unsuitable {
        /// The moderator, as the protocol names it.
        moderator: String,
    },
    /// The numbers are too extreme, or do not determine the result.
    NotEstimable,
}

/// The result after each study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cumulative {
    /// The order: `year`, `precision` (smallest standard error first), `participants` (most first) or
    /// `weeks` (shortest first). Studies without the value come last, equal ones in the order of the effects.
    pub by: String,
    /// One step a study.
    pub steps: Vec<CumulativeStep>,
}

/// The result after one more study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CumulativeStep {
    /// The label of the study added.
    pub added: String,
    /// Its value of what orders the studies, if it is known; a standard error for `precision`.
    pub value: Option<f64>,
    /// The result of this and all earlier studies.
    pub pooled: Pooled,
}

/// Residuals and influence of all studies, with what they are measured against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InfluencePanel {
    /// The studies, in the order of the effects.
    pub studies: Vec<Influence>,
    /// τ² of all studies; 0 for a common-effect model.
    pub tau2: f64,
    /// Q of all studies.
    pub q: f64,
    /// The absolute residual that one study in twenty exceeds by chance: z at 95 %.
    pub residual_limit: f64,
    /// 3 √(1 / (k − 1)), in absolute value.
    pub dffits_limit: f64,
    /// The median of χ² with one degree of freedom.
    pub cook_limit: f64,
    /// 3 / k.
    pub leverage_limit: f64,
}

/// One study against the others; what needs the fit without it is `None` where there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Influence {
    /// The label of the effect.
    pub study: String,
    /// Externally studentised residual.
    pub studentised_residual: Option<f64>,
    /// DFFITS.
    pub dffits: Option<f64>,
    /// Cook's distance.
    pub cook_distance: Option<f64>,
    /// Ratio of the variances of the result, without and with the study.
    pub covariance_ratio: Option<f64>,
    /// τ² without the study.
    pub tau2_without: Option<f64>,
    /// Q without the study.
    pub q_without: Option<f64>,
    /// Leverage.
    pub leverage: f64,
    /// Weight in per cent.
    pub weight_percent: f64,
    /// Whether one of the rules of thumb of Viechtbauer and Cheung (2010) calls it influential.
    pub influential: bool,
}

/// A study in Baujat's plot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaujatPoint {
    /// The label of the effect.
    pub study: String,
    /// Squared Pearson residual: its share in the heterogeneity.
    pub heterogeneity: f64,
    /// Squared standardised shift of the result when it is left out.
    pub influence: f64,
}

/// The log-likelihood over the between-study variance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tau2Profile {
    /// Whether it is the restricted likelihood; the full one otherwise.
    pub restricted: bool,
    /// τ² and log-likelihood, τ² ascending from 0.
    pub points: Vec<[f64; 2]>,
    /// The highest point.
    pub maximum: [f64; 2],
    /// The log-likelihood above which τ² is inside the interval.
    pub threshold: f64,
    /// The profile-likelihood interval; `None` stands for no upper limit.
    pub interval: [Option<f64>; 2],
    /// The level of the interval, as a fraction.
    pub level: f64,
}

/// A permutation test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Permutation {
    /// Two-sided p value.
    pub p: f64,
    /// p value of the model, for comparison.
    pub model_p: f64,
    /// Permutations looked at.
    pub permutations: u64,
    /// Whether these were all.
    pub exact: bool,
    /// The seed of random permutations; `None` where all were looked at.
    pub seed: Option<u64>,
    /// The smallest p value that so many studies or permutations can give.
    pub smallest_p: f64,
}

/// One analysis of the panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PanelEntry {
    /// `EE`, or the estimator of the between-study variance.
    pub method: String,
    /// `z`, `knha` or `adhoc`.
    pub test: String,
    /// Its result.
    pub pooled: Pooled,
}
