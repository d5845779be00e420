//! The covariance of effects that share a control group.

use super::error::RecoveryError;
use crate::effect_size::{ResponseDistribution, StudyData, TwoMeans};
use crate::numeric::tail::normal_upper_quantile;
use crate::{Measure, StudyEffect};

/// One comparison of a treated group with a control group, and its effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// What both groups report, as the effect was computed from it.
    pub data: StudyData,
    /// The effect.
    pub effect: StudyEffect,
}

/// The covariance of the sampling errors of two comparisons with one control group: what the control group
/// contributes to their variances.
///
/// ```text
/// RR 1/c - 1/n   OR 1/c + 1/(n - c)   RD p (1 - p) / n   AS 1 / (4 n)   PBIT 2 pi p (1 - p) exp(z^2) / n
/// OR2DL, OR2DN  that of OR / f^2
/// IRR 1/x   IRD x / t^2   IRSD 1 / (4 t)
/// MD sd^2 / n   ROM sd^2 / (n m^2)   VR 1 / (2 (n - 1))   CVR sd^2 / (n m^2) + 1 / (2 (n - 1))
/// SMD 1/n + y_i y_j n / (2 N_i N_j)   D2ORL, D2ORN f^2 / n + y_i y_j n / (2 N_i N_j)
/// SMD1 1/n + y_i y_j / (2 n)   SMD1H 1 / (n - 1) + y_i y_j / (2 (n - 1))
/// SMDH sd^2 / ((n - 1) s_i s_j) + y_i y_j sd^4 / (8 (n - 1) s_i^2 s_j^2)
/// ```
///
/// Notation: of the control group c of n events, p = c / n and z its normal quantile; x events in person-time t; m and
/// sd mean and standard deviation of n participants. Of comparison i y_i the effect, N_i the participants of both groups
/// and s_i^2 the mean of both groups' variances. f is [`ResponseDistribution::log_odds_ratio_per_sd`].
///
/// All follow from the delta method, by which the variance of an effect is a sum of one part for each group; the parts
/// here are those of the effects' own variances, so that the covariance matrix is positive definite. It is negative for
/// standardised effects that are large and of opposite sign: a small standard deviation of the control moves them apart.
/// The effects of SMD have the standard deviation of their own two groups. If one was pooled over all groups of the study, the
/// covariance would be Gleser and Olkin's 1/n + y_i y_j / (2 N), N all participants.
///
/// Where a continuity correction made the control groups of the comparisons differ, the covariance is the geometric mean
/// of both parts.
///
/// # Errors
/// [`RecoveryError::OtherMeasure`] if no formula is known for the measure and these data; [`RecoveryError::NotValid`]
/// where the covariance is not finite, as for ratios without events.
/// # Agrees with
/// metafor `vcalc(vi, cluster, grp1, grp2, w1, w2)` where its weights are exact, MD with equal standard deviations and
/// AS; Gleser and Olkin's matrices for RD, OR, RR and AS of their table 19.1 (tests/cli/dependent.rs).
/// # References
/// [Gleser and Olkin (2009)](crate::references#gleser-2009).
pub fn covariance_with_shared_control(
    measure: Measure,
    first: &Comparison,
    second: &Comparison,
) -> Result<f64, RecoveryError> {
    let other = RecoveryError::OtherMeasure { measure };
    let covariance = match (&first.data, &second.data) {
        (StudyData::TwoMeans(one), StudyData::TwoMeans(two)) => {
            of_means(measure, (one, first.effect), (two, second.effect)).ok_or(other)?
        }
        (one, two) => {
            let part = |data| control_part(measure, data).ok_or(other);
            geometric_mean(part(one)?, part(two)?)
        }
    };
    if covariance.is_finite() {
        return Ok(covariance);
    }
    Err(RecoveryError::NotValid {
        input: "covariance",
        value: covariance,
    })
}

