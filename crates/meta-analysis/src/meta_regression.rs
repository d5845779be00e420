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
use crate::pool::{Model, PoolingOptions};
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
    let mut fit = assemble(&mut model, &tau2, design, options)?;
    if !design.is_intercept_only() {
        fit.r_squared = r_squared(studies, options.model, &fit);
    }
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
        design,
        options,
    )
}

fn assemble(
    model: &mut RegressionModel,
    tau2: &Tau2,
    design: &Design,
    options: &PoolingOptions,
) -> Result<RegressionFit, FitError> {
    let residual = model.residual_degrees_of_freedom();
    let (k, p) = (model.study_count(), model.coefficient_count());
    let coefficients = model.coefficients(tau2.value());
    if !coefficients
        .values
        .iter()
        .chain(&coefficients.covariance)
        .all(|x| x.is_finite())
    {
        return Err(FitError::NotFinite);
    }
    let variance_factor = options.inference.variance_factor(coefficients.q, residual);
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
    (without > 0.0).then(|| (1.0 - with / without).max(0.0))
}

/// The reference distribution of a fit's tests.
fn reference(fit: &RegressionFit) -> Reference {
    let residual = (fit.study_count - fit.coefficients.len()) as f64;
    fit.options.inference.reference(residual)
}
