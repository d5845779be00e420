//! The outcome, in the shape and by the names that other programs rely on.

use super::effects::Effects;
use super::moderators;
use crate::failure::Failure;
use crate::options::PoolOptions;
use crate::terminal::visible_json;
use serde::Serialize;
use trialpool_meta_analysis::meta_regression::{OmnibusTest, RegressionFit, regress};
use trialpool_meta_analysis::{
    BetweenStudy, Caveat, Estimate, FitError, Heterogeneity, Interval, Measure, PooledFit, Scale,
    StudyEffect, VarianceSharing, pool, pool_subgroups,
};

/// What `--format json` prints; the other formats show a part of it.
///
/// Estimates are on the analysis scale; what is not defined is `null`.
#[derive(Debug, Serialize)]
pub(crate) struct Document {
    pub(crate) measure: Measure,
    pub(crate) scale: Scale,
    pub(crate) method: &'static str,
    pub(crate) test: &'static str,
    pub(crate) level: f64,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
    pub(crate) qm: Option<f64>,
    pub(crate) qm_df: Option<usize>,
    pub(crate) qm_p: Option<f64>,
    pub(crate) r2: Option<f64>,
    pub(crate) coefficients: Vec<Coefficient>,
    pub(crate) effects: Vec<EffectEntry>,
    pub(crate) subgroups: Vec<Subgroup>,
    pub(crate) subgroup_test: Option<SubgroupTest>,
    pub(crate) warnings: Vec<String>,
}

/// A pooled result; with moderators there is no one estimate, and heterogeneity is what they leave.
#[derive(Debug, Serialize)]
pub(crate) struct Statistics {
    pub(crate) k: usize,
    pub(crate) estimate: Option<f64>,
    pub(crate) se: Option<f64>,
    pub(crate) statistic: Option<f64>,
    pub(crate) df: Option<f64>,
    pub(crate) p: Option<f64>,
    pub(crate) ci: Option<[f64; 2]>,
    pub(crate) prediction: Option<[f64; 2]>,
    pub(crate) tau2: f64,
    pub(crate) tau2_se: Option<f64>,
    pub(crate) tau2_ci: Option<[f64; 2]>,
    /// Per cent.
    pub(crate) i2: f64,
    pub(crate) i2_ci: Option<[f64; 2]>,
    pub(crate) h2: f64,
    pub(crate) q: f64,
    pub(crate) q_df: usize,
    pub(crate) q_p: f64,
}

/// A coefficient of the model.
#[derive(Debug, Serialize)]
pub(crate) struct Coefficient {
    pub(crate) name: String,
    pub(crate) estimate: f64,
    pub(crate) se: f64,
    pub(crate) statistic: f64,
    pub(crate) p: f64,
    pub(crate) ci: [f64; 2],
}

/// One study.
#[derive(Debug, Serialize)]
pub(crate) struct EffectEntry {
    pub(crate) study: String,
    pub(crate) yi: f64,
    pub(crate) vi: f64,
    /// Per cent.
    pub(crate) weight: f64,
}

/// One group of `--by`.
#[derive(Debug, Serialize)]
pub(crate) struct Subgroup {
    pub(crate) group: String,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
}

/// Whether the groups differ.
#[derive(Debug, Serialize)]
pub(crate) struct SubgroupTest {
    pub(crate) q: f64,
    pub(crate) df: usize,
    pub(crate) p: f64,
}

