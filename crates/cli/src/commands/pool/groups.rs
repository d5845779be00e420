//! The groups of `--by`, each pooled, and the test of their difference.

use super::document::{Statistics, Subgroup, SubgroupTest, limits};
use super::effects::Effects;
use super::fit::Fit;
use super::prediction::Own;
use super::sections::CommonVariance;
use crate::options::PoolOptions;
use trialpool_meta_analysis::effect_size::StudyData;
use trialpool_meta_analysis::meta_regression::{Design, regress};
use trialpool_meta_analysis::{
    FitError, Inference, Model, PoolingOptions, StudyEffect, VarianceIntervalMethod,
    VarianceSharing, pool, pool_subgroups, residual_variance_interval, variance_interval,
};

/// What comes of the groups.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) subgroups: Vec<Subgroup>,
    pub(super) test: Option<SubgroupTest>,
    /// The between-study variance that they share, if they do.
    pub(super) common_tau2: Option<CommonVariance>,
}

/// The studies of one group.
struct Group<'e> {
    name: &'e str,
    studies: Vec<StudyEffect>,
    /// One for each of the studies where weights are given, else none.
    weights: Vec<f64>,
    tables: Vec<StudyData>,
}

impl Group<'_> {
    fn fit(&self, options: &PoolOptions) -> Result<Fit, FitError> {
        let weights = Some(&*self.weights).filter(|weights| !weights.is_empty());
        Fit::mean(&self.studies, weights, &self.tables, options)
    }
}

/// Pools each group, in the order in which the file first names it.
pub(super) fn subgroups(
    effects: &Effects,
    options: &PoolOptions,
    warnings: &mut Vec<String>,
) -> Result<Groups, FitError> {
    let Some(by) = &options.by else {
        return Ok(Groups::default());
    };
    let mut groups: Vec<Group<'_>> = Vec::new();
    for study in &effects.usable {
        match &study.group {
            Some(name) => {
                let group = of_name(&mut groups, name);
                group.studies.push(study.estimate);
                group.weights.extend(study.weight);
            }
            None => warnings.push(format!(
                "`{}` is in no group: `{by}` is missing",
                study.label
            )),
        }
    }
    for study in &effects.counted {
        if let Some(name) = &study.group {
            of_name(&mut groups, name).tables.push(study.data);
        }
    }
    let pools_tables = options.method.pools_tables();
    // A group none of whose studies has an estimate is nothing to pool by inverse variances.
    groups.retain(|group| pools_tables || !group.studies.is_empty());
    if groups.is_empty() {
        return Ok(Groups::default());
    }
    let is_given = options.tau2.is_some() || options.weights.is_some();
    if options.is_linear_model() && !is_given {
        return usual(&groups, options);
    }
    // The test is by Wald's standard errors, whatever the tests of the groups.
    let mut wald = options.clone();
    wald.pooling.inference = Inference::WaldNormal;
    let mut subgroups = Vec::with_capacity(groups.len());
    let mut results = Vec::with_capacity(groups.len());
    for group in &groups {
        let pooled = group.fit(options)?.statistics;
        results.push(if options.pooling.inference == Inference::WaldNormal {
            (pooled.estimate, pooled.se)
        } else {
            let pooled = group.fit(&wald)?.statistics;
            (pooled.estimate, pooled.se)
        });
        subgroups.push(Subgroup {
            group: group.name.to_owned(),
            pooled,
        });
    }
    Ok(Groups {
        test: difference(&results)?,
        subgroups,
        common_tau2: None,
    })
}

/// The group of a name; a new one at the end if there is none yet.
fn of_name<'g, 'e>(groups: &'g mut Vec<Group<'e>>, name: &'e str) -> &'g mut Group<'e> {
    let place = groups.iter().position(|group| group.name == name);
    let place = place.unwrap_or_else(|| {
        groups.push(Group {
            name,
            studies: Vec::new(),
            weights: Vec::new(),
            tables: Vec::new(),
        });
        groups.len() - 1
    });
    &mut groups[place]
}

