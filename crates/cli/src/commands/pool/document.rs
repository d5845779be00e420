//! The outcome, in the shape and by the names that other programs rely on.

mod statistics;

use super::effects::Effects;
use super::fit::Fit;
use super::sections::{FitCriteria, Sections};
use super::{groups, moderators, prediction};
use crate::args::Section;
use crate::failure::Failure;
use crate::options::PoolOptions;
use crate::terminal::visible_json;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::effect_size::{BiasCorrection, StudyData, VarianceType};
use trialpool_meta_analysis::meta_regression::Design;
use trialpool_meta_analysis::{Caveat, FitError, Measure, Scale, StudyEffect};

pub(super) use statistics::limits;
pub(crate) use statistics::{Coefficient, Predicted, Statistics};

/// What `trialpool pool --format json` prints. Estimates are on the analysis scale (logarithms for
/// ratios); what is not defined, or not finite, is null.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "trialpool pool")]
pub(crate) struct Document {
    /// What the effects measure, by the literature's short name.
    #[schemars(with = "String")]
    pub(crate) measure: Measure,
    /// The analysis scale: `identity`, `log`, `logit` ...
    #[schemars(with = "String")]
    pub(crate) scale: Scale,
    /// The method: EE, MH, PETO, IVHET, HC, the estimator of the between-study variance, or GIVEN (`--tau2`).
    pub(crate) method: &'static str,
    /// Test and interval: z, t, knha, adhoc or kr.
    pub(crate) test: &'static str,
    /// Level of every interval, as a fraction.
    pub(crate) level: f64,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
    /// How the variances of the effects computed here are estimated, by metafor's name (LS, LS2, UB, HO, AV or AVHO);
    /// null where the measure has one way only, or no effect was computed.
    pub(crate) vtype: Option<&'static str>,
    /// How their small-sample bias is corrected: exact, approximate or none; null where the measure has no choice, or
    /// no effect was computed.
    pub(crate) correction: Option<&'static str>,
    /// How `tau2_ci` is made: qprofile, pl, genq, jackson or bt.
    pub(crate) tau2_ci_method: &'static str,
    /// The rule of prediction intervals: z, k-1, k-2, hk, hk-pr, kr, kr-pr, bootstrap or none.
    pub(crate) prediction_rule: &'static str,
    /// Test of all moderators: chi-squared, or F where `df` is given.
    pub(crate) qm: Option<f64>,
    /// Its degrees of freedom.
    pub(crate) qm_df: Option<usize>,
    /// Its p value.
    pub(crate) qm_p: Option<f64>,
    /// The share of tau2 that the moderators explain, in per cent.
    pub(crate) r2: Option<f64>,
    /// The coefficients of the model; `intercept` alone if there are no moderators.
    pub(crate) coefficients: Vec<Coefficient>,
    /// Their covariance matrix, row by row; with moderators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) vb: Option<Vec<Vec<f64>>>,
    /// The studies, in the order of the file.
    pub(crate) effects: Vec<EffectEntry>,
    /// The groups of `--by`, in the order in which the file first names them.
    pub(crate) subgroups: Vec<Subgroup>,
    /// Whether the groups differ.
    pub(crate) subgroup_test: Option<SubgroupTest>,
    #[serde(flatten)]
    pub(crate) sections: Sections,
    /// What the reader must know: rows left out, corrections, remarks on the fit.
    pub(crate) warnings: Vec<String>,
}

/// One study.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct EffectEntry {
    /// Its label.
    pub(crate) study: String,
    /// The effect.
    pub(crate) yi: f64,
    /// Its sampling variance.
    pub(crate) vi: f64,
    /// Its weight in per cent; those of `--method MH` and PETO are of all tables, with and without an estimate.
    pub(crate) weight: Option<f64>,
    /// How effect or variance were recovered from what the study prints; empty where they were not.
    pub(crate) derivation: Vec<String>,
    /// `--shared-control covariance`: the effects that it was combined from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) combined: Option<CombinedEntry>,
    /// All standard errors that the printed digits allow; null unless an estimate was read as published. An end
    /// without bound is null.
    pub(crate) se_range: Option<[f64; 2]>,
}

