//! The lowest of several minima.

/// Points of the scan.
const POINTS: usize = 80;

/// Steps of the golden section after the scan: they narrow a bracket of two of its cells by 2^-35, as far as the flatness
/// of a minimum lets values tell apart.
const STEPS: usize = 50;

/// Where `f` is least between `a` and `b`: the best of equally spaced points, refined by golden sections.
pub(crate) fn lowest(f: impl Fn(f64) -> f64, a: f64, b: f64) -> f64 {
    let place = |i: usize| a + (b - a) * i as f64 / (POINTS - 1) as f64;
    let values: Vec<f64> = (0..POINTS).map(|i| f(place(i))).collect();
    let best = (0..POINTS).min_by(|i, j| values[*i].total_cmp(&values[*j]));
    let best = best.unwrap_or(0);
    let (lower, upper) = (
        place(best.saturating_sub(1)),
        place((best + 1).min(POINTS - 1)),
    );
    let (mut place, mut value) = golden(&f, lower, upper, STEPS);
    // A minimum at an end of the range stays there.
    for (end, at_end) in [(a, values[0]), (b, values[POINTS - 1])] {
        if at_end < value {
            (place, value) = (end, at_end);
        }
    }
    place
}

/// Where a function with one minimum between `lower` and `upper` has it, and its value there.
pub(crate) fn golden(
    f: &impl Fn(f64) -> f64,
    mut lower: f64,
    mut upper: f64,
    steps: usize,
) -> (f64, f64) {
    let ratio = 0.5 * (5f64.sqrt() - 1.0);
    let (mut left, mut right) = (
        upper - ratio * (upper - lower),
        lower + ratio * (upper - lower),
    );
    let (mut at_left, mut at_right) = (f(left), f(right));
    for _ in 0..steps {
        if at_left <= at_right {
            (upper, right, at_right) = (right, left, at_left);
            left = upper - ratio * (upper - lower);
            at_left = f(left);
        } else {
            (lower, left, at_left) = (left, right, at_right);
            right = lower + ratio * (upper - lower);
            at_right = f(right);
        }
    }
    if at_left <= at_right {
        (left, at_left)
    } else {
        (right, at_right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_lower_of_two_minima_and_ends() {
        let two = |x: f64| (x * x - 1.0).powi(2) + 0.1 * x;
        assert!((lowest(two, -3.0, 3.0) + 1.012_2).abs() < 1e-3);
        assert_eq!(lowest(|x| x, 2.0, 3.0), 2.0);
        assert_eq!(lowest(|x| -x, 2.0, 3.0), 3.0);
    }
}
