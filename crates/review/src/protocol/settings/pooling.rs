//! The keys that say how effects are pooled, and what of them does not go together.
//!
//! What a section writes must fit the method that it ends up with; what it inherits gives way
//! ([`Settings`] says how).

use super::{Settings, WALD, is_of_two_groups};
use crate::protocol::reader::{Located, Reader, Section, whole, wrong_type};
use crate::shared_control::SharedControl;
use toml::de::DeValue;
use trialpool_ingest::{Code, Diagnostic, Label, Message};
use trialpool_meta_analysis::effect_size::{BiasCorrection, VarianceType};
use trialpool_meta_analysis::recovery::has_shared_control_covariance;
use trialpool_meta_analysis::{
    BetweenStudyEstimator, Bootstrap, ConfidenceLevel, Measure, Model, PoolingMethod,
    PredictionChoice, TestChoice, VarianceIntervalMethod,
};

/// More would take minutes, and change no digit that is printed.
const MOST_SAMPLES: u64 = 10_000_000;

/// With fewer samples beyond a limit of the interval it is not determined.
const FEWEST_BEYOND: f64 = 5.0;

/// Reads the keys of a section over what it inherits.
pub(super) fn read(reader: &mut Reader, section: Section<'_, '_>, settings: &mut Settings) {
    let words: Vec<&str> = PoolingMethod::short_names().collect();
    let method = section.word(reader, "method", &words, PoolingMethod::from_short_name);
    if let Some(method) = &method {
        settings.method = method.value;
        settings.heterogeneity_test = WALD;
    }
    let words = TestChoice::SHORT_NAMES;
    if let Some(test) = section.word(reader, "test", &words, TestChoice::from_short_name) {
        take_test(reader, settings, &test);
    }
    if let Some(level) = level(reader, section) {
        settings.level = level;
    }
    let words = PredictionChoice::short_names();
    let parse = PredictionChoice::from_short_name;
    if let Some(asked) = section.word(reader, "prediction", &words, parse) {
        settings.prediction = asked.value;
        let test = settings.test();
        if !settings.method.predicts(test, asked.value) {
            let message = if test == TestChoice::KenwardRoger {
                Message::new("tp0611.prediction-test").text("test", test.short_name())
            } else {
                Message::new("tp0611.prediction").text("method", settings.method.short_name())
            };
            let help = if test == TestChoice::KenwardRoger {
                Message::new("tp0611.prediction-test-help")
            } else {
                Message::new("tp0611.prediction-help")
            };
            let message = message.text("prediction", asked.value.short_name());
            refuse(reader, asked.label(), message, help);
        }
    }
    read_bootstrap(reader, section, settings);
    read_variance_interval(reader, section, settings);
    read_formulas(reader, section, settings);
    read_shared_control(reader, section, settings);
}

/// A test of its own for the method that has one beside that of the estimators.
fn take_test(reader: &mut Reader, settings: &mut Settings, asked: &Located<TestChoice>) {
    let method = settings.method;
    if !method.takes(asked.value) {
        let message = Message::new("tp0611.test")
            .text("test", asked.value.short_name())
            .text("method", method.short_name());
        let help = match method {
            PoolingMethod::InverseVariance(_) | PoolingMethod::InverseVarianceHeterogeneity => {
                Message::new("tp0611.test-kr-help")
            }
            _ => Message::new("tp0611.test-help"),
        };
        refuse(reader, asked.label(), message, help);
        return;
    }
    match method {
        PoolingMethod::InverseVarianceHeterogeneity => settings.heterogeneity_test = asked.value,
        PoolingMethod::InverseVariance(_) => settings.test = asked.value,
        // The one test that the method has.
        _ => {}
    }
}

/// `bootstrap = { samples, seed }`: without a seed the interval would differ from run to run.
fn read_bootstrap(reader: &mut Reader, section: Section<'_, '_>, settings: &mut Settings) {
    let Some(table) = section.section(reader, "bootstrap") else {
        return;
    };
    table.only(reader, &["samples", "seed"]);
    let samples = whole(reader, table, "samples", 1..=MOST_SAMPLES);
    table.required(reader, "seed");
    let Some(seed) = whole(reader, table, "seed", 0..=u64::MAX) else {
        return;
    };
    settings.bootstrap = Some(Bootstrap {
        samples: samples.map_or(Bootstrap::default().samples, |samples| samples as usize),
        seed,
    });
}

