//! Quantiles of Student's distribution beside those of the normal one.

use crate::result::quantile;
use trialpool_meta_analysis::numeric::tail::t_upper_quantile;

/// Degrees of freedom from which the expansion is exact to five digits at the usual levels.
const MANY: f64 = 40.0;

/// How much wider an interval by Student's t is than one by z at a level in per cent: t / z.
///
/// From [`MANY`] degrees of freedom ν by the expansion in 1 / ν, which costs nothing:
///
/// ```text
/// t = z + (z³ + z) / (4 ν) + (5 z⁵ + 16 z³ + 3 z) / (96 ν²)
///       + (3 z⁷ + 19 z⁵ + 17 z³ − 15 z) / (384 ν³) + …
/// ```
///
/// Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 26.7.5. None below one degree of
/// freedom, and where there is no such level.
pub(crate) fn student_over_normal(level: f64, freedom: f64) -> Option<f64> {
    let z = quantile(level)?;
    if freedom < MANY {
        return (freedom >= 1.0).then(|| t_upper_quantile(0.5 - level / 200.0, freedom) / z);
    }
    let s = z * z;
    let first = (s + 1.0) / (4.0 * freedom);
    let second = ((5.0 * s + 16.0) * s + 3.0) / (96.0 * freedom.powi(2));
    let third = (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / (384.0 * freedom.powi(3));
    Some(1.0 + first + second + third)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUANTILES: [(f64, f64, f64); 6] = [
        (90.0, 40.0, 1.023_708_727_5),
        (95.0, 5.0, 1.311_545_444_7),
        (95.0, 40.0, 1.031_179_861_6),
        (95.0, 200.0, 1.006_087_989_0),
        (99.0, 40.0, 1.049_937_301_2),
        (99.0, 200.0, 1.009_629_959_8),
    ];

    /// R 4.2: `qt(0.5 + level / 200, df) / qnorm(0.5 + level / 200)`.
    #[test]
    fn as_in_r() {
        for (level, freedom, ratio) in QUANTILES {
            let found = student_over_normal(level, freedom).unwrap();
            assert!(
                (found / ratio - 1.0).abs() < 1e-5,
                "{level} {freedom}: {found}"
            );
        }
        assert_eq!(student_over_normal(95.0, 0.5), None);
        assert_eq!(student_over_normal(100.0, 50.0), None);
    }
}