fn usual(groups: &[Group<'_>], options: &PoolOptions) -> Result<Groups, FitError> {
    let members: Vec<&[StudyEffect]> = groups.iter().map(|group| &*group.studies).collect();
    let fit = pool_subgroups(&members, &options.pooling, options.sharing)?;
    let common_tau2 = match (options.sharing, options.pooling.model) {
        (VarianceSharing::Common, Model::RandomEffects(_)) => Some(common(&members, options)?),
        _ => None,
    };
    let method = options.variance_interval;
    let mut subgroups = Vec::with_capacity(groups.len());
    for (group, fit) in groups.iter().zip(&fit.fits) {
        let mut pooled = Statistics::of_mean(fit);
        if let Some(own) = Own::new(&group.studies, options)? {
            pooled.prediction = own.interval(&options.pooling);
        }
        if let Some(common) = &common_tau2 {
            // What a group alone would say of tau2 is not what was used.
            pooled.tau2_ci = common.tau2_ci;
            pooled.tau2_se = common.tau2_se;
            pooled.i2_ci = None;
        } else if method != VarianceIntervalMethod::QProfile && group.studies.len() >= 2 {
            let interval = variance_interval(&group.studies, method, options.pooling.level)?;
            pooled.take_variance_interval(&interval);
        }
        subgroups.push(Subgroup {
            group: group.name.to_owned(),
            pooled,
        });
    }
    let test = fit.between.map(|between| SubgroupTest {
        q: between.q,
        df: between.degrees_of_freedom,
        p: between.p_value,
    });
    Ok(Groups {
        subgroups,
        test,
        common_tau2,
    })
}

/// The between-study variance around the means of all groups: that of a regression on the group.
fn common(groups: &[&[StudyEffect]], options: &PoolOptions) -> Result<CommonVariance, FitError> {
    let studies = groups.concat();
    let places = groups.iter().enumerate();
    let places: Vec<usize> = places
        .flat_map(|(place, group)| std::iter::repeat_n(place, group.len()))
        .collect();
    let design = (0..groups.len()).fold(Design::empty(), |design, group| {
        let indicator = places
            .iter()
            .map(|place| f64::from(u8::from(*place == group)));
        design.and("group", indicator.collect())
    });
    let between = regress(&studies, &design, &options.pooling)?.between_study;
    let (method, level) = (options.variance_interval, options.pooling.level);
    let interval = match method {
        VarianceIntervalMethod::QProfile => between.and_then(|between| between.interval),
        _ if studies.len() > groups.len() => {
            let interval = residual_variance_interval(&studies, &design, method, level)?;
            Some(interval.variance)
        }
        _ => None,
    };
    Ok(CommonVariance {
        tau2: between.map_or(0.0, |between| between.variance),
        tau2_se: between.and_then(|between| between.standard_error),
        tau2_ci: interval.map(limits),
    })
}

/// Cochran's Q of the groups' effects and standard errors: what pooling them under a common effect finds.
fn difference(results: &[(Option<f64>, Option<f64>)]) -> Result<Option<SubgroupTest>, FitError> {
    let results: Option<Vec<StudyEffect>> = results
        .iter()
        .map(|(effect, error)| StudyEffect::from_standard_error((*effect)?, (*error)?).ok())
        .collect();
    let Some(results) = results.filter(|results| results.len() > 1) else {
        return Ok(None);
    };
    let options = PoolingOptions {
        model: Model::CommonEffect,
        ..PoolingOptions::default()
    };
    let heterogeneity = pool(&results, &options)?.heterogeneity;
    Ok(Some(SubgroupTest {
        q: heterogeneity.cochran_q,
        df: heterogeneity.degrees_of_freedom,
        p: heterogeneity.p_value,
    }))
}
