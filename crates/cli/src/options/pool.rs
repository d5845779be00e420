//! What `pool` is to do, its options checked against each other.

mod check;
mod formulas;

pub(crate) use crate::args::QuantileRule;
use crate::args::{
    PoolArgs, PoolFormat, PredictionName, Section, SharedControl, VarianceIntervalName,
};
use crate::commands::{Setting, parse_formula, parse_reduced, parse_settings};
use crate::failure::Failure;
use std::path::{Path, PathBuf};
use trialpool_meta_analysis::effect_size::{CorrectTo, EffectSizeOptions, Split, ZeroCells};
use trialpool_meta_analysis::meta_regression::Formula;
use trialpool_meta_analysis::recovery::SkewnessCheck;
use trialpool_meta_analysis::{
    BetweenStudyEstimator, Bootstrap, ConfidenceLevel, Inference, Measure, Model, PoolingOptions,
    PredictionMethod, PredictionRule, VarianceIntervalMethod, VarianceSharing,
};

/// Where a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// How the studies become one result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// By inverse variances, as [`PoolOptions::pooling`] says.
    InverseVariance,
    /// The same with Kenward and Roger's test and interval.
    KenwardRoger,
    /// The common-effect mean with a random-effects variance (Doi).
    InverseVarianceHeterogeneity,
    /// The same with Henmi and Copas's interval.
    HenmiCopas,
    /// Mantel and Haenszel.
    MantelHaenszel,
    /// Peto.
    Peto,
}

/// How what is not reported is recovered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Recovery {
    pub(crate) quantiles: QuantileRule,
    pub(crate) skewed: SkewnessCheck,
    /// Of two measurements of a group, where a row has none.
    pub(crate) correlation: Option<f64>,
}

/// How the prediction interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PredictionChoice {
    /// With the standard error of the test, which `pooling` knows.
    Rule(PredictionRule),
    /// With a standard error of its own.
    Own(PredictionMethod),
    /// From a sample.
    Bootstrap(Bootstrap),
}

impl PredictionChoice {
    /// The name as it is typed and printed.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.short_name(),
            Self::Own(PredictionMethod::HartungKnapp) => "hk",
            Self::Own(PredictionMethod::HartungKnappPartlettRiley) => "hk-pr",
            Self::Own(PredictionMethod::KenwardRoger) => "kr",
            Self::Own(PredictionMethod::KenwardRogerPartlettRiley) => "kr-pr",
            Self::Bootstrap(_) => "bootstrap",
        }
    }
}

/// How the interval of the between-study variance is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VarianceIntervalChoice {
    /// The name typed.
    pub(crate) name: VarianceIntervalName,
    /// The method.
    pub(crate) method: VarianceIntervalMethod,
}

/// What `pool` is to do.
#[derive(Debug, Clone)]
pub(crate) struct PoolOptions {
    pub(crate) input: Input,
    pub(crate) measure: Measure,
    pub(crate) method: Method,
    pub(crate) pooling: PoolingOptions,
    pub(crate) prediction: PredictionChoice,
    pub(crate) variance_interval: VarianceIntervalChoice,
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
        let (method, model) =
            method(name, &args.test).ok_or_else(|| unknown("method", &args.method))?;
        let inference = match &*args.test {
            "kr" => Inference::WaldNormal,
            test => Inference::from_short_name(test).ok_or_else(|| unknown("test", &args.test))?,
        };
        let prediction = prediction(&args, method);
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
            pooling: PoolingOptions {
                model,
                inference,
                level: level(&args.level)?,
                prediction: match prediction {
                    PredictionChoice::Rule(rule) => rule,
                    _ => PredictionRule::None,
                },
            },
            prediction,
            variance_interval: variance_interval(args.tau2_ci, model)?,
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
        options.check(&args.test)?;
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
            Method::InverseVariance if self.tau2.is_some() => "GIVEN",
            _ if self.median_unbiased => "GENQM",
            Method::InverseVariance | Method::KenwardRoger => self.pooling.model.short_name(),
            Method::InverseVarianceHeterogeneity => "IVHET",
            Method::HenmiCopas => "HC",
            Method::MantelHaenszel => "MH",
            Method::Peto => "PETO",
        }
    }

    /// The name of the test, as it is typed and printed.
    pub(crate) fn test_name(&self) -> &'static str {
        match self.method {
            Method::KenwardRoger => "kr",
            _ => self.pooling.inference.short_name(),
        }
    }
}

