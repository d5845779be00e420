//! The model without moderators: one mean.

use super::{Evaluation, LinearModel, Moments, ScoreTerms};
use crate::StudyEffect;
use crate::numeric::sums::sums;

/// Studies around one mean, laid out for repeated evaluation without allocation.
///
/// The most precise study stands first and its effect is the origin. It dominates every weighted
/// sum when variances span many decades; the forms below then never subtract nearly equal numbers:
/// S - w_1 is computed as the sum of the other weights, and residuals are differences to the origin.
pub(crate) struct MeanModel {
    /// Effects minus `origin`; the first is 0.
    effects: Vec<f64>,
    variances: Vec<f64>,
    /// Workspace: the weights of the latest evaluation.
    weights: Vec<f64>,
    /// Index of the study that stands first, in the order given.
    leader: usize,
    origin: f64,
}

impl MeanModel {
    /// The model of `studies`: at least one, unless [`Self::set`] follows.
    pub(crate) fn new(studies: &[StudyEffect]) -> Self {
        let mut model = Self {
            effects: Vec::with_capacity(studies.len()),
            variances: Vec::with_capacity(studies.len()),
            weights: Vec::with_capacity(studies.len()),
            leader: 0,
            origin: 0.0,
        };
        model.set(studies);
        model
    }

    /// Replaces the studies by others (at least one), and keeps the memory.
    pub(crate) fn set(&mut self, studies: &[StudyEffect]) {
        let mut leader = 0;
        for (index, study) in studies.iter().enumerate() {
            if study.sampling_variance() < studies[leader].sampling_variance() {
                leader = index;
            }
        }
        let origin = studies.get(leader).map_or(0.0, StudyEffect::effect);
        self.effects.clear();
        self.variances.clear();
        self.effects
            .extend(studies.iter().map(|s| s.effect() - origin));
        self.variances
            .extend(studies.iter().map(StudyEffect::sampling_variance));
        if leader > 0 {
            self.effects.swap(0, leader);
            self.variances.swap(0, leader);
        }
        self.weights.clear();
        self.weights.resize(studies.len(), 0.0);
        self.leader = leader;
        self.origin = origin;
    }

    /// Replaces the effects by those of `studies` (which made the model), with opposite sign where
    /// `flipped` says so for the index of the study.
    pub(crate) fn set_effects(&mut self, studies: &[StudyEffect], flipped: impl Fn(usize) -> bool) {
        let signed = |i: usize| {
            let effect = studies[i].effect();
            if flipped(i) { -effect } else { effect }
        };
        self.origin = signed(self.leader);
        for (i, effect) in self.effects.iter_mut().enumerate() {
            *effect = signed(i) - self.origin;
        }
        self.effects.swap(0, self.leader);
    }

    /// Values in the order of the studies, put into the model's order; its own inverse.
    pub(crate) fn reorder(&self, values: &mut [f64]) {
        values.swap(0, self.leader);
    }

    /// The weights (`given` in the model's order, else 1 / (v_i + tau2)) in the order of the studies,
    /// scaled to sum to 1.
    pub(crate) fn normalised_weights(&mut self, given: Option<&[f64]>, tau2: f64) -> Vec<f64> {
        let (sum, _) = self.weigh(tau2);
        let mut weights: Vec<f64> = match given {
            Some(given) => {
                let sum: f64 = given.iter().sum();
                given.iter().map(|w| w / sum).collect()
            }
            None => self.weights.iter().map(|w| w / sum).collect(),
        };
        weights.swap(0, self.leader);
        weights
    }

    /// Weighted mean, its inverse-variance standard error and y'P y at `tau2`.
    pub(crate) fn mean(&mut self, tau2: f64) -> WeightedMean {
        let (sum, mean) = self.weigh(tau2);
        let mut q = 0.0;
        for (w, y) in self.weights.iter().zip(&self.effects) {
            let r = y - mean;
            q += w * r * r;
        }
        WeightedMean {
            effect: self.origin + mean,
            variance: 1.0 / sum,
            q,
        }
    }

    /// Mean under the caller's weights (in the model's order), with the variance that they give.
    ///
    /// ```text
    /// mean = sum(a y) / sum(a),   variance = sum(a^2 (v + tau2)) / sum(a)^2,   q = sum(w (y - mean)^2)
    /// ```
    pub(crate) fn mean_with_weights(&mut self, weights: &[f64], tau2: f64) -> WeightedMean {
        let (mut sum, mut weighted, mut squares) = (0.0, 0.0, 0.0);
        for ((a, y), v) in weights.iter().zip(&self.effects).zip(&self.variances) {
            sum += a;
            weighted += a * y;
            squares += a * a * (v + tau2);
        }
        let mean = weighted / sum;
        let mut q = 0.0;
        for (y, v) in self.effects.iter().zip(&self.variances) {
            let r = y - mean;
            q += r * r / (v + tau2);
        }
        WeightedMean {
            effect: self.origin + mean,
            variance: squares / (sum * sum),
            q,
        }
    }

