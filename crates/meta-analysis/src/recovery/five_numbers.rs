//! Mean and standard deviation from medians, quartiles and ranges.

use serde::{Deserialize, Serialize};

use super::SkewnessTest;
use super::error::{RecoveryError, finite};
use super::log_normal::LogNormal;
use crate::numeric::tail::normal_upper_quantile;
use crate::{Derivation, Recovered};

/// Formulas are made for at least so many participants.
const FEWEST: f64 = 5.0;

/// The quantiles that a publication reports.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantiles {
    /// Minimum, median, maximum.
    Range {
        /// a.
        minimum: f64,
        /// m.
        median: f64,
        /// b.
        maximum: f64,
    },
    /// Quartiles.
    Quartiles {
        /// q1.
        first_quartile: f64,
        /// m.
        median: f64,
        /// q3.
        third_quartile: f64,
    },
    /// All five.
    FiveNumbers {
        /// a.
        minimum: f64,
        /// q1.
        first_quartile: f64,
        /// m.
        median: f64,
        /// q3.
        third_quartile: f64,
        /// b.
        maximum: f64,
    },
}

/// The distribution that the data are assumed to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssumedDistribution {
    /// Normal.
    #[default]
    Normal,
    /// Log-normal.
    LogNormal,
}

/// What to do with skewed quantiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkewnessCheck {
    /// Refuse them.
    #[default]
    Refuse,
    /// Use them all the same.
    Ignore,
}

/// A mean and a standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MeanAndSd {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub sd: f64,
}

/// Estimates mean and standard deviation from quantiles.
///
/// ```text
/// range      mean = w (a + b) / 2 + (1 - w) m,   w = 4 / (4 + n^0.75);   sd = (b - a) / xi
/// quartiles  mean = w (q1 + q3) / 2 + (1 - w) m,   w = 0.7 + 0.39 / n;   sd = (q3 - q1) / eta
/// both       mean = w1 (a + b) / 2 + w2 (q1 + q3) / 2 + (1 - w1 - w2) m,   w1 = 2.2 / (2.2 + n^0.75),
///            w2 = 0.7 - 0.72 / n^0.55;   sd = v (b - a) / xi + (1 - v) (q3 - q1) / eta,   v = 1 / (1 + 0.07 n^0.6)
/// ```
///
/// Notation: a minimum, q1, q3 quartiles, m median, b maximum, n `total`,
/// xi = 2 z((n - 0.375) / (n + 0.25)), eta = 2 z((0.75 n - 0.125) / (n + 0.25)), z the normal quantile.
/// For log-normal data the same on the logarithms, then back with a correction of the bias.
///
/// # Errors
/// [`RecoveryError::Skewed`] if the quantiles (their logarithms for log-normal data) are too skewed, unless the check
/// is ignored; [`RecoveryError::NotOrdered`], [`RecoveryError::TooFewParticipants`] below 5,
/// [`RecoveryError::NotPositive`] for the logarithm of what is not positive.
/// # Agrees with
/// metafor 5.0 `conv.fivenum()` to 1e-10 (tests/oracle_effects.rs).
/// # References
/// [Luo et al. (2018)](crate::references#luo-2018), [Wan et al. (2014)](crate::references#wan-2014),
/// [Shi et al. (2020)](crate::references#shi-2020), [Shi, Tong et al. (2020)](crate::references#shi-tong-2020).
pub fn mean_and_sd(
    quantiles: &Quantiles,
    total: f64,
    assumed: AssumedDistribution,
    check: SkewnessCheck,
) -> Result<Recovered<MeanAndSd>, RecoveryError> {
    quantiles.check()?;
    finite("participants", total)?;
    if total < FEWEST {
        return Err(RecoveryError::TooFewParticipants {
            given: total,
            needed: FEWEST,
        });
    }
    let logarithms = assumed == AssumedDistribution::LogNormal;
    let quantiles = if logarithms {
        quantiles.logarithms()?
    } else {
        *quantiles
    };
    let test = SkewnessTest::of(&quantiles, total);
    if check == SkewnessCheck::Refuse && test.is_skewed() {
        return Err(RecoveryError::Skewed(test));
    }
    let mean = normal_mean(&quantiles, total);
    let sd = normal_sd(&quantiles, total);
    let value = if logarithms {
        LogNormal::of(&quantiles, total).back_transform(mean, sd, total)
    } else {
        MeanAndSd { mean, sd }
    };
    let derivation = match (&quantiles, logarithms) {
        (Quantiles::Range { .. }, false) => Derivation::NormalFromRange,
        (Quantiles::Quartiles { .. }, false) => Derivation::NormalFromQuartiles,
        (Quantiles::FiveNumbers { .. }, false) => Derivation::NormalFromFiveNumbers,
        (Quantiles::Range { .. }, true) => Derivation::LogNormalFromRange,
        (Quantiles::Quartiles { .. }, true) => Derivation::LogNormalFromQuartiles,
        (Quantiles::FiveNumbers { .. }, true) => Derivation::LogNormalFromFiveNumbers,
    };
    Ok(Recovered { value, derivation })
}

