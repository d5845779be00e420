//! What was meant by what was typed, checked once; the commands read this and nothing else.

use crate::args::{LangArg, PoolArgs, PoolFormat};
use crate::failure::Failure;
use crate::terminal;
use std::path::{Path, PathBuf};
use trialpool_language::Language;
use trialpool_meta_analysis::effect_size::{CorrectTo, ZeroCells};
use trialpool_meta_analysis::{
    BetweenStudyEstimator, ConfidenceLevel, Inference, Measure, Model, PoolingOptions,
    PredictionRule,
};

/// Where a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// What `pool` is to do.
#[derive(Debug, Clone)]
pub(crate) struct PoolOptions {
    pub(crate) input: Input,
    pub(crate) measure: Measure,
    pub(crate) pooling: PoolingOptions,
    pub(crate) zero_cells: ZeroCells,
    pub(crate) mods: Vec<String>,
    pub(crate) by: Option<String>,
    pub(crate) slab: Option<String>,
    pub(crate) format: PoolFormat,
}

impl PoolOptions {
    /// Checks what was typed.
    pub(crate) fn new(args: PoolArgs) -> Result<Self, Failure> {
        let unknown =
            |option: &str, value: &str| Failure::call(format!("unknown `--{option} {value}`"));
        let measure = Measure::from_short_name(&args.measure)
            .ok_or_else(|| unknown("measure", &args.measure))?;
        let model = model(&args.method).ok_or_else(|| unknown("method", &args.method))?;
        let inference =
            Inference::from_short_name(&args.test).ok_or_else(|| unknown("test", &args.test))?;
        Ok(Self {
            input: if args.file == Path::new("-") {
                Input::Stdin
            } else {
                Input::File(args.file)
            },
            measure,
            pooling: PoolingOptions {
                model,
                inference,
                level: level(&args.level)?,
                prediction: PredictionRule::MetaforDefault,
            },
            zero_cells: zero_cells(measure, args.add, args.to.as_deref(), args.drop00)?,
            mods: args.mods,
            by: args.by,
            slab: args.slab,
            format: args.format,
        })
    }
}

/// The model of a short name, in any case.
fn model(name: &str) -> Option<Model> {
    let exact = BetweenStudyEstimator::all()
        .map(BetweenStudyEstimator::short_name)
        .find(|known| known.eq_ignore_ascii_case(name))
        .map_or_else(|| name.to_ascii_uppercase(), str::to_owned);
    Model::from_short_name(&exact)
}

/// A level typed in per cent.
fn level(text: &str) -> Result<ConfidenceLevel, Failure> {
    let refused = || Failure::call(format!("`--level {text}` is no confidence level"));
    let percent: f64 = text
        .parse()
        .map_err(|_| refused().help("give a percentage between 0 and 100, such as `--level 95`"))?;
    if percent > 0.0 && percent <= 1.0 {
        let meant = (percent * 1e4).round() / 100.0;
        return Err(refused().help(format!("the level is in per cent: `--level {meant}`")));
    }
    // `99.9e-2` reads as 0.999, where 99.9 / 100 has a rounding error.
    let fraction = format!("{text}e-2").parse().unwrap_or(percent / 100.0);
    ConfidenceLevel::new(fraction)
        .map_err(|_| refused().help("give a percentage between 0 and 100, such as `--level 95`"))
}

/// metafor's policy for the measure, changed by what was typed.
fn zero_cells(
    measure: Measure,
    add: Option<f64>,
    to: Option<&str>,
    drop00: bool,
) -> Result<ZeroCells, Failure> {
    let mut policy = ZeroCells::for_measure(measure);
    policy.drop_double_zero = drop00;
    if let Some(add) = add {
        if !(add >= 0.0 && add.is_finite()) {
            return Err(Failure::call(format!("`--add {add}` is not 0 or more")));
        }
        policy.add = add;
        // A policy of no correction would not use what was asked for.
        if policy.to == CorrectTo::None {
            policy.to = CorrectTo::OnlyZero;
        }
    }
    if let Some(to) = to.and_then(CorrectTo::from_short_name) {
        policy.to = to;
    }
    Ok(policy)
}

/// What `report` is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportOptions {
    pub(crate) registry: PathBuf,
    pub(crate) out: PathBuf,
    /// Each once, in the order of [`Language::ALL`].
    pub(crate) languages: Vec<Language>,
    pub(crate) check: bool,
}

impl ReportOptions {
    /// Checks what was typed.
    pub(crate) fn new(registry: PathBuf, out: PathBuf, codes: &[String], check: bool) -> Self {
        let asked = |language: &Language| codes.iter().any(|code| code == language.code());
        Self {
            registry,
            out,
            languages: Language::ALL.into_iter().filter(asked).collect(),
            check,
        }
    }
}

/// The language of messages.
pub(crate) fn language(lang: &LangArg) -> Language {
    lang.lang
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or_else(terminal::locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_a_percentage() {
        assert_eq!(level("95").map(ConfidenceLevel::value).ok(), Some(0.95));
        assert_eq!(level("99.9").map(ConfidenceLevel::value).ok(), Some(0.999));
        for wrong in ["0.95", "1", "100", "0", "-5", "high", "NaN"] {
            assert!(level(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn methods_are_known_in_any_case() {
        let corrected = BetweenStudyEstimator::HunterSchmidtCorrected;
        assert_eq!(model("hsk"), Some(Model::RandomEffects(corrected)));
        assert_eq!(model("fe"), Some(Model::CommonEffect));
    }

    #[test]
    fn a_correction_asked_for_is_applied_even_where_the_default_is_none() {
        let asked = zero_cells(Measure::ArcsineDifference, Some(0.5), None, false).ok();
        assert_eq!(asked.map(|policy| policy.to), Some(CorrectTo::OnlyZero));
        assert!(zero_cells(Measure::RiskRatio, Some(-1.0), None, false).is_err());
    }
}
