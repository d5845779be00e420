//! The regularised incomplete beta function, in logarithms.

use std::f64::consts::TAU;

use super::gamma::{deviance_term, ln_complement, stirling_error};

/// Terms after which the fraction is given up; about sqrt(max(a, b)) are needed.
const TERM_LIMIT: usize = 100_000;

/// A factor that keeps a denominator of Lentz's method away from 0.
const TINY: f64 = 1e-300;

/// ln I_x(a, b) with y = 1 - x given apart, so that neither suffers from cancellation.
///
/// ```text
/// I_x(a, b) = x^a y^b / B(a, b) * fraction      below the mean, a y >= b x
/// I_x(a, b) = 1 - I_y(b, a)                     above it
/// ```
///
/// a, b > 0; x, y >= 0 with x + y = 1.
pub(crate) fn ln_incomplete(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if y <= 0.0 {
        return 0.0;
    }
    if a * y >= b * x {
        ln_prefactor(a, b, x, y) + fraction(a, b, x, y).ln()
    } else {
        ln_complement(ln_prefactor(b, a, y, x) + fraction(b, a, y, x).ln())
    }
}

/// ln of x^a y^b / B(a, b) by the saddle point form of the binomial probability.
fn ln_prefactor(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let ln_binomial = stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance_term(a, n * x)
        - deviance_term(b, n * y)
        + 0.5 * (n / (TAU * a * b)).ln();
    // B(a, b) holds Gamma(n) = Gamma(n + 1) / n, and likewise for a and b.
    ln_binomial + (a * b / n).ln()
}

/// The continued fraction of Didonato and Morris (1992), by Lentz's method.
///
/// ```text
/// 1 / (beta_0 + alpha_1 / (beta_1 + alpha_2 / (beta_2 + ...)))
/// alpha_n = (a + n - 1) (a + b + n - 1) n (b - n) x^2 / (a + 2 n - 1)^2
/// beta_n  = n + n (b - n) x / (a + 2 n - 1) + (a + n) (a y - b x + 1 + n (1 + y)) / (a + 2 n + 1)
/// ```
///
/// It takes the distance to the mean, a y - b x, as a number of its own: where a is large and x close
/// to 1, the classical fraction loses that distance to cancellation.
fn fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let floor = |value: f64| if value.abs() < TINY { TINY } else { value };
    let distance = a * y - b * x;
    let beta = |n: f64| {
        n + n * (b - n) * x / (a + 2.0 * n - 1.0)
            + (a + n) * (distance + 1.0 + n * (1.0 + y)) / (a + 2.0 * n + 1.0)
    };
    let mut h = floor(a * (distance + 1.0) / (a + 1.0));
    let mut c = h;
    let mut d = 0.0;
    for n in 1..TERM_LIMIT {
        let n = n as f64;
        let odd = a + 2.0 * n - 1.0;
        let alpha = (a + n - 1.0) / odd * ((a + b + n - 1.0) / odd) * n * (b - n) * x * x;
        let beta = beta(n);
        d = 1.0 / floor(beta + alpha * d);
        c = floor(beta + alpha / c);
        let factor = c * d;
        h *= factor;
        if (factor - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    1.0 / h
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uniform_and_power_cases() {
        // I_x(1, 1) = x; I_x(a, 1) = x^a; I_x(1, b) = 1 - (1 - x)^b.
        for x in [1e-12, 0.01, 0.3, 0.5, 0.9] {
            let y = 1.0 - x;
            assert!((ln_incomplete(1.0, 1.0, x, y).exp() - x).abs() < 1e-15);
            assert!((ln_incomplete(7.5, 1.0, x, y) - 7.5 * x.ln()).abs() < 1e-13);
            let expected = -(3.0 * f64::ln_1p(-x)).exp_m1();
            assert!((ln_incomplete(1.0, 3.0, x, y).exp() / expected - 1.0).abs() < 1e-14);
        }
    }
}
