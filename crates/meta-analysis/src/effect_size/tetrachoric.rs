//! The tetrachoric correlation.

use std::f64::consts::TAU;

use super::{EffectSizeError, TwoByTwo};
use crate::StudyEffect;
use crate::numeric::tail::{normal_survival, normal_upper_quantile};

/// The tetrachoric correlation: that of the bivariate normal distribution which, cut at two thresholds, gives the table.
///
/// ```text
/// Phi2(h, k; y) = a / N,   h = Phi^-1(n1 / N),   k = Phi^-1(m1 / N)
/// v = [sum(c_j^2 p_j) - (sum c_j p_j)^2] / (N phi2^2)
/// c = (1 - A - B, -A, -B, 0),   A = Phi((k - y h) / sqrt(1 - y^2)),   B = Phi((h - y k) / sqrt(1 - y^2))
/// ```
///
/// Notation: n1 and m1 the row and column total of cell a, p the cells as fractions of N, phi2 the bivariate normal
/// density at (h, k). The table has as many free cells as the distribution has parameters, so the maximum likelihood
/// estimate solves the first equation; v is the delta method for multinomial sampling.
///
/// # Errors
/// [`EffectSizeError::NoEvents`] if a margin or, so that y would be -1 or 1, a cell is zero.
/// # Agrees with
/// 30-digit arithmetic to 1e-13 (tests in this module), metafor `escalc(measure = "RTET")` to 1e-5 in y: its
/// one-dimensional optimiser stops there (tests/oracle_effects.rs).
/// # References
/// [Kirk (1973)](crate::references#kirk-1973).
#[doc(alias = "RTET")]
pub fn tetrachoric_correlation(table: &TwoByTwo) -> Result<StudyEffect, EffectSizeError> {
    table.check()?;
    let cells = table.cells();
    if cells.contains(&0.0) {
        return Err(EffectSizeError::NoEvents);
    }
    let n: f64 = cells.iter().sum();
    let p = cells.map(|cell| cell / n);
    let h = -normal_upper_quantile(p[0] + p[1]);
    let k = -normal_upper_quantile(p[0] + p[2]);
    let independent = (p[0] + p[1]) * (p[0] + p[2]);
    // With rho = sin(t) the excess of a / N over independence is an integral over t, increasing in t.
    let angle = solve(h, k, p[0] - independent);
    let y = angle.sin();
    let root = angle.cos();
    let a = normal_survival((y * h - k) / root);
    let b = normal_survival((y * k - h) / root);
    let density = integrand(h, k, angle) / root;
    let c = [1.0 - a - b, -a, -b, 0.0];
    let mean: f64 = c.iter().zip(p).map(|(c, p)| c * p).sum();
    let square: f64 = c.iter().zip(p).map(|(c, p)| c * c * p).sum();
    let v = (square - mean * mean) / (n * density * density);
    Ok(StudyEffect::from_variance(y, v)?)
}

/// d Phi2(h, k; sin t) / dt.
fn integrand(h: f64, k: f64, t: f64) -> f64 {
    let (sin, cos) = t.sin_cos();
    (-(h * h - 2.0 * sin * h * k + k * k) / (2.0 * cos * cos)).exp() / TAU
}

/// t in (-pi/2, pi/2) at which the integral from 0 reaches `excess`, by bisection with Newton steps inside the bracket.
fn solve(h: f64, k: f64, excess: f64) -> f64 {
    let limit = std::f64::consts::FRAC_PI_2 - 1e-9;
    let (mut low, mut high) = (-limit, limit);
    let mut t = 0.0;
    for _ in 0..100 {
        let error = integral(h, k, t) - excess;
        if error > 0.0 {
            high = t;
        } else {
            low = t;
        }
        let newton = t - error / integrand(h, k, t);
        let next = if newton > low && newton < high {
            newton
        } else {
            f64::midpoint(low, high)
        };
        if (next - t).abs() < 1e-15 {
            return next;
        }
        t = next;
    }
    t
}

/// The integral of [`integrand`] from 0 to t by Gauss-Legendre quadrature with 5 points on 64 panels: the integrand is
/// smooth, and flat where it is steep to evaluate, near the ends.
fn integral(h: f64, k: f64, t: f64) -> f64 {
    const PANELS: u32 = 64;
    const NODES: [(f64, f64); 5] = [
        (0.0, 0.568_888_888_888_888_9),
        (-0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
        (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
        (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
        (0.906_179_845_938_664, 0.236_926_885_056_189_08),
    ];
    let half = t / f64::from(2 * PANELS);
    (0..PANELS)
        .map(|panel| {
            let centre = f64::from(2 * panel + 1) * half;
            NODES
                .iter()
                .map(|(node, weight)| weight * integrand(h, k, centre + half * node))
                .sum::<f64>()
        })
        .sum::<f64>()
        * half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_at_the_medians_the_correlation_has_a_closed_form() {
        // Sheppard: Phi2(0, 0; r) = 1/4 + asin(r) / (2 pi).
        let a = 1.0 / 3.0;
        let table = TwoByTwo::from_cells(
            1000.0 * a,
            1000.0 * (0.5 - a),
            1000.0 * (0.5 - a),
            1000.0 * a,
        );
        let y = tetrachoric_correlation(&table).unwrap().effect();
        assert!((y - 0.5).abs() < 1e-12, "{y}");
    }

    #[test]
    fn agrees_with_high_precision_arithmetic() {
        // Three trials of the BCG vaccine; the first equation of the docs solved with 30 digits (mpmath).
        for ([a, b, c, d], expected) in [
            ([4.0, 119.0, 11.0, 128.0], -0.263_123_037_188_391_9),
            ([8.0, 2537.0, 10.0, 619.0], -0.343_782_195_185_155_2),
            ([3.0, 228.0, 11.0, 209.0], -0.345_780_852_889_762_06),
        ] {
            let table = TwoByTwo::from_cells(a, b, c, d);
            let y = tetrachoric_correlation(&table).unwrap().effect();
            assert!((y - expected).abs() < 1e-13, "{y}");
        }
    }
}
