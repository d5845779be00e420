//! The model with moderators: a design of k rows and p columns.

mod coefficients;

pub(crate) use coefficients::Coefficients;

use super::{Evaluation, LinearModel, Moments, ScoreTerms};
use crate::numeric::span::RANK_TOLERANCE;
use crate::numeric::sums::dot;
use crate::{FitError, StudyEffect};

/// Orthogonalising once leaves an error of rounding times the factor by which the column shrinks; where
/// the square keeps this share, that factor is at most 4.
const ONCE_IS_ENOUGH: f64 = 1.0 / 16.0;

/// Studies with moderators, laid out for repeated evaluation without allocation.
///
/// Every evaluation orthonormalises the columns of W^1/2 X (Gram-Schmidt, a second time where columns
/// are nearly dependent, which is orthogonal to rounding), so that W^1/2 X = Q R. Then P = W^1/2 (I - Q Q') W^1/2, no normal equations are formed
/// and no matrix is inverted.
#[derive(Clone)]
pub(crate) struct RegressionModel {
    effects: Vec<f64>,
    variances: Vec<f64>,
    /// X, column by column.
    design: Vec<f64>,
    coefficient_count: usize,
    /// ln det X'X.
    ln_det_plain: f64,
    /// Residual sum of squares of the unweighted fit.
    residual_squares: f64,
    /// Workspace: square roots of the weights.
    root_weights: Vec<f64>,
    /// Workspace: Q, column by column.
    q: Vec<f64>,
    /// Workspace: R, row by row, upper triangle.
    r: Vec<f64>,
    /// Workspace: Q' W^1/2 y.
    projections: Vec<f64>,
    /// Workspace: W^1/2 (y - X b).
    residuals: Vec<f64>,
    /// Workspace: Q' D Q for two diagonal matrices D.
    grams: [Vec<f64>; 2],
    /// Workspace: R^-1, row by row, upper triangle.
    inverse: Vec<f64>,
}

impl RegressionModel {
    /// The model of `studies` with a design given column by column.
    pub(crate) fn new(studies: &[StudyEffect], columns: &[&[f64]]) -> Result<Self, FitError> {
        let (k, p) = (studies.len(), columns.len());
        if k == 0 {
            return Err(FitError::NoStudies);
        }
        if k < p || p == 0 {
            return Err(FitError::TooFewStudies {
                given: k,
                needed: p.max(1),
            });
        }
        let mut design = Vec::with_capacity(k * p);
        for (index, column) in columns.iter().enumerate() {
            if column.len() != k {
                return Err(FitError::LengthMismatch {
                    studies: k,
                    given: column.len(),
                });
            }
            if let Some(study) = column.iter().position(|x| !x.is_finite()) {
                return Err(FitError::DesignNotFinite {
                    study,
                    column: index,
                });
            }
            design.extend_from_slice(column);
        }
        let mut model = Self {
            effects: studies.iter().map(StudyEffect::effect).collect(),
            variances: studies.iter().map(StudyEffect::sampling_variance).collect(),
            design,
            coefficient_count: p,
            ln_det_plain: 0.0,
            residual_squares: 0.0,
            root_weights: vec![1.0; k],
            q: vec![0.0; k * p],
            r: vec![0.0; p * p],
            projections: vec![0.0; p],
            residuals: vec![0.0; k],
            grams: [vec![0.0; p * p], vec![0.0; p * p]],
            inverse: vec![0.0; p * p],
        };
        model.factorise();
        model.check_rank()?;
        model.ln_det_plain = model.ln_determinant();
        model.residual_squares = model.residuals.iter().map(|e| e * e).sum();
        Ok(model)
    }

    /// The model with one mean for each group.
    pub(crate) fn of_groups(groups: &[&[StudyEffect]]) -> Result<Self, FitError> {
        let studies = groups.concat();
        if studies.len() <= groups.len() {
            return Err(FitError::TooFewStudies {
                given: studies.len(),
                needed: groups.len() + 1,
            });
        }
        let mut start = 0;
        let columns: Vec<Vec<f64>> = groups
            .iter()
            .map(|group| {
                let mut column = vec![0.0; studies.len()];
                column[start..start + group.len()].fill(1.0);
                start += group.len();
                column
            })
            .collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        Self::new(&studies, &columns)
    }

