//! What is made of a column: numbers as they are, polynomials, splines, factors.

use super::{Atom, Form, FormulaError, Part, PartOf};

/// What is made of a column, as the studies determine it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Basis {
    /// The numbers as they are.
    Values,
    /// Orthogonal polynomials.
    Polynomial(Polynomial),
    /// A restricted cubic spline with these knots.
    Spline(Vec<f64>),
    /// An indicator for each of `levels`; the reference has none where it is left out.
    Factor {
        reference: Option<String>,
        levels: Vec<String>,
    },
}

impl Basis {
    /// What the texts of the studies make of an atom.
    pub(super) fn of(
        atom: &Atom,
        texts: &[&str],
        leave_out_reference: bool,
    ) -> Result<Self, FormulaError> {
        let column = &atom.column;
        let values = |function: &'static str| {
            numbers(texts).ok_or_else(|| FormulaError::NotNumeric {
                function,
                column: column.clone(),
            })
        };
        let too_few = |function: &'static str, count: usize| FormulaError::TooFewValues {
            function,
            column: column.clone(),
            count,
        };
        match &atom.form {
            Form::Polynomial(degree) => Polynomial::of(&values("poly")?, *degree)
                .map(Self::Polynomial)
                .ok_or_else(|| too_few("poly", *degree)),
            Form::Spline(count) => knots(&values("rcs")?, *count)
                .map(Self::Spline)
                .ok_or_else(|| too_few("rcs", *count)),
            Form::Factor(reference) => {
                factor(column, texts, reference.as_deref(), leave_out_reference)
            }
            Form::Plain if numbers(texts).is_some() => Ok(Self::Values),
            Form::Plain => factor(column, texts, None, leave_out_reference),
        }
    }

    /// The parts of the design that it gives.
    pub(super) fn parts(&self, column: &str) -> Vec<Part> {
        let part = |of| Part {
            column: column.to_owned(),
            of,
        };
        let places = |function: &'static str, count: usize, columns: usize| {
            let places = 1..=columns;
            places
                .map(|place| {
                    part(PartOf::Basis {
                        function,
                        count,
                        place,
                    })
                })
                .collect()
        };
        match self {
            Self::Values => vec![part(PartOf::Values)],
            Self::Polynomial(polynomial) => {
                let degree = polynomial.steps.len();
                places("poly", degree, degree)
            }
            Self::Spline(knots) => places("rcs", knots.len(), knots.len() - 1),
            Self::Factor { levels, .. } => {
                let levels = levels.iter();
                levels
                    .map(|level| part(PartOf::Level(level.clone())))
                    .collect()
            }
        }
    }

    /// The numbers that one text becomes, as many as [`Self::parts`].
    pub(super) fn values(&self, column: &str, text: &str) -> Result<Vec<f64>, FormulaError> {
        let number = || match numbers(&[text]).as_deref() {
            Some([number]) => Ok(*number),
            _ => Err(FormulaError::NoNumber {
                column: column.to_owned(),
                value: text.to_owned(),
            }),
        };
        match self {
            Self::Values => Ok(vec![number()?]),
            Self::Polynomial(polynomial) => Ok(polynomial.values(number()?)),
            Self::Spline(knots) => Ok(spline(knots, number()?)),
            Self::Factor { reference, levels } => {
                let known = || reference.iter().chain(levels);
                if !known().any(|level| level == text) {
                    return Err(FormulaError::UnknownLevel {
                        column: column.to_owned(),
                        value: text.to_owned(),
                        levels: known().cloned().collect(),
                    });
                }
                let levels = levels.iter();
                Ok(levels
                    .map(|level| f64::from(u8::from(level == text)))
                    .collect())
            }
        }
    }
}

/// The texts as numbers, if all of them are.
pub(super) fn numbers(texts: &[&str]) -> Option<Vec<f64>> {
    let number = |text: &&str| text.parse().ok().filter(|number: &f64| number.is_finite());
    texts.iter().map(number).collect()
}

/// An indicator for every level in alphabetical order, the reference first or left out.
fn factor(
    column: &str,
    texts: &[&str],
    reference: Option<&str>,
    leave_out_reference: bool,
) -> Result<Basis, FormulaError> {
    let mut levels = texts.to_vec();
    levels.sort_unstable();
    levels.dedup();
    if let Some(reference) = reference {
        let place = levels.iter().position(|level| *level == reference);
        let place = place.ok_or_else(|| FormulaError::UnknownReference {
            column: column.to_owned(),
            reference: reference.to_owned(),
        })?;
        levels[..=place].rotate_right(1);
    }
    let mut levels: Vec<String> = levels.into_iter().map(str::to_owned).collect();
    let is_left_out = leave_out_reference && !levels.is_empty();
    Ok(Basis::Factor {
        reference: is_left_out.then(|| levels.remove(0)),
        levels,
    })
}

/// Orthogonal polynomials of the degrees 1 to the number of steps (R's `poly`): each sums to 0 over the
/// values they were made of, has length 1, and is orthogonal to the others.
///
/// ```text
/// p_0 = 1,   p_(j+1)(x) = (x - a_j) p_j(x) - (n_j / n_(j-1)) p_(j-1)(x)
/// a_j = sum(x p_j(x)^2) / n_j,   n_j = sum(p_j(x)^2)
/// ```
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Polynomial {
    /// The values are taken around their mean, as R does: less is lost to rounding.
    mean: f64,
    steps: Vec<Step>,
}

