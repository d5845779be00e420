//! The groups of `--by`, each pooled, and the test of their difference.

use super::document::{Statistics, Subgroup, SubgroupTest};
use super::effects::Effects;
use super::fit::Fit;
use crate::options::{Method, PoolOptions};
use trialpool_meta_analysis::effect_size::StudyData;
use trialpool_meta_analysis::{FitError, Model, PoolingOptions, StudyEffect, pool, pool_subgroups};

/// The studies of one group.
struct Group<'e> {
    name: &'e str,
    studies: Vec<StudyEffect>,
    tables: Vec<StudyData>,
}

/// Pools each group, in the order in which the file first names it.
pub(super) fn subgroups(
    effects: &Effects,
    options: &PoolOptions,
    warnings: &mut Vec<String>,
) -> Result<(Vec<Subgroup>, Option<SubgroupTest>), FitError> {
    let Some(by) = &options.by else {
        return Ok((Vec::new(), None));
    };
    let mut groups: Vec<Group<'_>> = Vec::new();
    for study in &effects.usable {
        match &study.group {
            Some(name) => of_name(&mut groups, name).studies.push(study.estimate),
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
    let pools_tables = matches!(options.method, Method::MantelHaenszel | Method::Peto);
    // A group none of whose studies has an estimate is nothing to pool by inverse variances.
    groups.retain(|group| pools_tables || !group.studies.is_empty());
    if groups.is_empty() {
        return Ok((Vec::new(), None));
    }
    if options.method == Method::InverseVariance {
        return usual(&groups, options);
    }
    let mut subgroups = Vec::with_capacity(groups.len());
    for group in &groups {
        let fit = Fit::mean(&group.studies, &group.tables, options)?;
        subgroups.push(Subgroup {
            group: group.name.to_owned(),
            pooled: fit.statistics,
        });
    }
    let test = difference(&subgroups)?;
    Ok((subgroups, test))
}

/// The group of a name; a new one at the end if there is none yet.
fn of_name<'g, 'e>(groups: &'g mut Vec<Group<'e>>, name: &'e str) -> &'g mut Group<'e> {
    let place = groups.iter().position(|group| group.name == name);
    let place = place.unwrap_or_else(|| {
        groups.push(Group {
            name,
            studies: Vec::new(),
            tables: Vec::new(),
        });
        groups.len() - 1
    });
    &mut groups[place]
}

fn usual(
    groups: &[Group<'_>],
    options: &PoolOptions,
) -> Result<(Vec<Subgroup>, Option<SubgroupTest>), FitError> {
    let members: Vec<&[StudyEffect]> = groups.iter().map(|group| &*group.studies).collect();
    let fit = pool_subgroups(&members, &options.pooling, options.sharing)?;
    let subgroups = groups.iter().zip(&fit.fits).map(|(group, fit)| Subgroup {
        group: group.name.to_owned(),
        pooled: Statistics::of_mean(fit),
    });
    let test = fit.between.map(|between| SubgroupTest {
        q: between.q,
        df: between.degrees_of_freedom,
        p: between.p_value,
    });
    Ok((subgroups.collect(), test))
}

/// Cochran's Q of the groups' results: what pooling them under a common effect finds.
fn difference(subgroups: &[Subgroup]) -> Result<Option<SubgroupTest>, FitError> {
    let results: Option<Vec<StudyEffect>> = subgroups
        .iter()
        .map(|group| {
            let (effect, error) = (group.pooled.estimate?, group.pooled.se?);
            StudyEffect::from_standard_error(effect, error).ok()
        })
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
