//! Why a formula cannot be read, or gives no design.

use std::fmt;

/// Why a formula cannot be read, or gives no design.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormulaError {
    /// A name between commas is empty.
    EmptyName,
    /// A character that has no place in a formula.
    Character(char),
    /// Something other than the intercept is taken away.
    NotTakenAway,
    /// Two terms without a sign between them.
    NotJoined,
    /// There is no term but the intercept.
    NoColumn,
    /// A column is missing after a sign.
    NameMissing,
    /// A bracket is not closed.
    NotClosed,
    /// A function that is not known.
    Function(String),
    /// A polynomial whose degree is not from 1 to 9.
    Degree,
    /// A spline whose knots are not 3 to 5.
    Knots,
    /// A column of texts where numbers are needed.
    NotNumeric {
        /// `poly` or `rcs`.
        function: &'static str,
        /// The column.
        column: String,
    },
    /// Too few different values for the degree or the knots.
    TooFewValues {
        /// `poly` or `rcs`.
        function: &'static str,
        /// The column.
        column: String,
        /// Degree, or knots.
        count: usize,
    },
    /// A value of a new setting is no number where the studies have numbers.
    NoNumber {
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
    /// A value of a new setting is no level that a study has.
    UnknownLevel {
        /// The column.
        column: String,
        /// The value.
        value: String,
        /// The levels, the reference first.
        levels: Vec<String>,
    },
    /// A new setting has another number of values than the formula has columns.
    SettingLength {
        /// Columns of the formula.
        needed: usize,
        /// Values given.
        given: usize,
    },
    /// The reference of a factor is no level of it.
    UnknownReference {
        /// The column.
        column: String,
        /// The reference.
        reference: String,
    },
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyName => write!(f, "a name between commas is empty"),
            Self::Character(character) => {
                write!(f, "`{character}` has no place in a formula")
            }
            Self::NotTakenAway => write!(f, "only `1` can be taken away"),
            Self::NotJoined => write!(f, "terms are joined by `+`, `:` or `*`"),
            Self::NoColumn => write!(f, "it names no column"),
            Self::NameMissing => write!(f, "a column is missing"),
            Self::NotClosed => write!(f, "a `)` is missing"),
            Self::Function(name) => write!(
                f,
                "`{name}` is not known; there are `factor`, `poly` and `rcs`"
            ),
            Self::Degree => write!(f, "`poly` takes a degree from 1 to 9: `poly(a, 2)`"),
            Self::Knots => write!(f, "`rcs` takes 3 to 5 knots: `rcs(a, 3)`"),
            Self::NotNumeric { function, column } => write!(
                f,
                "`{function}({column}, ...)`: `{column}` holds no numbers"
            ),
            Self::TooFewValues {
                function,
                column,
                count,
            } => write!(
                f,
                "`{function}({column}, {count})`: `{column}` has too few different values"
            ),
            Self::NoNumber { column, value } => {
                write!(f, "`{column}` holds numbers, and `{value}` is none")
            }
            Self::UnknownLevel {
                column,
                value,
                levels,
            } => write!(
                f,
                "no study has `{value}` in `{column}`, which holds `{}`",
                levels.join("`, `")
            ),
            Self::SettingLength { needed, given } => {
                write!(f, "{given} values are given for {needed} columns")
            }
            Self::UnknownReference { column, reference } => write!(
                f,
                "`factor({column}, {reference})`: no study has `{reference}` in `{column}`"
            ),
        }
    }
}

impl std::error::Error for FormulaError {}
