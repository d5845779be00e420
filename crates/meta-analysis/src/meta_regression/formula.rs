//! Formulas of moderators: terms, each a product of columns.
//!
//! ```text
//! formula = name {"," name} | "~" sum
//! sum     = ["-"] product {("+" | "-") product}        only 0 and 1 may be taken away
//! product = chain {"*" chain}                          a * b = a + b + a:b
//! chain   = atom {":" atom}
//! atom    = "0" | "1" | name | "factor(" name ["," level] ")"
//!         | "poly(" name "," degree ")" | "rcs(" name "," knots ")"
//! ```

mod basis;
mod error;
mod expand;

use std::fmt;

pub use error::FormulaError;
pub use expand::{Expansion, Part, PartOf};

/// What a formula says.
///
/// # Examples
/// ```
/// use trialpool_meta_analysis::meta_regression::Formula;
/// let formula = Formula::parse("~ year + factor(blinding, open_label)")?;
/// assert_eq!(formula.columns(), ["year", "blinding"]);
/// let columns = [vec!["2014", "2017", "2019"], vec!["double_blind", "open_label", "double_blind"]];
/// let design = formula.expand(&columns)?.design;
/// assert_eq!(design.names(), ["intercept", "year", "blinding: double_blind"]);
/// # Ok::<(), trialpool_meta_analysis::meta_regression::FormulaError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// Whether the model has an intercept.
    pub intercept: bool,
    /// The terms, each once, those of fewer columns first.
    pub terms: Vec<Term>,
}

/// Columns multiplied with each other.
pub type Term = Vec<Atom>;

/// One column of the table, and what is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    /// Its name.
    pub column: String,
    /// What is made of it.
    pub form: Form,
}

/// What is made of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Numbers as they are, anything else as a factor.
    Plain,
    /// A factor, and its reference.
    Factor(Option<String>),
    /// An orthogonal polynomial of this degree.
    Polynomial(usize),
    /// A restricted cubic spline of so many knots.
    Spline(usize),
}

impl Formula {
    /// Reads a formula, or columns separated by commas.
    ///
    /// # Errors
    /// [`FormulaError`] says what is no formula.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        match text.trim_start().strip_prefix('~') {
            Some(formula) => Parser::new(formula)?.formula(),
            None => Self::of_columns(text),
        }
    }

    /// Reads the smaller one of two models, which may be that of a mean: `~ 1`.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_reduced(text: &str) -> Result<Self, FormulaError> {
        if text.split_whitespace().collect::<String>() == "~1" {
            return Ok(Self {
                intercept: true,
                terms: Vec::new(),
            });
        }
        Self::parse(text)
    }

    /// Columns separated by commas.
    fn of_columns(text: &str) -> Result<Self, FormulaError> {
        let names: Vec<&str> = text.split(',').map(str::trim).collect();
        if names.iter().any(|name| name.is_empty()) {
            return Err(FormulaError::EmptyName);
        }
        let mut terms: Vec<Term> = Vec::new();
        for name in names {
            add(&mut terms, vec![Atom::plain(name)]);
        }
        Ok(Self {
            intercept: true,
            terms,
        })
    }

    /// The place of the term that is meant by a term of another formula, whose order of columns is free.
    pub fn place_of(&self, term: &Term) -> Option<usize> {
        self.terms.iter().position(|known| {
            let mut atoms = term.iter();
            known.len() == term.len()
                && atoms.all(|atom| known.iter().any(|other| atom.means(other)))
        })
    }

    /// The columns that the formula names, each once.
    pub fn columns(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for atom in self.terms.iter().flatten() {
            if !names.contains(&&*atom.column) {
                names.push(&atom.column);
            }
        }
        names
    }
}

