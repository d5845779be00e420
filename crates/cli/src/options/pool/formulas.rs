//! Which formula of the measure is taken: `--vtype`, `--correction`.

use crate::args::PoolArgs;
use crate::failure::Failure;
use trialpool_meta_analysis::Measure;
use trialpool_meta_analysis::effect_size::{BiasCorrection, EffectSizeOptions, VarianceType};

/// What was typed, the rest by the defaults of the measure.
pub(super) fn chosen(args: &PoolArgs, measure: Measure) -> Result<EffectSizeOptions, Failure> {
    let mut formulas = EffectSizeOptions::for_measure(measure);
    if let Some(typed) = &args.vtype {
        let named = VarianceType::of_measure(measure)
            .iter()
            .map(|variance| (variance.short_name(), *variance));
        formulas.variance = find("vtype", "variance formula", typed, named, measure)?;
    }
    if let Some(typed) = &args.correction {
        let named = BiasCorrection::of_measure(measure)
            .iter()
            .map(|correction| (correction.short_name(), *correction));
        formulas.correction = find("correction", "bias correction", typed, named, measure)?;
    }
    Ok(formulas)
}

/// The choice of a name, in any case.
fn find<T>(
    option: &str,
    what: &str,
    typed: &str,
    choices: impl Iterator<Item = (&'static str, T)>,
    measure: Measure,
) -> Result<T, Failure> {
    let mut known = Vec::new();
    for (name, choice) in choices {
        if name.eq_ignore_ascii_case(typed) {
            return Ok(choice);
        }
        known.push(name);
    }
    let help = match &*known {
        [] => format!("{measure} has no choice of {what}: leave out `--{option}`"),
        known => format!("{measure} has {}", known.join(", ")),
    };
    Err(Failure::call(format!(
        "`--{option} {typed}` does not go with `--measure {measure}`"
    ))
    .help(help))
}
