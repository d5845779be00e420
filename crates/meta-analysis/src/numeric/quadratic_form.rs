//! The distribution of a positive quadratic form in normal variables.

use nalgebra::Complex;

/// The first step of the trapezoidal rule; every refinement halves it.
const FIRST_STEP: f64 = 0.4;

/// Refinements after which the integral is given up.
const REFINEMENTS: usize = 8;

/// Two refinements that agree so well leave about the square of it: halving the step squares the error.
const AGREEMENT: f64 = 1e-9;

/// Points of one refinement after which the integral is given up; some hundred are typical.
const POINT_LIMIT: usize = 20_000;

/// A term this small, relative to the largest, ends the sum.
const NEGLIGIBLE: f64 = 1e-19;

/// Ratio to which the crossing of the contour is found; within it the integrand changes little.
const CROSSING_RATIO: f64 = 1.2;

/// P(X <= x) for X = sum of l_i Z_i^2 over n independent standard normal Z_i with l_i > 0, by inverting the Laplace
/// transform.
///
/// ```text
/// P = 1 / (2 pi i) * integral of e^(s x) E[e^(-s X)] / s ds,   E[e^(-s X)] = prod (1 + 2 l_i s)^(-1/2)
/// s = m (1 + sin(i u - a)),   crossing the real axis at the saddle point of the integrand
/// ```
///
/// `ln_transform` gives ln E[e^(-s X)] for s off the negative axis, its imaginary part up to multiples of 2 pi;
/// `count` is n. The transform is analytic but for the negative axis, so the trapezoidal rule in u converges
/// geometrically on a hyperbola around it, however far the l_i are apart; the more of them, the less the hyperbola
/// bends, because many factors grow beside the negative axis. Absolute error about 1e-15. `None` where refinements do
/// not agree.
///
/// Weideman and Trefethen (2007), *Mathematics of Computation* 76, 1341-1356.
pub(crate) fn probability_below(
    x: f64,
    count: usize,
    ln_transform: impl Fn(Complex<f64>) -> Complex<f64>,
) -> Option<f64> {
    if x <= 0.0 {
        return Some(0.0);
    }
    let n = count as f64;
    let sine = (2.0 / n.sqrt()).min(0.7);
    let cosine = (1.0 - sine * sine).sqrt();
    let crossing = saddle_point(x, n, |s| ln_transform(Complex::new(s, 0.0)).re);
    let scale = crossing / (1.0 - sine);
    // e^(s x) E[e^(-s X)] / s * ds / (i du); the other half of the contour is its mirror image.
    let integrand = |u: f64| {
        let (sinh, cosh) = (u.sinh(), u.cosh());
        let s = Complex::new(scale * (1.0 - sine * cosh), scale * cosine * sinh);
        let ds = Complex::new(scale * cosine * cosh, scale * sine * sinh);
        (s * x + ln_transform(s)).exp() / s * ds
    };
    let sum_over = |start: f64, step: f64, largest: f64| {
        let mut sum = 0.0;
        for j in 0..POINT_LIMIT {
            let term = integrand(start + step * j as f64);
            if !term.is_finite() {
                return None;
            }
            sum += term.re;
            if term.norm() <= NEGLIGIBLE * largest {
                return Some(sum);
            }
        }
        None
    };
    let first = integrand(0.0).re;
    let mut step = FIRST_STEP;
    let mut sum = 0.5 * first + sum_over(step, step, first)?;
    for _ in 0..REFINEMENTS {
        let refined = sum + sum_over(0.5 * step, step, first)?;
        let (before, after) = (step * sum, 0.5 * step * refined);
        (sum, step) = (refined, 0.5 * step);
        if (after - before).abs() < AGREEMENT {
            return Some((after / std::f64::consts::PI).clamp(0.0, 1.0));
        }
    }
    None
}

