//! Tail probabilities by survival functions, in logarithms where they are deep, and quantiles.
//!
//! Every tail and quantile of this crate goes through here. Relative accuracy is about 1e-14 for
//! probabilities and 1e-14 for quantiles (tests beside; high-precision values in the
//! end-to-end tests).

use std::f64::consts::{FRAC_1_SQRT_2, LN_2, PI, SQRT_2};

use super::{beta, gamma};

/// Newton or Halley steps after which a quantile is taken as it is; four are typical.
const STEP_LIMIT: usize = 60;

/// P(Z > z) for a standard normal Z.
pub fn normal_survival(z: f64) -> f64 {
    0.5 * libm::erfc(z * FRAC_1_SQRT_2)
}

/// ln P(Z > z) for a standard normal Z; finite far beyond z = 38, where the tail underflows.
pub fn ln_normal_survival(z: f64) -> f64 {
    if z < 30.0 {
        return normal_survival(z).ln();
    }
    // Mills' ratio, asymptotic: at z = 30 the first term left out is below 1e-17.
    let u = 1.0 / (z * z);
    let series = 1.0 - u * (1.0 - 3.0 * u * (1.0 - 5.0 * u * (1.0 - 7.0 * u * (1.0 - 9.0 * u))));
    gamma::ln_normal_density(z) - z.ln() + series.ln()
}

/// The z with P(Z > z) = `tail` for a standard normal Z, 0 < `tail` < 1.
///
/// A rational start (Abramowitz and Stegun 26.2.23, error below 5e-4) and Halley steps on the
/// survival function.
pub fn normal_upper_quantile(tail: f64) -> f64 {
    if tail > 0.5 {
        return -normal_upper_quantile(1.0 - tail);
    }
    if tail <= 0.0 {
        return f64::INFINITY;
    }
    if tail == 0.5 {
        return 0.0;
    }
    let t = (-2.0 * tail.ln()).sqrt();
    let mut z = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328))
            / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    for _ in 0..STEP_LIMIT {
        // f = survival - tail, f' = -density, f'' / f' = -z.
        let density = (-0.5 * z * z).exp() / (2.0 * PI).sqrt();
        let ratio = (normal_survival(z) - tail) / density;
        let step = ratio / (1.0 - 0.5 * ratio * z);
        z += step;
        // Convergence is cubic: after a step of 1e-6 the error is below 1e-17.
        if step.abs() <= 1e-6 * z.abs().max(1e-3) {
            break;
        }
    }
    z
}

/// ln P(T > t) for Student's t with `degrees_of_freedom` > 0.
pub fn ln_t_survival(t: f64, degrees_of_freedom: f64) -> f64 {
    if t < 0.0 {
        return gamma::ln_complement(ln_t_survival(-t, degrees_of_freedom));
    }
    let ratio = t / degrees_of_freedom.sqrt();
    let square = ratio * ratio;
    // x = df / (df + t^2); both x and 1 - x without cancellation.
    let (x, y) = if square.is_finite() {
        (1.0 / (1.0 + square), square / (1.0 + square))
    } else {
        (0.0, 1.0)
    };
    if x == 0.0 && ratio.is_finite() {
        // t^2 overflows: the leading term (df / t^2)^(df/2) / (df B(df/2, 1/2)), in logs.
        return -degrees_of_freedom * ratio.ln()
            - degrees_of_freedom.ln()
            - ln_beta_half(0.5 * degrees_of_freedom);
    }
    beta::ln_incomplete(0.5 * degrees_of_freedom, 0.5, x, y) - LN_2
}

/// P(T > t) for Student's t.
pub fn t_survival(t: f64, degrees_of_freedom: f64) -> f64 {
    ln_t_survival(t, degrees_of_freedom).exp()
}

/// ln B(a, 1/2).
fn ln_beta_half(a: f64) -> f64 {
    libm::lgamma(a) + 0.5 * PI.ln() - libm::lgamma(a + 0.5)
}

/// The t with P(T > t) = `tail` for Student's t with `degrees_of_freedom` > 0, 0 < `tail` < 1.
///
/// Closed forms for 1 and 2 degrees of freedom; else a Cornish-Fisher start and Newton steps in
/// (ln t, ln survival), where the survival function is concave, so that they cannot diverge.
pub fn t_upper_quantile(tail: f64, degrees_of_freedom: f64) -> f64 {
    if tail > 0.5 {
        return -t_upper_quantile(1.0 - tail, degrees_of_freedom);
    }
    if tail == 0.5 {
        return 0.0;
    }
    if tail <= 0.0 {
        return f64::INFINITY;
    }
    let df = degrees_of_freedom;
    if df == 1.0 {
        return 1.0 / (PI * tail).tan();
    }
    if df == 2.0 {
        return (1.0 - 2.0 * tail) / (SQRT_2 * (tail * (1.0 - tail)).sqrt());
    }
    if df == f64::INFINITY {
        return normal_upper_quantile(tail);
    }
    let target = tail.ln();
    let mut t = t_quantile_start(tail, df);
    for _ in 0..STEP_LIMIT {
        let ln_survival = ln_t_survival(t, df);
        // d ln S / d ln t = -t f(t) / S(t).
        let slope = -(t.ln() + ln_t_density(t, df) - ln_survival).exp();
        let step = (target - ln_survival) / slope;
        t *= step.clamp(-2.0, 2.0).exp();
        // Quadratic convergence with a curvature of order one: 1e-8 leaves 1e-16.
        if step.abs() < 1e-9 {
            break;
        }
    }
    t
}

