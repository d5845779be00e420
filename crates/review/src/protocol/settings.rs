//! The statistical settings, from the defaults down to a sensitivity analysis.

use super::reader::{Reader, Section, word, wrong_type};
use super::shown::{self, Shown};
use crate::findings;
use toml::de::DeValue;
use trialpool_ingest::{Code, Diagnostic, Message, SourceKind, VerificationState};
use trialpool_language::Localized;
use trialpool_meta_analysis::{
    BetweenStudyEstimator, ConfidenceLevel, Inference, Model, PoolingOptions, PredictionRule,
    VarianceIntervalMethod,
};

/// The keys that set these settings.
pub(super) const KEYS: [&str; 7] = [
    "method",
    "test",
    "level",
    "prediction",
    "tau2_ci",
    "verification",
    "bounds",
];

/// How a set of effects is pooled, and which rows may enter it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    pub(crate) options: PoolingOptions,
    /// How the interval of the between-study variance is made.
    pub(crate) variance_interval: VarianceIntervalMethod,
    pub(crate) verification: Vec<VerificationState>,
    /// Whether standard errors that are only bounded enter.
    pub(crate) bounds: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            options: PoolingOptions {
                inference: Inference::HartungKnapp,
                prediction: PredictionRule::StudiesMinusOne,
                ..PoolingOptions::default()
            },
            variance_interval: VarianceIntervalMethod::QProfile,
            verification: vec![VerificationState::Primary, VerificationState::Secondary],
            bounds: true,
        }
    }
}

impl Settings {
    /// As the findings print them.
    pub(crate) fn printed(&self) -> findings::Settings {
        findings::Settings {
            method: self.options.model.short_name().to_owned(),
            test: self.options.inference.short_name().to_owned(),
            level: self.options.level.value(),
            prediction: self.options.prediction.short_name().to_owned(),
            tau2_ci: tau2_ci_name(self.variance_interval).to_owned(),
            verification: self
                .verification
                .iter()
                .map(|state| crate::provenance::verification(*state))
                .collect(),
        }
    }
}

/// `[defaults]`.
#[derive(Debug, Clone)]
pub(super) struct Defaults {
    pub(super) settings: Settings,
    pub(super) shown: Shown,
    pub(super) prefer: Vec<SourceKind>,
    pub(super) prefer_reason: Option<Localized>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            shown: Shown::default(),
            prefer: vec![
                SourceKind::Publication,
                SourceKind::Abstract,
                SourceKind::Label,
                SourceKind::Registry,
                SourceKind::Conference,
                SourceKind::Review,
                SourceKind::Press,
                SourceKind::Magazine,
            ],
            prefer_reason: None,
        }
    }
}

/// Reads `[defaults]`.
pub(super) fn read_defaults(reader: &mut Reader, section: Section<'_, '_>) -> Defaults {
    let known = [
        &KEYS[..],
        &shown::DEFAULT_KEYS,
        &["prefer", "prefer_reason"],
    ]
    .concat();
    section.only(reader, &known);
    let mut defaults = Defaults::default();
    defaults.settings = read(reader, section, &defaults.settings);
    defaults.shown = shown::read(reader, section, &defaults.shown);
    if let Some(kinds) = section.texts(reader, "prefer") {
        let words: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let mut prefer = Vec::new();
        for text in &kinds {
            prefer.extend(word(reader, text, &words, SourceKind::parse).map(|kind| kind.value));
        }
        // Kinds that the protocol does not rank come last, in the order of the default.
        prefer.extend(
            defaults
                .prefer
                .iter()
                .filter(|kind| !prefer.contains(kind))
                .copied()
                .collect::<Vec<_>>(),
        );
        defaults.prefer = prefer;
    }
    defaults.prefer_reason = section.localized(reader, "prefer_reason");
    defaults
}

/// The settings of a section, those it does not set taken from `base`.
pub(super) fn read(reader: &mut Reader, section: Section<'_, '_>, base: &Settings) -> Settings {
    let mut settings = base.clone();
    let options = &mut settings.options;
    let methods: Vec<&str> = ["EE", "FE"]
        .into_iter()
        .chain(BetweenStudyEstimator::all().map(BetweenStudyEstimator::short_name))
        .collect();
    if let Some(model) = section.word(reader, "method", &methods, Model::from_short_name) {
        options.model = model.value;
    }
    let tests = ["z", "t", "knha", "adhoc"];
    if let Some(inference) = section.word(reader, "test", &tests, Inference::from_short_name) {
        options.inference = inference.value;
    }
    let rules = ["k-1", "k-2", "z", "none"];
    if let Some(rule) = section.word(reader, "prediction", &rules, |word| {
        rules
            .contains(&word)
            .then(|| PredictionRule::from_short_name(word))
            .flatten()
    }) {
        options.prediction = rule.value;
    }
    if let Some(level) = level(reader, section) {
        options.level = level;
    }
    settings.variance_interval = variance_interval(reader, section, &settings);
    if let Some(states) = section.texts(reader, "verification") {
        let words: Vec<&str> = VerificationState::ALL
            .iter()
            .map(|state| state.as_str())
            .collect();
        let mut read = Vec::new();
        for text in &states {
            let state = word(reader, text, &words, VerificationState::parse);
            read.extend(state.map(|state| state.value));
        }
        read.sort_unstable();
        read.dedup();
        settings.verification = read;
    }
    if let Some(bounds) = section.boolean(reader, "bounds") {
        settings.bounds = bounds;
    }
    settings
}

/// The rule of `tau2_ci`; a profile is that of the method's likelihood.
///
/// A method without a likelihood takes the Q-profile, unless the section that names it also asks for a profile.
fn variance_interval(
    reader: &mut Reader,
    section: Section<'_, '_>,
    settings: &Settings,
) -> VarianceIntervalMethod {
    use BetweenStudyEstimator as E;
    use VarianceIntervalMethod as M;
    let words = ["qprofile", "genq", "jackson", "bt", "pl"];
    let asked = section.word(reader, "tau2_ci", &words, |word| match word {
        "qprofile" => Some(M::QProfile),
        "genq" => Some(M::BiggerstaffJackson),
        "jackson" => Some(M::Jackson),
        "bt" => Some(M::BiggerstaffTweedie),
        "pl" => Some(M::ProfileLikelihood),
        _ => None,
    });
    let method = asked
        .as_ref()
        .map_or(settings.variance_interval, |asked| asked.value);
    if !matches!(
        method,
        M::ProfileLikelihood | M::RestrictedProfileLikelihood
    ) {
        return method;
    }
    match settings.options.model {
        Model::RandomEffects(E::MaximumLikelihood) => M::ProfileLikelihood,
        Model::RandomEffects(E::RestrictedMaximumLikelihood) => M::RestrictedProfileLikelihood,
        model => {
            if let Some(asked) = asked {
                let message = Message::new("tp0611.profile").text("method", model.short_name());
                reader.push(
                    Diagnostic::error(Code::TP0611, message)
                        .at(asked.label())
                        .help(Message::new("tp0611.profile-help")),
                );
            }
            M::QProfile
        }
    }
}

/// The word of `tau2_ci` for a method, that of `trialpool pool --tau2-ci`.
fn tau2_ci_name(method: VarianceIntervalMethod) -> &'static str {
    use VarianceIntervalMethod as M;
    match method {
        M::BiggerstaffJackson => "genq",
        M::Jackson => "jackson",
        M::BiggerstaffTweedie => "bt",
        M::ProfileLikelihood | M::RestrictedProfileLikelihood => "pl",
        _ => "qprofile",
    }
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
