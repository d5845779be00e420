//! What `pool` is to do, its options checked against each other.

mod check;
mod formulas;

pub(crate) use crate::args::QuantileRule;
use crate::args::{PoolArgs, PoolFormat, Section, SharedControl};
use crate::commands::{Setting, parse_formula, parse_reduced, parse_settings};
use crate::failure::Failure;
use std::path::{Path, PathBuf};
use trialpool_meta_analysis::effect_size::{CorrectTo, EffectSizeOptions, Split, ZeroCells};
use trialpool_meta_analysis::meta_regression::Formula;
use trialpool_meta_analysis::recovery::SkewnessCheck;
use trialpool_meta_analysis::{
    Bootstrap, ConfidenceLevel, Measure, PoolingMethod, PoolingOptions, PredictionChoice,
    PredictionMethod, PredictionRule, TestChoice, VarianceIntervalMethod, VarianceSharing,
};

/// Where a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// How what is not reported is recovered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Recovery {
    pub(crate) quantiles: QuantileRule,
    pub(crate) skewed: SkewnessCheck,
    /// Of two measurements of a group, where a row has none.
    pub(crate) correlation: Option<f64>,
}

/// What `pool` is to do.
#[derive(Debug, Clone)]
pub(crate) struct PoolOptions {
    pub(crate) input: Input,
    pub(crate) measure: Measure,
    pub(crate) method: PoolingMethod,
    pub(crate) test: TestChoice,
    pub(crate) pooling: PoolingOptions,
    pub(crate) prediction: PredictionChoice,
    /// How a prediction interval is drawn.
    pub(crate) bootstrap: Bootstrap,
    pub(crate) variance_interval: VarianceIntervalMethod,
    pub(crate) zero_cells: ZeroCells,
    pub(crate) formulas: EffectSizeOptions,
    pub(crate) recovery: Recovery,
    /// Two more correlations to pool with.
    pub(crate) correlation_band: Vec<f64>,
    pub(crate) shared_control: Option<SharedControl>,
    /// Whether the tests of Mantel and Haenszel's method are corrected for continuity.
    pub(crate) continuity_correction: bool,
    pub(crate) mods: Option<Formula>,
    /// The settings of `--predict`, a value for each column of `mods`.
    pub(crate) predict: Vec<Setting>,
    /// The terms of each `--btt`.
    pub(crate) term_tests: Vec<Formula>,
    /// The hypotheses of `--contrast`, as typed: names of coefficients are known with the data.
    pub(crate) contrasts: Vec<String>,
    /// The reduced model of `--compare`.
    pub(crate) compare: Option<Formula>,
    pub(crate) by: Option<String>,
    pub(crate) sharing: VarianceSharing,
    pub(crate) slab: Option<String>,
    /// The column with weights.
    pub(crate) weights: Option<String>,
    /// Whether the between-study variance is the median-unbiased one by these weights.
    pub(crate) median_unbiased: bool,
    /// The between-study variance, if it is given.
    pub(crate) tau2: Option<f64>,
    /// On the analysis scale.
    pub(crate) threshold: Option<f64>,
    pub(crate) sections: Vec<Section>,
    pub(crate) permutations: u64,
    pub(crate) seed: u64,
    pub(crate) format: PoolFormat,
}

impl PoolOptions {
    /// Checks what was typed.
    pub(crate) fn new(args: PoolArgs) -> Result<Self, Failure> {
        let unknown =
            |option: &str, value: &str| Failure::call(format!("unknown `--{option} {value}`"));
        let measure = Measure::from_short_name(&args.measure)
            .ok_or_else(|| unknown("measure", &args.measure))?;
        let median_unbiased = args.method.eq_ignore_ascii_case("GENQM");
        let name = if median_unbiased {
            "GENQ"
        } else {
            &*args.method
        };
        let method = method(name).ok_or_else(|| unknown("method", &args.method))?;
        let test = TestChoice::from_short_name(&args.test);
        let test = test.ok_or_else(|| unknown("test", &args.test))?;
        let prediction = match &args.pi {
            Some(name) => {
                PredictionChoice::from_short_name(name).ok_or_else(|| unknown("pi", name))?
            }
            // That which goes with the test; of the others metafor's.
            None if test == TestChoice::KenwardRoger => {
                PredictionChoice::Own(PredictionMethod::KenwardRoger)
            }
            None => PredictionChoice::Rule(PredictionRule::MetaforDefault),
        };
        let variance_interval = VarianceIntervalMethod::from_short_name(&args.tau2_ci)
            .ok_or_else(|| unknown("tau2-ci", &args.tau2_ci))?;
        let formulas = formulas::chosen(&args, measure)?;
        let mods = args.mods.as_deref();
        let mods = mods.map(|text| parse_formula("mods", text)).transpose()?;
        let mut predict = Vec::new();
        for text in &args.predict {
            if let Some(mods) = &mods {
                predict.extend(parse_settings(text, mods)?);
            }
        }
        let tests = args.btt.iter().map(|text| parse_formula("btt", text));
        let options = Self {
            input: if args.file == Path::new("-") {
                Input::Stdin
            } else {
                Input::File(args.file)
            },
            measure,
            method,
            test,
            pooling: PoolingOptions {
                model: method.model(),
                inference: test.inference(),
                level: level(&args.level)?,
                prediction: prediction.rule(),
            },
            prediction,
            bootstrap: Bootstrap {
                samples: args.bootstrap as usize,
                seed: args.seed,
            },
            variance_interval: resolved(variance_interval, method)?,
            formulas,
            recovery: Recovery {
                quantiles: args.quantiles,
                skewed: match &*args.skewed {
                    "use" => SkewnessCheck::Ignore,
                    _ => SkewnessCheck::Refuse,
                },
                correlation: args.ri.map(|r| correlation("ri", r)).transpose()?,
            },
            correlation_band: correlation_band(&args.ri_band)?,
            shared_control: args.shared_control,
            continuity_correction: !args.no_correct,
            zero_cells: ZeroCells {
                split: match &*args.add_by {
                    "size" => Split::BySize,
                    _ => Split::Equal,
                },
                ..zero_cells(measure, args.add, args.to.as_deref(), args.drop00)?
            },
            mods,
            predict,
            term_tests: tests.collect::<Result<_, _>>()?,
            contrasts: args.contrast,
            compare: args.compare.as_deref().map(parse_reduced).transpose()?,
            by: args.by,
            sharing: match &*args.by_tau2 {
                "common" => VarianceSharing::Common,
                _ => VarianceSharing::Separate,
            },
            slab: args.slab,
            weights: args.weights,
            median_unbiased,
            tau2: args.tau2,
            threshold: args.mid.map(|mid| threshold(measure, mid)).transpose()?,
            sections: args.with,
            permutations: args.permutations,
            seed: args.seed,
            format: args.format,
        };
        options.check()?;
        Ok(options)
    }