impl fmt::Display for Formula {
    /// `~ a + b:poly(c, 2)`, `~ 1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let terms = self.terms.iter().map(|term| {
            let atoms: Vec<String> = term.iter().map(ToString::to_string).collect();
            atoms.join(":")
        });
        let mut terms: Vec<String> = terms.collect();
        if !self.intercept {
            terms.insert(0, "0".to_owned());
        }
        if terms.is_empty() {
            terms.push("1".to_owned());
        }
        write!(f, "~ {}", terms.join(" + "))
    }
}

impl fmt::Display for Atom {
    /// As it is typed: `year`, `factor(blinding, open_label)`, `poly(year, 2)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = &self.column;
        match &self.form {
            Form::Plain => f.write_str(column),
            Form::Factor(None) => write!(f, "factor({column})"),
            Form::Factor(Some(reference)) => write!(f, "factor({column}, {reference})"),
            Form::Polynomial(degree) => write!(f, "poly({column}, {degree})"),
            Form::Spline(knots) => write!(f, "rcs({column}, {knots})"),
        }
    }
}

impl Atom {
    /// Whether this one stands for `other`: a plain name does for whatever is made of the column.
    fn means(&self, other: &Self) -> bool {
        self.column == other.column && (self.form == Form::Plain || self.form == other.form)
    }

    fn plain(name: &str) -> Self {
        Self {
            column: name.to_owned(),
            form: Form::Plain,
        }
    }
}

/// Adds a term, unless the same columns are there in any order.
fn add(terms: &mut Vec<Term>, term: Term) {
    let same =
        |known: &Term| known.len() == term.len() && known.iter().all(|atom| term.contains(atom));
    if !terms.iter().any(same) {
        terms.push(term);
    }
}

/// A word of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    Sign(char),
}

struct Parser {
    tokens: Vec<Token>,
    place: usize,
}

impl Parser {
    fn new(formula: &str) -> Result<Self, FormulaError> {
        let mut tokens = Vec::new();
        let mut characters = formula.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                ' ' | '\t' => {}
                '+' | '-' | '*' | ':' | '(' | ')' | ',' => tokens.push(Token::Sign(character)),
                '`' | '"' => {
                    let name: String = characters
                        .by_ref()
                        .take_while(|c| *c != character)
                        .collect();
                    tokens.push(Token::Name(name));
                }
                c if is_of_name(c) => {
                    let mut name = String::from(c);
                    while let Some(c) = characters.next_if(|c| is_of_name(*c)) {
                        name.push(c);
                    }
                    tokens.push(Token::Name(name));
                }
                other => return Err(FormulaError::Character(other)),
            }
        }
        Ok(Self { tokens, place: 0 })
    }

    fn formula(mut self) -> Result<Formula, FormulaError> {
        let mut intercept = true;
        let mut terms: Vec<Term> = Vec::new();
        let mut minus = self.take('-');
        loop {
            match (self.number(), minus) {
                (Some("0"), false) | (Some("1"), true) => intercept = false,
                (Some("1"), false) | (Some("0"), true) => intercept = true,
                (_, true) => return Err(FormulaError::NotTakenAway),
                _ => {
                    for term in self.product()? {
                        add(&mut terms, term);
                    }
                }
            }
            if self.take('+') {
                minus = false;
            } else if self.take('-') {
                minus = true;
            } else {
                break;
            }
        }
        if self.place < self.tokens.len() {
            return Err(FormulaError::NotJoined);
        }
        if terms.is_empty() {
            return Err(FormulaError::NoColumn);
        }
        // As R does: main effects before interactions.
        terms.sort_by_key(Vec::len);
        Ok(Formula { intercept, terms })
    }

    /// `a*b:c` as its terms.
    fn product(&mut self) -> Result<Vec<Term>, FormulaError> {
        let mut terms = vec![self.chain()?];
        while self.take('*') {
            let next = self.chain()?;
            let mut crossed = terms.clone();
            crossed.push(next.clone());
            for term in &terms {
                let mut joint = term.clone();
                joint.extend(next.iter().filter(|atom| !term.contains(atom)).cloned());
                crossed.push(joint);
            }
            terms = crossed;
        }
        Ok(terms)
    }

    fn chain(&mut self) -> Result<Term, FormulaError> {
        let mut atoms = vec![self.atom()?];
        while self.take(':') {
            let atom = self.atom()?;
            if !atoms.contains(&atom) {
                atoms.push(atom);
            }
        }
        Ok(atoms)
    }

    fn atom(&mut self) -> Result<Atom, FormulaError> {
        let name = self.name()?;
        if !self.take('(') {
            return Ok(Atom::plain(&name));
        }
        let column = self.name()?;
        let argument = if self.take(',') {
            Some(self.name()?)
        } else {
            None
        };
        if !self.take(')') {
            return Err(FormulaError::NotClosed);
        }
        let whole = || {
            argument
                .as_deref()
                .and_then(|text| text.parse::<usize>().ok())
        };
        let form = match &*name {
            "factor" => Form::Factor(argument),
            "poly" => Form::Polynomial(
                whole()
                    .filter(|degree| (1..=9).contains(degree))
                    .ok_or(FormulaError::Degree)?,
            ),
            "rcs" => Form::Spline(
                whole()
                    .filter(|knots| (3..=5).contains(knots))
                    .ok_or(FormulaError::Knots)?,
            ),
            _ => return Err(FormulaError::Function(name)),
        };
        Ok(Atom { column, form })
    }

    fn name(&mut self) -> Result<String, FormulaError> {
        match self.tokens.get(self.place) {
            Some(Token::Name(name)) if !name.is_empty() => {
                self.place += 1;
                Ok(name.clone())
            }
            _ => Err(FormulaError::NameMissing),
        }
    }

    /// A `0` or `1` that stands alone.
    fn number(&mut self) -> Option<&'static str> {
        let number = match self.tokens.get(self.place) {
            Some(Token::Name(name)) if name == "0" => "0",
            Some(Token::Name(name)) if name == "1" => "1",
            _ => return None,
        };
        self.place += 1;
        Some(number)
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.tokens.get(self.place) == Some(&Token::Sign(sign));
        self.place += usize::from(found);
        found
    }
}

