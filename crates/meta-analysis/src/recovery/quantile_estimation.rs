//! Mean and standard deviation from quantiles by the distribution that fits them best (McGrath's QE).

use serde::{Deserialize, Serialize};

use super::error::{RecoveryError, finite};
use super::{MeanAndSd, Quantiles};
use crate::numeric::minimum::{golden, lowest};
use crate::numeric::tail::{beta_quantile, chi_squared_upper_quantile, normal_upper_quantile};
use crate::{Derivation, Recovered};

/// The extremes of fewer participants are no quantiles apart from the median.
const FEWEST: f64 = 3.0;

/// Golden sections of each of the two nested searches for a beta distribution: to 1e-6 of their ranges.
const NESTED_STEPS: usize = 30;

/// A family of distributions that is fitted to quantiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Normal.
    Normal,
    /// Log-normal, for data that are not negative.
    LogNormal,
    /// Gamma, for data that are not negative.
    Gamma,
    /// Weibull, for data that are not negative.
    Weibull,
    /// Beta, for data between 0 and 1.
    Beta,
}

/// A distribution of a [`Family`], fitted to quantiles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FittedDistribution {
    /// The family.
    pub family: Family,
    /// mu and sigma; sigma and e^mu; shape and scale; alpha and beta.
    parameters: [f64; 2],
    /// S, the sum of squared differences between its quantiles and those reported.
    pub squared_distance: f64,
}

/// Estimates mean and standard deviation by quantile estimation.
///
/// ```text
/// S = sum_i (F^-1(p_i) - q_i)^2 -> min over the parameters of each family, then over the families
/// p = 1/n, 1/2, 1 - 1/n (range);   1/4, 1/2, 3/4 (quartiles);   all five
/// ```
///
/// Notation: q_i the quantiles reported, F the distribution, n `total`. Families: normal, log-normal, gamma, Weibull;
/// beta if all quantiles lie in [0, 1]; the normal alone if one is negative. Mean and SD are those of the best fit.
/// The distance is minimised over the scale in closed form and over the shape by a scan, so that the global minimum
/// is found.
///
/// # Errors
/// [`RecoveryError::NotOrdered`]; [`RecoveryError::TooFewParticipants`] below 3; [`RecoveryError::NotValid`].
/// # Agrees with
/// R package estmeansd 1.0.1 `qe.mean.sd()` to the digits to which its optimiser converges (tests beside). It bounds
/// shapes at 100 and replaces a quantile of 0 by 0.01; neither is done here.
/// # References
/// [McGrath et al. (2020)](crate::references#mcgrath-2020).
#[doc(alias = "QE")]
pub fn mean_and_sd_by_quantiles(
    quantiles: &Quantiles,
    total: f64,
) -> Result<(Recovered<MeanAndSd>, FittedDistribution), RecoveryError> {
    quantiles.check()?;
    finite("participants", total)?;
    if total < FEWEST {
        return Err(RecoveryError::TooFewParticipants {
            given: total,
            needed: FEWEST,
        });
    }
    let fitted = fit(&quantiles.values(), &probabilities(quantiles, total));
    let recovered = Recovered {
        value: fitted.moments(),
        derivation: Derivation::BestFittingDistribution,
    };
    Ok((recovered, fitted))
}

fn probabilities(quantiles: &Quantiles, total: f64) -> Vec<f64> {
    let extreme = 1.0 / total;
    match quantiles {
        Quantiles::Range { .. } => vec![extreme, 0.5, 1.0 - extreme],
        Quantiles::Quartiles { .. } => vec![0.25, 0.5, 0.75],
        Quantiles::FiveNumbers { .. } => vec![extreme, 0.25, 0.5, 0.75, 1.0 - extreme],
    }
}

fn fit(values: &[f64], probabilities: &[f64]) -> FittedDistribution {
    let mut best = normal(values, probabilities);
    if values[0] >= 0.0 {
        // The ranges of the logarithm of the shape reach from a spike at 0 to what is normal to all digits.
        for (family, lower, upper) in [
            (Family::LogNormal, 1e-4_f64, 20.0_f64),
            (Family::Gamma, 0.02, 1e6),
            (Family::Weibull, 0.05, 1e3),
        ] {
            let scaled = |ln_shape: f64| scaled(family, ln_shape.exp(), values, probabilities);
            let ln_shape = lowest(|x| scaled(x).squared_distance, lower.ln(), upper.ln());
            best = best.or(scaled(ln_shape));
        }
    }
    if values[0] >= 0.0 && values[values.len() - 1] <= 1.0 {
        best = best.or(beta(values, probabilities));
    }
    best
}

