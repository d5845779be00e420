//! Mean and standard deviation from quantiles of data that are normal after a power transformation (Cai's MLN).

use serde::{Deserialize, Serialize};

use super::error::{RecoveryError, finite};
use super::five_numbers::{normal_mean, wan_sd};
use super::{MeanAndSd, Quantiles};
use crate::numeric::minimum::lowest;
use crate::numeric::quadrature::integrate;
use crate::numeric::tail::normal_survival;
use crate::{Derivation, Recovered};

/// Formulas are made for at least so many participants.
const FEWEST: f64 = 5.0;

/// The largest power.
const LARGEST_POWER: f64 = 10.0;

/// Newton steps, each with so many halvings at most; the likelihood is concave, and ten are typical.
const STEPS: usize = 60;

/// Beyond so many standard deviations the normal distribution has no mass in a double.
const FARTHEST: f64 = 38.0;

/// Tolerance of an integral over one panel, relative to the largest value of the integrand.
const TOLERANCE: f64 = 1e-13;

/// A distribution that is normal after the transformation of Box and Cox.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BoxCoxDistribution {
    /// lambda; 0 for the logarithm.
    pub power: f64,
    /// Mean of the transformed data divided by `unit`.
    pub location: f64,
    /// Their standard deviation.
    pub scale: f64,
    /// What data are divided by before they are transformed: their median.
    pub unit: f64,
}

/// Estimates mean and standard deviation of data of unknown distribution.
///
/// ```text
/// y = (x^lambda - 1) / lambda ~ N(mu, sigma^2),   0 <= lambda <= 10 (y = ln x for 0)
/// lambda maximises the likelihood with mu by Luo and sigma by Wan; then mu and sigma maximise it given lambda
/// mean, sd: those of (lambda y + 1)^(1 / lambda), y normal and cut symmetrically at -1 / lambda
/// ```
///
/// The likelihood is that of the quantiles reported: the densities at them and, to the power of the numbers of
/// participants between them, the probabilities of the gaps. The moments are integrals.
///
/// # Errors
/// [`RecoveryError::NotPositive`] if a quantile is not positive; [`RecoveryError::NotOrdered`], also for equal
/// neighbours, whose gap has no probability; [`RecoveryError::TooFewParticipants`] below 5;
/// [`RecoveryError::NotValid`].
/// # Agrees with
/// R package estmeansd 1.0.1 `mln.mean.sd()` where lambda is 0, within the error of its 10,000 random draws (tests beside).
/// Its likelihood of lambda lacks the Jacobian of the transformation, x^(lambda - 1) at each quantile: its estimates
/// depend on the unit of the data, and for values above 1 lambda goes to 0 even where the data are skewed to the left.
/// # References
/// [Cai, Zhou and Pan (2021)](crate::references#cai-2021).
#[doc(alias = "MLN")]
pub fn mean_and_sd_by_power(
    quantiles: &Quantiles,
    total: f64,
) -> Result<(Recovered<MeanAndSd>, BoxCoxDistribution), RecoveryError> {
    quantiles.check()?;
    finite("participants", total)?;
    if total < FEWEST {
        return Err(RecoveryError::TooFewParticipants {
            given: total,
            needed: FEWEST,
        });
    }
    let values = quantiles.values();
    if values[0] <= 0.0 {
        return Err(RecoveryError::NotPositive { value: values[0] });
    }
    if values.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(RecoveryError::NotOrdered);
    }
    let unit = values[values.len() / 2];
    let quantiles = quantiles.map(|x| x / unit);
    let gaps = Gaps::new(&quantiles, total);
    let power = lowest(
        |lambda| -profile_likelihood(&quantiles, total, &gaps, lambda),
        0.0,
        LARGEST_POWER,
    );
    let transformed = quantiles.map(|x| transform(x, power));
    let start = [
        normal_mean(&transformed, total),
        wan_sd(&transformed, total),
    ];
    let [location, scale] = gaps.maximise(&transformed.values(), start);
    let distribution = BoxCoxDistribution {
        power,
        location,
        scale,
        unit,
    };
    let value = distribution.moments();
    if !(value.mean.is_finite() && value.sd.is_finite()) {
        return Err(RecoveryError::NotValid {
            input: "mean",
            value: value.mean,
        });
    }
    let recovered = Recovered {
        value,
        derivation: Derivation::PowerTransformation,
    };
    Ok((recovered, distribution))
}