/// The rule of the prediction interval; without one that of metafor, or that which goes with the test.
fn prediction(args: &PoolArgs, method: Method) -> PredictionChoice {
    use PredictionChoice::{Bootstrap as Drawn, Own, Rule};
    use PredictionMethod as M;
    use PredictionName as N;
    match args.pi {
        None if method == Method::KenwardRoger => Own(M::KenwardRoger),
        None => Rule(PredictionRule::MetaforDefault),
        Some(N::None) => Rule(PredictionRule::None),
        Some(N::Z) => Rule(PredictionRule::Normal),
        Some(N::StudiesMinusOne) => Rule(PredictionRule::StudiesMinusOne),
        Some(N::StudiesMinusTwo) => Rule(PredictionRule::StudiesMinusTwo),
        Some(N::Hk) => Own(M::HartungKnapp),
        Some(N::HkPr) => Own(M::HartungKnappPartlettRiley),
        Some(N::Kr) => Own(M::KenwardRoger),
        Some(N::KrPr) => Own(M::KenwardRogerPartlettRiley),
        Some(N::Bootstrap) => Drawn(Bootstrap {
            samples: args.bootstrap as usize,
            seed: args.seed,
        }),
    }
}

/// The method of a short name, in any case, and the model it works with.
fn method(name: &str, test: &str) -> Option<(Method, Model)> {
    let moments = Model::RandomEffects(BetweenStudyEstimator::DerSimonianLaird);
    match &*name.to_ascii_uppercase() {
        "MH" => Some((Method::MantelHaenszel, Model::CommonEffect)),
        "PETO" => Some((Method::Peto, Model::CommonEffect)),
        "IVHET" => Some((Method::InverseVarianceHeterogeneity, moments)),
        "HC" => Some((Method::HenmiCopas, moments)),
        _ if test == "kr" => Some((Method::KenwardRoger, model(name)?)),
        _ => Some((Method::InverseVariance, model(name)?)),
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

/// The interval of the between-study variance; a profile is that of the estimator's likelihood.
fn variance_interval(
    name: VarianceIntervalName,
    model: Model,
) -> Result<VarianceIntervalChoice, Failure> {
    use BetweenStudyEstimator as E;
    use VarianceIntervalMethod as M;
    let method = match (name, model) {
        (VarianceIntervalName::Qprofile, _) => M::QProfile,
        (VarianceIntervalName::Genq, _) => M::BiggerstaffJackson,
        (VarianceIntervalName::Jackson, _) => M::Jackson,
        (VarianceIntervalName::Bt, _) => M::BiggerstaffTweedie,
        (VarianceIntervalName::Pl, Model::RandomEffects(E::MaximumLikelihood)) => {
            M::ProfileLikelihood
        }
        (VarianceIntervalName::Pl, Model::RandomEffects(E::RestrictedMaximumLikelihood)) => {
            M::RestrictedProfileLikelihood
        }
        (VarianceIntervalName::Pl, _) => {
            return Err(Failure::call("`--tau2-ci pl` needs a likelihood")
                .help("take `--method ML` or `--method REML`"));
        }
    };
    Ok(VarianceIntervalChoice { name, method })
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
        let corrected = BetweenStudyEstimator::HunterSchmidtCorrected;
        assert_eq!(model("hsk"), Some(Model::RandomEffects(corrected)));
        assert_eq!(model("fe"), Some(Model::CommonEffect));
        assert_eq!(
            method("mh", "z"),
            Some((Method::MantelHaenszel, Model::CommonEffect))
        );
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
