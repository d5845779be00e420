//! Columns as the design of a meta-regression.

mod setting;

pub(crate) use setting::{Setting, parse as parse_settings};

use super::effects::Effects;
use crate::failure::Failure;
use trialpool_meta_analysis::meta_regression::{Expansion, Formula, FormulaError, Term};

/// Reads what was typed after `option`.
pub(crate) fn parse(option: &str, text: &str) -> Result<Formula, Failure> {
    Formula::parse(text).map_err(|error| match error {
        FormulaError::EmptyName => Failure::call(format!("`--{option} {text}` names no column"))
            .help(format!("separate columns by commas: `--{option} a,b`")),
        FormulaError::Character(_) => Failure::call(format!("`--{option} {text}`: {error}"))
            .help("put a name that is not one word in backquotes"),
        error => Failure::call(format!("`--{option} {text}`: {error}"))
            .help("for example `~ a + b`, `~ a*b`, `~ poly(a, 2)`, `~ rcs(a, 3) - 1`"),
    })
}

/// The columns of a formula.
pub(super) fn expand(effects: &Effects, formula: &Formula) -> Result<Expansion, FormulaError> {
    let studies = &effects.usable;
    let texts = |place: usize| studies.iter().map(move |study| &*study.moderators[place]);
    let table: Vec<Vec<&str>> = (0..formula.columns().len())
        .map(|place| texts(place).collect())
        .collect();
    formula.expand(&table)
}

/// `a:poly(b, 2)`.
pub(super) fn term_text(term: &Term) -> String {
    let atoms: Vec<String> = term.iter().map(ToString::to_string).collect();
    atoms.join(":")
}