/// (x^lambda - 1) / lambda, continuous at 0.
fn transform(x: f64, lambda: f64) -> f64 {
    let ln = x.ln();
    if lambda == 0.0 {
        ln
    } else {
        (lambda * ln).exp_m1() / lambda
    }
}

/// ln L(lambda), with mu and sigma by the formulas of Luo and Wan.
fn profile_likelihood(quantiles: &Quantiles, total: f64, gaps: &Gaps, lambda: f64) -> f64 {
    let transformed = quantiles.map(|x| transform(x, lambda));
    let (mean, sd) = (
        normal_mean(&transformed, total),
        wan_sd(&transformed, total),
    );
    let jacobian: f64 = quantiles
        .values()
        .iter()
        .map(|x| (lambda - 1.0) * x.ln())
        .sum();
    jacobian + gaps.at(&transformed.values(), [1.0 / sd, mean / sd]).value
}

/// How many participants lie below the first quantile, between neighbours, and above the last.
struct Gaps(Vec<f64>);

impl Gaps {
    fn new(quantiles: &Quantiles, n: f64) -> Self {
        // The places of the quartiles and of the median among the ordered participants.
        let [h, j, k] = [0.25, 0.5, 0.75].map(|p| (p * n + 1.0).floor());
        Self(match quantiles {
            Quantiles::Range { .. } => vec![0.0, j - 2.0, n - j - 1.0, 0.0],
            Quantiles::Quartiles { .. } => vec![h - 1.0, j - h - 1.0, k - j - 1.0, n - k],
            Quantiles::FiveNumbers { .. } => {
                vec![0.0, h - 2.0, j - h - 1.0, k - j - 1.0, n - k - 1.0, 0.0]
            }
        })
    }

    /// ln L of transformed quantiles with its derivatives in a = 1 / sigma and b = mu / sigma, in which it is concave.
    fn at(&self, y: &[f64], [a, b]: [f64; 2]) -> Derivatives {
        let mut sum = Derivatives::default();
        for y in y {
            let u = a * y - b;
            sum.value += a.ln() - 0.5 * u * u - 0.5 * std::f64::consts::TAU.ln();
            sum.gradient[0] += 1.0 / a - u * y;
            sum.gradient[1] += u;
            sum.curvature[0] -= 1.0 / (a * a) + y * y;
            sum.curvature[1] += y;
            sum.curvature[2] -= 1.0;
        }
        for (i, count) in self.0.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            let ends = [i.checked_sub(1).map(|i| y[i]), y.get(i).copied()];
            let u = ends.map(|end| end.map(|y| a * y - b));
            let probability = match u {
                [Some(lower), Some(upper)] if lower > 0.0 => {
                    normal_survival(lower) - normal_survival(upper)
                }
                _ => {
                    let below = |u: Option<f64>, none: f64| u.map_or(none, |u| normal_survival(-u));
                    below(u[1], 1.0) - below(u[0], 0.0)
                }
            };
            // The derivatives of the probability: density times du, at the upper end less at the lower.
            let (mut first, mut second) = ([0.0; 2], [0.0; 3]);
            for ((end, u), sign) in ends.iter().zip(u).zip([-1.0, 1.0]) {
                let (Some(y), Some(u)) = (end, u) else {
                    continue;
                };
                let density = sign * (-0.5 * u * u).exp() / std::f64::consts::TAU.sqrt();
                first[0] += density * y;
                first[1] -= density;
                second[0] -= density * u * y * y;
                second[1] += density * u * y;
                second[2] -= density * u;
            }
            let [d0, d1] = first.map(|d| d / probability);
            sum.value += count * probability.ln();
            sum.gradient[0] += count * d0;
            sum.gradient[1] += count * d1;
            sum.curvature[0] += count * (second[0] / probability - d0 * d0);
            sum.curvature[1] += count * (second[1] / probability - d0 * d1);
            sum.curvature[2] += count * (second[2] / probability - d1 * d1);
        }
        sum
    }

    /// mu and sigma where the likelihood is greatest, by Newton's method with halved steps.
    fn maximise(&self, y: &[f64], [mean, sd]: [f64; 2]) -> [f64; 2] {
        let (mut point, mut length) = ([1.0 / sd, mean / sd], 1.0);
        let mut here = self.at(y, point);
        for _ in 0..STEPS {
            let [aa, ab, bb] = here.curvature;
            let determinant = aa * bb - ab * ab;
            let step = [
                -(bb * here.gradient[0] - ab * here.gradient[1]) / determinant,
                -(aa * here.gradient[1] - ab * here.gradient[0]) / determinant,
            ];
            let next = [point[0] + length * step[0], point[1] + length * step[1]];
            let there = self.at(y, next);
            if next[0] > 0.0 && there.value >= here.value {
                let change = (next[0] - point[0]).abs() / point[0] + (next[1] - point[1]).abs();
                (point, here, length) = (next, there, 1.0);
                if change < 1e-13 {
                    break;
                }
            } else {
                length *= 0.5;
            }
        }
        [point[1] / point[0], 1.0 / point[0]]
    }
}