/// Estimates mean and standard deviation from minimum, median and maximum by the rules of Hozo, which assume no
/// distribution and are coarser than [`mean_and_sd`].
///
/// ```text
/// mean = (a + 2 m + b) / 4 for n <= 25, else m
/// sd   = sqrt(((a - 2 m + b)^2 / 4 + (b - a)^2) / 12) for n <= 15, (b - a) / 4 for n <= 70, else (b - a) / 6
/// ```
///
/// Notation: a minimum, m median, b maximum, n participants.
///
/// # Errors
/// [`RecoveryError::NotOrdered`]; [`RecoveryError::NotValid`] for n < 2.
/// # References
/// [Hozo, Djulbegovic and Hozo (2005)](crate::references#hozo-2005).
pub fn mean_and_sd_hozo(
    minimum: f64,
    median: f64,
    maximum: f64,
    total: f64,
) -> Result<Recovered<MeanAndSd>, RecoveryError> {
    Quantiles::Range {
        minimum,
        median,
        maximum,
    }
    .check()?;
    if total < 2.0 || total.is_nan() {
        return Err(RecoveryError::TooFewParticipants {
            given: total,
            needed: 2.0,
        });
    }
    let range = maximum - minimum;
    let bend = minimum - 2.0 * median + maximum;
    let mean = if total <= 25.0 {
        (minimum + 2.0 * median + maximum) / 4.0
    } else {
        median
    };
    let sd = if total <= 15.0 {
        ((bend * bend / 4.0 + range * range) / 12.0).sqrt()
    } else if total <= 70.0 {
        range / 4.0
    } else {
        range / 6.0
    };
    Ok(Recovered {
        value: MeanAndSd { mean, sd },
        derivation: Derivation::HozoFromRange,
    })
}

impl Quantiles {
    /// In increasing order.
    pub(super) fn values(&self) -> Vec<f64> {
        match *self {
            Self::Range {
                minimum,
                median,
                maximum,
            } => vec![minimum, median, maximum],
            Self::Quartiles {
                first_quartile,
                median,
                third_quartile,
            } => {
                vec![first_quartile, median, third_quartile]
            }
            Self::FiveNumbers {
                minimum,
                first_quartile,
                median,
                third_quartile,
                maximum,
            } => {
                vec![minimum, first_quartile, median, third_quartile, maximum]
            }
        }
    }

    pub(super) fn check(&self) -> Result<(), RecoveryError> {
        let values = self.values();
        for &value in &values {
            finite("quantile", value)?;
        }
        // The quartiles must differ for the statistics of skewness to be defined, and with them the ends do.
        let inner_equal = match *self {
            Self::Range {
                minimum, maximum, ..
            } => minimum == maximum,
            Self::Quartiles {
                first_quartile,
                third_quartile,
                ..
            }
            | Self::FiveNumbers {
                first_quartile,
                third_quartile,
                ..
            } => first_quartile == third_quartile,
        };
        if inner_equal || !values.is_sorted() {
            return Err(RecoveryError::NotOrdered);
        }
        Ok(())
    }

    fn logarithms(&self) -> Result<Self, RecoveryError> {
        let not_positive = self.values().into_iter().find(|value| *value <= 0.0);
        match not_positive {
            Some(value) => Err(RecoveryError::NotPositive { value }),
            None => Ok(self.map(f64::ln)),
        }
    }

    /// Each through an increasing function.
    pub(super) fn map(&self, f: impl Fn(f64) -> f64) -> Self {
        let values: Vec<f64> = self.values().into_iter().map(f).collect();
        self.with(&values)
    }

    /// Quantiles of the same kinds with other values, one for each.
    pub(super) fn with(&self, values: &[f64]) -> Self {
        match self {
            Self::Range { .. } => Self::Range {
                minimum: values[0],
                median: values[1],
                maximum: values[2],
            },
            Self::Quartiles { .. } => Self::Quartiles {
                first_quartile: values[0],
                median: values[1],
                third_quartile: values[2],
            },
            Self::FiveNumbers { .. } => Self::FiveNumbers {
                minimum: values[0],
                first_quartile: values[1],
                median: values[2],
                third_quartile: values[3],
                maximum: values[4],
            },
        }
    }
}

