//! Columns as the design of a meta-regression.

mod setting;

pub(crate) use setting::{Setting, parse as parse_settings};

use super::effects::Effects;
use crate::failure::Failure;
use crate::options::PoolOptions;
use trialpool_meta_analysis::meta_regression::{Expansion, Formula, FormulaError, Term};

/// Reads what was typed after `option`.
pub(crate) fn parse(option: &str, text: &str) -> Result<Formula, Failure> {
    Formula::parse(text).map_err(|error| refused(option, text, &error))
}

/// Reads the reduced model of `--compare`, which may be that of a mean: `~ 1`.
pub(crate) fn parse_reduced(text: &str) -> Result<Formula, Failure> {
    Formula::parse_reduced(text).map_err(|error| refused("compare", text, &error))
}

fn refused(option: &str, text: &str, error: &FormulaError) -> Failure {
    match error {
        FormulaError::EmptyName => Failure::call(format!("`--{option} {text}` names no column"))
            .help(format!("separate columns by commas: `--{option} a,b`")),
        FormulaError::Character(_) => Failure::call(format!("`--{option} {text}`: {error}"))
            .help("put a name that is not one word in backquotes"),
        error => Failure::call(format!("`--{option} {text}`: {error}"))
            .help("for example `~ a + b`, `~ a*b`, `~ poly(a, 2)`, `~ rcs(a, 3) - 1`"),
    }
}

/// The columns of a formula of moderators.
pub(super) fn expand(
    effects: &Effects,
    formula: &Formula,
    options: &PoolOptions,
) -> Result<Expansion, FormulaError> {
    let read = options.moderator_columns();
    let texts = |name: &str| -> Vec<&str> {
        // The columns read are those of every formula, so there is a place.
        let place = read.iter().position(|known| *known == name);
        let studies = effects.usable.iter();
        studies
            .filter_map(|study| Some(&*study.moderators[place?]))
            .collect()
    };
    let table: Vec<Vec<&str>> = formula.columns().into_iter().map(texts).collect();
    formula.expand(&table)
}

/// `a:poly(b, 2)`.
pub(super) fn term_text(term: &Term) -> String {
    let atoms: Vec<String> = term.iter().map(ToString::to_string).collect();
    atoms.join(":")
}