    /// Effects and weights without the leading study.
    fn rest(&self) -> (&[f64], &[f64]) {
        let count = self.effects.len() - 1;
        (&self.effects[1..][..count], &self.weights[1..][..count])
    }

    /// Fills the weights; returns their sum and the weighted mean relative to the origin.
    fn weigh(&mut self, tau2: f64) -> (f64, f64) {
        for (w, v) in self.weights.iter_mut().zip(&self.variances) {
            *w = 1.0 / (v + tau2);
        }
        let (k, w) = (self.effects.len(), &self.weights[..]);
        let (y, w) = (&self.effects[..k], &w[..k]);
        let [sum, weighted] = sums(k, |i| [w[i], w[i] * y[i]]);
        (sum, weighted / sum)
    }
}

/// A weighted mean.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WeightedMean {
    /// The mean.
    pub(crate) effect: f64,
    /// Its variance if the weights are right.
    pub(crate) variance: f64,
    /// Weighted sum of squared residuals, weights 1 / (v_i + tau2).
    pub(crate) q: f64,
}

impl LinearModel for MeanModel {
    fn study_count(&self) -> usize {
        self.effects.len()
    }

    fn coefficient_count(&self) -> usize {
        1
    }

    fn variances(&self) -> &[f64] {
        &self.variances
    }

    fn total_squares(&self) -> f64 {
        let mean = self.effects.iter().sum::<f64>() / self.effects.len() as f64;
        self.effects.iter().map(|y| (y - mean) * (y - mean)).sum()
    }

    fn residual_squares(&self) -> f64 {
        self.total_squares()
    }

    /// With S_m = sum of w^m and the rest R_m = S_m - w_1^m summed without the leading study:
    ///
    /// ```text
    /// tr P   = sum w_i (S_1 - w_i) / S_1 = (w_1 R_1 + R_1 S_1 - R_2) / S_1
    /// tr P^2 = sum_i w_i^2 [(S_1 - w_i)^2 + S_2 - w_i^2] / S_1^2
    ///        = w_1^2 (R_1^2 + R_2) / S_1^2 + R_2 - 2 R_3 / S_1 + S_2 R_2 / S_1^2
    /// ```
    fn evaluate(&mut self, tau2: f64) -> Evaluation {
        let (_, mean) = self.weigh(tau2);
        let first = self.weights[0];
        let (y, w) = self.rest();
        let [rest1, rest2, rest3, rest_q, rest_yppy] = sums(w.len(), |i| {
            let (r, w2) = (y[i] - mean, w[i] * w[i]);
            let wr2 = w[i] * r * r;
            [w[i], w2, w2 * w[i], wr2, w[i] * wr2]
        });
        let leading = first * mean * mean;
        let (q, yppy) = (leading + rest_q, first * leading + rest_yppy);
        let s1 = first + rest1;
        let s2 = first * first + rest2;
        let inverse = 1.0 / s1;
        let share = first * inverse;
        Evaluation {
            trace_w: s1,
            trace_ww: s2,
            trace_p: share * rest1 + rest1 - rest2 * inverse,
            trace_pp: share * share * (rest1 * rest1 + rest2) + rest2 - 2.0 * rest3 * inverse
                + (s2 * inverse) * (rest2 * inverse),
            q,
            yppy,
        }
    }

    fn score_terms(&mut self, tau2: f64) -> ScoreTerms {
        let (_, mean) = self.weigh(tau2);
        let first = self.weights[0];
        let (y, w) = self.rest();
        let [rest1, rest2, rest_yppy] = sums(w.len(), |i| {
            let u = w[i] * (y[i] - mean);
            [w[i], w[i] * w[i], u * u]
        });
        let yppy = first * first * mean * mean + rest_yppy;
        let s1 = first + rest1;
        ScoreTerms {
            trace_w: s1,
            trace_p: first / s1 * rest1 + rest1 - rest2 / s1,
            yppy,
        }
    }

