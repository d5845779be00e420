//! Meta-regression: effects explained by moderators, with common or random residual effects.

mod comparison;
mod contrast;
mod design;
mod fit;
mod formula;
mod tests_of_coefficients;

pub use comparison::{ComparisonError, ModelComparison, compare_nested};
pub use contrast::{Contrast, ContrastError};
pub use design::Design;
pub use fit::{Coefficient, Predicted, RegressionFit};
pub use formula::{Atom, Expansion, Form, Formula, FormulaError, Part, PartOf, Term};
pub use tests_of_coefficients::{OmnibusTest, VarianceInflation};

use crate::between_study;
use crate::heterogeneity::heterogeneity;
use crate::inference::{Reference, infer};
use crate::likelihood::fit_statistics;
use crate::model::LinearModel;
use crate::model::mean::MeanModel;
use crate::model::regression::RegressionModel;
use crate::pool::{Model, PoolingOptions, check_weights};
use crate::tau2::{Tau2, caveats};
use crate::{FitError, StudyEffect};

/// Regresses effects on moderators.
///
/// ```text
/// y = X b + u + e,   u ~ N(0, tau2),   e_i ~ N(0, v_i)
/// b = (X'W X)^-1 X'W y,   var(b) = s (X'W X)^-1,   w_i = 1 / (v_i + tau2)
/// ```
///
/// Notation: X `design` (k x p), b `coefficients`, s the factor of the inference (1, or Hartung and
/// Knapp's y'P y / (k - p)). tau2 is the residual between-study variance.
///
/// # Input and units
/// `studies` on one analysis scale, one row of the design for each.
/// # Errors
/// [`FitError::NoStudies`], [`FitError::TooFewStudies`] (fewer studies than coefficients),
/// [`FitError::LengthMismatch`], [`FitError::DesignNotFinite`], [`FitError::DesignNotFullRank`].
/// # Agrees with
/// metafor `rma(yi, vi, mods = ~ ...)` in the tolerance class of each oracle case (tests/oracle.rs).
/// # References
/// Berkey et al. (1995), *Statistics in Medicine* 14, 395-411; Knapp and Hartung (2003), ibid. 22, 2693-2710.
#[doc(alias = "mods")]
pub fn regress(
    studies: &[StudyEffect],
    design: &Design,
    options: &PoolingOptions,
) -> Result<RegressionFit, FitError> {
    let mut model = RegressionModel::new(studies, &design.columns())?;
    let tau2 = Tau2::estimate(&mut model, options.model);
    let mut fit = assemble(&mut model, &tau2, None, design, options)?;
    if !design.is_intercept_only() {
        fit.r_squared = r_squared(studies, options.model, &fit);
    }
    Ok(fit)
}

/// Regresses with weights of the caller's instead of inverse variances.
///
/// ```text
/// b = (X'A X)^-1 X'A y,   var(b) = s (X'A X)^-1 X'A M A X (X'A X)^-1,   M = diag(v + tau2)
/// ```
///
/// Notation: A = diag(a), a_i `weights`, positive. With [`GeneralisedQ`](crate::BetweenStudyEstimator::GeneralisedQ) they also give tau2;
/// other estimators estimate it as in [`regress`]. The log-likelihoods take the residuals around these coefficients, the
/// Hartung-Knapp factor those around the inverse-variance coefficients, both with weights 1 / (v_i + tau2). R² of the
/// common-effect model is the adjusted one of the weighted regression.
///
/// # Errors
/// As [`regress`]; [`FitError::LengthMismatch`], [`FitError::WeightNotPositive`].
/// # Agrees with
/// metafor `rma(yi, vi, mods = ~ ..., weights = a)` (tests/cli/script.rs).
pub fn regress_with_weights(
    studies: &[StudyEffect],
    design: &Design,
    weights: &[f64],
    options: &PoolingOptions,
) -> Result<RegressionFit, FitError> {
    check_weights(studies, weights)?;
    let mut model = RegressionModel::new(studies, &design.columns())?;
    let tau2 = Tau2::estimate_with_weights(&mut model, options.model, weights);
    let mut fit = assemble(&mut model, &tau2, Some(weights), design, options)?;
    if design.is_intercept_only() {
        return Ok(fit);
    }
    let intercept = vec![1.0; studies.len()];
    let mut null = RegressionModel::new(studies, &[&intercept])?;
    let (with, without) = match options.model {
        Model::RandomEffects(_) => (
            tau2.value(),
            Tau2::estimate_with_weights(&mut null, options.model, weights).value(),
        ),
        Model::CommonEffect => (
            mean_square(&mut model, weights),
            mean_square(&mut null, weights),
        ),
    };
    fit.r_squared = share(with, without);
    Ok(fit)
}

