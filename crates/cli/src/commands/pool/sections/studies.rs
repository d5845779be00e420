//! What each study does to the result: without it, as studies accumulate, and its influence.

use super::super::document::{Statistics, limits};
use super::super::effects::Effects;
use super::super::fit::Fit;
use crate::options::PoolOptions;
use crate::terminal;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::effect_size::StudyData;
use trialpool_meta_analysis::influence::{Deletion, influence};
use trialpool_meta_analysis::meta_regression::{Design, regress};
use trialpool_meta_analysis::shrinkage::shrink;
use trialpool_meta_analysis::{FitError, PoolingOptions, StudyEffect};

/// A result without a study, or after it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Step {
    /// The study left out, or added last.
    pub(crate) study: String,
    #[serde(flatten)]
    pub(crate) pooled: Option<Statistics>,
}

/// One study against the others (metafor's `influence`, `rstudent`, `baujat`, `blup`).
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct InfluenceEntry {
    /// Its label.
    pub(crate) study: String,
    /// Residual.
    pub(crate) resid: f64,
    /// Its standard error.
    pub(crate) resid_se: f64,
    /// Internally standardised residual.
    pub(crate) rstandard: f64,
    /// Residual from the fit without the study.
    pub(crate) resid_del: Option<f64>,
    /// Its standard error.
    pub(crate) resid_del_se: Option<f64>,
    /// Externally studentised residual.
    pub(crate) rstudent: Option<f64>,
    /// DFFITS.
    pub(crate) dffits: Option<f64>,
    /// Cook's distance.
    pub(crate) cook_d: Option<f64>,
    /// Ratio of the determinants of the covariance matrices, without and with the study.
    pub(crate) cov_r: Option<f64>,
    /// tau2 without the study.
    pub(crate) tau2_del: Option<f64>,
    /// Residual Q without the study.
    pub(crate) qe_del: Option<f64>,
    /// Leverage.
    pub(crate) hat: f64,
    /// Weight in per cent.
    pub(crate) weight: f64,
    /// DFBETAS of each coefficient.
    pub(crate) dfbs: Option<Vec<f64>>,
    /// Baujat's horizontal axis: the share in the residual Q.
    pub(crate) baujat_x: f64,
    /// Baujat's vertical axis: the squared shift of the prediction.
    pub(crate) baujat_y: Option<f64>,
    /// The true effect as predicted by the model (BLUP).
    pub(crate) blup: Option<f64>,
    /// Its interval.
    pub(crate) blup_ci: Option<[f64; 2]>,
    /// Whether one of metafor's rules of thumb calls the study influential.
    pub(crate) influential: Option<bool>,
}

/// The results of the tables that `keeps` picks for each study.
pub(super) fn tables_steps(
    effects: &Effects,
    options: &PoolOptions,
    keeps: fn(usize, usize) -> bool,
) -> Vec<Step> {
    let tables = &effects.counted;
    let steps = tables.iter().enumerate().map(|(study, table)| {
        let kept = tables.iter().enumerate();
        let kept = kept.filter(|(place, _)| keeps(*place, study));
        let kept: Vec<StudyData> = kept.map(|(_, table)| table.data).collect();
        Step {
            study: table.label.clone(),
            pooled: Fit::mean(&[], None, &kept, options)
                .ok()
                .map(|fit| fit.statistics),
        }
    });
    steps.collect()
}

/// The results by given weights of the studies that `keeps` picks for each study.
pub(super) fn weighted_steps(
    effects: &Effects,
    studies: &[StudyEffect],
    weights: &[f64],
    options: &PoolOptions,
    keeps: fn(usize, usize) -> bool,
) -> Vec<Step> {
    let steps = effects.usable.iter().enumerate().map(|(study, effect)| {
        let weighted = studies.iter().zip(weights).enumerate();
        let kept = weighted.filter(|(place, _)| keeps(*place, study));
        let (kept, weights): (Vec<StudyEffect>, Vec<f64>) = kept.map(|(_, pair)| pair).unzip();
        Step {
            study: effect.label.clone(),
            pooled: Fit::mean(&kept, Some(&weights), &[], options)
                .ok()
                .map(|fit| fit.statistics),
        }
    });
    steps.collect()
}

pub(super) fn influences(
    effects: &Effects,
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolingOptions,
) -> Result<Vec<InfluenceEntry>, FitError> {
    let rows = terminal::working("measuring influence", || {
        influence(studies, design, options)
    })?;
    let blups = shrink(studies, design, &regress(studies, design, options)?);
    let named = effects.usable.iter().zip(rows).zip(blups);
    Ok(named
        .map(|((study, row), blup)| {
            let deletion = row.deletion.as_ref();
            let of = |value: fn(&Deletion) -> f64| deletion.map(value);
            InfluenceEntry {
                study: study.label.clone(),
                resid: row.residual,
                resid_se: row.residual_standard_error,
                rstandard: row.standardised_residual,
                resid_del: of(|d| d.residual),
                resid_del_se: of(|d| d.residual_standard_error),
                rstudent: of(|d| d.studentised_residual),
                dffits: of(|d| d.dffits),
                cook_d: of(|d| d.cook_distance),
                cov_r: of(|d| d.covariance_ratio),
                tau2_del: of(|d| d.between_study_variance),
                qe_del: of(|d| d.residual_q),
                hat: row.leverage,
                weight: 100.0 * row.weight,
                dfbs: deletion.map(|d| d.dfbetas.clone()),
                baujat_x: row.heterogeneity_contribution,
                baujat_y: of(|d| d.baujat_influence),
                blup: blup.map(|blup| blup.effect.value),
                blup_ci: blup.map(|blup| limits(blup.effect.interval)),
                influential: deletion.map(|d| d.is_influential),
            }
        })
        .collect())
}
