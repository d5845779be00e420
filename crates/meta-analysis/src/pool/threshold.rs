//! How likely the true effect in a new setting lies beyond a threshold.

use super::prediction::reference;
use super::{PooledFit, PoolingOptions};

/// The probability that the true effect in a new setting exceeds `threshold`, from the distribution behind the
/// prediction interval.
///
/// ```text
/// P(effect_new > threshold) = P(T > (threshold - effect) / sqrt(se^2 + tau2))
/// ```
///
/// T is normal or Student's t by the prediction rule of `options`, with which `fit` was made, so that the probability
/// beyond a limit of a 95 % prediction interval is 2.5 %. It describes settings like those of the studies, and is not
/// the probability that the mean effect exceeds the threshold.
///
/// # Input and units
/// `threshold`, for example the minimal important difference, on the analysis scale (log for ratio measures); for the
/// probability of a smaller effect take 1 minus the result.
/// # Returns
/// `None` for a common-effect model and where there is no prediction interval.
/// # References
/// [Higgins, Thompson and Spiegelhalter (2009)](crate::references#higgins-2009).
pub fn probability_beyond(
    fit: &PooledFit,
    threshold: f64,
    options: &PoolingOptions,
) -> Option<f64> {
    let variance = fit.between_study?.variance;
    let reference = reference(options.prediction, options.inference, fit.study_count, 1)?;
    let standard_error = fit.pooled.standard_error;
    let deviation = (standard_error * standard_error + variance).sqrt();
    let distance = (threshold - fit.pooled.effect) / deviation;
    if distance.is_nan() {
        return None;
    }
    let beyond = 0.5 * reference.ln_two_sided(distance).exp();
    Some(if distance >= 0.0 {
        beyond
    } else {
        1.0 - beyond
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PredictionRule, StudyEffect, pool};

    #[test]
    fn the_limits_of_the_prediction_interval_leave_their_tails() {
        let studies = [
            (0.1, 0.04),
            (0.9, 0.09),
            (0.4, 0.05),
            (-0.3, 0.02),
            (0.6, 0.1),
        ]
        .map(|(y, v)| StudyEffect::from_variance(y, v).unwrap());
        for prediction in [
            PredictionRule::Normal,
            PredictionRule::StudiesMinusOne,
            PredictionRule::StudiesMinusTwo,
        ] {
            let options = PoolingOptions {
                prediction,
                ..PoolingOptions::default()
            };
            let fit = pool(&studies, &options).unwrap();
            let limits = fit.prediction.unwrap();
            for (threshold, expected) in [
                (limits.lower, 0.975),
                (fit.pooled.effect, 0.5),
                (limits.upper, 0.025),
            ] {
                let found = probability_beyond(&fit, threshold, &options).unwrap();
                assert!((found - expected).abs() < 1e-12, "{found} {expected}");
            }
        }
        let none = PoolingOptions {
            prediction: PredictionRule::None,
            ..PoolingOptions::default()
        };
        let fit = pool(&studies, &none).unwrap();
        assert_eq!(probability_beyond(&fit, 0.0, &none), None);
    }
}
