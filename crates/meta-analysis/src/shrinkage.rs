//! Best linear unbiased predictions of the true effects of the studies.

use serde::{Deserialize, Serialize};

use crate::meta_regression::RegressionFit;
use crate::pool::PoolingOptions;
use crate::{Interval, StudyEffect};

/// The true effect of a study, predicted from its estimate and from the model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[doc(alias = "BLUP")]
pub struct Shrunken {
    /// The predicted true effect.
    pub effect: Prediction,
    /// Its deviation from the model, u_i.
    #[doc(alias = "ranef")]
    pub deviation: Prediction,
}

/// A predicted value with its standard error and interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// The value.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The interval at the level of the fit.
    pub interval: Interval,
}

/// Predicts the true effects of the studies of a fit.
///
/// ```text
/// l_i = tau2 / (tau2 + v_i)
/// effect    = l_i y_i + (1 - l_i) x_i'b,   se^2 = l_i v_i + (1 - l_i)^2 x_i' var(b) x_i
/// deviation = l_i (y_i - x_i'b),           se^2 = l_i v_i + l_i^2 x_i' var(b) x_i
/// ```
///
/// `studies` and the rows of `design` are those of the `fit`; the result is `None` for a study whose
/// row has another length than the coefficients.
/// # Agrees with
/// metafor `blup` and `ranef` (tests/oracle.rs).
/// # References
/// Raudenbush and Bryk (1985), *Journal of Educational Statistics* 10, 75-98.
pub fn shrink(
    studies: &[StudyEffect],
    design: &crate::meta_regression::Design,
    fit: &RegressionFit,
) -> Vec<Option<Shrunken>> {
    let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
    let quantile = quantile(fit);
    let one = |(study, row): (&StudyEffect, Vec<f64>)| {
        let mean = fit.predict(&row)?.mean;
        let (v, mean_variance) = (study.sampling_variance(), mean.standard_error.powi(2));
        let share = tau2 / (tau2 + v);
        let prediction = |value: f64, variance: f64| Prediction {
            value,
            standard_error: variance.sqrt(),
            interval: Interval::around(value, quantile * variance.sqrt()),
        };
        let keep = 1.0 - share;
        Some(Shrunken {
            effect: prediction(
                share * study.effect() + keep * mean.effect,
                share * v + keep * keep * mean_variance,
            ),
            deviation: prediction(
                share * (study.effect() - mean.effect),
                share * v + share * share * mean_variance,
            ),
        })
    };
    studies.iter().zip(design.rows()).map(one).collect()
}

fn quantile(fit: &RegressionFit) -> f64 {
    let PoolingOptions {
        inference, level, ..
    } = fit.options;
    let residual = (fit.study_count - fit.coefficients.len()) as f64;
    inference.reference(residual).upper_quantile(level.tail())
}