/// Regresses with a residual between-study variance that the caller knows.
///
/// # Errors
/// As [`regress`]; [`FitError::VarianceNotValid`] if the variance is negative or not finite.
pub fn regress_at(
    studies: &[StudyEffect],
    design: &Design,
    between_study_variance: f64,
    options: &PoolingOptions,
) -> Result<RegressionFit, FitError> {
    let mut model = RegressionModel::new(studies, &design.columns())?;
    assemble(
        &mut model,
        &Tau2::given(between_study_variance)?,
        None,
        design,
        options,
    )
}

fn assemble(
    model: &mut RegressionModel,
    tau2: &Tau2,
    weights: Option<&[f64]>,
    design: &Design,
    options: &PoolingOptions,
) -> Result<RegressionFit, FitError> {
    let residual = model.residual_degrees_of_freedom();
    let (k, p) = (model.study_count(), model.coefficient_count());
    let coefficients = match weights {
        Some(weights) => model.coefficients_with_weights(weights, tau2.value()),
        None => model.coefficients(tau2.value()),
    };
    if !coefficients
        .values
        .iter()
        .chain(&coefficients.covariance)
        .all(|x| x.is_finite())
    {
        return Err(FitError::NotFinite);
    }
    // (k - p) is what Q expects around the inverse-variance coefficients, not around others.
    let factor_q = match weights {
        Some(_) => model.coefficients(tau2.value()).q,
        None => coefficients.q,
    };
    let variance_factor = options.inference.variance_factor(factor_q, residual);
    let reference = options.inference.reference(residual);
    let covariance: Vec<f64> = coefficients
        .covariance
        .iter()
        .map(|c| variance_factor * c)
        .collect();
    let between_study = tau2.describe(model, options.level);
    let named = (0..p).map(|j| Coefficient {
        name: design.names()[j].clone(),
        estimate: infer(
            coefficients.values[j],
            coefficients.covariance[j * p + j],
            variance_factor,
            reference,
            options.level,
        ),
    });
    let mut fit = RegressionFit {
        study_count: k,
        coefficients: named.collect(),
        covariance,
        between_study,
        heterogeneity: heterogeneity(
            model,
            between_study.map(|b| b.variance),
            between_study.and_then(|b| b.interval),
            options.level,
        ),
        moderators: None,
        r_squared: None,
        fit_statistics: fit_statistics(model, tau2.value(), coefficients.q, tau2.is_estimated()),
        variance_factor,
        convergence: tau2.convergence(),
        caveats: caveats(tau2, between_study, k, variance_factor, true, options),
        options: *options,
    };
    fit.moderators = fit.omnibus_test(&design.moderator_columns());
    Ok(fit)
}

/// The share of the heterogeneity that the moderators explain, as a fraction.
///
/// ```text
/// random effects: max(0, 1 - tau2 / tau2_0);   common effect: max(0, 1 - (Q_E / (k - p)) / (Q / (k - 1)))
/// ```
///
/// tau2_0 and Q are those of the model without moderators. `None` where they are 0.
fn r_squared(studies: &[StudyEffect], model: Model, fit: &RegressionFit) -> Option<f64> {
    let mut null = MeanModel::new(studies);
    let (with, without) = match model {
        Model::RandomEffects(estimator) => (
            fit.between_study?.variance,
            between_study::estimate(&mut null, estimator).variance,
        ),
        Model::CommonEffect => (
            fit.heterogeneity.h_squared_from_q,
            null.evaluate(0.0).q / null.residual_degrees_of_freedom(),
        ),
    };
    share(with, without)
}