/// What the control group contributes to the variance of an effect of counts.
fn control_part(measure: Measure, data: &StudyData) -> Option<f64> {
    let odds = |events: f64, total: f64| 1.0 / events + 1.0 / (total - events);
    let scaled = |part: f64, responses: ResponseDistribution| {
        part / responses.log_odds_ratio_per_sd().powi(2)
    };
    match data {
        StudyData::TwoByTwo(table) => {
            let (c, n) = (table.control_events, table.control_total);
            let p = c / n;
            match measure {
                Measure::RiskRatio => Some(1.0 / c - 1.0 / n),
                Measure::OddsRatio => Some(odds(c, n)),
                Measure::OddsRatioToSmd => Some(scaled(odds(c, n), ResponseDistribution::Logistic)),
                Measure::OddsRatioToSmdNormal => {
                    Some(scaled(odds(c, n), ResponseDistribution::Normal))
                }
                Measure::RiskDifference => Some(p * (1.0 - p) / n),
                Measure::ArcsineDifference => Some(0.25 / n),
                Measure::ProbitDifference => {
                    let z = normal_upper_quantile(p);
                    Some(std::f64::consts::TAU * p * (1.0 - p) * (z * z).exp() / n)
                }
                _ => None,
            }
        }
        StudyData::TwoRates(rates) => {
            let (x, t) = (rates.control_events, rates.control_time);
            match measure {
                Measure::RateRatio => Some(1.0 / x),
                Measure::RateDifference => Some(x / (t * t)),
                Measure::RootRateDifference => Some(0.25 / t),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The covariance for measures of two means.
fn of_means(
    measure: Measure,
    (one, first): (&TwoMeans, StudyEffect),
    (two, second): (&TwoMeans, StudyEffect),
) -> Option<f64> {
    let (n, variance) = (one.control_total, one.control_sd.powi(2));
    let products = first.effect() * second.effect();
    let relative = variance / (n * one.control_mean.powi(2));
    let half = 0.5 / (n - 1.0);
    let all = |means: &TwoMeans| means.treated_total + n;
    let of_pooled_sd = products * n / (2.0 * all(one) * all(two));
    let per_sd = |responses: ResponseDistribution| {
        responses.log_odds_ratio_per_sd().powi(2) / n + of_pooled_sd
    };
    match measure {
        Measure::MeanDifference => Some(variance / n),
        Measure::RatioOfMeans => Some(relative),
        Measure::VariabilityRatio => Some(half),
        Measure::VariationRatio => Some(relative + half),
        Measure::StandardizedMeanDifference => Some(1.0 / n + of_pooled_sd),
        Measure::SmdToOddsRatio => Some(per_sd(ResponseDistribution::Logistic)),
        Measure::SmdToOddsRatioNormal => Some(per_sd(ResponseDistribution::Normal)),
        Measure::GlassDelta => Some(1.0 / n + products / (2.0 * n)),
        Measure::GlassDeltaHeteroscedastic => Some((1.0 + products / 2.0) / (n - 1.0)),
        Measure::HeteroscedasticSmd => {
            let mean_variance =
                |means: &TwoMeans| f64::midpoint(means.treated_sd.powi(2), variance);
            let both = mean_variance(one) * mean_variance(two);
            Some(
                (variance / both.sqrt() + products * variance * variance / (8.0 * both))
                    / (n - 1.0),
            )
        }
        _ => None,
    }
}

/// The geometric mean; exactly that of equal numbers.
fn geometric_mean(one: f64, two: f64) -> f64 {
    if one.to_bits() == two.to_bits() {
        one
    } else {
        (one * two).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effect_size::{TwoByTwo, TwoRates, effect_size};

    fn comparison(measure: Measure, data: StudyData) -> Comparison {
        let effect = effect_size(measure, &data).unwrap();
        Comparison { data, effect }
    }

    /// With a treated group that has no sampling error the whole variance is the control's: grow it without bound.
    #[track_caller]
    fn assert_is_control_part(measure: Measure, data: StudyData) {
        let one = comparison(measure, data);
        let variance = one.effect.sampling_variance();
        let covariance = covariance_with_shared_control(measure, &one, &one).unwrap();
        assert!(
            (covariance / variance - 1.0).abs() < 1e-9,
            "{measure}: {covariance} {variance}"
        );
    }

    #[test]
    fn the_covariance_is_the_control_groups_part_of_the_variance() {
        use Measure as M;
        for measure in [
            M::RiskRatio,
            M::OddsRatio,
            M::RiskDifference,
            M::ArcsineDifference,
            M::ProbitDifference,
            M::OddsRatioToSmd,
            M::OddsRatioToSmdNormal,
        ] {
            let table = TwoByTwo {
                treated_events: 3e14,
                treated_total: 1e15,
                control_events: 7.0,
                control_total: 40.0,
            };
            assert_is_control_part(measure, StudyData::TwoByTwo(table));
        }
        for measure in [M::RateRatio, M::RateDifference, M::RootRateDifference] {
            let rates = TwoRates {
                treated_events: 3e14,
                treated_time: 1e15,
                control_events: 7.0,
                control_time: 40.0,
            };
            assert_is_control_part(measure, StudyData::TwoRates(rates));
        }
        for measure in [
            M::MeanDifference,
            M::RatioOfMeans,
            M::VariabilityRatio,
            M::VariationRatio,
            M::HeteroscedasticSmd,
            M::GlassDelta,
            M::GlassDeltaHeteroscedastic,
        ] {
            let means = TwoMeans {
                treated_mean: 9.0,
                treated_sd: 2.5,
                treated_total: 1e14,
                control_mean: 7.0,
                control_sd: 2.0,
                control_total: 40.0,
            };
            assert_is_control_part(measure, StudyData::TwoMeans(means));
        }
    }

    /// A pooled standard deviation weighs both groups, so that with equal groups half of its part is the control's:
    /// v = 1/n1 + 1/n2 + y^2 / (2 N), of which 1/n2 + y^2 / (4 N).
    #[test]
    fn half_of_a_pooled_standard_deviation_is_the_controls() {
        use Measure as M;
        for measure in [
            M::StandardizedMeanDifference,
            M::SmdToOddsRatio,
            M::SmdToOddsRatioNormal,
        ] {
            let means = TwoMeans {
                treated_mean: 9.0,
                treated_sd: 2.5,
                treated_total: 40.0,
                control_mean: 7.0,
                control_sd: 2.0,
                control_total: 40.0,
            };
            let one = comparison(measure, StudyData::TwoMeans(means));
            let covariance = covariance_with_shared_control(measure, &one, &one).unwrap();
            let half = one.effect.sampling_variance() / 2.0;
            assert!((covariance / half - 1.0).abs() < 1e-12, "{measure}");
        }
    }

    /// Effects of 4 and -4 standard deviations, groups of 20: 1/20 - 16 * 20 / (2 * 40 * 40) = -1/20.
    #[test]
    fn large_effects_of_opposite_sign_have_a_negative_covariance() {
        let means = |treated_mean| {
            StudyData::TwoMeans(TwoMeans {
                treated_mean,
                treated_sd: 1.0,
                treated_total: 20.0,
                control_mean: 0.0,
                control_sd: 1.0,
                control_total: 20.0,
            })
        };
        let of = |effect: f64| Comparison {
            data: means(effect),
            effect: StudyEffect::from_variance(effect, 0.3).unwrap(),
        };
        let smd = Measure::StandardizedMeanDifference;
        let covariance = covariance_with_shared_control(smd, &of(4.0), &of(-4.0)).unwrap();
        assert!((covariance + 0.05).abs() < 1e-15, "{covariance}");
    }

    #[test]
    fn what_has_no_formula_is_refused() {
        let table = StudyData::TwoByTwo(TwoByTwo::from_cells(3.0, 7.0, 5.0, 5.0));
        let one = comparison(Measure::PetoOddsRatio, table);
        let refused = covariance_with_shared_control(Measure::PetoOddsRatio, &one, &one);
        assert!(matches!(refused, Err(RecoveryError::OtherMeasure { .. })));
    }
}
