//! What Mantel-Haenszel and Peto pooling share: options, result, heterogeneity around the estimate.

use serde::{Deserialize, Serialize};

use super::mantel_haenszel::Estimator;
use crate::effect_size::{Counts, TwoByTwo, ZeroCells};
use crate::heterogeneity::{Heterogeneity, around};
use crate::inference::{Estimate, Reference, infer};
use crate::{ConfidenceLevel, FitError, StudyEffect};

/// How to pool tables.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct StratifiedOptions {
    /// Level of the interval.
    pub level: ConfidenceLevel,
    /// Zero cells in the pooled estimate; nothing is added by default, as none needs it.
    pub pooling: ZeroCells,
    /// Zero cells in the studies' own estimates, which only the heterogeneity uses.
    pub heterogeneity: ZeroCells,
    /// Whether the tests of association are corrected for continuity.
    pub continuity_correction: bool,
    /// The variance of a pooled risk difference.
    pub risk_difference_variance: RiskDifferenceVariance,
}

/// The variance of a Mantel-Haenszel risk difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskDifferenceVariance {
    /// Sato, Greenland and Robins (1989): consistent for few large tables and for many small ones.
    #[default]
    Sato,
    /// Greenland and Robins (1985): consistent for few large tables only; what RevMan and meta report.
    GreenlandRobins,
}

impl Default for StratifiedOptions {
    /// 95 per cent; nothing added to the pooled estimate; 1/2 added to studies with a zero cell for the
    /// heterogeneity, studies without events left out of it; continuity correction (metafor's defaults).
    fn default() -> Self {
        Self {
            level: ConfidenceLevel::NINETY_FIVE,
            pooling: ZeroCells::NONE,
            heterogeneity: ZeroCells {
                drop_double_zero: true,
                ..ZeroCells::default()
            },
            continuity_correction: true,
            risk_difference_variance: RiskDifferenceVariance::default(),
        }
    }
}

/// A pooled effect of tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StratifiedFit {
    /// Number of studies.
    pub study_count: usize,
    /// The pooled effect, on the log scale for ratios.
    pub pooled: Estimate,
    /// Q of the studies' own estimates around the pooled effect, and what follows from it.
    pub heterogeneity: Heterogeneity,
    /// The studies' own estimates; `None` where a study gives none.
    pub effects: Vec<Option<StudyEffect>>,
    /// The weight of each study in the pooled effect; they sum to 1, a study without information has 0.
    pub weights: Vec<f64>,
}

/// An effect with its variance.
#[derive(Debug, Clone, Copy)]
pub(super) struct SummaryEffect {
    pub(super) effect: f64,
    pub(super) variance: f64,
}

impl SummaryEffect {
    /// The same, if the data determine it.
    pub(super) fn checked(self) -> Result<Self, FitError> {
        if self.effect.is_finite() && self.variance > 0.0 && self.variance.is_finite() {
            Ok(self)
        } else {
            Err(FitError::NotEstimable)
        }
    }
}

/// Test, interval and heterogeneity of a pooled effect.
pub(super) fn fit<T: Counts>(
    summary: SummaryEffect,
    tables: &[T],
    estimator: Estimator<T>,
    weight: fn(&T) -> f64,
    options: &StratifiedOptions,
) -> Result<StratifiedFit, FitError> {
    let pooled = options.pooling.apply(tables);
    let weights = pooled
        .iter()
        .map(|c| if c.dropped { 0.0 } else { weight(&c.counts) });
    let weights = weights.collect();
    let corrected = options.heterogeneity.apply(tables);
    let effects: Vec<Option<StudyEffect>> = corrected
        .iter()
        .map(|c| (!c.dropped).then(|| estimator(&c.counts).ok()).flatten())
        .collect();
    fit_around(summary, effects, weights, options)
}

/// The same with the studies' own estimates at hand.
pub(super) fn fit_around(
    summary: SummaryEffect,
    effects: Vec<Option<StudyEffect>>,
    weights: Vec<f64>,
    options: &StratifiedOptions,
) -> Result<StratifiedFit, FitError> {
    let summary = summary.checked()?;
    let estimable: Vec<StudyEffect> = effects.iter().flatten().copied().collect();
    Ok(StratifiedFit {
        study_count: effects.len(),
        pooled: infer(
            summary.effect,
            summary.variance,
            1.0,
            Reference::Normal,
            options.level,
        ),
        heterogeneity: around(&estimable, summary.effect, options.level),
        effects,
        weights: normalised(weights),
    })
}

/// The weights divided by their sum.
fn normalised(weights: Vec<f64>) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / total).collect()
}

/// The tables that tell something of an odds ratio: events and others exist, in two groups.
pub(super) fn informative(tables: &[TwoByTwo]) -> Vec<TwoByTwo> {
    tables
        .iter()
        .filter(|table| {
            let [a, b, c, d] = table.cells();
            a + c > 0.0 && b + d > 0.0 && a + b > 0.0 && c + d > 0.0
        })
        .copied()
        .collect()
}
