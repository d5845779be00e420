//! The columns of a design that a formula asks for.

use super::{Atom, Form, Formula, FormulaError, basis};
use crate::meta_regression::Design;

/// A design with what each of its columns is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// The design.
    pub design: Design,
    /// The parts of each column, whose product it is; the intercept has none.
    pub parts: Vec<Vec<Part>>,
}

/// One factor of a product of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The column of the table.
    pub column: String,
    /// What was made of it.
    pub of: PartOf,
}

/// What was made of a column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartOf {
    /// Its numbers.
    Values,
    /// An indicator of this level.
    Level(String),
    /// A column of a polynomial or spline.
    Basis {
        /// `poly` or `rcs`.
        function: &'static str,
        /// Degree, or knots.
        count: usize,
        /// Which of its columns, from 1.
        place: usize,
    },
}

impl Part {
    /// As the columns of the design are named: `alloc: random`, `poly(ablat, 2) 1`.
    fn name(&self) -> String {
        let column = &self.column;
        match &self.of {
            PartOf::Values => column.clone(),
            PartOf::Level(level) => format!("{column}: {level}"),
            PartOf::Basis {
                function,
                count,
                place,
            } => format!("{function}({column}, {count}) {place}"),
        }
    }
}

/// Columns with their parts.
type Columns = Vec<(Vec<Part>, Vec<f64>)>;

impl Formula {
    /// The design that the formula makes of a table.
    ///
    /// In a term, a factor leaves out its reference if the model holds the term without the factor (the
    /// intercept for a factor alone); else it has an indicator for every level. This is R's rule, which
    /// makes the columns of a model that obeys the hierarchy independent.
    ///
    /// # Input
    /// `table`: the texts of each of [`Formula::columns`], in their order, one a study.
    /// # Errors
    /// [`FormulaError::NotNumeric`], [`FormulaError::TooFewValues`], [`FormulaError::UnknownReference`].
    pub fn expand<T: AsRef<str>>(&self, table: &[Vec<T>]) -> Result<Expansion, FormulaError> {
        let names = self.columns();
        let texts = |atom: &Atom| -> Vec<&str> {
            // The names are those of the formula, so there is a place.
            let place = names.iter().position(|name| *name == atom.column);
            let column = place.and_then(|place| table.get(place));
            column.map_or_else(Vec::new, |column| {
                column.iter().map(AsRef::as_ref).collect()
            })
        };
        let study_count = table.first().map_or(0, Vec::len);
        let is_factor = |atom: &Atom| match atom.form {
            Form::Factor(_) => true,
            Form::Plain => numbers(&texts(atom)).is_none(),
            Form::Polynomial(_) | Form::Spline(_) => false,
        };
        // Without an intercept the first factor spans it, and the others must not do so again.
        let mut factors = self
            .terms
            .iter()
            .filter(|term| matches!(&***term, [atom] if is_factor(atom)));
        let first_factor = factors.next();
        let mut expansion = if self.intercept {
            Expansion {
                design: Design::with_intercept(study_count),
                parts: vec![Vec::new()],
            }
        } else {
            Expansion {
                design: Design::empty(),
                parts: Vec::new(),
            }
        };
        for term in &self.terms {
            let mut product: Columns = vec![(Vec::new(), vec![1.0; study_count])];
            for atom in term {
                let rest: Vec<&Atom> = term.iter().filter(|other| *other != atom).collect();
                let is_margin_there = match rest.len() {
                    0 => self.intercept || first_factor != Some(term),
                    count => self.terms.iter().any(|known| {
                        known.len() == count && rest.iter().all(|a| known.contains(a))
                    }),
                };
                product = times(&product, &columns(atom, &texts(atom), is_margin_there)?);
            }
            for (parts, values) in product {
                let names: Vec<String> = parts.iter().map(Part::name).collect();
                expansion.design = expansion.design.and(&names.join(" × "), values);
                expansion.parts.push(parts);
            }
        }
        Ok(expansion)
    }
}

/// The texts as numbers, if all of them are.
fn numbers(texts: &[&str]) -> Option<Vec<f64>> {
    let number = |text: &&str| text.parse().ok().filter(|number: &f64| number.is_finite());
    texts.iter().map(number).collect()
}

/// Every product of a column of one and a column of the other.
fn times(left: &Columns, right: &Columns) -> Columns {
    let mut products = Vec::with_capacity(left.len() * right.len());
    for (parts, values) in right {
        for (before, others) in left {
            let product = values.iter().zip(others).map(|(a, b)| a * b);
            products.push(([&before[..], parts].concat(), product.collect()));
        }
    }
    products
}