/// The rule of `tau2_ci`; a profile needs a likelihood, and every rule an estimator.
fn read_variance_interval(reader: &mut Reader, section: Section<'_, '_>, settings: &mut Settings) {
    use VarianceIntervalMethod as M;
    let words = M::SHORT_NAMES;
    let Some(asked) = section.word(reader, "tau2_ci", &words, M::from_short_name) else {
        return;
    };
    settings.variance_interval = asked.value;
    if settings.method.variance_interval(asked.value).is_some() {
        return;
    }
    let method = settings.method.short_name();
    if asked.value == M::ProfileLikelihood {
        let message = Message::new("tp0611.profile").text("method", method);
        let help = Message::new("tp0611.profile-help");
        refuse(reader, asked.label(), message, help);
    } else {
        let message = Message::new("tp0611.tau2-ci")
            .text("rule", asked.value.short_name())
            .text("method", method);
        refuse(
            reader,
            asked.label(),
            message,
            Message::new("tp0611.tau2-ci-help"),
        );
    }
}

/// `vtype` and `correction`; whether the measure has them is seen when it is known.
fn read_formulas(reader: &mut Reader, section: Section<'_, '_>, settings: &mut Settings) {
    let words = VarianceType::ALL.map(VarianceType::short_name);
    let asked = section.word(reader, "vtype", &words, VarianceType::from_short_name);
    if let Some(asked) = asked {
        settings.variance = Some(asked.value);
    }
    let words = BiasCorrection::ALL.map(BiasCorrection::short_name);
    let asked = section.word(
        reader,
        "correction",
        &words,
        BiasCorrection::from_short_name,
    );
    if let Some(asked) = asked {
        settings.correction = Some(asked.value);
    }
}

/// `shared_control`; whether measure and method allow it is seen when they are known.
fn read_shared_control(reader: &mut Reader, section: Section<'_, '_>, settings: &mut Settings) {
    let words = SharedControl::NAMES.map(|(name, _)| name);
    let find = |word: &str| {
        let mut names = SharedControl::NAMES.iter();
        let found = names.find(|(name, _)| *name == word);
        found.map(|(_, shared)| *shared)
    };
    if let Some(asked) = section.word(reader, "shared_control", &words, find) {
        settings.shared_control = Some(asked.value);
    }
}

/// What several arms against one cannot be made by this measure or method.
fn check_shared_control(
    reader: &mut Reader,
    section: Section<'_, '_>,
    measure: Measure,
    settings: &Settings,
) {
    let (Some(value), Some(asked)) = (section.get("shared_control"), settings.shared_control)
    else {
        return;
    };
    if settings.shared_control(measure).is_some() {
        return;
    }
    let label = reader.label(&value.span());
    let word = asked.name();
    let (message, help) = if !is_of_two_groups(measure) {
        let message = Message::new("tp0611.shared-arms").text("measure", measure.short_name());
        (message, Message::new("tp0611.shared-arms-help"))
    } else if settings.method.pools_tables() {
        let message =
            Message::new("tp0611.shared-method").text("method", settings.method.short_name());
        (message, Message::new("tp0611.shared-combine"))
    } else if has_shared_control_covariance(measure) {
        let message = Message::new("tp0611.shared-vtype");
        (message, Message::new("tp0611.shared-vtype-help"))
    } else {
        let message = Message::new("tp0611.shared-measure").text("measure", measure.short_name());
        (message, Message::new("tp0611.shared-combine"))
    };
    refuse(reader, label, message.text("word", word), help);
}

/// Formulas that the measure does not have, or that the method does not use.
fn check_formulas(
    reader: &mut Reader,
    section: Section<'_, '_>,
    measure: Measure,
    settings: &Settings,
) {
    let variances = VarianceType::of_measure(measure).iter();
    let corrections = BiasCorrection::of_measure(measure).iter();
    let keys: [(&str, Option<&str>, Vec<&str>); 2] = [
        (
            "vtype",
            settings.variance.map(VarianceType::short_name),
            variances.map(|choice| choice.short_name()).collect(),
        ),
        (
            "correction",
            settings.correction.map(BiasCorrection::short_name),
            corrections.map(|choice| choice.short_name()).collect(),
        ),
    ];
    for (key, asked, known) in keys {
        // An unknown word is reported by itself.
        let (Some(value), Some(asked)) = (section.get(key), asked) else {
            continue;
        };
        let label = reader.label(&value.span());
        let of_measure = |message: Message| {
            message
                .text("key", key)
                .text("word", asked)
                .text("measure", measure.short_name())
        };
        if !known.contains(&asked) {
            let list: Vec<String> = known.iter().map(|name| format!("`\"{name}\"`")).collect();
            let help = if known.is_empty() {
                Message::new("tp0611.formula-none")
            } else {
                Message::new("tp0611.formula-known").text("words", list.join(", "))
            };
            let message = of_measure(Message::new("tp0611.formula"));
            refuse(reader, label, message, of_measure(help));
        } else if settings.method.pools_tables() {
            let message = Message::new("tp0611.formula-method")
                .text("key", key)
                .text("method", settings.method.short_name());
            let help = Message::new("tp0611.formula-method-help").text("key", key);
            refuse(reader, label, message, help);
        }
    }
}

