//! The confidence distribution of the between-study variance.

use crate::FitError;
use crate::generalised_q::Form;
use crate::numeric::root::bracketed;
use crate::numeric::tail::normal_upper_quantile;
use crate::numeric::wide;

/// Points of the table.
const POINTS: usize = 512;

/// Probability beyond either end of the table.
const BEYOND: f64 = 1e-9;

/// Doublings after which no upper end of the table is looked for.
const DOUBLINGS: usize = 1_000;

/// The distribution H(tau2) = P(Q(tau2) > Q observed), which puts H(0) on tau2 = 0, in a form to draw from.
///
/// A table of z = normal quantile of H against t = ln(1 + tau2 / unit), both smooth, with cubic interpolation of t in z
/// (error of tau2 below 1e-6 of tau2 + unit where sampled; tests beside).
///
/// Nagashima, Noma and Furukawa (2019), *Statistical Methods in Medical Research* 28, 1689-1702.
pub(crate) struct ConfidenceDistribution {
    unit: f64,
    z: Vec<f64>,
    t: Vec<f64>,
}

impl ConfidenceDistribution {
    /// The distribution from a generalised Q; `unit` is the size of a sampling variance.
    pub(crate) fn new(form: &Form, unit: f64) -> Result<Self, FitError> {
        let below = |t: f64| form.probability(unit * t.exp_m1());
        let mut last = std::f64::consts::LN_2;
        let mut doublings = 0;
        while below(last).ok_or(FitError::NotFinite)? > BEYOND {
            doublings += 1;
            if doublings > DOUBLINGS {
                return Err(FitError::NotFinite);
            }
            last += std::f64::consts::LN_2;
        }
        let first = if below(0.0).ok_or(FitError::NotFinite)? < 1.0 - BEYOND {
            0.0
        } else {
            let excess = |t: f64| below(t).map_or(f64::NAN, |p| p - (1.0 - BEYOND));
            bracketed(excess, 0.0, last).value
        };
        // Denser towards the lower end, where z changes most with t.
        let place = |i: usize| first + (last - first) * (i as f64 / (POINTS - 1) as f64).powi(2);
        let probabilities = wide::map(POINTS, |i| below(place(i)));
        let (mut z, mut t) = (Vec::with_capacity(POINTS), Vec::with_capacity(POINTS));
        for (i, probability) in probabilities.into_iter().enumerate() {
            let point = normal_upper_quantile(probability.ok_or(FitError::NotFinite)?);
            // Only points that rise are kept, so that the table can be inverted; at the ends rounding may repeat one.
            if point.is_finite() && z.last().is_none_or(|last| point > *last) {
                z.push(point);
                t.push(place(i));
            }
        }
        Ok(Self { unit, z, t })
    }

    /// The tau2 of a standard normal number, 0 up to that of H(0).
    pub(crate) fn quantile(&self, z: f64) -> f64 {
        let count = self.z.len();
        let after = self.z.partition_point(|point| *point < z);
        if after == 0 {
            return self.t.first().map_or(0.0, |t| self.unit * t.exp_m1());
        }
        if after == count {
            return self.unit * self.t[count - 1].exp_m1();
        }
        let start = after.saturating_sub(2).min(count.saturating_sub(4));
        let end = (start + 4).min(count);
        let t = lagrange(&self.z[start..end], &self.t[start..end], z);
        self.unit * t.max(0.0).exp_m1()
    }
}

/// The polynomial through the points, at x.
fn lagrange(x: &[f64], y: &[f64], at: f64) -> f64 {
    let weight = |i: usize| -> f64 {
        let others = (0..x.len()).filter(|j| *j != i);
        others.map(|j| (at - x[j]) / (x[i] - x[j])).product()
    };
    y.iter().enumerate().map(|(i, y)| y * weight(i)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StudyEffect;
    use crate::meta_regression::Design;
    use crate::numeric::tail::normal_survival;

    #[test]
    fn inverts_the_exact_distribution() {
        let sets: [&[(f64, f64)]; 3] = [
            &[
                (0.1, 0.02),
                (0.9, 0.3),
                (-0.4, 0.08),
                (0.7, 0.01),
                (0.2, 0.5),
            ],
            &[(0.0, 0.1), (1.0, 0.3)],
            &[
                (0.1, 1e-8),
                (-0.2, 1e-4),
                (0.35, 0.01),
                (0.4, 0.04),
                (-0.05, 0.09),
                (0.22, 0.5),
            ],
        ];
        for pairs in sets {
            let studies: Vec<StudyEffect> = pairs
                .iter()
                .map(|&(y, v)| StudyEffect::from_variance(y, v).unwrap())
                .collect();
            let weights: Vec<f64> = pairs.iter().map(|(_, v)| 1.0 / v).collect();
            let design = Design::with_intercept(pairs.len());
            let form = Form::new(&studies, &design, &weights).unwrap();
            let unit = 0.05;
            let distribution = ConfidenceDistribution::new(&form, unit).unwrap();
            for i in -35..=35 {
                let z = 0.1 * f64::from(i);
                let exact = form.solve(normal_survival(z)).unwrap();
                let found = distribution.quantile(z);
                assert!(
                    (found - exact).abs() <= 1e-6 * (exact + unit),
                    "{z}: {found} {exact}"
                );
            }
        }
    }
}