/// What a column becomes.
fn columns(
    atom: &Atom,
    texts: &[&str],
    leave_out_reference: bool,
) -> Result<Columns, FormulaError> {
    let column = &atom.column;
    let several = |function: &'static str, count: usize, basis: Basis| {
        let values = numbers(texts).ok_or_else(|| FormulaError::NotNumeric {
            function,
            column: column.clone(),
        })?;
        let columns = basis(&values, count).ok_or_else(|| FormulaError::TooFewValues {
            function,
            column: column.clone(),
            count,
        })?;
        let part = |place: usize| Part {
            column: column.clone(),
            of: PartOf::Basis {
                function,
                count,
                place,
            },
        };
        let columns = (1..).zip(columns);
        Ok(columns
            .map(|(place, values)| (vec![part(place)], values))
            .collect())
    };
    match &atom.form {
        Form::Polynomial(degree) => several("poly", *degree, basis::polynomial),
        Form::Spline(knots) => several("rcs", *knots, basis::spline),
        Form::Factor(reference) => factor(column, texts, reference.as_deref(), leave_out_reference),
        Form::Plain => match numbers(texts) {
            Some(numbers) => {
                let part = Part {
                    column: column.clone(),
                    of: PartOf::Values,
                };
                Ok(vec![(vec![part], numbers)])
            }
            None => factor(column, texts, None, leave_out_reference),
        },
    }
}

/// Columns made of one, by degree or knots.
type Basis = fn(&[f64], usize) -> Option<Vec<Vec<f64>>>;

/// An indicator for every level, the reference first or left out.
fn factor(
    column: &str,
    texts: &[&str],
    reference: Option<&str>,
    leave_out_reference: bool,
) -> Result<Columns, FormulaError> {
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
    let indicators = levels.iter().skip(usize::from(leave_out_reference));
    Ok(indicators
        .map(|level| {
            let part = Part {
                column: column.to_owned(),
                of: PartOf::Level((*level).to_owned()),
            };
            let values = texts.iter().map(|text| f64::from(u8::from(text == level)));
            (vec![part], values.collect())
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(formula: &str, table: &[Vec<&str>]) -> Expansion {
        Formula::parse(formula).unwrap().expand(table).unwrap()
    }

    #[test]
    fn a_factor_leaves_out_its_reference_where_its_margin_is_there() {
        let table = [vec!["x", "y", "x"], vec!["1", "2", "4"]];
        let crossed = expand("~ a*b", &table);
        let names = ["intercept", "a: y", "b", "a: y × b"];
        assert_eq!(crossed.design.names(), names);
        assert_eq!(
            crossed.design.rows(),
            [
                [1.0, 0.0, 1.0, 0.0],
                [1.0, 1.0, 2.0, 2.0],
                [1.0, 0.0, 4.0, 0.0]
            ]
        );
        let chosen = expand("~ factor(a, y)", &table);
        assert_eq!(chosen.design.names(), ["intercept", "a: x"]);
        // Without an intercept, or without the main effect, every level has its column.
        assert_eq!(expand("~ a - 1", &table).design.names(), ["a: x", "a: y"]);
        let slopes = expand("~ a:b", &table);
        assert_eq!(slopes.design.names(), ["intercept", "a: x × b", "a: y × b"]);
    }

    #[test]
    fn each_column_knows_its_parts() {
        let table = [vec!["x", "y", "x"], vec!["1", "2", "4"]];
        let parts = expand("~ a:b", &table).parts;
        assert_eq!(parts[0], []);
        let of_b = |of| Part {
            column: "b".to_owned(),
            of,
        };
        assert_eq!(parts[1][1], of_b(PartOf::Values));
        let of_x = Part {
            column: "a".to_owned(),
            of: PartOf::Level("x".to_owned()),
        };
        assert_eq!(parts[1][0], of_x);
        let curve = expand("~ poly(b, 2)", &table[1..]);
        assert_eq!(curve.design.names()[2], "poly(b, 2) 2");
    }

    #[test]
    fn what_gives_no_design_says_why() {
        let table = [vec!["x", "y", "x"]];
        let why = |formula: &str| Formula::parse(formula).unwrap().expand(&table).unwrap_err();
        assert!(matches!(
            why("~ poly(a, 2)"),
            FormulaError::NotNumeric { .. }
        ));
        assert!(matches!(
            why("~ factor(a, z)"),
            FormulaError::UnknownReference { .. }
        ));
    }
}
