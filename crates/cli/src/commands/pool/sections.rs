//! What `--with` and `--mid` add to the document.

mod comparison;
mod contrast;
mod regression;

use super::document::{Refusal, Statistics, limits};
use super::effects::Effects;
use super::fit::Fit;
use super::prediction::{self, BootstrapEntry, Exceedance, Own};
use crate::args::Section;
use crate::failure::Failure;
use crate::options::PoolOptions;
use crate::terminal;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::effect_size::StudyData;
use trialpool_meta_analysis::influence::{Deletion, influence};
use trialpool_meta_analysis::mantel_haenszel::ChiSquaredTest;
use trialpool_meta_analysis::meta_regression::{
    Design, Expansion, Formula, RegressionFit, regress,
};
use trialpool_meta_analysis::permutation::{Permutations, permutation_test};
use trialpool_meta_analysis::shrinkage::shrink;
use trialpool_meta_analysis::{
    Criteria, FitError, FitStatistics, Inference, Model, PooledFit, PoolingOptions, StudyEffect,
    cumulative, leave_one_out, pool,
};

pub(crate) use comparison::ComparisonEntry;
pub(crate) use contrast::Hypothesis;
pub(crate) use regression::{FittedEntry, Inflation, PredictedEntry, TermTest};

/// The sections asked for; the keys of the others are not there.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Sections {
    /// `--with leave-one-out`: the result without each study, in the order of `effects`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) leave_one_out: Option<Vec<Step>>,
    /// `--with cumulative`: the result after each study, in the order of `effects`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cumulative: Option<Vec<Step>>,
    /// `--with influence`: residuals and influence of each study, in the order of `effects`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) influence: Option<Vec<InfluenceEntry>>,
    /// `--with permutation`: p values by permutation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) permutation: Option<PermutationEntry>,
    /// `--with panel`: four analyses of the same studies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) panel: Option<Vec<PanelEntry>>,
    /// `--mid`: how likely the effect of a new setting is beyond the threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exceedance: Option<Exceedance>,
    /// `--with fit-statistics`: log-likelihoods and information criteria.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fit_statistics: Option<FitCriteria>,
    /// `--ri-band`: the results with other correlations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) correlation_band: Option<Vec<WithCorrelation>>,
    /// `--pi bootstrap`: how the prediction interval was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) prediction_bootstrap: Option<BootstrapEntry>,
    /// `--method MH`: tests of association and of equal effects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mh_tests: Option<MantelHaenszelTests>,
    /// `--by-tau2 common`: the between-study variance that the groups share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) common_tau2: Option<CommonVariance>,
    /// `--predict`: the effects at given values of the moderators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) predictions: Option<Vec<PredictedEntry>>,
    /// `--with fitted`: what the model fits to each study, in the order of `effects`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fitted: Option<Vec<FittedEntry>>,
    /// `--btt`: tests of some of the terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) term_tests: Option<Vec<TermTest>>,
    /// `--contrast`: tests of linear hypotheses, one each time it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) contrasts: Option<Vec<Hypothesis>>,
    /// `--compare`: the model against one nested in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) comparison: Option<ComparisonEntry>,
    /// `--with vif`: variance inflation of each term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) vif: Option<Vec<Inflation>>,
}

/// The tests that go with Mantel and Haenszel's method; null where the measure or the tables give none.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct MantelHaenszelTests {
    /// Cochran's test of association (OR).
    pub(crate) cochran: Option<ChiSquared>,
    /// The Cochran-Mantel-Haenszel test of association (OR, IRR).
    pub(crate) cmh: Option<ChiSquared>,
    /// Breslow and Day's test of equal odds ratios (OR).
    pub(crate) breslow_day: Option<ChiSquared>,
    /// The same with Tarone's correction (OR).
    pub(crate) tarone: Option<ChiSquared>,
    /// Whether the tests of association are corrected for continuity.
    pub(crate) continuity_correction: bool,
}

/// A chi-squared test.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ChiSquared {
    /// Chi-squared.
    pub(crate) statistic: f64,
    /// Its degrees of freedom.
    pub(crate) df: usize,
    /// Its p value.
    pub(crate) p: f64,
}

