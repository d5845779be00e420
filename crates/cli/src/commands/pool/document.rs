//! The outcome, in the shape and by the names that other programs rely on.

use super::effects::Effects;
use crate::failure::Failure;
use crate::options::PoolOptions;
use crate::terminal::is_hidden;
use serde::Serialize;
use std::fmt::Write as _;
use trialpool_meta_analysis::{
    Caveat, FitError, Interval, Measure, PooledFit, Scale, StudyEffect, VarianceSharing, pool,
    pool_subgroups,
};

/// What `--format json` prints; the other formats show a part of it.
///
/// Estimates are on the analysis scale; what is not defined is `null`.
#[derive(Debug, Serialize)]
pub(crate) struct Document {
    #[serde(serialize_with = "short_name")]
    pub(crate) measure: Measure,
    pub(crate) scale: Scale,
    pub(crate) method: &'static str,
    pub(crate) test: &'static str,
    pub(crate) level: f64,
    #[serde(flatten)]
    pub(crate) pooled: Statistics,
    pub(crate) qm: Option<f64>,
    pub(crate) qm_df: Option<f64>,
    pub(crate) qm_p: Option<f64>,
    pub(crate) r2: Option<f64>,
    pub(crate) coefficients: Vec<Coefficient>,
    pub(crate) effects: Vec<EffectEntry>,
    pub(crate) subgroups: Vec<Subgroup>,
    pub(crate) subgroup_test: Option<SubgroupTest>,
    pub(crate) warnings: Vec<String>,
}

/// A pooled result.
#[derive(Debug, Serialize)]
pub(crate) struct Statistics {
    pub(crate) k: usize,
    pub(crate) estimate: f64,
    pub(crate) se: f64,
    pub(crate) statistic: f64,
    pub(crate) df: Option<f64>,
    pub(crate) p: f64,
    pub(crate) ci: [f64; 2],
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
            effects.effects.iter().map(|study| study.effect).collect();
        let fit = pool(&studies, &options.pooling)?;
        let mut warnings = effects.warnings.clone();
        warnings.extend(fit.caveats.iter().map(caveat));
        let (subgroups, subgroup_test) = subgroups(effects, options, &mut warnings)?;
        let pooled = Statistics::new(&fit);
        let entries = effects.effects.iter().zip(&fit.weights);
        Ok(Self {
            measure: options.measure,
            scale: options.measure.scale(),
            method: options.pooling.model.short_name(),
            test: options.pooling.inference.short_name(),
            level: options.pooling.level.value(),
            qm: None,
            qm_df: None,
            qm_p: None,
            r2: None,
            coefficients: vec![Coefficient {
                name: "intercept".to_owned(),
                estimate: pooled.estimate,
                se: pooled.se,
                statistic: pooled.statistic,
                p: pooled.p,
                ci: pooled.ci,
            }],
            effects: entries
                .map(|(study, weight)| EffectEntry {
                    study: study.label.clone(),
                    yi: study.effect.effect(),
                    vi: study.effect.sampling_variance(),
                    weight: 100.0 * weight,
                })
                .collect(),
            pooled,
            subgroups,
            subgroup_test,
            warnings,
        })
    }

    /// The document as JSON, with nothing in it that acts on a terminal.
    pub(crate) fn to_json(&self) -> Result<String, Failure> {
        let json = serde_json::to_string_pretty(self)
            .map_err(|error| Failure::output(std::io::Error::other(error)))?;
        let mut out = String::with_capacity(json.len() + 1);
        for character in json.chars() {
            // Hidden characters stand in strings alone, where JSON may write them by number.
            if is_hidden(character) && character != '\n' {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            } else {
                out.push(character);
            }
        }
        out.push('\n');
        Ok(out)
    }
}

impl Statistics {
    fn new(fit: &PooledFit) -> Self {
        let between = fit.between_study;
        let heterogeneity = &fit.heterogeneity;
        let percent = |fraction: f64| 100.0 * fraction;
        Self {
            k: fit.study_count,
            estimate: fit.pooled.effect,
            se: fit.pooled.standard_error,
            statistic: fit.pooled.statistic,
            df: fit.pooled.degrees_of_freedom,
            p: fit.pooled.p_value,
            ci: limits(fit.pooled.interval),
            prediction: fit.prediction.map(limits),
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

fn short_name<S: serde::Serializer>(measure: &Measure, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(measure.short_name())
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
            warnings.push(format!("`{}` is in no group: `{by}` is missing", study.label));
            continue;
        };
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, members)) => members.push(study.effect),
            None => groups.push((name, vec![study.effect])),
        }
    }
    if groups.is_empty() {
        return Ok((Vec::new(), None));
    }
    let members: Vec<&[StudyEffect]> = groups.iter().map(|(_, members)| &**members).collect();
    let fit = pool_subgroups(&members, &options.pooling, VarianceSharing::Separate)?;
    let subgroups = groups.iter().zip(&fit.fits).map(|((name, _), fit)| Subgroup {
        group: (*name).to_owned(),
        pooled: Statistics::new(fit),
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
