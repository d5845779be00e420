//! The statistical settings, from the defaults down to a sensitivity analysis.

mod pooling;

pub(super) use pooling::{complete, moderators};

use super::method::{Method, Prediction, Test};
use super::reader::{Reader, Section, word};
use super::shown::{self, Shown};
use crate::findings;
use trialpool_ingest::{SourceKind, VerificationState};
use trialpool_language::Localized;
use trialpool_meta_analysis::{
    BetweenStudyEstimator, Bootstrap, ConfidenceLevel, Inference, Model, PoolingOptions,
    PredictionMethod, PredictionRule, VarianceIntervalMethod,
};

/// The keys that set these settings.
pub(super) const KEYS: [&str; 8] = [
    "method",
    "test",
    "level",
    "prediction",
    "bootstrap",
    "tau2_ci",
    "verification",
    "bounds",
];

/// How a set of effects is pooled, and which rows may enter it.
///
/// Test, prediction and interval of the between-study variance are kept as they were asked for, so
/// that a sensitivity analysis by another method takes them up again; the functions say what holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    pub(crate) method: Method,
    pub(crate) level: ConfidenceLevel,
    /// The test of inverse-variance pooling.
    test: Test,
    prediction: Prediction,
    bootstrap: Option<Bootstrap>,
    variance_interval: VarianceIntervalMethod,
    pub(crate) verification: Vec<VerificationState>,
    /// Whether standard errors that are only bounded enter.
    pub(crate) bounds: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            method: Method::InverseVariance(PoolingOptions::default().model),
            level: ConfidenceLevel::NINETY_FIVE,
            test: Test::Usual(Inference::HartungKnapp),
            prediction: Prediction::Rule(PredictionRule::StudiesMinusOne),
            bootstrap: None,
            variance_interval: VarianceIntervalMethod::QProfile,
            verification: vec![VerificationState::Primary, VerificationState::Secondary],
            bounds: true,
        }
    }
}

impl Settings {
    /// The test that the method makes; what was asked for, where the method can make it.
    pub(crate) fn test(&self) -> Test {
        match self.method {
            Method::InverseVarianceHeterogeneity(inference) => Test::Usual(inference),
            method if method.takes(self.test) => self.test,
            _ => Test::Usual(Inference::WaldNormal),
        }
    }

    /// The prediction that the method makes.
    pub(crate) fn prediction(&self) -> Prediction {
        let (test, none) = (self.test(), Prediction::Rule(PredictionRule::None));
        if self.method.predicts(test, self.prediction) {
            self.prediction
        } else if test == Test::KenwardRoger {
            Prediction::Own(PredictionMethod::KenwardRoger)
        } else {
            none
        }
    }

    /// How the prediction interval is drawn, if it is.
    pub(crate) fn bootstrap(&self) -> Option<Bootstrap> {
        let drawn = self.prediction() == Prediction::Bootstrap;
        self.bootstrap.filter(|_| drawn)
    }

    /// How the interval of the between-study variance is made; a profile is that of the method's likelihood.
    pub(crate) fn variance_interval(&self) -> VarianceIntervalMethod {
        use BetweenStudyEstimator as E;
        use VarianceIntervalMethod as M;
        match (self.variance_interval, self.method) {
            (
                M::ProfileLikelihood,
                Method::InverseVariance(Model::RandomEffects(E::RestrictedMaximumLikelihood)),
            ) => M::RestrictedProfileLikelihood,
            (
                M::ProfileLikelihood,
                Method::InverseVariance(Model::RandomEffects(E::MaximumLikelihood)),
            ) => M::ProfileLikelihood,
            (M::ProfileLikelihood, _) => M::QProfile,
            (interval, method) if method.has_estimator() => interval,
            _ => M::QProfile,
        }
    }

    /// For the functions that pool by inverse variances.
    pub(crate) fn options(&self) -> PoolingOptions {
        let model = match self.method {
            Method::InverseVariance(model) => model,
            _ => Model::CommonEffect,
        };
        PoolingOptions {
            model,
            inference: match self.test() {
                Test::Usual(inference) => inference,
                Test::KenwardRoger => Inference::WaldNormal,
            },
            level: self.level,
            prediction: match self.prediction() {
                Prediction::Rule(rule) => rule,
                _ => PredictionRule::None,
            },
        }
    }

    /// As the findings print them.
    pub(crate) fn printed(&self) -> findings::Settings {
        findings::Settings {
            method: self.method.name().to_owned(),
            test: match self.method {
                Method::HenmiCopas => "hc".to_owned(),
                _ => self.test().name().to_owned(),
            },
            level: self.level.value(),
            prediction: self.prediction().name().to_owned(),
            bootstrap: self.bootstrap().map(|bootstrap| findings::Bootstrap {
                samples: bootstrap.samples,
                seed: bootstrap.seed,
            }),
            tau2_ci: tau2_ci_name(self.variance_interval()).to_owned(),
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
    pooling::read(reader, section, &mut settings);
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