impl ChiSquared {
    pub(super) fn new(test: &ChiSquaredTest) -> Self {
        Self {
            statistic: test.statistic,
            df: test.degrees_of_freedom,
            p: test.p_value,
        }
    }
}

/// Log-likelihoods and information criteria of a fit (metafor's `fitstats`).
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FitCriteria {
    /// By the full likelihood.
    pub(crate) ml: OneCriteria,
    /// By the restricted likelihood.
    pub(crate) reml: OneCriteria,
}

/// One log-likelihood, and what is made of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OneCriteria {
    /// The log-likelihood.
    pub(crate) ll: f64,
    /// The deviance.
    pub(crate) dev: f64,
    /// Akaike's criterion.
    pub(crate) aic: f64,
    /// Schwarz's criterion.
    pub(crate) bic: f64,
    /// Akaike's criterion, corrected for small samples.
    pub(crate) aicc: f64,
}

impl FitCriteria {
    pub(super) fn new(fit: &FitStatistics) -> Self {
        let one = |criteria: &Criteria| OneCriteria {
            ll: criteria.log_likelihood,
            dev: criteria.deviance,
            aic: criteria.aic,
            bic: criteria.bic,
            aicc: criteria.aicc,
        };
        Self {
            ml: one(&fit.maximum_likelihood),
            reml: one(&fit.restricted),
        }
    }
}

/// A result with another correlation in the rows that report none.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct WithCorrelation {
    /// The correlation.
    pub(crate) ri: f64,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
}

/// A between-study variance that groups share.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CommonVariance {
    /// The variance around the means of the groups.
    pub(crate) tau2: f64,
    /// Its standard error.
    pub(crate) tau2_se: Option<f64>,
    /// Its interval.
    pub(crate) tau2_ci: Option<[f64; 2]>,
}

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

/// A permutation test.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PermutationEntry {
    /// Two-sided p value of each of `coefficients`, in their order.
    pub(crate) p: Vec<f64>,
    /// p value of the test of all moderators; null without moderators.
    pub(crate) qm_p: Option<f64>,
    /// Permutations looked at.
    pub(crate) permutations: u64,
    /// Whether these were all.
    pub(crate) exact: bool,
    /// The seed of random permutations; null where all were looked at.
    pub(crate) seed: Option<u64>,
}

/// One analysis of the panel.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PanelEntry {
    /// EE, or the estimator of the between-study variance.
    pub(crate) method: &'static str,
    /// z, knha or adhoc.
    pub(crate) test: &'static str,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
}

impl PanelEntry {
    /// `REML, Hartung-Knapp`.
    pub(crate) fn label(&self) -> String {
        match (self.method, self.test) {
            ("EE", _) => "common effect".to_owned(),
            (method, "knha") => format!("{method}, Hartung-Knapp"),
            (method, "adhoc") => format!("{method}, Hartung-Knapp, ad hoc"),
            (method, _) => format!("{method}, Wald"),
        }
    }
}

impl Sections {
    /// Computes what is asked for.
    pub(super) fn new(
        effects: &Effects,
        studies: &[StudyEffect],
        design: &Design,
        pooled: &Statistics,
        own: Option<&Own>,
        options: &PoolOptions,
    ) -> Result<Self, FitError> {
        let steps = |fits: Vec<Result<PooledFit, FitError>>| -> Vec<Step> {
            let named = effects.usable.iter().zip(fits);
            named
                .map(|(study, fit)| Step {
                    study: study.label.clone(),
                    pooled: fit.ok().map(|fit| Statistics::of_mean(&fit)),
                })
                .collect()
        };
        let wants = |section| options.wants(section);
        let pooling = &options.pooling;
        let pools_tables = options.method.pools_tables();
        let refits = |keeps: fn(usize, usize) -> bool| match effects.weights() {
            _ if pools_tables => Some(tables_steps(effects, options, keeps)),
            Some(weights) => Some(weighted_steps(effects, studies, &weights, options, keeps)),
            None => None,
        };
        Ok(Self {
            leave_one_out: wants(Section::LeaveOneOut).then(|| {
                if let Some(steps) = refits(|place, study| place != study) {
                    return steps;
                }
                steps(terminal::working("leaving out each study", || {
                    leave_one_out(studies, pooling)
                }))
            }),
            cumulative: wants(Section::Cumulative).then(|| {
                if let Some(steps) = refits(|place, study| place <= study) {
                    return steps;
                }
                steps(terminal::working("adding one study after another", || {
                    cumulative(studies, pooling)
                }))
            }),
            influence: wants(Section::Influence)
                .then(|| influences(effects, studies, design, pooling))
                .transpose()?,
            permutation: wants(Section::Permutation)
                .then(|| permutations(studies, design, options))
                .transpose()?,
            panel: wants(Section::Panel)
                .then(|| panel(studies, pooling))
                .transpose()?,
            exceedance: options
                .threshold
                .map(|threshold| prediction::exceedance(threshold, pooled, own, pooling)),
            prediction_bootstrap: own.and_then(Own::bootstrap),
            ..Self::default()
        })
    }

