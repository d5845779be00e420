//! What pooling gives, in all and by groups.

use super::{Effect, Excluded, Scale};
use serde::{Deserialize, Serialize};
use trialpool_language::Localized;

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

/// A pooled result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pooled {
    /// Number of effects.
    pub k: usize,
    /// Effect, analysis scale.
    pub estimate: f64,
    /// Standard error.
    pub standard_error: f64,
    /// Confidence interval. Of a single study, that of its effect, where a limit may be infinite.
    #[serde(with = "super::limits")]
    pub interval: [f64; 2],
    /// z or t; `None` for a method whose interval has no test (`HC`).
    pub statistic: Option<f64>,
    /// Degrees of freedom of t; `None` for z.
    pub df: Option<f64>,
    /// Two-sided p value of no effect.
    pub p: Option<f64>,
    /// Prediction interval, where the rule gives one, from three studies on: two leave one degree
    /// of freedom, with which it would exclude nothing.
    pub prediction: Option<[f64; 2]>,
    /// Monte Carlo standard errors of its limits, where it was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prediction_errors: Option<[f64; 2]>,
    /// Between-study variance; `None` for methods that have none, or k = 1.
    pub tau2: Option<f64>,
    /// Its interval, by the rule of the settings.
    pub tau2_interval: Option<[f64; 2]>,
    /// I², in per cent, from τ² (from Q for methods that have none); `None` for k = 1.
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
    /// The tests that go with Mantel and Haenszel's method, for the measures that have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tests: Option<TableTests>,
    /// Codes of what the reader must know: `tau2_at_boundary`, `single_study`, `few_studies`, `not_converged`.
    pub caveats: Vec<String>,
}

impl Pooled {
    /// The estimate as `scale` shows it: of one study, as that study.
    pub fn estimate_on(&self, scale: Scale) -> f64 {
        match self.k {
            1 => scale.of_one_study(self.estimate, self.standard_error),
            _ => self.estimate,
        }
    }
}

/// Tests of the tables that Mantel and Haenszel's method pools; those of association are corrected for continuity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct TableTests {
    /// Cochran's test of association (odds ratios).
    pub cochran: Option<ChiSquared>,
    /// The Cochran–Mantel–Haenszel test of association (odds and rate ratios).
    pub cmh: Option<ChiSquared>,
    /// Breslow and Day's test of equal odds ratios.
    pub breslow_day: Option<ChiSquared>,
    /// The same with Tarone's correction.
    pub tarone: Option<ChiSquared>,
}

/// A χ² test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ChiSquared {
    /// χ².
    pub statistic: f64,
    /// Degrees of freedom.
    pub df: usize,
    /// p value.
    pub p: f64,
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
