//! Two regressions of the same studies, one nested in the other.

use std::fmt;

use super::{Design, RegressionFit};
use crate::between_study::BetweenStudyEstimator;
use crate::numeric::span::Span;
use crate::numeric::tail::ln_chi_squared_survival;
use crate::pool::Model;

/// What a full model gains over a reduced one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModelComparison {
    /// The likelihood ratio, 2 (l_full - l_reduced), at least 0.
    pub statistic: f64,
    /// The coefficients that the full model has more.
    pub degrees_of_freedom: usize,
    /// P(chi-squared > statistic).
    pub p_value: f64,
    /// Its natural logarithm.
    pub ln_p_value: f64,
    /// The share of the reduced model's heterogeneity that the full one explains, a fraction; `None` where there is
    /// none to explain.
    pub r_squared: Option<f64>,
}

/// Why two models cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ComparisonError {
    /// A column of the reduced model is no combination of those of the full one.
    NotNested {
        /// The column of the reduced design, from 0.
        column: usize,
    },
    /// The models are the same: their columns span the same space.
    SameModel,
    /// Restricted likelihoods of models with different coefficients are likelihoods of different data.
    RestrictedLikelihood,
    /// The estimator of the between-study variance maximises no likelihood, or the models have different ones.
    NoLikelihood,
    /// The full model has a coefficient for every study, which leaves no between-study variance.
    Saturated,
    /// The fits and designs are not of the same studies.
    OtherStudies,
}

impl fmt::Display for ComparisonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotNested { .. } => "the reduced model is not nested in the full one",
            Self::SameModel => "the models are the same",
            Self::RestrictedLikelihood => {
                "restricted likelihoods of models with different coefficients cannot be compared"
            }
            Self::NoLikelihood => "the models are not fitted by maximum likelihood",
            Self::Saturated => "the full model has a coefficient for every study",
            Self::OtherStudies => "the models are not of the same studies",
        })
    }
}

impl std::error::Error for ComparisonError {}

/// Compares a regression with one nested in it.
///
/// ```text
/// LR = 2 (l_full - l_reduced) ~ chi-squared(p_full - p_reduced)
/// R2 = max(0, 1 - tau2_full / tau2_reduced)
/// common effect: R2 = max(0, 1 - (Q_E,full / (k - p_full)) / (Q_E,reduced / (k - p_reduced)))
/// ```
///
/// Notation: l the maximised log-likelihood, p the coefficients, Q_E the residual heterogeneity.
///
/// # Input
/// Fits of the same studies with their designs. Nested is what is so by the columns: each of the reduced design is a
/// linear combination of those of the full one, whatever their names.
/// # Errors
/// [`ComparisonError`].
/// # Agrees with
/// metafor `anova(full, reduced)` with `method = "ML"` or `"EE"` in the tolerance class of each oracle case
/// (tests/oracle.rs); where the reduced tau2 is 0, metafor's R2 is 0 and ours undefined.
#[doc(alias = "anova")]
#[doc(alias = "LRT")]
pub fn compare_nested(
    full: (&RegressionFit, &Design),
    reduced: (&RegressionFit, &Design),
) -> Result<ModelComparison, ComparisonError> {
    let ((full, full_design), (reduced, reduced_design)) = (full, reduced);
    let model = full.options.model;
    if reduced.study_count != full.study_count
        || [(full, full_design), (reduced, reduced_design)]
            .iter()
            .any(|(fit, design)| fit.coefficients.len() != design.names().len())
    {
        return Err(ComparisonError::OtherStudies);
    }
    let is_comparable = match model {
        Model::CommonEffect => true,
        Model::RandomEffects(BetweenStudyEstimator::RestrictedMaximumLikelihood) => {
            return Err(ComparisonError::RestrictedLikelihood);
        }
        Model::RandomEffects(estimator) => estimator == BetweenStudyEstimator::MaximumLikelihood,
    };
    if !is_comparable || reduced.options.model != model {
        return Err(ComparisonError::NoLikelihood);
    }
    let span = Span::of(&full_design.columns());
    let outside = |column: &&[f64]| !span.contains(column);
    if let Some(column) = reduced_design.columns().iter().position(outside) {
        return Err(ComparisonError::NotNested { column });
    }
    let more = full
        .coefficients
        .len()
        .saturating_sub(reduced.coefficients.len());
    if more == 0 {
        return Err(ComparisonError::SameModel);
    }
    if model != Model::CommonEffect && full.between_study.is_none() {
        return Err(ComparisonError::Saturated);
    }
    let log_likelihood = |fit: &RegressionFit| fit.fit_statistics.maximum_likelihood.log_likelihood;
    // Where the full model gains nothing, rounding alone decides about the sign.
    let statistic = (2.0 * (log_likelihood(full) - log_likelihood(reduced))).max(0.0);
    let ln_p_value = ln_chi_squared_survival(statistic, more as f64);
    Ok(ModelComparison {
        statistic,
        degrees_of_freedom: more,
        p_value: ln_p_value.exp(),
        ln_p_value,
        r_squared: r_squared(heterogeneity(full, model), heterogeneity(reduced, model)),
    })
}

