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
/// I_x(a, b) = x^a y^b / (a B(a, b)) * 1 / (1 + d_1 / (1 + d_2 / ...)),   x < (a + 1) / (a + b + 2)
/// I_x(a, b) = 1 - I_y(b, a)                                              otherwise
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
    if x < (a + 1.0) / (a + b + 2.0) {
        ln_prefactor(a, b, x, y) + fraction(a, b, x).ln()
    } else {
        ln_complement(ln_prefactor(b, a, y, x) + fraction(b, a, y).ln())
    }
}

/// ln of x^a y^b / (a B(a, b)) by the saddle point form of the binomial probability.
fn ln_prefactor(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let ln_binomial = stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance_term(a, n * x)
        - deviance_term(b, n * y)
        + 0.5 * (n / (TAU * a * b)).ln();
    ln_binomial + (b / n).ln()
}

/// The continued fraction by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let floor = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / floor(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..TERM_LIMIT {
        let m = m as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / floor(1.0 + even * d);
        c = floor(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / floor(1.0 + odd * d);
        c = floor(1.0 + odd / c);
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    h
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
