//! Effects of one study that share a control group, as one effect by their covariance.

use super::effects::{Combined, Effect, Effects};
use super::shared::sharing;
use crate::failure::Failure;
use crate::options::PoolOptions;
use trialpool_meta_analysis::StudyEffect;
use trialpool_meta_analysis::recovery::{
    Comparison, RecoveryError, combine_effects_with_covariance, covariance_matrix,
};

/// Combines the effects with the same label and the same control group; the others stay as they are.
///
/// # Errors
/// The covariance is not known for the measure, or the rows of a study differ in what one effect has one of.
pub(super) fn combine(mut effects: Effects, options: &PoolOptions) -> Result<Effects, Failure> {
    let named = effects
        .usable
        .iter()
        .map(|effect| (&*effect.label, effect.source.map(|source| source.reported)));
    let mut keep = vec![true; effects.usable.len()];
    for places in sharing(named) {
        let parts: Vec<&Effect> = places.iter().map(|place| &effects.usable[*place]).collect();
        check(&parts, options)?;
        let combined = matrix(&parts, options)?;
        let estimates: Vec<StudyEffect> = parts.iter().map(|part| part.estimate).collect();
        let one = combine_effects_with_covariance(&estimates, |i, j| combined.covariance[i][j])
            .map_err(|why| refused(parts[0], &why, options))?;
        let mut routes: Vec<String> = Vec::new();
        for route in parts.iter().flat_map(|part| &part.routes) {
            if !routes.contains(route) {
                routes.push(route.clone());
            }
        }
        routes.push(format!(
            "{} effects with the same control combined by their covariance",
            parts.len()
        ));
        effects.warnings.push(format!(
            "`{}`: the effects of {} have the same control group and are combined by their covariance",
            parts[0].label,
            combined.lines.join(", ")
        ));
        let first = &mut effects.usable[places[0]];
        first.estimate = one;
        first.routes = routes;
        first.combined = Some(combined);
        for place in &places[1..] {
            keep[*place] = false;
        }
    }
    let mut keep = keep.into_iter();
    effects.usable.retain(|_| keep.next() == Some(true));
    let apart = still_apart(&effects.usable);
    effects.warnings.extend(apart);
    Ok(effects)
}

/// Says which labels still have several effects: their control groups are not reported, or not the same.
fn still_apart(effects: &[Effect]) -> Option<String> {
    let mut labels: Vec<String> = Vec::new();
    for (place, effect) in effects.iter().enumerate() {
        let label = format!("`{}`", effect.label);
        let is_twin = effects[..place]
            .iter()
            .any(|other| other.label == effect.label);
        if is_twin && !labels.contains(&label) {
            labels.push(label);
        }
    }
    (!labels.is_empty()).then(|| {
        format!(
            "rows of one label whose control group is not reported, or not the same, stay apart as if independent: {}",
            labels.join(", ")
        )
    })
}

/// One effect has one group, one value of each moderator, one weight.
fn check(parts: &[&Effect], options: &PoolOptions) -> Result<(), Failure> {
    let first = parts[0];
    let differs = |same: &dyn Fn(&Effect) -> bool| !parts.iter().all(|part| same(part));
    let mut columns = Vec::new();
    if differs(&|part| part.group == first.group) {
        columns.extend(options.by.as_deref());
    }
    if differs(&|part| part.weight == first.weight) {
        columns.extend(options.weights.as_deref());
    }
    for (place, name) in options.moderator_columns().into_iter().enumerate() {
        if differs(&|part| is_same(&part.moderators[place], &first.moderators[place])) {
            columns.push(name);
        }
    }
    if columns.is_empty() {
        return Ok(());
    }
    Err(Failure::call(format!(
        "`--shared-control covariance`: the rows of `{}` become one effect, and differ in `{}`",
        first.label,
        columns.join("`, `")
    ))
    .help("take `--shared-control split`, an approximation that keeps the rows apart"))
}

/// Whether two texts say the same, `1` and `1.0` for instance.
fn is_same(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    one == other || number(one).is_some_and(|value| number(other) == Some(value))
}

/// The effects with their covariance matrix.
fn matrix(parts: &[&Effect], options: &PoolOptions) -> Result<Combined, Failure> {
    let comparisons = parts.iter().filter_map(|part| {
        Some(Comparison {
            data: part.source?.used,
            effect: part.estimate,
        })
    });
    let comparisons: Vec<Comparison> = comparisons.collect();
    let covariance = covariance_matrix(options.measure, &comparisons)
        .map_err(|why| refused(parts[0], &why, options))?;
    Ok(Combined {
        lines: parts.iter().map(|part| part.line.clone()).collect(),
        effects: parts.iter().map(|part| part.estimate.effect()).collect(),
        covariance,
    })
}

fn refused(effect: &Effect, why: &RecoveryError, options: &PoolOptions) -> Failure {
    let failure = match why {
        RecoveryError::OtherMeasure { .. } => Failure::call(format!(
            "`--shared-control covariance` does not go with `--measure {}`: the covariance of its effects is not known",
            options.measure
        )),
        why => Failure::call(format!(
            "`--shared-control covariance`: the effects of `{}` cannot be combined: {why}",
            effect.label
        )),
    };
    failure.help("take `--shared-control combine`, or split, an approximation")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert!(is_same("1", "1.0") && is_same("low", "low"));
        assert!(!is_same("1", "low") && !is_same("low", "high"));
    }
}
