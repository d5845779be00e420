//! Columns as the design of a meta-regression.

use super::effects::Effects;
use crate::failure::Failure;
use trialpool_meta_analysis::meta_regression::{Design, Formula, FormulaError};

/// Reads what was typed after `--mods`.
pub(crate) fn parse(text: &str) -> Result<Formula, Failure> {
    Formula::parse(text).map_err(|error| match error {
        FormulaError::EmptyName => Failure::call(format!("`--mods {text}` names no column")),
        FormulaError::Character(_) => Failure::call(format!("`--mods {text}`: {error}"))
            .help("put a name that is not one word in backquotes"),
        error => Failure::call(format!("`--mods {text}`: {error}"))
            .help("for example `~ a + b`, `~ a*b`, `~ poly(a, 2)`, `~ rcs(a, 3) - 1`"),
    })
}

/// The columns of a formula.
pub(super) fn design(effects: &Effects, formula: &Formula) -> Result<Design, FormulaError> {
    let studies = &effects.usable;
    let texts = |place: usize| studies.iter().map(move |study| &*study.moderators[place]);
    let table: Vec<Vec<&str>> = (0..formula.columns().len())
        .map(|place| texts(place).collect())
        .collect();
    formula.expand(&table).map(|expansion| expansion.design)
}