/// Least squares of the quantiles on those of the standard normal.
fn normal(values: &[f64], probabilities: &[f64]) -> FittedDistribution {
    let z: Vec<f64> = probabilities
        .iter()
        .map(|p| -normal_upper_quantile(*p))
        .collect();
    // The probabilities lie symmetrically about 1/2, so the z sum to 0.
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares: f64 = z.iter().map(|z| z * z).sum();
    let products: f64 = z.iter().zip(values).map(|(z, q)| z * (q - mean)).sum();
    FittedDistribution::measured(
        Family::Normal,
        [mean, products / squares],
        values,
        probabilities,
    )
}

/// The distribution of a shape with its best scale.
fn scaled(family: Family, shape: f64, values: &[f64], probabilities: &[f64]) -> FittedDistribution {
    let unit = FittedDistribution {
        family,
        parameters: [shape, 1.0],
        squared_distance: 0.0,
    };
    let (mut products, mut squares) = (0.0, 0.0);
    for (p, q) in probabilities.iter().zip(values) {
        let quantile = unit.quantile(*p);
        products += quantile * q;
        squares += quantile * quantile;
    }
    let scale = if squares > 0.0 {
        products / squares
    } else {
        0.0
    };
    FittedDistribution::measured(family, [shape, scale], values, probabilities)
}

/// Beta distributions by mean and then by precision, alpha + beta.
fn beta(values: &[f64], probabilities: &[f64]) -> FittedDistribution {
    let of = |logit: f64, ln_precision: f64| {
        let (mean, precision) = (1.0 / (1.0 + (-logit).exp()), ln_precision.exp());
        let parameters = [mean * precision, (1.0 - mean) * precision];
        FittedDistribution::measured(Family::Beta, parameters, values, probabilities)
    };
    let with_precision = |ln_precision: f64| {
        let distance = |logit: f64| of(logit, ln_precision).squared_distance;
        let (logit, _) = golden(&distance, -6.0, 6.0, NESTED_STEPS);
        of(logit, ln_precision)
    };
    let distance = |ln_precision: f64| with_precision(ln_precision).squared_distance;
    let (ln_precision, _) = golden(&distance, -3.0, 9.0, NESTED_STEPS);
    with_precision(ln_precision)
}

impl FittedDistribution {
    fn measured(
        family: Family,
        parameters: [f64; 2],
        values: &[f64],
        probabilities: &[f64],
    ) -> Self {
        let mut fitted = Self {
            family,
            parameters,
            squared_distance: 0.0,
        };
        let pairs = probabilities.iter().zip(values);
        fitted.squared_distance = pairs.map(|(p, q)| (fitted.quantile(*p) - q).powi(2)).sum();
        fitted
    }

    /// The one with the smaller distance; this one if they are equal.
    fn or(self, other: Self) -> Self {
        if other.squared_distance < self.squared_distance {
            other
        } else {
            self
        }
    }

    /// F^-1(p).
    pub(super) fn quantile(&self, p: f64) -> f64 {
        let [first, second] = self.parameters;
        match self.family {
            Family::Normal => first - second * normal_upper_quantile(p),
            Family::LogNormal => second * (-first * normal_upper_quantile(p)).exp(),
            Family::Gamma => second * 0.5 * chi_squared_upper_quantile(1.0 - p, 2.0 * first),
            Family::Weibull => second * (-f64::ln_1p(-p)).powf(1.0 / first),
            Family::Beta => beta_quantile(p, first, second),
        }
    }

