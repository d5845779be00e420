//! The columns of a design that a formula asks for.

use std::ops::Range;

use super::basis::{Basis, numbers};
use super::{Atom, Form, Formula, FormulaError};
use crate::meta_regression::Design;

/// A design with what each of its columns is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// The design.
    pub design: Design,
    /// The parts of each column, whose product it is; the intercept has none.
    pub parts: Vec<Vec<Part>>,
    /// The columns of each term of the formula, in its order.
    pub terms: Vec<Range<usize>>,
    recipe: Recipe,
}

/// How the texts of a row become a row of the design.
#[derive(Debug, Clone, PartialEq)]
struct Recipe {
    intercept: bool,
    columns: Vec<String>,
    /// Of each term the factors: the place of the column, and what is made of it.
    terms: Vec<Vec<(usize, Basis)>>,
}

impl Recipe {
    fn row<T: AsRef<str>>(&self, values: &[T]) -> Result<Vec<f64>, FormulaError> {
        if values.len() != self.columns.len() {
            return Err(FormulaError::SettingLength {
                needed: self.columns.len(),
                given: values.len(),
            });
        }
        let mut row = Vec::from_iter(self.intercept.then_some(1.0));
        for term in &self.terms {
            let mut product = vec![1.0];
            for (place, basis) in term {
                let values = basis.values(&self.columns[*place], values[*place].as_ref())?;
                product = products(&product, &values, |left, right| left * right);
            }
            row.extend(product);
        }
        Ok(row)
    }
}

impl Expansion {
    /// The row of the design at a new setting, for
    /// [`RegressionFit::predict`](crate::meta_regression::RegressionFit::predict).
    ///
    /// Polynomials, knots, levels and references are those that the studies determine (R's `predict` with `newdata`).
    ///
    /// # Input
    /// `values`: one text for each of [`Formula::columns`], in their order.
    /// # Errors
    /// [`FormulaError::SettingLength`], [`FormulaError::NoNumber`], [`FormulaError::UnknownLevel`].
    pub fn row<T: AsRef<str>>(&self, values: &[T]) -> Result<Vec<f64>, FormulaError> {
        self.recipe.row(values)
    }
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

/// Every product of one of the left and one of the right, the left running faster.
fn products<T>(left: &[T], right: &[T], times: impl Fn(&T, &T) -> T) -> Vec<T> {
    let mut products = Vec::with_capacity(left.len() * right.len());
    for second in right {
        products.extend(left.iter().map(|first| times(first, second)));
    }
    products
}

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
        let mut recipe = Recipe {
            intercept: self.intercept,
            columns: names.iter().map(|name| (*name).to_owned()).collect(),
            terms: Vec::with_capacity(self.terms.len()),
        };
        let mut parts: Vec<Vec<Part>> = Vec::from_iter(self.intercept.then(Vec::new));
        let mut terms = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let mut product: Vec<Vec<Part>> = vec![Vec::new()];
            let mut bases = Vec::with_capacity(term.len());
            for atom in term {
                let rest: Vec<&Atom> = term.iter().filter(|other| *other != atom).collect();
                let is_margin_there = match rest.len() {
                    0 => self.intercept || first_factor != Some(term),
                    count => self.terms.iter().any(|known| {
                        known.len() == count && rest.iter().all(|a| known.contains(a))
                    }),
                };
                let basis = Basis::of(atom, &texts(atom), is_margin_there)?;
                let columns = basis.parts(&atom.column).into_iter().map(|part| vec![part]);
                let columns: Vec<Vec<Part>> = columns.collect();
                product = products(&product, &columns, |left, right| {
                    [&left[..], &right[..]].concat()
                });
                let place = names.iter().position(|name| *name == atom.column);
                bases.push((place.unwrap_or_default(), basis));
            }
            let start = parts.len();
            parts.extend(product);
            terms.push(start..parts.len());
            recipe.terms.push(bases);
        }
        let study_count = table.iter().map(Vec::len).min().unwrap_or_default();
        let rows = (0..study_count).map(|row| {
            let columns = table.iter().take(names.len());
            let values: Vec<&str> = columns.map(|column| column[row].as_ref()).collect();
            recipe.row(&values)
        });
        let rows: Vec<Vec<f64>> = rows.collect::<Result<_, _>>()?;
        let mut design = Design::empty();
        for (place, column) in parts.iter().enumerate() {
            let names: Vec<String> = column.iter().map(Part::name).collect();
            let name = match &names[..] {
                [] => "intercept".to_owned(),
                names => names.join(" × "),
            };
            design = design.and(&name, rows.iter().map(|row| row[place]).collect());
        }
        Ok(Expansion {
            design,
            parts,
            terms,
            recipe,
        })
    }
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
    fn a_new_setting_is_measured_as_the_studies_are() {
        let table = [vec!["x", "y", "x", "y"], vec!["1", "2", "4", "7"]];
        let expansion = expand("~ factor(a, y) * poly(b, 2) + rcs(b, 3)", &table);
        assert_eq!(expansion.terms, [1..2, 2..4, 4..6, 6..8]);
        for (place, row) in expansion.design.rows().into_iter().enumerate() {
            assert_eq!(expansion.row(&[table[0][place], table[1][place]]), Ok(row));
        }
        let wrong = |values: &[&str]| expansion.row(values).unwrap_err();
        assert!(matches!(wrong(&["x", "?"]), FormulaError::NoNumber { .. }));
        assert!(matches!(
            wrong(&["z", "1"]),
            FormulaError::UnknownLevel { .. }
        ));
        assert!(matches!(wrong(&["x"]), FormulaError::SettingLength { .. }));
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
