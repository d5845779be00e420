//! What meta's `metabin` pools without effects of single studies.

use trialpool_meta_analysis::mantel_haenszel::{
    ChiSquaredTest, odds_ratio, risk_difference_pooled, risk_ratio,
};
use trialpool_meta_analysis::{
    FitError, RiskDifferenceVariance, StratifiedFit, StratifiedOptions, peto_odds_ratio,
};
use trialpool_tests::oracle_support::{Call, Dataset};

use crate::stratified::{Input, input};

/// A Mantel-Haenszel or Peto estimate with the test of association, which meta calls Cochran-Mantel-Haenszel's; its
/// variance is Cochran's, with N^3 in place of N^2 (N - 1).
pub(super) struct Stratified {
    pub(super) fit: StratifiedFit,
    pub(super) association: Option<ChiSquaredTest>,
}

impl Stratified {
    /// The estimate that a call asks for; none for inverse variances.
    pub(super) fn new(dataset: &Dataset, call: &Call) -> Result<Option<Self>, FitError> {
        let is_peto = call.named("method") == Some("Peto");
        let Some(Input::Tables(tables)) =
            input(dataset).filter(|_| call.named("method") == Some("MH") || is_peto)
        else {
            return Ok(None);
        };
        // meta states the test without correction for continuity, whatever the measure.
        let options = StratifiedOptions {
            continuity_correction: false,
            risk_difference_variance: RiskDifferenceVariance::GreenlandRobins,
            ..StratifiedOptions::default()
        };
        let odds_ratios = odds_ratio(&tables, &options)?;
        let fit = match call.named("sm") {
            _ if is_peto => peto_odds_ratio(&tables, &options)?,
            Some("RR") => risk_ratio(&tables, &options)?,
            Some("RD") => risk_difference_pooled(&tables, &options)?,
            _ => odds_ratios.fit,
        };
        Ok(Some(Self {
            fit,
            association: odds_ratios.cochran,
        }))
    }
}
