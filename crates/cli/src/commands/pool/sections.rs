//! What `--with` and `--mid` add to the document.

mod comparison;
mod contrast;
mod criteria;
mod panel;
mod permutation;
mod regression;
mod studies;

use super::document::{Refusal, Statistics};
use super::effects::Effects;
use super::prediction::{self, BootstrapEntry, Exceedance, Own};
use crate::args::Section;
use crate::failure::Failure;
use crate::options::PoolOptions;
use crate::terminal;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::mantel_haenszel::ChiSquaredTest;
use trialpool_meta_analysis::meta_regression::{Design, Expansion, Formula, RegressionFit};
use trialpool_meta_analysis::{FitError, PooledFit, StudyEffect, cumulative, leave_one_out};

pub(crate) use comparison::ComparisonEntry;
pub(crate) use contrast::Hypothesis;
pub(crate) use criteria::FitCriteria;
pub(crate) use panel::PanelEntry;
pub(crate) use permutation::PermutationEntry;
pub(crate) use regression::{FittedEntry, Inflation, PredictedEntry, TermTest};
pub(crate) use studies::{InfluenceEntry, Step};

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
            _ if pools_tables => Some(studies::tables_steps(effects, options, keeps)),
            Some(weights) => Some(studies::weighted_steps(
                effects, studies, &weights, options, keeps,
            )),
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
                .then(|| studies::influences(effects, studies, design, pooling))
                .transpose()?,
            permutation: wants(Section::Permutation)
                .then(|| permutation::permutations(studies, design, options))
                .transpose()?,
            panel: wants(Section::Panel)
                .then(|| panel::panel(studies, pooling))
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