/// Effects with the same control group, combined into one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct CombinedEntry {
    /// Where their rows are: file and line.
    pub(crate) rows: Vec<String>,
    /// The effects.
    pub(crate) yi: Vec<f64>,
    /// Their sampling variances and covariances, one list a row of the matrix.
    pub(crate) v: Vec<Vec<f64>>,
}

/// One group of `--by`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Subgroup {
    /// The value of the column.
    pub(crate) group: String,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
}

/// Whether the groups differ.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct SubgroupTest {
    /// Q between the groups.
    pub(crate) q: f64,
    /// Number of groups minus 1.
    pub(crate) df: usize,
    /// P(chi-squared > Q).
    pub(crate) p: f64,
}

impl Document {
    /// Pools the effects.
    ///
    /// # Errors
    /// Why the data cannot be pooled so, or what of the call does not fit them.
    pub(crate) fn new(effects: &Effects, options: &PoolOptions) -> Result<Self, Refusal> {
        let studies: Vec<StudyEffect> = effects.usable.iter().map(|study| study.estimate).collect();
        let expansion = options.mods.as_ref();
        let expansion = expansion.map(|formula| moderators::expand(effects, formula, options));
        let expansion = expansion.transpose().map_err(|error| error.to_string())?;
        let design = match &expansion {
            Some(expansion) => expansion.design.clone(),
            None => Design::with_intercept(studies.len()),
        };
        let tables: Vec<StudyData> = effects.counted.iter().map(|study| study.data).collect();
        let words = |error: FitError| match error {
            FitError::DesignNotFullRank { column } => Refusal::Data(format!(
                "`{}` is a combination of the columns before it",
                design.names().get(column).map_or("", |name| name)
            )),
            FitError::TooFewSamples { given, needed } => Refusal::Call(
                Failure::call(format!("`--bootstrap {given}` is too little for the level"))
                    .help(format!("take at least {needed} samples")),
            ),
            error => Refusal::Data(error.to_string()),
        };
        let own_weights = effects.weights();
        let own_weights = own_weights.as_deref();
        let fit = match &options.mods {
            Some(_) => Fit::regression(&studies, own_weights, &design, options),
            None => Fit::mean(&studies, own_weights, &tables, options),
        };
        let fit = fit.map_err(words)?;
        let mut warnings = effects.warnings.clone();
        warnings.extend(fit.caveats.iter().map(caveat));
        let groups = groups::subgroups(effects, options, &mut warnings).map_err(words)?;
        let own = fit.prediction.as_ref();
        let pooled = &fit.statistics;
        let sections = Sections::new(effects, &studies, &design, pooled, own, options);
        let mut sections = sections.map_err(words)?;
        sections.mh_tests = fit.mh_tests;
        let criteria = fit
            .criteria
            .filter(|_| options.wants(Section::FitStatistics));
        sections.fit_statistics = criteria.as_ref().map(FitCriteria::new);
        sections.common_tau2 = groups.common_tau2;
        if let (Some(regression), Some(expansion)) = (&fit.regression, &expansion) {
            sections.add_regression(effects, regression, expansion, options)?;
            if let Some(reduced) = &options.compare {
                sections.compare(effects, &studies, (regression, &design), reduced, options)?;
            }
        }
        let vb = fit.regression.as_ref().map(|regression| {
            let rows = regression.covariance.chunks(fit.coefficients.len());
            rows.map(<[f64]>::to_vec).collect()
        });
        let weights = match options.method {
            // Tables may have a weight without an estimate of their own.
            method if method.pools_tables() => {
                let tables = effects.counted.iter().zip(&fit.weights);
                let of_used = tables.filter(|(table, _)| table.is_used);
                of_used.map(|(_, weight)| *weight).collect()
            }
            _ => fit.weights,
        };
        let is_computed = effects.counted.iter().any(|study| study.is_used);
        let formulas = &options.formulas;
        let vtypes = VarianceType::of_measure(options.measure);
        let corrections = BiasCorrection::of_measure(options.measure);
        let has_vtype = is_computed && !vtypes.is_empty();
        let has_correction = is_computed && !corrections.is_empty();
        let entries = effects.usable.iter().enumerate();
        Ok(Self {
            measure: options.measure,
            scale: options.measure.scale(),
            method: options.method_name(),
            test: options.test.short_name(),
            level: options.pooling.level.value(),
            vtype: has_vtype.then(|| formulas.variance.short_name()),
            correction: has_correction.then(|| formulas.correction.short_name()),
            tau2_ci_method: options.variance_interval.short_name(),
            prediction_rule: prediction::name(options),
            qm: fit.moderators.map(|test| test.statistic),
            qm_df: fit.moderators.map(|test| test.degrees_of_freedom),
            qm_p: fit.moderators.map(|test| test.p_value),
            r2: fit.r_squared.map(|fraction| 100.0 * fraction),
            effects: entries
                .map(|(place, study)| EffectEntry {
                    study: study.label.clone(),
                    yi: study.estimate.effect(),
                    vi: study.estimate.sampling_variance(),
                    weight: weights.get(place).map(|weight| 100.0 * weight),
                    derivation: study.routes.clone(),
                    combined: study.combined.as_ref().map(|combined| CombinedEntry {
                        rows: combined.lines.clone(),
                        yi: combined.effects.clone(),
                        v: combined.covariance.clone(),
                    }),
                    se_range: study.error_range.map(limits),
                })
                .collect(),
            coefficients: fit.coefficients,
            vb,
            pooled: fit.statistics,
            subgroups: groups.subgroups,
            subgroup_test: groups.test,
            sections,
            warnings,
        })
    }

