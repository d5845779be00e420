//! Several effects of one sample combined into one.

use nalgebra::{DMatrix, DVector};

use super::error::{RecoveryError, finite};
use crate::StudyEffect;

/// Combines effects that were estimated in one sample, each pair with the same correlation.
///
/// ```text
/// y = 1'V^-1 y_i / 1'V^-1 1,   var = 1 / 1'V^-1 1,   V_ij = rho se_i se_j,   V_ii = se_i^2
/// ```
///
/// Notation: rho `correlation` of the sampling errors. With rho = 0 the inverse-variance mean. With a high correlation
/// a very imprecise effect can have a negative weight: it then says more of the errors than of the effect.
///
/// # Errors
/// [`RecoveryError::Empty`]; [`RecoveryError::NotValid`] unless -1 / (m - 1) < rho < 1 for m effects.
/// # Agrees with
/// metafor `aggregate(escalc(yi, vi), cluster, rho = rho)` and `struct = "ID"` (tests/oracle.rs).
/// # References
/// [Gleser and Olkin (2009)](crate::references#gleser-2009).
#[doc(alias = "aggregate")]
pub fn combine_dependent_effects(
    effects: &[StudyEffect],
    correlation: f64,
) -> Result<StudyEffect, RecoveryError> {
    finite("correlation", correlation)?;
    let Some(first) = effects.first() else {
        return Err(RecoveryError::Empty);
    };
    let others = (effects.len() - 1) as f64;
    // Positive where V has an inverse.
    let determinant = 1.0 + others * correlation;
    if others > 0.0 && (correlation >= 1.0 || determinant <= 0.0) {
        return Err(RecoveryError::NotValid {
            input: "correlation",
            value: correlation,
        });
    }
    if others == 0.0 {
        return Ok(*first);
    }
    // The inverse of (1 - rho) I + rho J is (I - rho / (1 + (m - 1) rho) J) / (1 - rho). Effects are taken relative to
    // the first, so that equal effects give exactly that.
    let (mut sum, mut squares, mut weighted, mut products) = (0.0, 0.0, 0.0, 0.0);
    for effect in effects {
        let root = 1.0 / effect.standard_error();
        let scaled = (effect.effect() - first.effect()) * root;
        sum += root;
        squares += root * root;
        weighted += scaled;
        products += scaled * root;
    }
    let share = correlation / determinant;
    let precision = (squares - share * sum * sum) / (1.0 - correlation);
    let offset = (products - share * sum * weighted) / (1.0 - correlation) / precision;
    StudyEffect::from_variance(first.effect() + offset, 1.0 / precision).map_err(|_| {
        RecoveryError::NotValid {
            input: "variance",
            value: 1.0 / precision,
        }
    })
}

/// Combines effects with a known covariance matrix.
///
/// ```text
/// y = 1'V^-1 y_i / 1'V^-1 1,   var = 1 / 1'V^-1 1
/// ```
///
/// Notation: V has the sampling variances of the effects on its diagonal and `covariance(i, j)`, i < j, beside it. An
/// effect that says little beyond what the others do can have a negative weight.
///
/// # Errors
/// [`RecoveryError::Empty`]; [`RecoveryError::CovarianceNotPositive`] unless V is positive definite.
/// # Agrees with
/// metafor `aggregate(escalc(yi, vi), cluster, V = V)` (tests/cli/dependent.rs).
/// # References
/// [Gleser and Olkin (2009)](crate::references#gleser-2009).
#[doc(alias = "aggregate")]
pub fn combine_effects_with_covariance(
    effects: &[StudyEffect],
    covariance: impl Fn(usize, usize) -> f64,
) -> Result<StudyEffect, RecoveryError> {
    let first = effects.first().ok_or(RecoveryError::Empty)?;
    let errors: Vec<f64> = effects.iter().map(StudyEffect::standard_error).collect();
    let count = effects.len();
    let correlation = DMatrix::from_fn(count, count, |i, j| {
        if i == j {
            1.0
        } else {
            covariance(i.min(j), i.max(j)) / (errors[i] * errors[j])
        }
    });
    let lower = correlation
        .cholesky()
        .ok_or(RecoveryError::CovarianceNotPositive)?
        .l();
    let solve = |of: &dyn Fn(usize) -> f64| {
        let right = DVector::from_fn(count, |i, _| of(i) / errors[i]);
        lower
            .solve_lower_triangular(&right)
            .ok_or(RecoveryError::CovarianceNotPositive)
    };
    // Relative to the first, so that equal effects give exactly that.
    let ones = solve(&|_| 1.0)?;
    let offsets = solve(&|i| effects[i].effect() - first.effect())?;
    let precision = ones.norm_squared();
    let offset = ones.dot(&offsets) / precision;
    StudyEffect::from_variance(first.effect() + offset, 1.0 / precision)
        .map_err(|_| RecoveryError::CovarianceNotPositive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_variances_give_the_plain_mean() {
        let effects = [0.1, 0.5, 0.9].map(|y| StudyEffect::from_variance(y, 0.2).unwrap());
        let combined = combine_dependent_effects(&effects, 0.5).unwrap();
        assert!((combined.effect() - 0.5).abs() < 1e-15);
        // The variance of a mean of three with correlation 1/2: v (1 + 2 rho) / 3.
        assert!((combined.sampling_variance() - 0.2 * 2.0 / 3.0).abs() < 1e-15);
        assert_eq!(
            combine_dependent_effects(&effects[..1], 1.0),
            Ok(effects[0])
        );
        for correlation in [1.0, -0.5, f64::NAN] {
            assert!(combine_dependent_effects(&effects, correlation).is_err());
        }
        assert_eq!(
            combine_dependent_effects(&[], 0.5),
            Err(RecoveryError::Empty)
        );
    }

    #[test]
    fn a_matrix_of_equal_correlations_gives_the_same() {
        let pairs = [(0.1, 0.2), (0.5, 0.05), (0.9, 0.4)];
        let effects = pairs.map(|(y, v)| StudyEffect::from_variance(y, v).unwrap());
        let errors = effects.map(|effect| effect.standard_error());
        let by_matrix =
            combine_effects_with_covariance(&effects, |i, j| 0.3 * errors[i] * errors[j]).unwrap();
        let by_correlation = combine_dependent_effects(&effects, 0.3).unwrap();
        assert!((by_matrix.effect() - by_correlation.effect()).abs() < 1e-14);
        let ratio = by_matrix.sampling_variance() / by_correlation.sampling_variance();
        assert!((ratio - 1.0).abs() < 1e-14);
        let singular = combine_effects_with_covariance(&effects, |i, j| errors[i] * errors[j]);
        assert_eq!(singular, Err(RecoveryError::CovarianceNotPositive));
        assert_eq!(
            combine_effects_with_covariance(&[], |_, _| 0.0),
            Err(RecoveryError::Empty)
        );
    }
}