impl Document {
    /// Pools the effects.
    pub(crate) fn new(effects: &Effects, options: &PoolOptions) -> Result<Self, FitError> {
        let studies: Vec<StudyEffect> =
            effects.effects.iter().map(|study| study.estimate).collect();
        let mut warnings = effects.warnings.clone();
        let fit = if options.mods.is_empty() {
            Fit::of_mean(&pool(&studies, &options.pooling)?)
        } else {
            let design = moderators::design(effects, &options.mods);
            let fit = regress(&studies, &design, &options.pooling)?;
            Fit::of_regression(&fit, &studies)
        };
        warnings.extend(fit.caveats.iter().map(caveat));
        let (subgroups, subgroup_test) = subgroups(effects, options, &mut warnings)?;
        let entries = effects.effects.iter().zip(&fit.weights);
        Ok(Self {
            measure: options.measure,
            scale: options.measure.scale(),
            method: options.pooling.model.short_name(),
            test: options.pooling.inference.short_name(),
            level: options.pooling.level.value(),
            qm: fit.moderators.map(|test| test.statistic),
            qm_df: fit.moderators.map(|test| test.degrees_of_freedom),
            qm_p: fit.moderators.map(|test| test.p_value),
            r2: fit.r_squared.map(|fraction| 100.0 * fraction),
            coefficients: fit.coefficients,
            effects: entries
                .map(|(study, weight)| EffectEntry {
                    study: study.label.clone(),
                    yi: study.estimate.effect(),
                    vi: study.estimate.sampling_variance(),
                    weight: 100.0 * weight,
                })
                .collect(),
            pooled: fit.statistics,
            subgroups,
            subgroup_test,
            warnings,
        })
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

/// What a mean and a regression have in common.
struct Fit {
    statistics: Statistics,
    coefficients: Vec<Coefficient>,
    moderators: Option<OmnibusTest>,
    r_squared: Option<f64>,
    /// Sum 1.
    weights: Vec<f64>,
    caveats: Vec<Caveat>,
}

impl Fit {
    fn of_mean(fit: &PooledFit) -> Self {
        Self {
            statistics: Statistics::of_mean(fit),
            coefficients: vec![Coefficient::new("intercept", &fit.pooled)],
            moderators: None,
            r_squared: None,
            weights: fit.weights.clone(),
            caveats: fit.caveats.clone(),
        }
    }

    fn of_regression(fit: &RegressionFit, studies: &[StudyEffect]) -> Self {
        let tau2 = fit.between_study.map_or(0.0, |between| between.variance);
        let weights = studies
            .iter()
            .map(|study| 1.0 / (study.sampling_variance() + tau2));
        let total: f64 = weights.clone().sum();
        Self {
            statistics: Statistics::new(
                fit.study_count,
                None,
                None,
                fit.between_study,
                &fit.heterogeneity,
            ),
            coefficients: fit
                .coefficients
                .iter()
                .map(|coefficient| Coefficient::new(&coefficient.name, &coefficient.estimate))
                .collect(),
            moderators: fit.moderators,
            r_squared: fit.r_squared,
            weights: weights.map(|weight| weight / total).collect(),
            caveats: fit.caveats.clone(),
        }
        .with_degrees_of_freedom(fit)
    }

    /// The tests of all coefficients share their degrees of freedom.
    fn with_degrees_of_freedom(mut self, fit: &RegressionFit) -> Self {
        let first = fit.coefficients.first();
        self.statistics.df = first.and_then(|first| first.estimate.degrees_of_freedom);
        self
    }
}

impl Coefficient {
    fn new(name: &str, estimate: &Estimate) -> Self {
        Self {
            name: name.to_owned(),
            estimate: estimate.effect,
            se: estimate.standard_error,
            statistic: estimate.statistic,
            p: estimate.p_value,
            ci: limits(estimate.interval),
        }
    }
}

impl Statistics {
    fn of_mean(fit: &PooledFit) -> Self {
        Self::new(
            fit.study_count,
            Some(&fit.pooled),
            fit.prediction,
            fit.between_study,
            &fit.heterogeneity,
        )
    }

    fn new(
        k: usize,
        pooled: Option<&Estimate>,
        prediction: Option<Interval>,
        between: Option<BetweenStudy>,
        heterogeneity: &Heterogeneity,
    ) -> Self {
        let percent = |fraction: f64| 100.0 * fraction;
        Self {
            k,
            estimate: pooled.map(|pooled| pooled.effect),
            se: pooled.map(|pooled| pooled.standard_error),
            statistic: pooled.map(|pooled| pooled.statistic),
            df: pooled.and_then(|pooled| pooled.degrees_of_freedom),
            p: pooled.map(|pooled| pooled.p_value),
            ci: pooled.map(|pooled| limits(pooled.interval)),
            prediction: prediction.map(limits),
            tau2: between.map_or(0.0, |between| between.variance),
            tau2_se: between.and_then(|between| between.standard_error),
            tau2_ci: between.and_then(|between| between.interval).map(limits),
            i2: percent(heterogeneity.i_squared),
            i2_ci: heterogeneity
                .i_squared_interval
                .map(|interval| limits(interval).map(percent)),
            h2: heterogeneity.h_squared,
            q: heterogeneity.cochran_q,
            q_df: heterogeneity.degrees_of_freedom,
            q_p: heterogeneity.p_value,
        }
    }
}

fn limits(interval: Interval) -> [f64; 2] {
    [interval.lower, interval.upper]
}

/// Pools each group, in the order in which the file first names it.
fn subgroups(
    effects: &Effects,
    options: &PoolOptions,
    warnings: &mut Vec<String>,
) -> Result<(Vec<Subgroup>, Option<SubgroupTest>), FitError> {
    let Some(by) = &options.by else {
        return Ok((Vec::new(), None));
    };
    let mut groups: Vec<(&str, Vec<StudyEffect>)> = Vec::new();
    for study in &effects.effects {
        let Some(name) = study.group.as_deref() else {
            warnings.push(format!(
                "`{}` is in no group: `{by}` is missing",
                study.label
            ));
            continue;
        };
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(study.estimate),
            None => groups.push((name, vec![study.estimate])),
        }
    }
    if groups.is_empty() {
        return Ok((Vec::new(), None));
    }
    let members: Vec<&[StudyEffect]> = groups.iter().map(|(_, members)| &**members).collect();
    let fit = pool_subgroups(&members, &options.pooling, VarianceSharing::Separate)?;
    let subgroups = groups
        .iter()
        .zip(&fit.fits)
        .map(|((name, _), fit)| Subgroup {
            group: (*name).to_owned(),
            pooled: Statistics::of_mean(fit),
        });
    let test = fit.between.map(|between| SubgroupTest {
        q: between.q,
        df: between.degrees_of_freedom,
        p: between.p_value,
    });
    Ok((subgroups.collect(), test))
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
