//! Columns as the design of a meta-regression.

use super::effects::Effects;
use trialpool_meta_analysis::meta_regression::Design;

/// An intercept and each column: numbers as they are, anything else as a factor whose first level
/// in alphabetical order is the reference.
pub(crate) fn design(effects: &Effects, names: &[String]) -> Design {
    let studies = &effects.effects;
    let intercept = Design::with_intercept(studies.len());
    let columns = names.iter().enumerate();
    columns.fold(intercept, |design, (place, name)| {
        let texts: Vec<&str> = studies
            .iter()
            .map(|study| study.moderators[place].as_str())
            .collect();
        let numbers: Result<Vec<f64>, _> = texts.iter().map(|text| text.parse()).collect();
        match numbers {
            Ok(numbers) => design.and(name, numbers),
            Err(_) => design.and_factor(name, &texts, None),
        }
    })
}
