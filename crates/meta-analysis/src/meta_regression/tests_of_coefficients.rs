//! Tests of several coefficients, of linear combinations, and variance inflation.

use nalgebra::{DMatrix, DVector};
use serde::{Deserialize, Serialize};

use super::{RegressionFit, reference};
use crate::inference::{Estimate, Reference, infer};
use crate::numeric::span::Span;
use crate::numeric::tail::{ln_chi_squared_survival, ln_f_survival};

/// A joint test that m linear combinations of coefficients have given values.
///
/// ```text
/// Wald: Q = (L b - c)' (L var(b) L')^-1 (L b - c) ~ chi-squared(m)
/// with t inference: F = Q / m ~ F(m, k - p)
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OmnibusTest {
    /// Q, or F where `denominator` is given.
    pub statistic: f64,
    /// m.
    pub degrees_of_freedom: usize,
    /// k - p for F; `None` for chi-squared.
    pub denominator: Option<f64>,
    /// The p value.
    pub p_value: f64,
    /// Its natural logarithm.
    pub ln_p_value: f64,
}

/// How much the correlation of the moderators widens what is known of one term.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VarianceInflation {
    /// m, the coefficients of the term.
    pub coefficient_count: usize,
    /// The generalised factor: on the variance for m = 1, on the squared volume of the confidence region otherwise.
    pub factor: f64,
    /// factor^(1 / 2m), comparable between terms: on the standard error for m = 1.
    pub per_coefficient: f64,
}

impl RegressionFit {
    /// Tests that the coefficients at `columns` (from 0) are all 0.
    ///
    /// `None` if there is none, or one does not exist.
    pub fn omnibus_test(&self, columns: &[usize]) -> Option<OmnibusTest> {
        let p = self.coefficients.len();
        let row = |column: &usize| {
            (*column < p).then(|| {
                let mut row = vec![0.0; p];
                row[*column] = 1.0;
                row
            })
        };
        let rows: Vec<Vec<f64>> = columns.iter().map(row).collect::<Option<_>>()?;
        self.test_combinations(&rows, &vec![0.0; rows.len()])
    }

    /// Tests that the linear combinations in `rows` (L, one number a coefficient) have the `values` (c).
    ///
    /// # Returns
    /// `None` if there is no row, one has the wrong length or no value, or the rows are linearly dependent.
    /// # Agrees with
    /// metafor `anova(rma(...), X = L, rhs = c)` in the tolerance class of each oracle case (tests/oracle.rs).
    #[doc(alias = "anova")]
    pub fn test_combinations(&self, rows: &[Vec<f64>], values: &[f64]) -> Option<OmnibusTest> {
        let (m, p) = (rows.len(), self.coefficients.len());
        if m == 0 || values.len() != m || rows.iter().any(|row| row.len() != p) {
            return None;
        }
        let vectors: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        if Span::of(&vectors).rank() < m {
            return None;
        }
        let combination = DMatrix::from_row_iterator(m, p, rows.iter().flatten().copied());
        let covariance = DMatrix::from_row_slice(p, p, &self.covariance);
        let effects = self.coefficients.iter().map(|c| c.estimate.effect);
        let excess =
            &combination * DVector::from_iterator(p, effects) - DVector::from_row_slice(values);
        let q = quadratic_form(
            &(&combination * covariance * combination.transpose()),
            &excess,
        )?;
        Some(self.joint_test(q, m))
    }

    /// A linear combination of the coefficients less the value that a hypothesis gives it, with test and interval.
    ///
    /// ```text
    /// estimate = l'b - c,   se^2 = l' var(b) l
    /// ```
    ///
    /// Notation: l `row`, one number a coefficient; c `value`. `None` if `row` has the wrong length.
    pub fn linear_combination(&self, row: &[f64], value: f64) -> Option<Estimate> {
        let (combined, variance) = self.combination(row)?;
        let excess = combined - value;
        Some(infer(
            excess,
            variance,
            1.0,
            reference(self),
            self.options.level,
        ))
    }

