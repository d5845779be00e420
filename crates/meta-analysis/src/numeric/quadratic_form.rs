//! The distribution of a positive quadratic form in normal variables.

use super::tail::chi_squared_survival;

/// Terms after which the series is given up.
const TERM_LIMIT: usize = 4_000;

/// Probability that the terms left out may add.
const ERROR: f64 = 1e-13;

/// P(sum of l_i Z_i^2 <= x) for independent standard normal Z_i and positive `eigenvalues` l_i.
///
/// ```text
/// P = sum_m a_m P(chi2(n + 2 m) <= x / b),   b = min l,   a_0 = prod sqrt(b / l_i),
/// a_m = (g_m a_0 + ... + g_1 a_(m-1)) / (2 m),   g_m = sum (1 - b / l_i)^m
/// ```
///
/// The a_m are positive and sum to 1, so what the terms left out can add is known: at most 1e-13. `None` where that
/// would need more than 4,000 terms (eigenvalues over about three decades or more).
///
/// Ruben (1962), *Annals of Mathematical Statistics* 33, 542-570; Farebrother (1984), *Applied Statistics* 33, 332-339.
pub(crate) fn probability_below(x: f64, eigenvalues: &[f64]) -> Option<f64> {
    let smallest = eigenvalues.iter().copied().fold(f64::INFINITY, f64::min);
    if x <= 0.0 || !(smallest > 0.0 && smallest.is_finite()) {
        return (x <= 0.0).then_some(0.0);
    }
    let n = eigenvalues.len() as f64;
    let shares: Vec<f64> = eigenvalues.iter().map(|l| 1.0 - smallest / l).collect();
    let ln_first: f64 = shares.iter().map(|s| 0.5 * f64::ln_1p(-s)).sum();
    let half = 0.5 * x / smallest;
    // chi2(n + 2 m): the probability, and the logarithm of what the next two degrees take away from it.
    let mut below = 1.0 - chi_squared_survival(2.0 * half, n);
    let mut ln_step = 0.5 * n * half.ln() - half - libm::lgamma(0.5 * n + 1.0);
    let mut powers = vec![1.0; shares.len()];
    let (mut a, mut g) = (vec![ln_first.exp()], Vec::new());
    if a[0] < f64::MIN_POSITIVE {
        return None;
    }
    let (mut mass, mut probability) = (a[0], a[0] * below);
    for m in 1..TERM_LIMIT {
        below = (below - ln_step.exp()).max(0.0);
        ln_step += half.ln() - (0.5 * n + m as f64).ln();
        if (1.0 - mass).max(0.0) * below < ERROR {
            return Some(probability.clamp(0.0, 1.0));
        }
        let mut sum = 0.0;
        for (power, share) in powers.iter_mut().zip(&shares) {
            *power *= share;
            sum += *power;
        }
        g.push(sum);
        let products = g.iter().rev().zip(&a).map(|(g, a)| g * a);
        let next = products.sum::<f64>() / (2.0 * m as f64);
        a.push(next);
        mass += next;
        probability += next * below;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_eigenvalues_give_chi_squared() {
        for x in [0.3, 2.0, 9.0, 40.0] {
            let found = probability_below(3.0 * x, &[3.0; 5]).unwrap();
            assert!((found - (1.0 - chi_squared_survival(x, 5.0))).abs() < 1e-13);
        }
    }

    #[test]
    fn pairs_give_a_mixture_of_exponentials() {
        // l_1 (Z1^2 + Z2^2) + l_2 (Z3^2 + Z4^2) is a sum of exponentials with means 2 l_1 and 2 l_2.
        let (p, q) = (0.5, 20.0);
        for x in [0.5, 10.0, 60.0, 300.0] {
            let tail = (q * f64::exp(-x / (2.0 * q)) - p * f64::exp(-x / (2.0 * p))) / (q - p);
            let found = probability_below(x, &[p, p, q, q]).unwrap();
            assert!((found - (1.0 - tail)).abs() < 1e-12, "{found} {tail}");
        }
    }
}