    /// The columns that the moderators need, those of `--mods` first, each once.
    pub(crate) fn moderator_columns(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self
            .mods
            .iter()
            .chain(&self.compare)
            .flat_map(Formula::columns)
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Whether a section is asked for.
    pub(crate) fn wants(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }

    /// Whether effects are computed as the measure has it by default.
    pub(crate) fn has_default_formulas(&self) -> bool {
        self.formulas == EffectSizeOptions::for_measure(self.measure)
    }

    /// The name of the method, as it is typed and printed.
    pub(crate) fn method_name(&self) -> &'static str {
        match self.method {
            PoolingMethod::InverseVariance(_) if self.tau2.is_some() => "GIVEN",
            _ if self.median_unbiased => "GENQM",
            method => method.short_name(),
        }
    }

    /// Whether effects are pooled by a linear model, which can have moderators.
    pub(crate) fn is_linear_model(&self) -> bool {
        self.method.is_linear_model(self.test)
    }
}

/// The method of a short name, in any case.
fn method(name: &str) -> Option<PoolingMethod> {
    let known = PoolingMethod::short_names().find(|known| known.eq_ignore_ascii_case(name));
    PoolingMethod::from_short_name(known?)
}

/// The interval of the between-study variance that a choice stands for with the method.
fn resolved(
    choice: VarianceIntervalMethod,
    method: PoolingMethod,
) -> Result<VarianceIntervalMethod, Failure> {
    method.variance_interval(choice).ok_or_else(|| {
        let option = format!("`--tau2-ci {}`", choice.short_name());
        if choice == VarianceIntervalMethod::ProfileLikelihood {
            return Failure::call(format!("{option} needs a likelihood"))
                .help("take `--method ML` or `--method REML`");
        }
        let method = method.short_name();
        Failure::call(format!("{option} does not go with `--method {method}`"))
            .help("take an estimator of the between-study variance")
    })
}

/// A correlation as typed.
fn correlation(option: &str, value: f64) -> Result<f64, Failure> {
    if value > -1.0 && value < 1.0 {
        return Ok(value);
    }
    Err(
        Failure::call(format!("`--{option} {value}` is no correlation"))
            .help("give a number between -1 and 1, such as `--ri 0.5`"),
    )
}

/// Two correlations, or none.
fn correlation_band(values: &[f64]) -> Result<Vec<f64>, Failure> {
    if !matches!(values.len(), 0 | 2) {
        let typed: Vec<String> = values.iter().map(ToString::to_string).collect();
        let typed = typed.join(",");
        return Err(
            Failure::call(format!("`--ri-band {typed}` is no pair of correlations"))
                .help("give the lowest and the highest, such as `--ri-band 0.3,0.7`"),
        );
    }
    let values = values.iter().map(|r| correlation("ri-band", *r));
    values.collect()
}

/// A threshold as typed, on the analysis scale.
fn threshold(measure: Measure, value: f64) -> Result<f64, Failure> {
    let threshold = measure.scale().transform(value);
    if threshold.is_finite() {
        return Ok(threshold);
    }
    Err(Failure::call(format!("`--mid {value}` is no {measure}"))
        .help("give it as the measure is printed: a ratio for ratios, such as `--mid 0.8`"))
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
        let of = |name| method(name).map(PoolingMethod::short_name);
        let names = ["hsk", "fe", "mh", "Reml"].map(of);
        assert_eq!(names, [Some("HSk"), Some("EE"), Some("MH"), Some("REML")]);
    }

    #[test]
    fn a_threshold_is_typed_as_it_is_printed() {
        assert_eq!(threshold(Measure::RiskRatio, 1.0).ok(), Some(0.0));
        assert!(threshold(Measure::RiskRatio, -1.0).is_err());
        assert_eq!(threshold(Measure::MeanDifference, -1.0).ok(), Some(-1.0));
    }

    #[test]
    fn a_correction_asked_for_is_applied_even_where_the_default_is_none() {
        let asked = zero_cells(Measure::ArcsineDifference, Some(0.5), None, false).ok();
        assert_eq!(asked.map(|policy| policy.to), Some(CorrectTo::OnlyZero));
        assert!(zero_cells(Measure::RiskRatio, Some(-1.0), None, false).is_err());
    }
}