    fn moments(&self) -> MeanAndSd {
        let [first, second] = self.parameters;
        match self.family {
            Family::Normal => MeanAndSd {
                mean: first,
                sd: second,
            },
            Family::LogNormal => {
                let mean = second * (0.5 * first * first).exp();
                MeanAndSd {
                    mean,
                    sd: mean * (first * first).exp_m1().sqrt(),
                }
            }
            Family::Gamma => MeanAndSd {
                mean: first * second,
                sd: first.sqrt() * second,
            },
            Family::Weibull => {
                let moment = |m: f64| libm::lgamma(1.0 + m / first);
                let mean = moment(1.0).exp();
                MeanAndSd {
                    mean: second * mean,
                    sd: second * mean * (moment(2.0) - 2.0 * moment(1.0)).exp_m1().sqrt(),
                }
            }
            Family::Beta => {
                let sum = first + second;
                MeanAndSd {
                    mean: first / sum,
                    sd: (first * second / (sum + 1.0)).sqrt() / sum,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(quantiles: Quantiles, total: f64) -> (MeanAndSd, FittedDistribution) {
        let (recovered, fitted) = mean_and_sd_by_quantiles(&quantiles, total).unwrap();
        (recovered.value, fitted)
    }

    fn range(minimum: f64, median: f64, maximum: f64) -> Quantiles {
        Quantiles::Range {
            minimum,
            median,
            maximum,
        }
    }

    fn quartiles(first_quartile: f64, median: f64, third_quartile: f64) -> Quantiles {
        Quantiles::Quartiles {
            first_quartile,
            median,
            third_quartile,
        }
    }

    fn five([minimum, first_quartile, median, third_quartile, maximum]: [f64; 5]) -> Quantiles {
        Quantiles::FiveNumbers {
            minimum,
            first_quartile,
            median,
            third_quartile,
            maximum,
        }
    }

    /// The first is the example of estmeansd's README (`qe.mean.sd(min.val = 2, med.val = 4, max.val = 9, n = 100)`),
    /// the others are its code run under R 4.2.2. L-BFGS-B stops at a relative change of S of about 1e-9, which leaves
    /// the parameters 1e-4.
    #[test]
    fn agrees_with_estmeansd() {
        for (quantiles, total, family, mean, sd, distance) in [
            (
                range(2.0, 4.0, 9.0),
                100.0,
                Family::LogNormal,
                4.347_284,
                1.502_171,
                0.026_616_467,
            ),
            (
                quartiles(3.0, 4.2, 7.0),
                60.0,
                Family::LogNormal,
                5.519_138,
                4.117_016,
                0.085_975_712,
            ),
            (
                five([1.0, 3.0, 4.2, 7.0, 21.0]),
                60.0,
                Family::LogNormal,
                5.714_633,
                4.872_365,
                0.186_942_763,
            ),
            (
                quartiles(18.0, 20.0, 21.0),
                200.0,
                Family::Weibull,
                19.490_874,
                2.294_854,
                0.095_765_027,
            ),
            (
                five([0.05, 0.2, 0.35, 0.5, 0.9]),
                80.0,
                Family::Weibull,
                0.369_122,
                0.201_288,
                4.279_834e-4,
            ),
            (
                five([2.0, 9.0, 11.0, 12.5, 16.0]),
                150.0,
                Family::Weibull,
                10.274_129,
                2.767_363,
                3.243_774_997,
            ),
        ] {
            let (value, fitted) = estimate(quantiles, total);
            assert_eq!(fitted.family, family, "{quantiles:?} {fitted:?}");
            assert!((value.mean / mean - 1.0).abs() < 1e-4, "{value:?} {mean}");
            assert!((value.sd / sd - 1.0).abs() < 1e-3, "{value:?} {sd}");
            // Never farther than their minimum.
            assert!(
                fitted.squared_distance <= distance * (1.0 + 1e-7),
                "{fitted:?}"
            );
        }
    }

    #[test]
    fn recovers_distributions_from_their_own_quantiles() {
        for (family, parameters) in [
            (Family::Normal, [-1.0, 2.0]),
            (Family::LogNormal, [0.7, 3.0]),
            (Family::Gamma, [2.5, 4.0]),
            (Family::Weibull, [1.7, 0.2]),
            (Family::Beta, [2.0, 5.0]),
        ] {
            let exact = FittedDistribution {
                family,
                parameters,
                squared_distance: 0.0,
            };
            let [a, q1, m, q3, b] = [0.01, 0.25, 0.5, 0.75, 0.99].map(|p| exact.quantile(p));
            let (value, fitted) = estimate(five([a, q1, m, q3, b]), 100.0);
            let expected = exact.moments();
            assert_eq!(fitted.family, family);
            assert!(
                (value.mean - expected.mean).abs() < 1e-5 * expected.sd,
                "{value:?}"
            );
            assert!((value.sd / expected.sd - 1.0).abs() < 1e-5, "{value:?}");
        }
    }

    #[test]
    fn follows_the_unit() {
        let (small, _) = estimate(quartiles(1.0, 2.0, 5.0), 40.0);
        let (large, _) = estimate(quartiles(1e3, 2e3, 5e3), 40.0);
        assert!((large.mean / small.mean / 1e3 - 1.0).abs() < 1e-7);
        assert!((large.sd / small.sd / 1e3 - 1.0).abs() < 1e-7);
        let (negative, fitted) = estimate(quartiles(-1.0, 2.0, 5.0), 40.0);
        assert_eq!((negative.mean, fitted.family), (2.0, Family::Normal));
        // A quantile of 0 is one, of every family.
        assert!(estimate(quartiles(0.0, 3.0, 9.0), 40.0).0.mean > 3.0);
        assert!(mean_and_sd_by_quantiles(&range(1.0, 2.0, 3.0), 2.0).is_err());
    }
}
