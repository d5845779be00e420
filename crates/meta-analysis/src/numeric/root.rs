//! Bracketed root finding in bounded work.

use crate::{Convergence, Ended};

/// Evaluations after which a search is given up. Bisection alone narrows any bracket of doubles
/// to its last bits in about 1,100 steps; interpolation needs about ten.
const EVALUATION_LIMIT: usize = 1_200;

/// Relative width at which a bracket counts as a point: a few units in the last place.
const RELATIVE_WIDTH: f64 = 8.0 * f64::EPSILON;

/// A root and how it was reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root {
    /// The point.
    pub(crate) value: f64,
    /// How the search ended.
    pub(crate) convergence: Convergence,
}

/// A sign change of `f` between `a` and `b`, by Chandrupatla's method (1997): inverse quadratic
/// interpolation where it is safe, bisection elsewhere.
///
/// If `f(a)` and `f(b)` have the same sign, the end with the smaller |f| is returned as
/// [`Ended::AtBoundary`].
pub(crate) fn bracketed(mut f: impl FnMut(f64) -> f64, a: f64, b: f64) -> Root {
    let (fa, fb) = (f(a), f(b));
    bracketed_from(f, (a, fa), (b, fb))
}

/// [`bracketed`] where the values at both ends are known already.
pub(crate) fn bracketed_from(
    mut f: impl FnMut(f64) -> f64,
    (a, fa): (f64, f64),
    (b, fb): (f64, f64),
) -> Root {
    if fa == 0.0 || fb == 0.0 || (fa > 0.0) == (fb > 0.0) {
        let value = if fa.abs() <= fb.abs() { a } else { b };
        let ended = if fa == 0.0 || fb == 0.0 {
            Ended::Converged
        } else {
            Ended::AtBoundary
        };
        return root(value, 0, 0.0, ended);
    }
    // x1: latest point; x2: the other end of the bracket; x3: the point before.
    let (mut x1, mut f1, mut x2, mut f2) = (b, fb, a, fa);
    let mut t = 0.5;
    for iteration in 1..=EVALUATION_LIMIT {
        let x = x1 + t * (x2 - x1);
        let fx = f(x);
        let (x3, f3);
        if (fx > 0.0) == (f1 > 0.0) {
            (x3, f3) = (x1, f1);
        } else {
            (x3, f3) = (x2, f2);
            (x2, f2) = (x1, f1);
        }
        (x1, f1) = (x, fx);
        let best = if f1.abs() < f2.abs() { x1 } else { x2 };
        let width = (x2 - x1).abs();
        let limit = RELATIVE_WIDTH * best.abs() + f64::MIN_POSITIVE;
        if f1 == 0.0 {
            return root(x1, iteration, 0.0, Ended::Converged);
        }
        if width <= 2.0 * limit {
            return root(best, iteration, width, Ended::Converged);
        }
        let xi = (x1 - x2) / (x3 - x2);
        let phi = (f1 - f2) / (f3 - f2);
        let interpolation_is_safe = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi;
        t = if interpolation_is_safe {
            let alpha = (x3 - x1) / (x2 - x1);
            f1 / (f1 - f2) * f3 / (f3 - f2) - alpha * f1 / (f3 - f1) * f2 / (f2 - f3)
        } else {
            0.5
        };
        // Keep a little inside, so that the bracket closes from both sides.
        let inside = limit / width;
        t = t.clamp(inside, 1.0 - inside);
    }
    root(x1, EVALUATION_LIMIT, (x2 - x1).abs(), Ended::IterationLimit)
}

/// Newton steps after which every further step is a bisection.
const NEWTON_LIMIT: usize = 25;

/// The root of an increasing function by Newton's method from the lower end of a bracket, with
/// bisection where Newton leaves the bracket or takes too long.
///
/// `f` returns value and slope; `f(lower)` < 0 <= `f(upper)` is the caller's promise, and so is that
/// the value is a dimensionless difference of order one, which rounding makes uncertain by a few
/// units of 1e-16. For a concave `f` Newton approaches from below without overshooting.
pub(crate) fn newton_increasing(
    mut f: impl FnMut(f64) -> (f64, f64),
    mut lower: f64,
    mut upper: f64,
) -> Root {
    let mut x = lower;
    let mut last_step = upper - lower;
    for iteration in 1..=EVALUATION_LIMIT {
        let (value, slope) = f(x);
        if value.abs() <= f64::EPSILON {
            return root(x, iteration, last_step, Ended::Converged);
        }
        if value < 0.0 {
            lower = x;
        } else {
            upper = x;
        }
        let newton = x - value / slope;
        let next = if newton > lower && newton < upper && iteration < NEWTON_LIMIT {
            newton
        } else {
            midpoint(lower, upper)
        };
        last_step = (next - x).abs();
        x = next;
        if last_step <= RELATIVE_WIDTH * x || upper - lower <= RELATIVE_WIDTH * upper {
            return root(x, iteration, last_step, Ended::Converged);
        }
    }
    root(x, EVALUATION_LIMIT, last_step, Ended::IterationLimit)
}

/// The middle of a bracket of non-negative numbers: geometric where the ends are decades apart.
fn midpoint(lower: f64, upper: f64) -> f64 {
    if lower > 0.0 && upper > 100.0 * lower {
        (lower * upper).sqrt()
    } else {
        lower + 0.5 * (upper - lower)
    }
}

fn root(value: f64, iterations: usize, last_step: f64, ended: Ended) -> Root {
    Root {
        value,
        convergence: Convergence {
            iterations,
            last_step,
            ended,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_roots_of_smooth_and_rough_functions() {
        let cubic = bracketed(|x| x * x * x - 2.0, 0.0, 2.0);
        assert!((cubic.value - 2f64.cbrt()).abs() < 1e-15);
        assert!(cubic.convergence.iterations < 15);
        let step = bracketed(|x| if x < 1e-9 { -1.0 } else { 1.0 }, 0.0, 1.0);
        assert!((step.value / 1e-9 - 1.0).abs() < 1e-12);
        assert_eq!(step.convergence.ended, Ended::Converged);
    }

    #[test]
    fn newton_keeps_to_its_bracket() {
        // Concave, with a slope that falls by decades: x^(1/4) - 1e-3 from near 0.
        let root = newton_increasing(
            |x| (x.powf(0.25) - 1e-3, 0.25 * x.max(1e-300).powf(-0.75)),
            1e-30,
            1.0,
        );
        assert!((root.value / 1e-12 - 1.0).abs() < 1e-12, "{root:?}");
        assert!(root.convergence.iterations < 60);
    }
}
