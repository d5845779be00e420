//! Effects explained by moderators.

use super::Scale;
use serde::{Deserialize, Serialize};
use trialpool_language::Localized;

/// Effects explained by moderators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Regression {
    /// The formula, as the protocol gives it.
    pub formula: String,
    /// Studies used.
    pub k: usize,
    /// The coefficients, in the order of the formula.
    pub coefficients: Vec<Coefficient>,
    /// Degrees of freedom of t; `None` for z.
    pub df: Option<f64>,
    /// The test of all moderators together.
    pub omnibus: Option<Omnibus>,
    /// Residual between-study variance; `None` for a common-effect model.
    pub tau2: Option<f64>,
    /// Its interval.
    pub tau2_interval: Option<[f64; 2]>,
    /// Residual I², in per cent.
    pub i2: f64,
    /// The share of τ² that the moderators explain, in per cent; `None` where the model without them has τ² = 0. Of a
    /// common effect the adjusted R² of the weighted regression.
    pub r2: Option<f64>,
    /// Residual Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub q_df: usize,
    /// Its p value.
    pub q_p: f64,
    /// The studies used, in the order of the effects.
    pub studies: Vec<RegressionStudy>,
    /// The studies left out, as a moderator is not known for them.
    pub left_out: Vec<LeftOut>,
    /// The fitted line, where one moderator is a number and no other term involves it.
    pub curves: Vec<Curve>,
    /// What the model expects at each level of a factor that no other term involves.
    pub levels: Vec<LevelMean>,
    /// Tests of hypotheses about the coefficients, in the order of the protocol.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contrasts: Vec<Hypothesis>,
    /// The comparison with a smaller model, if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// p values of the coefficients by permutation of the moderators, if asked for.
    pub permutation: Option<RegressionPermutation>,
    /// Codes of what the reader must know.
    pub caveats: Vec<String>,
}

/// A hypothesis about the coefficients.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hypothesis {
    /// Its contrasts, each by itself.
    pub contrasts: Vec<ContrastRow>,
    /// The test of all of them together; `None` where they depend on each other.
    pub test: Option<Omnibus>,
}

/// A linear combination of coefficients less the value that a hypothesis gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContrastRow {
    /// As the protocol writes it: `class: interferon beta - year = 0`.
    pub hypothesis: String,
    /// The left side less the right, analysis scale.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Confidence interval.
    pub interval: [f64; 2],
    /// z or t; `None` without a standard error.
    pub statistic: Option<f64>,
    /// Two-sided p value.
    pub p: f64,
}

/// A regression against a smaller one, by the likelihood ratio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The regression.
    pub full: ModelFit,
    /// The smaller one.
    pub reduced: ModelFit,
    /// χ².
    pub statistic: f64,
    /// The coefficients that the full model has more.
    pub df: usize,
    /// p value.
    pub p: f64,
    /// The share of the smaller model's τ² that the full one explains, in per cent; `None` where that is 0.
    pub r2: Option<f64>,
}

/// One of two models, by its full likelihood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelFit {
    /// Its formula.
    pub formula: String,
    /// Number of coefficients.
    pub coefficients: usize,
    /// Log-likelihood.
    pub log_likelihood: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// The same for few studies; `None` where these are too few.
    pub aicc: Option<f64>,
    /// Schwarz's criterion.
    pub bic: f64,
    /// Between-study variance; 0 for a common effect.
    pub tau2: f64,
    /// Residual Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub q_df: usize,
}

/// A coefficient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    /// As `trialpool pool --mods` names it: `intercept`, `year`, `class: interferon beta`.
    pub name: String,
    /// What it is the product of; empty for the intercept.
    pub parts: Vec<CoefficientPart>,
    /// The coefficient, analysis scale.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Confidence interval.
    pub interval: [f64; 2],
    /// z or t.
    pub statistic: f64,
    /// Two-sided p value.
    pub p: f64,
}

/// A part of a product of columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CoefficientPart {
    /// The moderator, as the protocol names it.
    pub moderator: String,
    /// The level, for an indicator of a factor.
    pub level: Option<Level>,
    /// `poly 2 1`: function, degree or knots, place; for a column of a polynomial or spline.
    pub basis: Option<String>,
}

/// A level of a factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// As the formula names it.
    pub code: String,
    /// What the registry calls it; empty for codes of the program (`double_blind`).
    pub label: Localized,
}

/// A joint test of moderators.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Omnibus {
    /// Q, or F where `denominator` is given.
    pub statistic: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// Degrees of freedom of the denominator of F.
    pub denominator: Option<f64>,
    /// p value.
    pub p: f64,
}

/// A study of a regression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegressionStudy {
    /// The label of the effect.
    pub study: String,
    /// Trial identifier.
    pub trial: String,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Weight in per cent.
    pub weight_percent: f64,
    /// What the model expects of it, analysis scale.
    pub fitted: f64,
    /// Its values.
    pub moderators: Vec<ModeratorValue>,
}

impl RegressionStudy {
    /// The estimate as `scale` shows that of one study ([`Scale::of_one_study`]).
    pub fn estimate_on(&self, scale: Scale) -> f64 {
        scale.of_one_study(self.estimate, self.standard_error)
    }
}

/// The value of a moderator in one study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModeratorValue {
    /// The moderator, as the protocol names it.
    pub moderator: String,
    /// The number, if it is one.
    pub number: Option<f64>,
    /// The level otherwise.
    pub level: Option<Level>,
    /// The file that states it.
    pub file: String,
    /// The line of its row, from 1.
    pub line: usize,
}

/// A study that a regression cannot use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The label of the effect.
    pub study: String,
    /// The moderators that are not known for it.
    pub missing: Vec<String>,
}

/// What the model expects over a numeric moderator, everything else at its mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The moderator, as the protocol names it.
    pub moderator: String,
    /// Ascending.
    pub points: Vec<CurvePoint>,
}

/// What the model expects at a level, everything else at its mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LevelMean {
    /// The moderator, as the protocol names it.
    pub moderator: String,
    /// The level.
    pub level: Level,
    /// Studies at this level.
    pub k: usize,
    /// The mean effect, analysis scale.
    pub estimate: f64,
    /// Its confidence interval.
    pub interval: [f64; 2],
    /// The prediction interval of a new study's true effect.
    pub prediction: Option<[f64; 2]>,
}

/// A point of a fitted line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// The moderator.
    pub x: f64,
    /// The mean effect, analysis scale.
    pub estimate: f64,
    /// Its confidence interval.
    pub interval: [f64; 2],
    /// The prediction interval of a new study's true effect.
    pub prediction: Option<[f64; 2]>,
}

/// The coefficients of a regression tested by permuting the moderators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegressionPermutation {
    /// Two-sided p value of each coefficient.
    pub p: Vec<f64>,
    /// p value of all moderators together.
    pub omnibus_p: f64,
    /// Permutations looked at.
    pub permutations: u64,
    /// Whether these were all.
    pub exact: bool,
    /// The seed of random permutations; `None` where all were looked at.
    pub seed: Option<u64>,
}