    /// Gives study i the moderators of study `order[i]` in `original`, a design of the same shape given
    /// column by column.
    pub(crate) fn permute_design(&mut self, original: &[&[f64]], order: &[usize]) {
        let k = self.effects.len();
        for (column, source) in self.design.chunks_mut(k).zip(original) {
            for (x, row) in column.iter_mut().zip(order) {
                *x = source[*row];
            }
        }
        self.root_weights.fill(1.0);
        self.factorise();
        self.residual_squares = self.residuals.iter().map(|e| e * e).sum();
    }

    /// The leverages h_i = (W^1/2 X (X'W X)^-1 X' W^1/2)_ii at `tau2`.
    pub(crate) fn leverages(&mut self, tau2: f64) -> Vec<f64> {
        self.weigh(tau2);
        self.factorise();
        (0..self.effects.len()).map(|i| self.leverage(i)).collect()
    }

    fn weigh(&mut self, tau2: f64) {
        for (root, v) in self.root_weights.iter_mut().zip(&self.variances) {
            *root = (1.0 / (v + tau2)).sqrt();
        }
    }

    fn weigh_by(&mut self, weights: &[f64]) {
        for (root, a) in self.root_weights.iter_mut().zip(weights) {
            *root = a.sqrt();
        }
    }

    /// Q and R of W^1/2 X, and the residuals, from the current weights.
    fn factorise(&mut self) {
        let (k, p) = (self.effects.len(), self.coefficient_count);
        self.r.fill(0.0);
        for j in 0..p {
            let (done, rest) = self.q.split_at_mut(j * k);
            let column = &mut rest[..k];
            for ((q, x), root) in column
                .iter_mut()
                .zip(&self.design[j * k..(j + 1) * k])
                .zip(&self.root_weights)
            {
                *q = x * root;
            }
            let mut norm_squared = dot(column, column);
            for _ in 0..2 {
                let before = norm_squared;
                for i in 0..j {
                    let other = &done[i * k..(i + 1) * k];
                    let projection = dot(other, column);
                    self.r[i * p + j] += projection;
                    subtract(column, projection, other);
                }
                norm_squared = dot(column, column);
                if norm_squared > ONCE_IS_ENOUGH * before {
                    break;
                }
            }
            let norm = norm_squared.sqrt();
            self.r[j * p + j] = norm;
            let scale = if norm > 0.0 { 1.0 / norm } else { 0.0 };
            for q in column.iter_mut() {
                *q *= scale;
            }
        }
        for ((e, y), root) in self
            .residuals
            .iter_mut()
            .zip(&self.effects)
            .zip(&self.root_weights)
        {
            *e = y * root;
        }
        self.projections.fill(0.0);
        let mut norm_squared = dot(&self.residuals, &self.residuals);
        for _ in 0..2 {
            let before = norm_squared;
            for j in 0..p {
                let column = &self.q[j * k..(j + 1) * k];
                let projection = dot(column, &self.residuals);
                self.projections[j] += projection;
                subtract(&mut self.residuals, projection, column);
            }
            norm_squared = dot(&self.residuals, &self.residuals);
            if norm_squared > ONCE_IS_ENOUGH * before {
                break;
            }
        }
    }

    fn check_rank(&self) -> Result<(), FitError> {
        let p = self.coefficient_count;
        for j in 0..p {
            let length: f64 = (0..=j)
                .map(|i| self.r[i * p + j].powi(2))
                .sum::<f64>()
                .sqrt();
            if self.r[j * p + j] <= RANK_TOLERANCE * length {
                return Err(FitError::DesignNotFullRank { column: j });
            }
        }
        Ok(())
    }

    fn ln_determinant(&self) -> f64 {
        let p = self.coefficient_count;
        (0..p).map(|j| 2.0 * self.r[j * p + j].ln()).sum()
    }

    fn leverage(&self, study: usize) -> f64 {
        let k = self.effects.len();
        (0..self.coefficient_count)
            .map(|j| self.q[j * k + study].powi(2))
            .sum()
    }

    /// Q' diag(d) Q into one of the workspaces.
    fn gram(&mut self, slot: usize, d: impl Fn(usize) -> f64) {
        let (k, p) = (self.effects.len(), self.coefficient_count);
        for i in 0..p {
            for j in i..p {
                let (a, b) = (&self.q[i * k..(i + 1) * k], &self.q[j * k..(j + 1) * k]);
                let sum: f64 = a
                    .iter()
                    .zip(b)
                    .enumerate()
                    .map(|(s, (x, y))| d(s) * x * y)
                    .sum();
                self.grams[slot][i * p + j] = sum;
                self.grams[slot][j * p + i] = sum;
            }
        }
    }