    /// Adds the comparison of a regression with a reduced one.
    pub(super) fn compare(
        &mut self,
        effects: &Effects,
        studies: &[StudyEffect],
        full: (&RegressionFit, &Design),
        reduced: &Formula,
        options: &PoolOptions,
    ) -> Result<(), Refusal> {
        let entry = comparison::compare(effects, studies, full, reduced, options)?;
        self.comparison = Some(entry);
        Ok(())
    }

    /// Adds what is asked of a regression.
    pub(super) fn add_regression(
        &mut self,
        effects: &Effects,
        fit: &RegressionFit,
        expansion: &Expansion,
        options: &PoolOptions,
    ) -> Result<(), Failure> {
        if !options.predict.is_empty() {
            self.predictions = Some(regression::predictions(fit, expansion, options)?);
        }
        if !options.term_tests.is_empty() {
            self.term_tests = Some(regression::tests(fit, expansion, options)?);
        }
        if !options.contrasts.is_empty() {
            self.contrasts = Some(contrast::tests(fit, options)?);
        }
        self.fitted = options
            .wants(Section::Fitted)
            .then(|| regression::fitted(fit, &expansion.design, effects));
        self.vif = options
            .wants(Section::Vif)
            .then(|| regression::inflation(fit, expansion, options));
        Ok(())
    }
}

/// The results of the tables that `keeps` picks for each study.
fn tables_steps(
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
fn weighted_steps(
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

fn influences(
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

/// All permutations if there are few, else random ones.
fn permutations(
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolOptions,
) -> Result<PermutationEntry, FitError> {
    let limit = options.permutations;
    let random = Permutations::MonteCarlo {
        iterations: limit,
        seed: options.seed,
    };
    let test = terminal::working("permuting", || {
        let test = |which| permutation_test(studies, design, &options.pooling, which);
        match test(Permutations::Exact { limit }) {
            Err(FitError::TooManyPermutations { .. }) => test(random),
            result => result,
        }
    })?;
    Ok(PermutationEntry {
        p: test.p_values,
        qm_p: options.mods.is_some().then_some(test.omnibus_p_value),
        permutations: test.permutations,
        exact: test.is_exact,
        seed: (!test.is_exact).then_some(options.seed),
    })
}

/// A common effect, and random effects by Hartung and Knapp, the same with the guard, and Wald.
fn panel(studies: &[StudyEffect], options: &PoolingOptions) -> Result<Vec<PanelEntry>, FitError> {
    let model = match options.model {
        Model::CommonEffect => PoolingOptions::default().model,
        random @ Model::RandomEffects(_) => random,
    };
    let analyses = [
        (Model::CommonEffect, Inference::WaldNormal),
        (model, Inference::HartungKnapp),
        (model, Inference::HartungKnappAdHoc),
        (model, Inference::WaldNormal),
    ];
    let entries = analyses.into_iter().map(|(model, inference)| {
        let options = PoolingOptions {
            model,
            inference,
            ..*options
        };
        Ok(PanelEntry {
            method: model.short_name(),
            test: inference.short_name(),
            pooled: Statistics::of_mean(&pool(studies, &options)?),
        })
    });
    entries.collect()
}
