//! The regularised incomplete gamma function, in logarithms, and its prefactor.

use std::f64::consts::TAU;

/// Terms after which a series or fraction is given up; the slowest case, a = 1e6 at x near a,
/// needs about 6,000.
const TERM_LIMIT: usize = 100_000;

/// A factor that keeps a denominator of Lentz's method away from 0.
const TINY: f64 = 1e-300;

/// ln(sqrt(2 pi)).
const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_8;

/// The error of Stirling's formula,
/// ln Gamma(n + 1) - [(n + 1/2) ln n - n + ln sqrt(2 pi)], for n > 0.
///
/// The series is used from 15 on, where its next term is below 1e-18; before that the definition,
/// whose cancellation is harmless while ln Gamma is small.
pub(crate) fn stirling_error(n: f64) -> f64 {
    if n <= 15.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * n.ln() + n - LN_SQRT_TAU;
    }
    let n2 = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0
            - (1.0 / 1260.0 - (1.0 / 1680.0 - (1.0 / 1188.0 - 691.0 / 360_360.0 / n2) / n2) / n2)
                / n2)
            / n2)
        / n
}

/// The deviance term x ln(x / m) + m - x, without cancellation for x near m (Loader 2000).
pub(crate) fn deviance_term(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() < 0.1 * (x + m) {
        // With u = (x - m) / (x + m): ln(x / m) = 2 artanh(u), expanded in u.
        let u = difference / (x + m);
        let mut sum = difference * u;
        let mut power = 2.0 * x * u;
        let u2 = u * u;
        for j in 1..1000 {
            power *= u2;
            let next = sum + power / f64::from(2 * j + 1);
            if next == sum {
                return sum;
            }
            sum = next;
        }
        return sum;
    }
    if x == 0.0 {
        return m;
    }
    x * (x / m).ln() + m - x
}

/// ln of x^a e^(-x) / Gamma(a + 1), accurate also where a and x are large (saddle point form).
fn ln_prefactor(a: f64, x: f64) -> f64 {
    -stirling_error(a) - deviance_term(a, x) - 0.5 * (TAU * a).ln()
}

/// ln P(a, x) and ln Q(a, x): the lower and the upper regularised incomplete gamma function.
///
/// ```text
/// P(a, x) = x^a e^(-x) / Gamma(a + 1) * (1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ...)   for x < a + 1
/// Q(a, x) = x^a e^(-x) / Gamma(a) * 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...))          otherwise
/// ```
///
/// a > 0, x >= 0. Each is relatively accurate where it is the smaller one.
pub(crate) fn ln_incomplete(a: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (f64::NEG_INFINITY, 0.0);
    }
    if x == f64::INFINITY {
        return (0.0, f64::NEG_INFINITY);
    }
    let ln_prefactor = ln_prefactor(a, x);
    if x < a + 1.0 {
        let ln_lower = ln_prefactor + lower_series(a, x).ln();
        (ln_lower, ln_complement(ln_lower))
    } else {
        let ln_upper = ln_prefactor + (a * upper_fraction(a, x)).ln();
        (ln_complement(ln_upper), ln_upper)
    }
}

/// ln(1 - e^x) for x <= 0.
pub(crate) fn ln_complement(x: f64) -> f64 {
    if x >= 0.0 {
        return f64::NEG_INFINITY;
    }
    if x > -std::f64::consts::LN_2 {
        (-x.exp_m1()).ln()
    } else {
        (-x.exp()).ln_1p()
    }
}

fn lower_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..TERM_LIMIT {
        term *= x / (a + n as f64);
        sum += term;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    sum
}

/// The continued fraction by Lentz's method.
fn upper_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / if b == 0.0 { TINY } else { b };
    let mut h = d;
    for i in 1..TERM_LIMIT {
        let i = i as f64;
        let an = -i * (i - a);
        b += 2.0;
        d = an * d + b;
        d = 1.0 / if d.abs() < TINY { TINY } else { d };
        c = b + an / c;
        c = if c.abs() < TINY { TINY } else { c };
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    h
}

/// ln of the density of chi-squared with `degrees_of_freedom` at `x` > 0.
pub(crate) fn ln_chi_squared_density(x: f64, degrees_of_freedom: f64) -> f64 {
    let a = 0.5 * degrees_of_freedom;
    // d/dx P(a, x/2) = (x/2)^(a-1) e^(-x/2) / Gamma(a) / 2 = prefactor * a / x.
    ln_prefactor(a, 0.5 * x) + (a / x).ln()
}

/// ln of 1 / sqrt(2 pi).
pub(crate) fn ln_normal_density(z: f64) -> f64 {
    -0.5 * z * z - LN_SQRT_TAU
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    #[test]
    fn stirling_error_is_continuous_at_the_switch() {
        // The function falls by 1 / (12 n^2) a unit.
        let drop = stirling_error(15.0) - stirling_error(15.0 + 1e-9);
        assert!((drop - 1e-9 / (12.0 * 225.0)).abs() < 2e-14);
        // n = 1: 1 - ln sqrt(2 pi).
        assert!((stirling_error(1.0) - (1.0 - 0.5 * (2.0 * PI).ln())).abs() < 1e-15);
    }

    #[test]
    fn upper_gamma_of_one_is_the_exponential() {
        for x in [0.1, 1.0, 10.0, 700.0] {
            let (_, ln_upper) = ln_incomplete(1.0, x);
            assert!((ln_upper + x).abs() <= 4e-15 * x.max(1.0), "{x} {ln_upper}");
        }
    }
}