/// The share of `without` that is not left in `with`, at least 0.
fn share(with: f64, without: f64) -> Option<f64> {
    (without > 0.0).then(|| (1.0 - with / without).max(0.0))
}

/// The weighted residual sum of squares over its degrees of freedom.
fn mean_square(model: &mut RegressionModel, weights: &[f64]) -> f64 {
    model.moments(weights).q / model.residual_degrees_of_freedom()
}

/// The reference distribution of a fit's tests.
fn reference(fit: &RegressionFit) -> Reference {
    let residual = (fit.study_count - fit.coefficients.len()) as f64;
    fit.options.inference.reference(residual)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BetweenStudyEstimator, pool_with_weights};

    const EFFECTS: [f64; 7] = [0.1, 0.5, -0.2, 0.9, 0.3, 0.35, 0.0];
    const VARIANCES: [f64; 7] = [0.02, 0.03, 0.05, 0.01, 0.09, 0.04, 0.06];
    const WEIGHTS: [f64; 7] = [3.0, 1.0, 2.0, 5.0, 1.0, 2.5, 4.0];
    const GROUP: [f64; 7] = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0];

    fn studies() -> Vec<StudyEffect> {
        let pairs = EFFECTS.into_iter().zip(VARIANCES);
        pairs
            .map(|(y, v)| StudyEffect::from_variance(y, v).unwrap())
            .collect()
    }

    fn with_group() -> Design {
        Design::with_intercept(7).and("group", GROUP.to_vec())
    }

    #[track_caller]
    fn assert_close(found: f64, expected: f64) {
        let close = (found - expected).abs() <= 1e-10 * expected.abs().max(1.0);
        assert!(close, "{found} is not {expected}");
    }

    /// metafor 3.8-1: `rma(yi, vi, mods = ~ g, weights = w, method = ...)`, b, se and R2.
    #[test]
    fn weights_of_the_callers_give_metafors_regression() {
        let random = Model::RandomEffects(BetweenStudyEstimator::GeneralisedQ);
        for (model, r_squared) in [
            (random, 0.840_665_746_048_342),
            (Model::CommonEffect, 0.683_459_741_904_837),
        ] {
            let options = PoolingOptions {
                model,
                ..PoolingOptions::default()
            };
            let fit = regress_with_weights(&studies(), &with_group(), &WEIGHTS, &options).unwrap();
            assert_close(fit.r_squared.unwrap(), r_squared);
            // The weighted means of both groups, 0.2 / 10 and 5.875 / 8.5.
            assert_close(fit.coefficients[0].estimate.effect, 0.02);
            assert_close(fit.coefficients[1].estimate.effect, 5.875 / 8.5 - 0.02);
        }
    }

    #[test]
    fn without_moderators_it_is_the_weighted_mean() {
        let options = PoolingOptions::default();
        let intercept = Design::with_intercept(7);
        let fit = regress_with_weights(&studies(), &intercept, &WEIGHTS, &options).unwrap();
        let mean = pool_with_weights(&studies(), &WEIGHTS, &options).unwrap();
        let estimate = fit.coefficients[0].estimate;
        assert_close(estimate.effect, mean.pooled.effect);
        assert_close(estimate.standard_error, mean.pooled.standard_error);
        let criteria = |statistics: crate::FitStatistics| statistics.restricted.log_likelihood;
        assert_close(criteria(fit.fit_statistics), criteria(mean.fit_statistics));
    }

    #[test]
    fn inverse_variances_as_weights_change_nothing() {
        let options = PoolingOptions::default();
        let plain = regress(&studies(), &with_group(), &options).unwrap();
        let tau2 = plain.between_study.unwrap().variance;
        let inverse = VARIANCES.map(|v| 1.0 / (v + tau2));
        let fit = regress_with_weights(&studies(), &with_group(), &inverse, &options).unwrap();
        for (found, expected) in fit.covariance.iter().zip(&plain.covariance) {
            assert_close(*found, *expected);
        }
        for (found, expected) in fit.coefficients.iter().zip(&plain.coefficients) {
            assert_close(found.estimate.effect, expected.estimate.effect);
        }
    }
}