fn t_quantile_start(tail: f64, df: f64) -> f64 {
    let z = normal_upper_quantile(tail);
    let z2 = z * z;
    let expansion = z
        * (1.0
            + (z2 + 1.0) / (4.0 * df)
            + ((5.0 * z2 + 16.0) * z2 + 3.0) / (96.0 * df * df)
            + (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / (384.0 * df * df * df));
    // For deep tails at few degrees of freedom the expansion is far too small: use the power law.
    if z2 > 4.0 * df {
        let ln_power = (-(tail.ln()) - df.ln() - ln_beta_half(0.5 * df)) / df;
        return (ln_power.exp() * df.sqrt()).max(expansion);
    }
    expansion.max(f64::MIN_POSITIVE)
}

fn ln_t_density(t: f64, df: f64) -> f64 {
    let square = t * t / df;
    let ln_one_plus = if square.is_finite() {
        square.ln_1p()
    } else {
        2.0 * t.ln() - df.ln()
    };
    -0.5 * (df + 1.0) * ln_one_plus - 0.5 * df.ln() - ln_beta_half(0.5 * df)
}

/// ln P(X > x) for chi-squared with `degrees_of_freedom` > 0.
pub fn ln_chi_squared_survival(x: f64, degrees_of_freedom: f64) -> f64 {
    gamma::ln_incomplete(0.5 * degrees_of_freedom, 0.5 * x).1
}

/// P(X > x) for chi-squared; 1 for 0 degrees of freedom, where X is 0.
pub fn chi_squared_survival(x: f64, degrees_of_freedom: f64) -> f64 {
    if degrees_of_freedom == 0.0 {
        return 1.0;
    }
    ln_chi_squared_survival(x, degrees_of_freedom).exp()
}

/// The x with P(X > x) = `tail` for chi-squared with `degrees_of_freedom` > 0, 0 < `tail` < 1.
///
/// Wilson and Hilferty's start (or the power law near 0), then Newton steps in (ln x, ln of the
/// smaller tail), which converge from every start because both tails are log-concave in ln x.
pub fn chi_squared_upper_quantile(tail: f64, degrees_of_freedom: f64) -> f64 {
    let df = degrees_of_freedom;
    let upper = tail <= 0.5;
    let target = if upper { tail.ln() } else { f64::ln_1p(-tail) };
    let z = normal_upper_quantile(tail);
    let ninth = 2.0 / (9.0 * df);
    let cube = 1.0 - ninth + z * ninth.sqrt();
    let wilson_hilferty = df * cube * cube * cube;
    let mut x = if !upper && (cube < 0.3 || df < 2.0) {
        // P(a, y) ~ y^a / Gamma(a + 1) for small y.
        let a = 0.5 * df;
        2.0 * ((target + libm::lgamma(a + 1.0)) / a).exp()
    } else {
        wilson_hilferty.max(0.01 * df)
    };
    for _ in 0..STEP_LIMIT {
        let (ln_lower, ln_upper) = gamma::ln_incomplete(0.5 * df, 0.5 * x);
        let ln_tail = if upper { ln_upper } else { ln_lower };
        let size = (x.ln() + gamma::ln_chi_squared_density(x, df) - ln_tail).exp();
        let slope = if upper { -size } else { size };
        let step = (target - ln_tail) / slope;
        x *= step.clamp(-2.0, 2.0).exp();
        if step.abs() < 1e-9 {
            break;
        }
    }
    x
}

/// ln P(X > x) for Fisher's F with the given degrees of freedom of numerator and denominator.
pub fn ln_f_survival(x: f64, numerator: f64, denominator: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let scaled = numerator * x;
    if scaled == f64::INFINITY {
        return f64::NEG_INFINITY;
    }
    let total = denominator + scaled;
    beta::ln_incomplete(
        0.5 * denominator,
        0.5 * numerator,
        denominator / total,
        scaled / total,
    )
}

/// P(X > x) for Fisher's F.
pub fn f_survival(x: f64, numerator: f64, denominator: f64) -> f64 {
    ln_f_survival(x, numerator, denominator).exp()
}

/// The x in (0, 1) with P(X <= x) = `probability` for the beta distribution, 0 < `probability` < 1.
///
/// The distribution function is monotone, so a bracketed search cannot fail.
pub fn beta_quantile(probability: f64, a: f64, b: f64) -> f64 {
    // Search in the logit of x, so that both ends are resolved.
    let target = probability.ln();
    let complement = f64::ln_1p(-probability);
    let distance = |logit: f64| {
        let (x, y) = (1.0 / (1.0 + (-logit).exp()), 1.0 / (1.0 + logit.exp()));
        if probability <= 0.5 {
            beta::ln_incomplete(a, b, x, y).max(-1e6) - target
        } else {
            complement - beta::ln_incomplete(b, a, y, x).max(-1e6)
        }
    };
    let (lower, upper) = (-700.0, 700.0);
    let root = super::root::bracketed(distance, lower, upper);
    1.0 / (1.0 + (-root.value).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(actual: f64, expected: f64, tolerance: f64) {
        assert!(
            (actual - expected).abs() <= tolerance * expected.abs(),
            "{actual:e} is not {expected:e}"
        );
    }

    #[test]
    fn normal_tail_known_values() {
        // Abramowitz and Stegun, tables 26.1 and 26.2, and erfc in 40 digits for z = 38.
        close(normal_survival(1.959_963_984_540_054), 0.025, 1e-14);
        close(normal_survival(5.0), 2.866_515_718_791_939e-7, 1e-14);
        close(ln_normal_survival(38.0), -726.557_216_018_820_1, 1e-13);
        close(normal_upper_quantile(0.025), 1.959_963_984_540_054, 1e-15);
        close(normal_upper_quantile(0.005), 2.575_829_303_548_901, 1e-15);
    }

    #[test]
    fn both_forms_of_the_normal_tail_meet() {
        close(
            ln_normal_survival(30.0 - 1e-12),
            ln_normal_survival(30.0),
            1e-13,
        );
    }

    #[test]
    fn t_quantiles_with_closed_forms() {
        // df = 4: the tail is a polynomial in s = t / sqrt(4 + t^2): S = 1/2 - (3/4) (s - s^3 / 3).
        for tail in [0.4, 0.1, 0.025, 0.005, 1e-6] {
            let t = t_upper_quantile(tail, 4.0);
            let s = t / (4.0 + t * t).sqrt();
            let recovered = 0.5 - 0.75 * (s - s * s * s / 3.0);
            assert!((recovered - tail).abs() < 1e-15, "{tail} {t}");
        }
        // df = 1 and 2 against the general tail.
        for df in [1.0, 2.0] {
            for tail in [0.3, 0.025, 1e-9] {
                close(t_survival(t_upper_quantile(tail, df), df), tail, 1e-13);
            }
        }
        close(t_upper_quantile(0.025, 12.0), 2.178_812_829_667_229, 1e-14);
    }

    #[test]
    fn chi_squared_with_closed_forms() {
        // df = 2: S(x) = exp(-x / 2).
        for tail in [1e-300, 1e-9, 0.025, 0.5, 0.975, 1.0 - 1e-9] {
            close(
                chi_squared_upper_quantile(tail, 2.0),
                -2.0 * tail.ln(),
                1e-13,
            );
        }
        // df = 1: S(z^2) = 2 P(Z > z).
        close(
            chi_squared_survival(9.0, 1.0),
            2.0 * normal_survival(3.0),
            1e-14,
        );
        close(
            chi_squared_upper_quantile(0.025, 1.0),
            5.023_886_187_314_888,
            1e-14,
        );
    }

    #[test]
    fn quantiles_invert_tails() {
        for df in [0.5, 1.0, 3.0, 12.0, 100.0, 99_999.0] {
            for tail in [1e-12, 1e-3, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999] {
                let x = chi_squared_upper_quantile(tail, df);
                assert!(
                    (chi_squared_survival(x, df) - tail).abs() < 1e-11 * tail,
                    "{df} {tail}"
                );
                let t = t_upper_quantile(tail, df);
                assert!(
                    (t_survival(t, df) - tail).abs() < 1e-12 * tail.max(1e-3),
                    "{df} {tail} {t}"
                );
            }
        }
    }

    #[test]
    fn f_of_one_numerator_degree_is_t_squared() {
        close(
            f_survival(2.5 * 2.5, 1.0, 7.0),
            2.0 * t_survival(2.5, 7.0),
            1e-14,
        );
    }

    #[test]
    fn beta_quantile_of_the_uniform() {
        for p in [1e-10, 0.025, 0.5, 0.975] {
            close(beta_quantile(p, 1.0, 1.0), p, 1e-13);
            close(beta_quantile(p, 2.0, 1.0), p.sqrt(), 1e-13);
        }
    }
}