/// A function of a and b with its derivatives.
#[derive(Default)]
struct Derivatives {
    value: f64,
    gradient: [f64; 2],
    /// By a twice, by a and b, by b twice.
    curvature: [f64; 3],
}

impl BoxCoxDistribution {
    /// The data of a standard normal number.
    pub(super) fn back_transform(&self, z: f64) -> f64 {
        let y = self.location + self.scale * z;
        let ln = if self.power == 0.0 {
            y
        } else {
            (self.power * y).ln_1p() / self.power
        };
        self.unit * ln.exp()
    }

    /// How many standard deviations from the location the distribution reaches.
    pub(super) fn reach(&self) -> f64 {
        if self.power == 0.0 {
            f64::INFINITY
        } else {
            (self.location + 1.0 / self.power) / self.scale
        }
    }

    fn moments(&self) -> MeanAndSd {
        let reach = self.reach().min(FARTHEST);
        // Panels of unit width, so that no rule misses the mass.
        let panels = reach.ceil().max(1.0);
        let width = reach / panels;
        let expectation = |f: &dyn Fn(f64) -> f64| -> f64 {
            let integrand = |z: f64| {
                // At the very ends rounding may leave the domain, where the density is nothing.
                let value = f(z) * (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt();
                if value.is_finite() { value } else { 0.0 }
            };
            let starts = || (-(panels as i32)..panels as i32).map(|i| f64::from(i) * width);
            let largest = starts()
                .map(|start| integrand(start + 0.5 * width).abs())
                .fold(0.0, f64::max);
            starts()
                .map(|start| integrate(&integrand, start, start + width, TOLERANCE * largest))
                .sum()
        };
        let mass = expectation(&|_| 1.0);
        let mean = expectation(&|z| self.back_transform(z)) / mass;
        let variance = expectation(&|z| (self.back_transform(z) - mean).powi(2)) / mass;
        MeanAndSd {
            mean,
            sd: variance.sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(values: [f64; 3], total: f64) -> (MeanAndSd, BoxCoxDistribution) {
        let [minimum, median, maximum] = values;
        let range = Quantiles::Range {
            minimum,
            median,
            maximum,
        };
        let (recovered, fitted) = mean_and_sd_by_power(&range, total).unwrap();
        (recovered.value, fitted)
    }

    /// estmeansd's README: `mln.mean.sd(min.val = 2, med.val = 4, max.val = 9, n = 100)` gives 4.195238 and 1.294908
    /// from 10,000 draws; run under R 4.2.2 its lambda is 0.0007, its location 1.390547, its scale 0.302800.
    #[test]
    fn agrees_with_estmeansd_where_the_power_is_zero() {
        let (value, fitted) = estimate([2.0, 4.0, 9.0], 100.0);
        assert_eq!(fitted.power, 0.0);
        assert!(
            (fitted.location + fitted.unit.ln() - 1.390_547).abs() < 1e-3,
            "{fitted:?}"
        );
        assert!((fitted.scale - 0.302_800).abs() < 1e-3, "{fitted:?}");
        // Three standard errors of the mean, and of the SD of a slightly skewed distribution.
        assert!(
            (value.mean - 4.195_238).abs() < 3.0 * 1.3 / 100.0,
            "{value:?}"
        );
        assert!(
            (value.sd - 1.294_908).abs() < 3.0 * 1.3 * 1.5 / 141.0,
            "{value:?}"
        );
        // Closed form of the log-normal distribution.
        let mean = fitted.unit * (fitted.location + 0.5 * fitted.scale.powi(2)).exp();
        assert!((value.mean / mean - 1.0).abs() < 1e-12);
        let sd = mean * fitted.scale.powi(2).exp_m1().sqrt();
        assert!((value.sd / sd - 1.0).abs() < 1e-12);
    }

    #[test]
    fn follows_the_unit_and_the_skewness() {
        let (small, _) = estimate([0.02, 0.05, 0.07], 60.0);
        let (large, fitted) = estimate([20.0, 50.0, 70.0], 60.0);
        assert!((large.mean / small.mean / 1e3 - 1.0).abs() < 1e-7);
        assert!((large.sd / small.sd / 1e3 - 1.0).abs() < 1e-7);
        // Skewed to the left: a power above 1, and a mean below the median.
        assert!(
            fitted.power > 1.0 && large.mean < 50.0,
            "{fitted:?} {large:?}"
        );
        // Symmetric data are left nearly as they are.
        let (value, fitted) = estimate([30.0, 50.0, 70.0], 60.0);
        assert!((fitted.power - 1.0).abs() < 0.1, "{fitted:?}");
        assert!((value.mean - 50.0).abs() < 0.02 * value.sd, "{value:?}");
    }

    #[test]
    fn the_likelihood_is_stationary() {
        let quantiles = Quantiles::FiveNumbers {
            minimum: 1.0,
            first_quartile: 3.0,
            median: 4.2,
            third_quartile: 7.0,
            maximum: 21.0,
        };
        let (_, fitted) = mean_and_sd_by_power(&quantiles, 60.0).unwrap();
        let y = quantiles
            .map(|x| transform(x / fitted.unit, fitted.power))
            .values();
        let point = [1.0 / fitted.scale, fitted.location / fitted.scale];
        let derivatives = Gaps::new(&quantiles, 60.0).at(&y, point);
        assert!(
            derivatives.gradient.iter().all(|d| d.abs() < 1e-8),
            "{:?}",
            derivatives.gradient
        );
    }

    #[test]
    fn refuses_what_it_cannot_use() {
        let quartiles = |first_quartile, median, third_quartile| Quantiles::Quartiles {
            first_quartile,
            median,
            third_quartile,
        };
        let refused = |q: Quantiles, n| mean_and_sd_by_power(&q, n).unwrap_err();
        assert_eq!(
            refused(quartiles(0.0, 1.0, 2.0), 50.0),
            RecoveryError::NotPositive { value: 0.0 }
        );
        assert_eq!(
            refused(quartiles(1.0, 1.0, 2.0), 50.0),
            RecoveryError::NotOrdered
        );
        assert!(mean_and_sd_by_power(&quartiles(1.0, 2.0, 4.0), 4.0).is_err());
        assert!(mean_and_sd_by_power(&quartiles(1.0, 2.0, 1e3), 5.0).is_ok());
    }
}
