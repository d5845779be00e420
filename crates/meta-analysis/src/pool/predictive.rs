//! The distribution of the true effect in a new setting, by rules that have a standard error of their own.

use serde::{Deserialize, Serialize};

use super::{Inference, PoolingOptions, kenward_roger, pool};
use crate::inference::Reference;
use crate::{ConfidenceLevel, FitError, Interval, StudyEffect};

/// Which standard error of the mean and which degrees of freedom a prediction uses.
///
/// [`PredictionRule`](super::PredictionRule) takes the standard error of the inference asked for; these rules name
/// their own, so that a prediction does not change with the test of the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PredictionMethod {
    /// Hartung and Knapp's standard error, t with k - 1 degrees of freedom.
    HartungKnapp,
    /// Hartung and Knapp's standard error, t with k - 2 degrees of freedom (Partlett and Riley).
    HartungKnappPartlettRiley,
    /// Kenward and Roger's standard error and degrees of freedom.
    KenwardRoger,
    /// Kenward and Roger's standard error, t with one degree of freedom less (Partlett and Riley).
    KenwardRogerPartlettRiley,
}

/// The distribution behind a prediction interval: centre + deviation * T, T normal or Student's t.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PredictionDistribution {
    /// The pooled effect.
    pub centre: f64,
    /// sqrt(se^2 + tau2).
    pub deviation: f64,
    /// Degrees of freedom of t.
    pub degrees_of_freedom: f64,
}

impl PredictionDistribution {
    /// centre ± quantile · deviation.
    pub fn interval(&self, level: ConfidenceLevel) -> Interval {
        let quantile = Reference::T(self.degrees_of_freedom).upper_quantile(level.tail());
        Interval::around(self.centre, quantile * self.deviation)
    }

    /// The probability that the true effect in a new setting lies above `threshold`, on the scale of the effects.
    ///
    /// `None` where the deviation is 0 and the threshold is the centre.
    pub fn probability_above(&self, threshold: f64) -> Option<f64> {
        self.probability_beyond((threshold - self.centre) / self.deviation)
    }

    /// The probability that it lies below `threshold`, as [`Self::probability_above`].
    pub fn probability_below(&self, threshold: f64) -> Option<f64> {
        self.probability_beyond((self.centre - threshold) / self.deviation)
    }

    fn probability_beyond(&self, distance: f64) -> Option<f64> {
        if distance.is_nan() {
            return None;
        }
        let beyond = 0.5
            * Reference::T(self.degrees_of_freedom)
                .ln_two_sided(distance)
                .exp();
        Some(if distance >= 0.0 {
            beyond
        } else {
            1.0 - beyond
        })
    }
}

/// The distribution of the true effect in a new setting.
///
/// ```text
/// effect_new ~ effect + sqrt(se^2 + tau2) t(df)
/// ```
///
/// se and df as the `method` says; tau2 by the model of `options`, whose inference and prediction rule are not used.
///
/// # Returns
/// `None` for a common-effect model, a single study, and where no degrees of freedom are left.
/// # Errors
/// As [`pool`].
/// # Agrees with
/// meta `metagen(method.predict = "HK")`, `"HK-PR"`, `"KR"` and `"KR-PR"` (by the same formulas).
/// # References
/// [Partlett and Riley (2017)](crate::references#partlett-2017).
pub fn prediction_distribution(
    studies: &[StudyEffect],
    method: PredictionMethod,
    options: &PoolingOptions,
) -> Result<Option<PredictionDistribution>, FitError> {
    use PredictionMethod as M;
    let knapp = PoolingOptions {
        inference: Inference::HartungKnapp,
        ..*options
    };
    let fit = pool(studies, &knapp)?;
    let Some(between_study) = fit.between_study else {
        return Ok(None);
    };
    let mean = match method {
        M::HartungKnapp | M::HartungKnappPartlettRiley => fit.pooled,
        M::KenwardRoger | M::KenwardRogerPartlettRiley => kenward_roger(studies, options)?,
    };
    let used = match method {
        M::HartungKnapp | M::KenwardRoger => 0.0,
        M::HartungKnappPartlettRiley | M::KenwardRogerPartlettRiley => 1.0,
    };
    let df = mean.degrees_of_freedom.map(|df| df - used);
    let deviation = mean.standard_error.hypot(between_study.variance.sqrt());
    Ok(df
        .filter(|df| *df > 0.0)
        .map(|degrees_of_freedom| PredictionDistribution {
            centre: mean.effect,
            deviation,
            degrees_of_freedom,
        }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, PredictionRule};

    fn studies() -> Vec<StudyEffect> {
        [
            (0.1, 0.04),
            (0.9, 0.09),
            (0.4, 0.05),
            (-0.3, 0.02),
            (0.6, 0.1),
        ]
        .map(|(y, v)| StudyEffect::from_variance(y, v).unwrap())
        .to_vec()
    }

    #[test]
    fn hartung_and_knapp_rules_are_those_of_their_test() {
        for (method, rule) in [
            (
                PredictionMethod::HartungKnapp,
                PredictionRule::StudiesMinusOne,
            ),
            (
                PredictionMethod::HartungKnappPartlettRiley,
                PredictionRule::StudiesMinusTwo,
            ),
        ] {
            let options = PoolingOptions {
                inference: Inference::HartungKnapp,
                prediction: rule,
                ..PoolingOptions::default()
            };
            let expected = pool(&studies(), &options).unwrap().prediction.unwrap();
            let options = PoolingOptions::default();
            let found = prediction_distribution(&studies(), method, &options)
                .unwrap()
                .unwrap();
            let interval = found.interval(options.level);
            assert!((interval.lower - expected.lower).abs() < 1e-12);
            assert!((interval.upper - expected.upper).abs() < 1e-12);
            let above = |threshold| found.probability_above(threshold).unwrap();
            assert!((above(interval.upper) - 0.025).abs() < 1e-12);
            assert!((above(interval.lower) - 0.975).abs() < 1e-12);
            let below = found.probability_below(interval.lower).unwrap();
            assert!((below - 0.025).abs() < 1e-12);
        }
    }

    #[test]
    fn kenward_and_rogers_rule_takes_their_variance() {
        let options = PoolingOptions::default();
        let tau2 = pool(&studies(), &options)
            .unwrap()
            .between_study
            .unwrap()
            .variance;
        let mean = kenward_roger(&studies(), &options).unwrap();
        let method = PredictionMethod::KenwardRogerPartlettRiley;
        let found = prediction_distribution(&studies(), method, &options)
            .unwrap()
            .unwrap();
        let expected = (mean.standard_error.powi(2) + tau2).sqrt();
        assert!((found.deviation - expected).abs() < 1e-14);
        let df = mean.degrees_of_freedom.unwrap() - 1.0;
        assert!((found.degrees_of_freedom - df).abs() < 1e-12);
    }

    #[test]
    fn without_a_between_study_variance_there_is_none() {
        let common = PoolingOptions {
            model: Model::CommonEffect,
            ..PoolingOptions::default()
        };
        let of = |studies: &[StudyEffect], options| {
            prediction_distribution(studies, PredictionMethod::KenwardRoger, options).unwrap()
        };
        assert_eq!(of(&studies(), &common), None);
        assert_eq!(of(&studies()[..1], &PoolingOptions::default()), None);
        let method = PredictionMethod::HartungKnappPartlettRiley;
        let two = prediction_distribution(&studies()[..2], method, &PoolingOptions::default());
        assert_eq!(two, Ok(None));
    }
}