    fn gram_product(&self, a: usize, b: usize) -> f64 {
        dot(&self.grams[a], &self.grams[b])
    }
}

fn subtract(target: &mut [f64], factor: f64, other: &[f64]) {
    for (t, o) in target.iter_mut().zip(other) {
        *t -= factor * o;
    }
}

impl LinearModel for RegressionModel {
    fn study_count(&self) -> usize {
        self.effects.len()
    }

    fn coefficient_count(&self) -> usize {
        self.coefficient_count
    }

    fn variances(&self) -> &[f64] {
        &self.variances
    }

    fn total_squares(&self) -> f64 {
        let mean = self.effects.iter().sum::<f64>() / self.effects.len() as f64;
        self.effects.iter().map(|y| (y - mean) * (y - mean)).sum()
    }

    fn residual_squares(&self) -> f64 {
        self.residual_squares
    }

    /// With h_i the leverages and G = Q'W Q:
    ///
    /// ```text
    /// tr P = sum w_i (1 - h_i),   tr P^2 = sum w_i^2 (1 - 2 h_i) + tr G^2
    /// ```
    fn evaluate(&mut self, tau2: f64) -> Evaluation {
        self.weigh(tau2);
        self.factorise();
        let roots = std::mem::take(&mut self.root_weights);
        self.gram(0, |s| roots[s] * roots[s]);
        self.root_weights = roots;
        let mut evaluation = Evaluation {
            trace_w: 0.0,
            trace_ww: 0.0,
            trace_p: 0.0,
            trace_pp: self.gram_product(0, 0),
            q: 0.0,
            yppy: 0.0,
        };
        for (i, (root, e)) in self.root_weights.iter().zip(&self.residuals).enumerate() {
            let w = root * root;
            let h = self.leverage(i);
            evaluation.trace_w += w;
            evaluation.trace_ww += w * w;
            evaluation.trace_p += w * (1.0 - h);
            evaluation.trace_pp += w * w * (1.0 - 2.0 * h);
            evaluation.q += e * e;
            evaluation.yppy += w * e * e;
        }
        evaluation
    }

    fn score_terms(&mut self, tau2: f64) -> ScoreTerms {
        self.weigh(tau2);
        self.factorise();
        let mut terms = ScoreTerms {
            trace_w: 0.0,
            trace_p: 0.0,
            yppy: 0.0,
        };
        for (i, (root, e)) in self.root_weights.iter().zip(&self.residuals).enumerate() {
            let w = root * root;
            terms.trace_w += w;
            terms.trace_p += w * (1.0 - self.leverage(i));
            terms.yppy += w * e * e;
        }
        terms
    }

    /// With D, E diagonal: tr P D P E = sum a_i^2 d_i e_i (1 - 2 h_i) + tr(Q'A D Q Q'A E Q).
    fn moments(&mut self, weights: &[f64]) -> Moments {
        self.weigh_by(weights);
        self.factorise();
        let variances = std::mem::take(&mut self.variances);
        self.gram(0, |s| weights[s]);
        self.gram(1, |s| weights[s] * variances[s]);
        let mut moments = Moments {
            q: self.residuals.iter().map(|e| e * e).sum(),
            trace_p: 0.0,
            trace_pv: 0.0,
            trace_pvpv: self.gram_product(1, 1),
            trace_pvp: self.gram_product(0, 1),
            trace_pp: self.gram_product(0, 0),
        };
        for (i, (a, v)) in weights.iter().zip(&variances).enumerate() {
            let h = self.leverage(i);
            let squared = a * a * (1.0 - 2.0 * h);
            moments.trace_p += a * (1.0 - h);
            moments.trace_pv += a * v * (1.0 - h);
            moments.trace_pvpv += squared * v * v;
            moments.trace_pvp += squared * v;
            moments.trace_pp += squared;
        }
        self.variances = variances;
        moments
    }

    fn ln_determinants(&mut self, tau2: f64) -> (f64, f64) {
        self.weigh(tau2);
        self.factorise();
        (self.ln_determinant(), self.ln_det_plain)
    }
}