    /// Whether the method has a between-study variance.
    pub(crate) fn has_between_study_variance(&self) -> bool {
        !matches!(self.method, "EE" | "MH" | "PETO")
    }

    /// The document as JSON, with nothing in it that acts on a terminal.
    pub(crate) fn to_json(&self) -> Result<String, Failure> {
        let json = serde_json::to_string_pretty(self)
            .map_err(|error| Failure::output(std::io::Error::other(error)))?;
        let mut out = visible_json(&json);
        out.push('\n');
        Ok(out)
    }
}

/// Why there is no document.
pub(crate) enum Refusal {
    /// The data cannot be pooled so.
    Data(String),
    /// The call does not fit the data.
    Call(Failure),
}

impl From<String> for Refusal {
    fn from(why: String) -> Self {
        Self::Data(why)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Call(failure)
    }
}

/// What a remark of the fit means for the reader.
fn caveat(caveat: &Caveat) -> String {
    match caveat {
        Caveat::SingleStudy => "one study: the result is that study".to_owned(),
        Caveat::FewStudies { study_count } => format!(
            "{study_count} studies hardly determine the between-study variance and its intervals"
        ),
        Caveat::Tau2AtBoundary => "the between-study variance is estimated as 0".to_owned(),
        Caveat::NotConverged => "the iteration stopped before its tolerance was met".to_owned(),
        Caveat::SeveralModes { second, .. } => format!(
            "the likelihood has a second maximum at a between-study variance of {second:.4}"
        ),
        Caveat::HartungKnappBelowOne { factor } => format!(
            "the Hartung-Knapp factor is {factor:.3}, below 1: its interval is narrower than Wald's (see --test adhoc)"
        ),
        Caveat::NoPrediction => "too few studies for a prediction interval".to_owned(),
        Caveat::EmptyVarianceInterval => {
            "the interval of the between-study variance holds only 0".to_owned()
        }
        // The numeric core may learn to say more.
        other => other.code().replace('_', " "),
    }
}