/// What an analysis must have said by now: a method for its measure, a seed for what is drawn.
pub(in crate::protocol) fn complete(
    reader: &mut Reader,
    section: Section<'_, '_>,
    measure: Option<Measure>,
    settings: &Settings,
) {
    let place = |reader: &Reader, keys: &[&str]| {
        let written = keys.iter().find_map(|key| section.get(key));
        written.map_or_else(
            || section.label(reader),
            |value| reader.label(&value.span()),
        )
    };
    let method = settings.method;
    if let Some(measure) = measure {
        check_formulas(reader, section, measure, settings);
        check_shared_control(reader, section, measure, settings);
    }
    if let (Some(measure), Some(pooled)) = (measure, method.measures())
        && !pooled.contains(&measure)
    {
        let names = pooled
            .iter()
            .map(|measure| format!("`{}`", measure.short_name()));
        let message = Message::new("tp0611.method")
            .text("method", method.short_name())
            .text("measure", measure.short_name());
        let label = place(reader, &["method", "measure"]);
        let list = names.collect::<Vec<_>>().join(", ");
        let note = Message::new("tp0611.method-measures").text("measures", list);
        reader.push(
            Diagnostic::error(Code::TP0611, message)
                .at(label)
                .note(note),
        );
    }
    if settings.prediction() == PredictionChoice::Bootstrap {
        let needed = FEWEST_BEYOND / settings.level.tail();
        match settings.bootstrap {
            // A table without a seed is reported by itself.
            None if section.get("bootstrap").is_some() => {}
            None => {
                let label = place(reader, &["prediction"]);
                let help = Message::new("tp0611.seed-help");
                refuse(reader, label, Message::new("tp0611.seed"), help);
            }
            Some(drawn) if (drawn.samples as f64) < needed => {
                let label = place(reader, &["bootstrap", "level", "prediction"]);
                let message = Message::new("tp0611.samples").count("samples", drawn.samples);
                let help =
                    Message::new("tp0611.samples-help").count("needed", needed.ceil() as usize);
                refuse(reader, label, message, help);
            }
            Some(_) => {}
        }
    } else if let Some(value) = section.get("bootstrap") {
        let label = reader.label(&value.span());
        let help = Message::new("tp0611.not-drawn-help");
        refuse(reader, label, Message::new("tp0611.not-drawn"), help);
    }
}

/// Moderators are for effects that an estimator pools, with a test that a regression has.
pub(in crate::protocol) fn moderators(
    reader: &mut Reader,
    section: Section<'_, '_>,
    settings: &Settings,
) {
    let is_linear = settings.is_linear_model();
    if let Some(value) = section.get("moderators").filter(|_| !is_linear) {
        let label = reader.label(&value.span());
        let message = Message::new("tp0611.moderators")
            .text("method", settings.method.short_name())
            .text("test", settings.test().short_name());
        refuse(
            reader,
            label,
            message,
            Message::new("tp0611.moderators-help"),
        );
    }
    let has_likelihood = matches!(
        settings.method.model(),
        Model::CommonEffect | Model::RandomEffects(BetweenStudyEstimator::MaximumLikelihood)
    );
    let is_compared = is_linear && section.get("moderators").is_some();
    if let Some(value) = section
        .get("compare")
        .filter(|_| is_compared && !has_likelihood)
    {
        let label = reader.label(&value.span());
        let method = settings.method.short_name();
        let message = Message::new("tp0611.compare").text("method", method);
        refuse(reader, label, message, Message::new("tp0611.compare-help"));
    }
}

fn refuse(reader: &mut Reader, label: Label, message: Message, help: Message) {
    reader.push(
        Diagnostic::error(Code::TP0611, message)
            .at(label)
            .help(help),
    );
}

/// The confidence level, a percentage from 50 up to below 100.
fn level(reader: &mut Reader, section: Section<'_, '_>) -> Option<ConfidenceLevel> {
    let value = section.get("level")?;
    let percent = match value.get_ref() {
        DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
        DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
        _ => None,
    };
    let level = percent
        .filter(|percent| (50.0..100.0).contains(percent))
        .and_then(|percent| ConfidenceLevel::new(percent / 100.0).ok());
    if level.is_none() {
        return wrong_type(reader, value, "level");
    }
    level
}
