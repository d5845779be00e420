//! The standard error of a mean that was recovered from quantiles, by a parametric bootstrap.

use serde::{Deserialize, Serialize};

use super::box_cox::{BoxCoxDistribution, mean_and_sd_by_power};
use super::error::RecoveryError;
use super::quantile_estimation::{FittedDistribution, mean_and_sd_by_quantiles};
use super::{MeanAndSd, Quantiles};
use crate::Bootstrap;
use crate::numeric::random::SplitMix;
use crate::numeric::tail::{beta_quantile, normal_survival, normal_upper_quantile};
use crate::numeric::wide;

/// With fewer samples a standard deviation means little.
const FEWEST_SAMPLES: usize = 50;

/// A method that fits a distribution to quantiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantileMethod {
    /// [`mean_and_sd_by_quantiles`].
    #[doc(alias = "QE")]
    BestFittingDistribution,
    /// [`mean_and_sd_by_power`].
    #[doc(alias = "MLN")]
    PowerTransformation,
}

/// The standard error of the mean that `method` recovers.
///
/// ```text
/// quantiles* of n participants drawn from the fitted distribution -> method -> mean*;   se = sd(mean*)
/// ```
///
/// sd / sqrt(n) would be the standard error of the mean of n values; one recovered from a few quantiles is less precise.
///
/// # Errors
/// Those of the method; [`RecoveryError::NotValid`] for fewer than 50 samples.
/// # Agrees with
/// R package estmeansd 1.0.1 `get_SE()` within Monte Carlo error (tests beside).
/// # References
/// [McGrath et al. (2023)](crate::references#mcgrath-2023).
pub fn bootstrap_error_of_mean(
    quantiles: &Quantiles,
    total: f64,
    method: QuantileMethod,
    bootstrap: Bootstrap,
) -> Result<f64, RecoveryError> {
    if bootstrap.samples < FEWEST_SAMPLES {
        return Err(RecoveryError::NotValid {
            input: "number of samples",
            value: bootstrap.samples as f64,
        });
    }
    let fitted = Fitted::new(method, quantiles, total)?;
    let mut seeds = SplitMix::new(bootstrap.seed);
    let seeds: Vec<u64> = (0..bootstrap.samples).map(|_| seeds.next()).collect();
    let means = wide::map(seeds.len(), |i| {
        let sample = fitted.sample(quantiles, total.round(), &mut SplitMix::new(seeds[i]));
        Fitted::mean(method, &sample, total)
    });
    let means = means.into_iter().collect::<Result<Vec<f64>, _>>()?;
    let count = means.len() as f64;
    let mean = means.iter().sum::<f64>() / count;
    let squares: f64 = means.iter().map(|m| (m - mean).powi(2)).sum();
    Ok((squares / (count - 1.0)).sqrt())
}

/// A distribution that can be drawn from.
enum Fitted {
    Family(FittedDistribution),
    BoxCox(BoxCoxDistribution),
}

impl Fitted {
    fn new(
        method: QuantileMethod,
        quantiles: &Quantiles,
        total: f64,
    ) -> Result<Self, RecoveryError> {
        Ok(match method {
            QuantileMethod::BestFittingDistribution => {
                Self::Family(mean_and_sd_by_quantiles(quantiles, total)?.1)
            }
            QuantileMethod::PowerTransformation => {
                Self::BoxCox(mean_and_sd_by_power(quantiles, total)?.1)
            }
        })
    }

    fn mean(
        method: QuantileMethod,
        quantiles: &Quantiles,
        total: f64,
    ) -> Result<f64, RecoveryError> {
        let MeanAndSd { mean, .. } = match method {
            QuantileMethod::BestFittingDistribution => {
                mean_and_sd_by_quantiles(quantiles, total)?.0.value
            }
            QuantileMethod::PowerTransformation => mean_and_sd_by_power(quantiles, total)?.0.value,
        };
        Ok(mean)
    }