    /// Variance inflation of each term: by how much the moderators' correlation widens its confidence region.
    ///
    /// ```text
    /// GVIF = det R_11 det R_22 / det R,   R = [R_11 R_12; R_21 R_22]
    /// ```
    ///
    /// Notation: R the correlation matrix of the coefficients of all `terms`, R_11 that of the m coefficients of one
    /// term (columns of the design, without the intercept), R_22 that of the others. For one coefficient the factor is
    /// the usual (R^-1)_jj, the factor on its variance.
    ///
    /// # Returns
    /// One a term; `None` if there is none, a column does not exist or stands in two terms, or R is singular.
    /// # Agrees with
    /// metafor `vif(rma(...), btt = ...)` (tests/oracle.rs and beside).
    /// # References
    /// [Fox and Monette (1992)](crate::references#fox-1992).
    #[doc(alias = "VIF")]
    #[doc(alias = "GVIF")]
    pub fn variance_inflation(&self, terms: &[Vec<usize>]) -> Option<Vec<VarianceInflation>> {
        let p = self.coefficients.len();
        let all = terms.concat();
        let is_repeated = |i: usize| all[..i].contains(&all[i]);
        if terms.iter().any(Vec::is_empty) || (0..all.len()).any(|i| all[i] >= p || is_repeated(i))
        {
            return None;
        }
        let whole = self.ln_correlation_determinant(&all)?;
        terms
            .iter()
            .map(|term| {
                let others: Vec<usize> =
                    all.iter().copied().filter(|j| !term.contains(j)).collect();
                let ln_factor = self.ln_correlation_determinant(term)?
                    + self.ln_correlation_determinant(&others)?
                    - whole;
                let count = term.len();
                Some(VarianceInflation {
                    coefficient_count: count,
                    factor: ln_factor.exp(),
                    per_coefficient: (ln_factor / (2.0 * count as f64)).exp(),
                })
            })
            .collect()
    }

    /// ln det of the correlation matrix of some coefficients, 0 for none; `None` if it is singular.
    fn ln_correlation_determinant(&self, columns: &[usize]) -> Option<f64> {
        let p = self.coefficients.len();
        let entry = |i: usize, j: usize| self.covariance[columns[i] * p + columns[j]];
        let correlation = DMatrix::from_fn(columns.len(), columns.len(), |i, j| {
            entry(i, j) / (entry(i, i) * entry(j, j)).sqrt()
        });
        let diagonal = correlation.cholesky()?.l_dirty().diagonal();
        Some(2.0 * diagonal.iter().map(|x| x.ln()).sum::<f64>())
    }

    fn joint_test(&self, q: f64, m: usize) -> OmnibusTest {
        let count = m as f64;
        let (statistic, denominator, ln_p_value) = match reference(self) {
            Reference::Normal => (q, None, ln_chi_squared_survival(q, count)),
            Reference::T(df) => (q / count, Some(df), ln_f_survival(q / count, count, df)),
        };
        OmnibusTest {
            statistic,
            degrees_of_freedom: m,
            denominator,
            p_value: ln_p_value.exp(),
            ln_p_value,
        }
    }
}

/// v' A^-1 v by Cholesky, after scaling A to a unit diagonal.
fn quadratic_form(matrix: &DMatrix<f64>, vector: &DVector<f64>) -> Option<f64> {
    let m = vector.len();
    let scale: Vec<f64> = (0..m).map(|i| matrix[(i, i)].sqrt()).collect();
    let scaled = DMatrix::from_fn(m, m, |i, j| matrix[(i, j)] / (scale[i] * scale[j]));
    let right = DVector::from_fn(m, |i, _| vector[i] / scale[i]);
    let lower = scaled.cholesky()?.l();
    Some(lower.solve_lower_triangular(&right)?.norm_squared())
}