/// a_j, n_j / n_(j-1) and sqrt(n_(j+1)).
#[derive(Debug, Clone, PartialEq)]
struct Step {
    centre: f64,
    ratio: f64,
    length: f64,
}

impl Polynomial {
    /// `None` if there are not more than `degree` different values.
    fn of(x: &[f64], degree: usize) -> Option<Self> {
        let mut different = x.to_vec();
        different.sort_by(f64::total_cmp);
        different.dedup();
        if different.len() <= degree {
            return None;
        }
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        let x: Vec<f64> = x.iter().map(|value| value - mean).collect();
        let squares = |p: &[f64]| p.iter().map(|value| value * value).sum::<f64>();
        let mut before = vec![0.0; x.len()];
        let mut current = vec![1.0; x.len()];
        let mut norm_before = 1.0;
        let mut steps = Vec::with_capacity(degree);
        for _ in 0..degree {
            let norm = squares(&current);
            let centre = x.iter().zip(&current).map(|(x, p)| x * p * p).sum::<f64>() / norm;
            let ratio = norm / norm_before;
            let next: Vec<f64> = (0..x.len())
                .map(|i| (x[i] - centre) * current[i] - ratio * before[i])
                .collect();
            before = std::mem::replace(&mut current, next);
            norm_before = norm;
            steps.push(Step {
                centre,
                ratio,
                length: squares(&current).sqrt(),
            });
        }
        Some(Self { mean, steps })
    }

    fn values(&self, x: f64) -> Vec<f64> {
        let x = x - self.mean;
        let (mut before, mut current) = (0.0, 1.0);
        let values = self.steps.iter().map(|step| {
            let next = (x - step.centre) * current - step.ratio * before;
            before = std::mem::replace(&mut current, next);
            current / step.length
        });
        values.collect()
    }
}

/// Harrell's quantiles for 3, 4 and 5 knots (*Regression Modeling Strategies*, table 2.3).
const KNOTS: [&[f64]; 3] = [
    &[0.10, 0.50, 0.90],
    &[0.05, 0.35, 0.65, 0.95],
    &[0.05, 0.275, 0.50, 0.725, 0.95],
];

/// The knots of a spline; `None` if two of them coincide.
fn knots(x: &[f64], count: usize) -> Option<Vec<f64>> {
    let mut sorted = x.to_vec();
    sorted.sort_by(f64::total_cmp);
    let levels = KNOTS.get(count.checked_sub(3)?)?;
    let knots: Vec<f64> = levels.iter().map(|p| quantile(&sorted, *p)).collect();
    knots
        .windows(2)
        .all(|pair| pair[0] < pair[1])
        .then_some(knots)
}

/// A restricted cubic spline: the value itself and one column less than knots in all (rms's `rcs`).
///
/// ```text
/// c_j(x) = [(x - t_j)+^3 - (x - t_(m-1))+^3 (t_m - t_j) / (t_m - t_(m-1))
///           + (x - t_m)+^3 (t_(m-1) - t_j) / (t_m - t_(m-1))] / (t_m - t_1)^2
/// ```
///
/// Notation: t_1 ... t_m the knots. Linear beyond the outer ones.
fn spline(knots: &[f64], x: f64) -> Vec<f64> {
    let m = knots.len();
    let (last, inner, range) = (knots[m - 1], knots[m - 2], knots[m - 1] - knots[0]);
    let cube = |value: f64| value.max(0.0).powi(3);
    let mut values = vec![x];
    values.extend(knots[..m - 2].iter().map(|knot| {
        let tail = cube(x - last) * (inner - knot) - cube(x - inner) * (last - knot);
        (cube(x - knot) + tail / (last - inner)) / (range * range)
    }));
    values
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
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        let polynomial = Polynomial::of(&x, 2).unwrap();
        let expected = [[-2.0, -1.0, 0.0, 1.0, 2.0], [2.0, -1.0, -2.0, -1.0, 2.0]];
        for (place, x) in x.into_iter().enumerate() {
            let values = polynomial.values(x);
            for (degree, length) in [10.0_f64, 14.0].into_iter().enumerate() {
                let whole = expected[degree][place] / length.sqrt();
                assert!((values[degree] - whole).abs() < 1e-14);
            }
        }
        assert!(Polynomial::of(&[1.0, 1.0, 2.0], 2).is_none());
    }

    #[test]
    fn splines_are_linear_beyond_the_outer_knots() {
        let x: Vec<f64> = (0..=10).map(f64::from).collect();
        let knots = knots(&x, 3).unwrap();
        // Knots 1, 5, 9. At 1: 0. At 5: 4^3 / 8^2 = 1. At 9: (8^3 - 2 * 4^3) / 8^2 = 6.
        for (x, value) in [(0.0, 0.0), (1.0, 0.0), (5.0, 1.0), (9.0, 6.0)] {
            let values = spline(&knots, x);
            assert_eq!(values[0], x);
            assert!((values[1] - value).abs() < 1e-12);
        }
        assert_eq!(super::knots(&[1.0, 1.0, 1.0, 2.0], 3), None);
    }
}