    /// The value below which a share `p` lies.
    fn quantile(&self, p: f64) -> f64 {
        match self {
            Self::Family(fitted) => fitted.quantile(p),
            Self::BoxCox(fitted) => {
                // Cut at both ends, as for the moments.
                let outside = normal_survival(fitted.reach());
                fitted.back_transform(-normal_upper_quantile(outside + p * (1.0 - 2.0 * outside)))
            }
        }
    }

    /// Quantiles of `n` participants, of the same kinds, linear between ordered values.
    fn sample(&self, kinds: &Quantiles, n: f64, random: &mut SplitMix) -> Quantiles {
        let shares = match kinds {
            Quantiles::Range { .. } => vec![0.0, 0.5, 1.0],
            Quantiles::Quartiles { .. } => vec![0.25, 0.5, 0.75],
            Quantiles::FiveNumbers { .. } => vec![0.0, 0.25, 0.5, 0.75, 1.0],
        };
        // Ordered uniform numbers are drawn at the ranks needed: given one, the next is that of fewer numbers above it.
        let (mut rank, mut uniform) = (0.0, 0.0);
        let mut next = |wanted: f64| {
            if wanted > rank {
                let share = beta_quantile(random.uniform(), wanted - rank, n - wanted + 1.0);
                uniform += (1.0 - uniform) * share;
                rank = wanted;
            }
            self.quantile(uniform)
        };
        let values: Vec<f64> = shares
            .iter()
            .map(|share| {
                let place = (n - 1.0) * share;
                let below = next(place.floor() + 1.0);
                if place.fract() == 0.0 {
                    below
                } else {
                    below + place.fract() * (next(place.floor() + 2.0) - below)
                }
            })
            .collect();
        kinds.with(&values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Quantiles = Quantiles::Range {
        minimum: 2.0,
        median: 4.0,
        maximum: 9.0,
    };

    fn error(method: QuantileMethod, samples: usize) -> f64 {
        let bootstrap = Bootstrap { samples, seed: 3 };
        bootstrap_error_of_mean(&RANGE, 100.0, method, bootstrap).unwrap()
    }

    /// estmeansd's README: minimum 2, median 4, maximum 9 of 100; 1,000 samples, so that its standard deviations have a
    /// standard error of about 3 %.
    #[test]
    fn agrees_with_estmeansd() {
        let best = error(QuantileMethod::BestFittingDistribution, 400);
        assert!((best / 0.239_108 - 1.0).abs() < 3.0 * 0.06, "{best}");
        let power = error(QuantileMethod::PowerTransformation, 1_000);
        assert!((power / 0.150_535 - 1.0).abs() < 3.0 * 0.045, "{power}");
    }

    #[test]
    fn is_reproducible_and_needs_samples() {
        let method = QuantileMethod::PowerTransformation;
        assert_eq!(error(method, 60).to_bits(), error(method, 60).to_bits());
        let few = Bootstrap {
            samples: 49,
            seed: 1,
        };
        assert!(bootstrap_error_of_mean(&RANGE, 100.0, method, few).is_err());
    }

    /// Each of the ordered numbers has its beta distribution: their means are rank / (n + 1).
    #[test]
    fn ordered_numbers_have_their_means() {
        let fitted = Fitted::Family(
            mean_and_sd_by_quantiles(
                &Quantiles::Quartiles {
                    first_quartile: -1.0,
                    median: 0.0,
                    third_quartile: 1.0,
                },
                9.0,
            )
            .unwrap()
            .1,
        );
        let mut random = SplitMix::new(5);
        let draws = 4_000;
        let mut sums = [0.0; 3];
        for _ in 0..draws {
            let sample = fitted.sample(&RANGE, 9.0, &mut random).values();
            for (sum, x) in sums.iter_mut().zip(sample) {
                // Back to the uniform number: the quartiles of a normal distribution lie at 0.674 SD.
                *sum += 1.0 - normal_survival(x * normal_upper_quantile(0.25));
            }
        }
        for (sum, rank) in sums.iter().zip([1.0, 5.0, 9.0]) {
            assert!(
                (sum / f64::from(draws) - rank / 10.0).abs() < 0.01,
                "{sums:?}"
            );
        }
    }
}