    /// With h_i = a_i / S and P_ii = a_i (1 - h_i), P_ij = -a_i a_j / S:
    ///
    /// ```text
    /// tr P D P E = sum_i P_ii^2 d_i e_i + sum_i h_i^2 d_i (sum_j a_j^2 e_j - a_i^2 e_i)
    /// ```
    fn moments(&mut self, weights: &[f64]) -> Moments {
        let (mut sum, mut weighted, mut a2, mut a2v) = (0.0, 0.0, 0.0, 0.0);
        for ((a, y), v) in weights.iter().zip(&self.effects).zip(&self.variances) {
            sum += a;
            weighted += a * y;
            a2 += a * a;
            a2v += a * a * v;
        }
        let mean = weighted / sum;
        // Only the largest weight can be close to the sum; its complement is added up afresh.
        let heaviest = heaviest(weights);
        let others = |i: usize, a: f64| {
            if i == heaviest {
                weights[..i].iter().sum::<f64>() + weights[i + 1..].iter().sum::<f64>()
            } else {
                sum - a
            }
        };
        let mut moments = Moments {
            q: 0.0,
            trace_p: 0.0,
            trace_pv: 0.0,
            trace_pvpv: 0.0,
            trace_pvp: 0.0,
            trace_pp: 0.0,
        };
        for (i, (&a, (y, v))) in weights
            .iter()
            .zip(self.effects.iter().zip(&self.variances))
            .enumerate()
        {
            let h = a / sum;
            let diagonal = a * (others(i, a) / sum);
            let (d2, h2) = (diagonal * diagonal, h * h);
            let (off, off_v) = ((a2 - a * a).max(0.0), (a2v - a * a * v).max(0.0));
            moments.q += a * (y - mean) * (y - mean);
            moments.trace_p += diagonal;
            moments.trace_pv += diagonal * v;
            moments.trace_pvpv += d2 * v * v + h2 * v * off_v;
            moments.trace_pvp += d2 * v + h2 * v * off;
            moments.trace_pp += d2 + h2 * off;
        }
        moments
    }

    fn ln_determinants(&mut self, tau2: f64) -> (f64, f64) {
        let (sum, _) = self.weigh(tau2);
        (sum.ln(), (self.effects.len() as f64).ln())
    }
}

/// Index of the largest weight, the first of several.
fn heaviest(weights: &[f64]) -> usize {
    let mut heaviest = 0;
    for (index, weight) in weights.iter().enumerate() {
        if *weight > weights[heaviest] {
            heaviest = index;
        }
    }
    heaviest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(pairs: &[(f64, f64)]) -> MeanModel {
        let studies: Vec<_> = pairs
            .iter()
            .map(|&(y, v)| StudyEffect::from_variance(y, v).unwrap())
            .collect();
        MeanModel::new(&studies)
    }

    /// The k x k matrix P, straight from its definition.
    fn p_matrix(weights: &[f64]) -> Vec<Vec<f64>> {
        let sum: f64 = weights.iter().sum();
        let entry = |i: usize, j: usize| {
            let diagonal = if i == j { weights[i] } else { 0.0 };
            diagonal - weights[i] * weights[j] / sum
        };
        (0..weights.len())
            .map(|i| (0..weights.len()).map(|j| entry(i, j)).collect())
            .collect()
    }

    #[test]
    fn traces_agree_with_the_matrix() {
        let pairs = [(0.3, 0.2), (-0.1, 0.05), (0.8, 0.4), (0.2, 0.11)];
        let tau2 = 0.07;
        let evaluation = model(&pairs).evaluate(tau2);
        let weights: Vec<f64> = pairs.iter().map(|(_, v)| 1.0 / (v + tau2)).collect();
        let p = p_matrix(&weights);
        let py: Vec<f64> = p
            .iter()
            .map(|row| row.iter().zip(&pairs).map(|(p, (y, _))| p * y).sum())
            .collect();
        let trace_p: f64 = (0..4).map(|i| p[i][i]).sum();
        let trace_pp: f64 = p.iter().flatten().map(|x| x * x).sum();
        let q: f64 = py.iter().zip(&pairs).map(|(a, (y, _))| a * y).sum();
        let yppy: f64 = py.iter().map(|a| a * a).sum();
        for (ours, expected) in [
            (evaluation.trace_p, trace_p),
            (evaluation.trace_pp, trace_pp),
            (evaluation.q, q),
            (evaluation.yppy, yppy),
        ] {
            assert!((ours - expected).abs() < 1e-12 * expected.abs());
        }
    }

    #[test]
    fn a_dominant_study_costs_no_digits() {
        // Weights 1e14, 1, 1 at tau2 = 0: tr P = 2 + 1 x 1e14 ... exactly
        // (1e14 * 2 + 2 * (1e14 + 1)) / (1e14 + 2).
        let evaluation = model(&[(0.0, 1e-14), (1.0, 1.0), (-1.0, 1.0)]).evaluate(0.0);
        let expected = (4.0 + 2e-14) / (1.0 + 2e-14);
        assert!((evaluation.trace_p - expected).abs() < 1e-14);
    }
}