/// tau2, or Q_E / (k - p) for a common effect.
fn heterogeneity(fit: &RegressionFit, model: Model) -> Option<f64> {
    match model {
        Model::RandomEffects(_) => fit.between_study.map(|between| between.variance),
        Model::CommonEffect => {
            let df = fit.heterogeneity.degrees_of_freedom;
            (df > 0).then(|| fit.heterogeneity.cochran_q / df as f64)
        }
    }
}

fn r_squared(with: Option<f64>, without: Option<f64>) -> Option<f64> {
    let without = without.filter(|without| *without > 0.0)?;
    Some((1.0 - with? / without).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meta_regression::regress;
    use crate::pool::PoolingOptions;
    use crate::study::StudyEffect;

    fn fit(estimator: Option<BetweenStudyEstimator>, design: &Design) -> RegressionFit {
        let effects = [-0.9, -1.6, -1.3, -1.4, -0.2, -0.8];
        let variances = [0.33, 0.19, 0.42, 0.02, 0.05, 0.007];
        let pairs = effects.into_iter().zip(variances);
        let studies: Vec<StudyEffect> = pairs
            .map(|(effect, variance)| StudyEffect::from_variance(effect, variance).unwrap())
            .collect();
        let options = PoolingOptions {
            model: estimator.map_or(Model::CommonEffect, Model::RandomEffects),
            ..PoolingOptions::default()
        };
        regress(&studies, design, &options).unwrap()
    }

    fn years() -> Vec<f64> {
        vec![1948.0, 1949.0, 1960.0, 1977.0, 1973.0, 1953.0]
    }

    #[test]
    fn nested_is_what_the_columns_say() {
        use ComparisonError as E;
        let ml = Some(BetweenStudyEstimator::MaximumLikelihood);
        let compare = |full: &Design, reduced: &Design| {
            compare_nested((&fit(ml, full), full), (&fit(ml, reduced), reduced))
        };
        let mean = Design::with_intercept(6);
        let sites = ["a", "b", "c", "a", "b", "c"];
        let full = mean
            .clone()
            .and_factor("site", &sites, None)
            .and("year", years());
        // The same space by other columns, and one inside it by a name that the full model does not have.
        let centred = years().iter().map(|year| year - 1960.0).collect();
        let of_year = mean.clone().and("decades after 1960", centred);
        assert_eq!(compare(&full, &of_year).unwrap().degrees_of_freedom, 2);
        let indicator = |site| {
            sites
                .iter()
                .map(|s| f64::from(u8::from(*s == site)))
                .collect()
        };
        let cells = Design::empty()
            .and("a", indicator("a"))
            .and("b", indicator("b"))
            .and("c", indicator("c"))
            .and("year", years());
        assert_eq!(compare(&full, &cells), Err(E::SameModel));
        let other = mean.clone().and("year", vec![1.0, 2.0, 3.0, 4.0, 5.0, 7.0]);
        assert_eq!(compare(&full, &other), Err(E::NotNested { column: 1 }));
        assert_eq!(compare(&of_year, &full), Err(E::NotNested { column: 1 }));
    }

    #[test]
    fn only_likelihoods_of_the_same_data_are_compared() {
        use BetweenStudyEstimator as B;
        let mean = Design::with_intercept(6);
        let full = mean.clone().and("year", years());
        let compare = |estimator| {
            compare_nested(
                (&fit(estimator, &full), &full),
                (&fit(estimator, &mean), &mean),
            )
        };
        let restricted = compare(Some(B::RestrictedMaximumLikelihood));
        assert_eq!(restricted, Err(ComparisonError::RestrictedLikelihood));
        let moments = compare(Some(B::DerSimonianLaird));
        assert_eq!(moments, Err(ComparisonError::NoLikelihood));
        // Under a common effect the ratio is the difference of the residual Q.
        let common = compare(None).unwrap();
        let q = |design: &Design| fit(None, design).heterogeneity.cochran_q;
        assert!((common.statistic - (q(&mean) - q(&full))).abs() < 1e-10);
        let r_squared = 1.0 - (q(&full) / 4.0) / (q(&mean) / 5.0);
        assert!((common.r_squared.unwrap() - r_squared.max(0.0)).abs() < 1e-12);
    }
}
