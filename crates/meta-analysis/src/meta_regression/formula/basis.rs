//! Columns made of one numeric moderator: polynomials and splines.

/// The orthonormal polynomials of degree 1 to `degree` at `x` (R's `poly`).
///
/// ```text
/// p_0 = 1,   p_(d+1) = (x - a_d) p_d - (n_d / n_(d-1)) p_(d-1),   a_d = sum(x p_d^2) / n_d,   n_d = sum(p_d^2)
/// ```
///
/// by the three-term recurrence, each then divided by sqrt(n_d). `None` if `x` has no more than `degree`
/// different values.
pub(super) fn polynomial(x: &[f64], degree: usize) -> Option<Vec<Vec<f64>>> {
    let mut different = x.to_vec();
    different.sort_by(f64::total_cmp);
    different.dedup();
    if different.len() <= degree {
        return None;
    }
    // Around the mean, as R does: less is lost to rounding.
    let mean = x.iter().sum::<f64>() / x.len() as f64;
    let x: Vec<f64> = x.iter().map(|value| value - mean).collect();
    let squares = |p: &[f64]| p.iter().map(|value| value * value).sum::<f64>();
    let mut before = vec![0.0; x.len()];
    let mut current = vec![1.0; x.len()];
    let mut norm_before = 1.0;
    let mut columns = Vec::with_capacity(degree);
    for _ in 0..degree {
        let norm = squares(&current);
        let centre = x.iter().zip(&current).map(|(x, p)| x * p * p).sum::<f64>() / norm;
        let ratio = norm / norm_before;
        let next: Vec<f64> = (0..x.len())
            .map(|i| (x[i] - centre) * current[i] - ratio * before[i])
            .collect();
        before = std::mem::replace(&mut current, next);
        norm_before = norm;
        let length = squares(&current).sqrt();
        columns.push(current.iter().map(|value| value / length).collect());
    }
    Some(columns)
}

/// Harrell's quantiles for 3, 4 and 5 knots (*Regression Modeling Strategies*, table 2.3).
const KNOTS: [&[f64]; 3] = [
    &[0.10, 0.50, 0.90],
    &[0.05, 0.35, 0.65, 0.95],
    &[0.05, 0.275, 0.50, 0.725, 0.95],
];

/// A restricted cubic spline: the value itself and `knots - 2` further columns (rms's `rcs`).
///
/// ```text
/// c_j(x) = [(x - t_j)+^3 - (x - t_(m-1))+^3 (t_m - t_j) / (t_m - t_(m-1))
///           + (x - t_m)+^3 (t_(m-1) - t_j) / (t_m - t_(m-1))] / (t_m - t_1)^2
/// ```
///
/// Linear beyond the outer knots, which are quantiles of `x`. `None` if two knots coincide.
pub(super) fn spline(x: &[f64], knots: usize) -> Option<Vec<Vec<f64>>> {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    let levels = KNOTS.get(knots.checked_sub(3)?)?;
    let t: Vec<f64> = levels.iter().map(|p| quantile(&sorted, *p)).collect();
    if t.windows(2).any(|pair| pair[0] >= pair[1]) {
        return None;
    }
    let m = t.len();
    let (last, inner, range) = (t[m - 1], t[m - 2], t[m - 1] - t[0]);
    let cube = |value: f64| value.max(0.0).powi(3);
    let mut columns = vec![x.to_vec()];
    for knot in &t[..m - 2] {
        let column = x.iter().map(|x| {
            let tail = cube(x - last) * (inner - knot) - cube(x - inner) * (last - knot);
            (cube(x - knot) + tail / (last - inner)) / (range * range)
        });
        columns.push(column.collect());
    }
    Some(columns)
}

/// The quantile by linear interpolation (R's default, type 7) of sorted values.
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let place = p * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_are_those_of_equal_steps() {
        // Tabulated orthogonal polynomials for five equal steps: -2 -1 0 1 2 and 2 -1 -2 -1 2.
        let columns = polynomial(&[1.0, 2.0, 3.0, 4.0, 5.0], 2).unwrap();
        let expected = [[-2.0, -1.0, 0.0, 1.0, 2.0], [2.0, -1.0, -2.0, -1.0, 2.0]];
        for (column, (whole, length)) in columns.iter().zip(expected.iter().zip([10.0_f64, 14.0])) {
            for (value, whole) in column.iter().zip(whole) {
                assert!((value - whole / length.sqrt()).abs() < 1e-14);
            }
        }
        assert_eq!(polynomial(&[1.0, 1.0, 2.0], 2), None);
    }

    #[test]
    fn splines_are_linear_beyond_the_outer_knots() {
        let x: Vec<f64> = (0..=10).map(f64::from).collect();
        let columns = spline(&x, 3).unwrap();
        assert_eq!(columns[0], x);
        // Knots 1, 5, 9. At 1: 0. At 5: 4^3 / 8^2 = 1. At 9: (8^3 - 2 * 4^3) / 8^2 = 6.
        for (place, value) in [(0, 0.0), (1, 0.0), (5, 1.0), (9, 6.0)] {
            assert!((columns[1][place] - value).abs() < 1e-12);
        }
        assert_eq!(spline(&[1.0, 1.0, 1.0, 2.0], 3), None);
    }
}