pub(super) fn normal_mean(quantiles: &Quantiles, n: f64) -> f64 {
    match *quantiles {
        Quantiles::Range {
            minimum,
            median,
            maximum,
        } => {
            let w = 4.0 / (4.0 + n.powf(0.75));
            w * f64::midpoint(minimum, maximum) + (1.0 - w) * median
        }
        Quantiles::Quartiles {
            first_quartile,
            median,
            third_quartile,
        } => {
            let w = 0.7 + 0.39 / n;
            w * f64::midpoint(first_quartile, third_quartile) + (1.0 - w) * median
        }
        Quantiles::FiveNumbers {
            minimum,
            first_quartile,
            median,
            third_quartile,
            maximum,
        } => {
            let w1 = 2.2 / (2.2 + n.powf(0.75));
            let w2 = 0.7 - 0.72 / n.powf(0.55);
            w1 * f64::midpoint(minimum, maximum)
                + w2 * f64::midpoint(first_quartile, third_quartile)
                + (1.0 - w1 - w2) * median
        }
    }
}

/// The expected range and interquartile range in standard deviations, by Blom's approximation.
fn expected_ranges(n: f64) -> (f64, f64) {
    (
        2.0 * normal_upper_quantile(0.625 / (n + 0.25)),
        2.0 * normal_upper_quantile((0.25 * n + 0.375) / (n + 0.25)),
    )
}

/// The SD by Wan et al. (2014), who weigh range and interquartile range equally; else as [`normal_sd`].
pub(super) fn wan_sd(quantiles: &Quantiles, n: f64) -> f64 {
    match *quantiles {
        Quantiles::FiveNumbers {
            minimum,
            first_quartile,
            third_quartile,
            maximum,
            ..
        } => {
            let (xi, eta) = expected_ranges(n);
            0.5 * ((maximum - minimum) / xi + (third_quartile - first_quartile) / eta)
        }
        _ => normal_sd(quantiles, n),
    }
}

fn normal_sd(quantiles: &Quantiles, n: f64) -> f64 {
    let (xi, eta) = expected_ranges(n);
    match *quantiles {
        Quantiles::Range {
            minimum, maximum, ..
        } => (maximum - minimum) / xi,
        Quantiles::Quartiles {
            first_quartile,
            third_quartile,
            ..
        } => (third_quartile - first_quartile) / eta,
        Quantiles::FiveNumbers {
            minimum,
            first_quartile,
            third_quartile,
            maximum,
            ..
        } => {
            let v = 1.0 / (1.0 + 0.07 * n.powf(0.6));
            v * (maximum - minimum) / xi + (1.0 - v) * (third_quartile - first_quartile) / eta
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hozo_by_hand() {
        let value = |n| mean_and_sd_hozo(2.0, 6.0, 14.0, n).unwrap().value;
        assert_eq!(value(20.0), MeanAndSd { mean: 7.0, sd: 3.0 });
        assert_eq!(value(50.0), MeanAndSd { mean: 6.0, sd: 3.0 });
        assert_eq!(value(71.0), MeanAndSd { mean: 6.0, sd: 2.0 });
        // (2 - 12 + 14)^2 / 4 = 4, 12^2 = 144, 148 / 12.
        assert!((value(15.0).sd - (148.0_f64 / 12.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn refuses_what_it_cannot_use() {
        let quartiles = |first_quartile, median, third_quartile| Quantiles::Quartiles {
            first_quartile,
            median,
            third_quartile,
        };
        let recover = |quantiles: Quantiles, n| {
            mean_and_sd(
                &quantiles,
                n,
                AssumedDistribution::Normal,
                SkewnessCheck::Refuse,
            )
        };
        assert_eq!(
            recover(quartiles(3.0, 2.0, 4.0), 50.0),
            Err(RecoveryError::NotOrdered)
        );
        assert_eq!(
            recover(quartiles(3.0, 3.0, 3.0), 50.0),
            Err(RecoveryError::NotOrdered)
        );
        assert!(matches!(
            recover(quartiles(1.0, 1.1, 9.0), 50.0),
            Err(RecoveryError::Skewed(_))
        ));
        assert!(recover(quartiles(1.0, 2.0, 3.0), 4.0).is_err());
        assert!(recover(quartiles(1.0, f64::NAN, 3.0), 40.0).is_err());
        let logarithm = mean_and_sd(
            &quartiles(0.0, 2.0, 3.0),
            40.0,
            AssumedDistribution::LogNormal,
            SkewnessCheck::Refuse,
        );
        assert_eq!(logarithm, Err(RecoveryError::NotPositive { value: 0.0 }));
    }
}
