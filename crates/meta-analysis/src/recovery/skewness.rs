//! Whether quantiles are too skewed for a symmetric distribution.

use serde::{Deserialize, Serialize};

use super::Quantiles;

/// The test of skewness that quantiles and the sample size allow.
///
/// ```text
/// range      T = |a + b - 2 m| / (b - a),                       critical 1 / ln(n + 9) + 2.5 / (n + 1)
/// quartiles  T = |q1 + q3 - 2 m| / (q3 - q1),                   critical 2.65 / sqrt(n) - 6 / n^2
/// both       T = max(2.65 ln(0.6 n) / sqrt(n) T_range, T_quartiles), critical 3 / sqrt(n) - 40 / n^3
/// ```
///
/// Notation: a minimum, q1, q3 quartiles, m median, b maximum, n participants. Level 5 %.
///
/// # References
/// [Shi et al. (2023)](crate::references#shi-2023).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SkewnessTest {
    /// T.
    pub statistic: f64,
    /// The value from which on T is significant.
    pub critical_value: f64,
}

impl SkewnessTest {
    /// The test for quantiles of `total` participants.
    pub fn of(quantiles: &Quantiles, total: f64) -> Self {
        let asymmetry =
            |low: f64, middle: f64, high: f64| ((low + high - 2.0 * middle) / (high - low)).abs();
        let n = total;
        let (statistic, critical_value) = match *quantiles {
            Quantiles::Range {
                minimum,
                median,
                maximum,
            } => (
                asymmetry(minimum, median, maximum),
                1.0 / (n + 9.0).ln() + 2.5 / (n + 1.0),
            ),
            Quantiles::Quartiles {
                first_quartile,
                median,
                third_quartile,
            } => (
                asymmetry(first_quartile, median, third_quartile),
                2.65 / n.sqrt() - 6.0 / (n * n),
            ),
            Quantiles::FiveNumbers {
                minimum,
                first_quartile,
                median,
                third_quartile,
                maximum,
            } => {
                let range = asymmetry(minimum, median, maximum);
                let quartiles = asymmetry(first_quartile, median, third_quartile);
                (
                    (2.65 * (0.6 * n).ln() / n.sqrt() * range).max(quartiles),
                    3.0 / n.sqrt() - 40.0 / (n * n * n),
                )
            }
        };
        Self {
            statistic,
            critical_value,
        }
    }

    /// Whether it is significant at 5 %.
    pub fn is_skewed(&self) -> bool {
        self.statistic >= self.critical_value
    }
}