/// Where e^(c x) E[e^(-c X)] / c is least among real c > 0, about: its logarithm is convex, and the derivative has its
/// zero between 1 / x and (n / 2 + 1) / x.
fn saddle_point(x: f64, n: f64, ln_transform: impl Fn(f64) -> f64) -> f64 {
    let value = |c: f64| c * x + ln_transform(c) - c.ln();
    let (mut lower, mut upper) = (1.0 / x, (0.5 * n + 1.0) / x);
    while upper > CROSSING_RATIO * lower {
        let third = (upper / lower).cbrt();
        let (left, right) = (lower * third, upper / third);
        if value(left) < value(right) {
            upper = right;
        } else {
            lower = left;
        }
    }
    (lower * upper).sqrt()
}

/// The square root with a positive real part, of a number off the negative axis.
pub(crate) fn principal_root(z: Complex<f64>) -> Complex<f64> {
    let half = (0.5 * (z.norm() + z.re.abs())).sqrt();
    if half == 0.0 {
        return z;
    }
    let other = 0.5 * z.im / half;
    if z.re >= 0.0 {
        Complex::new(half, other)
    } else {
        Complex::new(other.abs(), half.copysign(z.im))
    }
}

/// A product of many complex numbers, kept within range by taking logarithms now and then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LongProduct {
    logarithm: Complex<f64>,
    product: Complex<f64>,
}

impl LongProduct {
    pub(crate) fn one() -> Self {
        Self {
            logarithm: Complex::new(0.0, 0.0),
            product: Complex::new(1.0, 0.0),
        }
    }

    pub(crate) fn multiply(&mut self, factor: Complex<f64>) {
        self.product *= factor;
        let size = self.product.norm_sqr();
        if !(1e-100..1e100).contains(&size) {
            self.logarithm += self.product.ln();
            self.product = Complex::new(1.0, 0.0);
        }
    }

    /// Its logarithm, up to multiples of 2 pi i.
    pub(crate) fn ln(self) -> Complex<f64> {
        self.logarithm + self.product.ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::tail::chi_squared_survival;

    fn of_eigenvalues(x: f64, eigenvalues: &[f64]) -> f64 {
        let ln_transform = |s: Complex<f64>| {
            let mut product = LongProduct::one();
            for l in eigenvalues {
                product.multiply(principal_root(Complex::new(1.0, 0.0) + s * (2.0 * l)));
            }
            -product.ln()
        };
        probability_below(x, eigenvalues.len(), ln_transform).unwrap()
    }

    #[test]
    fn equal_eigenvalues_give_chi_squared() {
        for n in [1, 2, 3, 5, 12, 40, 300, 3_000] {
            let df = f64::from(n);
            for x in [
                0.01 * df,
                0.3 * df,
                0.9 * df,
                df,
                1.1 * df,
                2.0 * df,
                9.0 * df,
            ] {
                let found = of_eigenvalues(3.0 * x, &vec![3.0; n as usize]);
                let exact = 1.0 - chi_squared_survival(x, df);
                assert!((found - exact).abs() < 1e-13, "{n} {x} {found} {exact}");
            }
        }
    }

    #[test]
    fn pairs_give_a_mixture_of_exponentials() {
        // l_1 (Z1^2 + Z2^2) + l_2 (Z3^2 + Z4^2) is a sum of exponentials with means 2 l_1 and 2 l_2.
        for (p, q) in [(0.5, 20.0), (1e-6, 1.0), (1e-8, 1e8)] {
            for x in [0.01 * p, p, 0.3 * q, q, 3.0 * q, 30.0 * q] {
                let tail = (q * f64::exp(-x / (2.0 * q)) - p * f64::exp(-x / (2.0 * p))) / (q - p);
                let found = of_eigenvalues(x, &[p, p, q, q]);
                assert!(
                    (found - (1.0 - tail)).abs() < 1e-14,
                    "{p} {q} {x}: {found} {tail}"
                );
            }
        }
    }
}