pub(super) fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let Ok(formula) = Formula::parse(text) else {
            return vec!["refused".to_owned()];
        };
        let name = |term: &Term| {
            let columns: Vec<&str> = term.iter().map(|atom| &*atom.column).collect();
            columns.join(":")
        };
        formula.terms.iter().map(name).collect()
    }

    #[test]
    fn formulas_read_as_in_the_literature() {
        assert_eq!(names("a,b"), ["a", "b"]);
        assert_eq!(names("~ a*b"), ["a", "b", "a:b"]);
        assert_eq!(names("~ a:b + c + a"), ["c", "a", "a:b"]);
        assert_eq!(names("~ a*b*c").len(), 7);
        assert_eq!(names("~ a + a + b:a + a:b"), ["a", "b:a"]);
        assert_eq!(names("~ `a name` + x.y_1"), ["a name", "x.y_1"]);
    }

    #[test]
    fn the_intercept_can_be_left_out() {
        for text in ["~ a - 1", "~ 0 + a", "~ -1 + a", "~a+0"] {
            assert_eq!(
                Formula::parse(text).map(|f| f.intercept).ok(),
                Some(false),
                "{text}"
            );
        }
        assert_eq!(Formula::parse("~ a").map(|f| f.intercept).ok(), Some(true));
    }

    #[test]
    fn what_is_no_formula_is_refused() {
        for text in [
            "~",
            "~ a +",
            "~ a - b",
            "~ log(a)",
            "~ poly(a)",
            "~ rcs(a, 9)",
            "~ a b",
            "a,,b",
            "~ a ^ 2",
            "~ (a",
            "~ 1",
        ] {
            assert_eq!(names(text), ["refused"], "{text}");
        }
    }
}
