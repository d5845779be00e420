//! The statistical settings, from the defaults down to a sensitivity analysis.

mod pooling;

pub(super) use pooling::{complete, moderators};

use super::reader::{Reader, Section, word};
use super::shown::{self, Shown};
use crate::findings;
use crate::shared_control::SharedControl;
use trialpool_ingest::{SourceKind, VerificationState};
use trialpool_language::Localized;
use trialpool_meta_analysis::effect_size::{BiasCorrection, EffectSizeOptions, VarianceType};
use trialpool_meta_analysis::recovery::has_shared_control_covariance;
use trialpool_meta_analysis::{
    Bootstrap, ConfidenceLevel, DataKind, Inference, Measure, PoolingMethod, PoolingOptions,
    PredictionChoice, PredictionMethod, PredictionRule, TestChoice, VarianceIntervalMethod,
};

/// The keys that set these settings.
pub(super) const KEYS: [&str; 11] = [
    "method",
    "test",
    "level",
    "prediction",
    "bootstrap",
    "tau2_ci",
    "vtype",
    "correction",
    "shared_control",
    "verification",
    "bounds",
];

/// How a set of effects is pooled, and which rows may enter it.
///
/// Test, prediction and interval of the between-study variance are kept as they were asked for, so
/// that a sensitivity analysis by another method takes them up again; the functions say what holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    pub(crate) method: PoolingMethod,
    pub(crate) level: ConfidenceLevel,
    /// The test of inverse-variance pooling.
    test: TestChoice,
    /// The test of Doi's method, which does not take up that of the estimators.
    heterogeneity_test: TestChoice,
    prediction: PredictionChoice,
    bootstrap: Option<Bootstrap>,
    variance_interval: VarianceIntervalMethod,
    /// How the variances of effects that are computed from arms are estimated.
    variance: Option<VarianceType>,
    /// How their small-sample bias is corrected.
    correction: Option<BiasCorrection>,
    /// What is done with several arms of a trial against one.
    shared_control: Option<SharedControl>,
    pub(crate) verification: Vec<VerificationState>,
    /// Whether standard errors that are only bounded enter.
    pub(crate) bounds: bool,
}

/// The test of methods that have one of their own.
const WALD: TestChoice = TestChoice::Usual(Inference::WaldNormal);

impl Default for Settings {
    fn default() -> Self {
        Self {
            method: PoolingMethod::InverseVariance(PoolingOptions::default().model),
            level: ConfidenceLevel::NINETY_FIVE,
            test: TestChoice::Usual(Inference::HartungKnapp),
            heterogeneity_test: WALD,
            prediction: PredictionChoice::Rule(PredictionRule::StudiesMinusOne),
            bootstrap: None,
            variance_interval: VarianceIntervalMethod::QProfile,
            variance: None,
            correction: None,
            shared_control: None,
            verification: vec![VerificationState::Primary, VerificationState::Secondary],
            bounds: true,
        }
    }
}

impl Settings {
    /// The test that the method makes; what was asked for, where the method can make it.
    pub(crate) fn test(&self) -> TestChoice {
        match self.method {
            PoolingMethod::InverseVarianceHeterogeneity => self.heterogeneity_test,
            method if method.takes(self.test) => self.test,
            _ => WALD,
        }
    }

    /// Whether effects are pooled by a linear model, which can have moderators.
    pub(crate) fn is_linear_model(&self) -> bool {
        self.method.is_linear_model(self.test())
    }

    /// The prediction that the method makes.
    pub(crate) fn prediction(&self) -> PredictionChoice {
        let test = self.test();
        if self.method.predicts(test, self.prediction) {
            self.prediction
        } else if test == TestChoice::KenwardRoger {
            PredictionChoice::Own(PredictionMethod::KenwardRoger)
        } else {
            PredictionChoice::Rule(PredictionRule::None)
        }
    }

    /// How the prediction interval is drawn, if it is.
    pub(crate) fn bootstrap(&self) -> Option<Bootstrap> {
        let drawn = self.prediction() == PredictionChoice::Bootstrap;
        self.bootstrap.filter(|_| drawn)
    }

    /// How the interval of the between-study variance is made, Q-profile where the method has no other.
    pub(crate) fn variance_interval(&self) -> VarianceIntervalMethod {
        let interval = self.method.variance_interval(self.variance_interval);
        interval.unwrap_or(VarianceIntervalMethod::QProfile)
    }

    /// For the functions that pool by inverse variances.
    pub(crate) fn options(&self) -> PoolingOptions {
        PoolingOptions {
            model: self.method.model(),
            inference: self.test().inference(),
            level: self.level,
            prediction: self.prediction().rule(),
        }
    }

    /// How effects are computed: as asked for, where the measure has the choice and effects are pooled.
    pub(crate) fn formulas(&self, measure: Measure) -> EffectSizeOptions {
        let mut formulas = EffectSizeOptions::for_measure(measure);
        if self.method.pools_tables() {
            return formulas;
        }
        let variances = VarianceType::of_measure(measure);
        if let Some(asked) = self.variance.filter(|asked| variances.contains(asked)) {
            formulas.variance = asked;
        }
        let corrections = BiasCorrection::of_measure(measure);
        if let Some(asked) = self.correction.filter(|asked| corrections.contains(asked)) {
            formulas.correction = asked;
        }
        formulas
    }

    /// What is done with several arms of a trial against one; as asked for, where measure and method allow it.
    pub(crate) fn shared_control(&self, measure: Measure) -> Option<SharedControl> {
        let asked = self.shared_control?;
        self.can_share_control(measure, asked).then_some(asked)
    }

    /// Whether measure and method allow it.
    pub(crate) fn can_share_control(&self, measure: Measure, how: SharedControl) -> bool {
        match how {
            SharedControl::Combine => is_of_two_groups(measure),
            SharedControl::Covariance => {
                !self.method.pools_tables()
                    && has_shared_control_covariance(measure)
                    && self.formulas(measure).variance == VarianceType::default()
            }
        }
    }

    /// As the findings print them.
    pub(crate) fn printed(&self, measure: Measure) -> findings::Settings {
        let formulas = self.formulas(measure);
        let default = EffectSizeOptions::for_measure(measure);
        findings::Settings {
            method: self.method.short_name().to_owned(),
            test: match self.method {
                PoolingMethod::HenmiCopas => "hc".to_owned(),
                _ => self.test().short_name().to_owned(),
            },
            level: self.level.value(),
            prediction: self.prediction().short_name().to_owned(),
            bootstrap: self.bootstrap().map(|bootstrap| findings::Bootstrap {
                samples: bootstrap.samples,
                seed: bootstrap.seed,
            }),
            tau2_ci: self.variance_interval().short_name().to_owned(),
            vtype: (formulas.variance != default.variance)
                .then(|| formulas.variance.short_name().to_owned()),
            correction: (formulas.correction != default.correction)
                .then(|| formulas.correction.short_name().to_owned()),
            shared_control: self
                .shared_control(measure)
                .map(|shared| shared.name().to_owned()),
            verification: self
                .verification
                .iter()
                .map(|state| crate::provenance::verification(*state))
                .collect(),
        }
    }
}

/// Whether a measure is computed from what two groups report.
pub(super) fn is_of_two_groups(measure: Measure) -> bool {
    matches!(
        measure.data_kind(),
        Some(DataKind::TwoByTwo | DataKind::TwoRates | DataKind::TwoMeans)
    )
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
