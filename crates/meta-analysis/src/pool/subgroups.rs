//! Subgroups and the test of their difference.

use serde::{Deserialize, Serialize};

use super::{Model, PooledFit, PoolingOptions, pool, pool_at};
use crate::between_study;
use crate::model::regression::RegressionModel;
use crate::numeric::tail::{chi_squared_survival, ln_chi_squared_survival};
use crate::{FitError, StudyEffect};

/// Whether subgroups share one between-study variance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VarianceSharing {
    /// Each subgroup has its own.
    Separate,
    /// One for all, estimated around the subgroups' means.
    Common,
}

/// Subgroups, each pooled, and the test of their difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubgroupFit {
    /// One fit a subgroup, in the order given.
    pub fits: Vec<PooledFit>,
    /// The test; `None` with fewer than two subgroups.
    pub between: Option<BetweenGroups>,
}

/// The test of the difference between subgroups.
///
/// ```text
/// Q = sum_g w_g (effect_g - effect)^2,   w_g = 1 / se_g^2,   effect = sum(w_g effect_g) / sum(w_g)
/// ```
///
/// chi-squared with (groups - 1) degrees of freedom under no difference. se_g is the
/// inverse-variance standard error, whatever inference was asked for (as in RevMan and meta).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[doc(alias = "interaction test")]
pub struct BetweenGroups {
    /// Q between groups.
    pub q: f64,
    /// Number of groups minus 1.
    pub degrees_of_freedom: usize,
    /// P(chi-squared > Q).
    pub p_value: f64,
    /// Its natural logarithm.
    pub ln_p_value: f64,
}

/// Pools subgroups of independent studies and tests their difference.
///
/// With [`VarianceSharing::Common`] tau2 is estimated by the model's estimator around the
/// subgroups' means (a meta-regression on the subgroup), and the test is its omnibus test.
///
/// # Errors
/// As [`pool`]; [`FitError::NoStudies`] if there is no subgroup or one is empty;
/// [`FitError::TooFewStudies`] if a common variance is asked for and every subgroup has one study.
pub fn pool_subgroups(
    groups: &[&[StudyEffect]],
    options: &PoolingOptions,
    sharing: VarianceSharing,
) -> Result<SubgroupFit, FitError> {
    if groups.is_empty() || groups.iter().any(|group| group.is_empty()) {
        return Err(FitError::NoStudies);
    }
    let fits = match (sharing, options.model) {
        (VarianceSharing::Common, Model::RandomEffects(estimator)) => {
            let mut model = RegressionModel::of_groups(groups)?;
            let tau2 = between_study::estimate(&mut model, estimator).variance;
            groups
                .iter()
                .map(|group| pool_at(group, tau2, options))
                .collect::<Result<Vec<_>, _>>()?
        }
        _ => groups
            .iter()
            .map(|group| pool(group, options))
            .collect::<Result<Vec<_>, _>>()?,
    };
    let between = between_groups(groups, &fits);
    Ok(SubgroupFit { fits, between })
}

fn between_groups(groups: &[&[StudyEffect]], fits: &[PooledFit]) -> Option<BetweenGroups> {
    if fits.len() < 2 {
        return None;
    }
    let weights: Vec<f64> = groups
        .iter()
        .zip(fits)
        .map(|(group, fit)| inverse_variance(group, fit))
        .collect();
    let total: f64 = weights.iter().sum();
    // Relative to the first group, so that equal effects give exactly 0.
    let origin = fits[0].pooled.effect;
    let offsets = || fits.iter().map(|fit| fit.pooled.effect - origin);
    let mean = weights
        .iter()
        .zip(offsets())
        .map(|(w, d)| w * d)
        .sum::<f64>()
        / total;
    let q: f64 = weights
        .iter()
        .zip(offsets())
        .map(|(w, d)| w * (d - mean) * (d - mean))
        .sum();
    let degrees_of_freedom = fits.len() - 1;
    Some(BetweenGroups {
        q,
        degrees_of_freedom,
        p_value: chi_squared_survival(q, degrees_of_freedom as f64),
        ln_p_value: ln_chi_squared_survival(q, degrees_of_freedom as f64),
    })
}

/// 1 / se_g^2 of the inverse-variance standard error: the sum of the weights 1 / (v_i + tau2).
fn inverse_variance(group: &[StudyEffect], fit: &PooledFit) -> f64 {
    let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
    group
        .iter()
        .map(|s| 1.0 / (s.sampling_variance() + tau2))
        .sum()
}
