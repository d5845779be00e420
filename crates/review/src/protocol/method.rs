//! How studies become one result: the method, its test, its prediction, and what goes with what.

use trialpool_meta_analysis::{
    BetweenStudyEstimator, Inference, Measure, Model, PredictionMethod, PredictionRule,
};

/// How the studies are pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// By inverse variances.
    InverseVariance(Model),
    /// The common-effect mean with a random-effects variance (Doi), and a test of its own.
    InverseVarianceHeterogeneity(Inference),
    /// The same mean with the interval of Henmi and Copas, which has no test.
    HenmiCopas,
    /// Mantel and Haenszel: the counts of the arms.
    MantelHaenszel,
    /// Peto: the counts of the arms.
    Peto,
}

impl Method {
    /// The method of a word of the protocol.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "MH" => Some(Self::MantelHaenszel),
            "PETO" => Some(Self::Peto),
            "IVHET" => Some(Self::InverseVarianceHeterogeneity(Inference::WaldNormal)),
            "HC" => Some(Self::HenmiCopas),
            _ => Model::from_short_name(word).map(Self::InverseVariance),
        }
    }

    /// The words of the protocol.
    pub(super) fn words() -> Vec<&'static str> {
        let estimators = BetweenStudyEstimator::all().map(BetweenStudyEstimator::short_name);
        let words = ["EE", "FE"].into_iter().chain(estimators);
        words.chain(["IVHET", "HC", "MH", "PETO"]).collect()
    }

    /// As the protocol names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::InverseVariance(model) => model.short_name(),
            Self::InverseVarianceHeterogeneity(_) => "IVHET",
            Self::HenmiCopas => "HC",
            Self::MantelHaenszel => "MH",
            Self::Peto => "PETO",
        }
    }

    /// Whether it pools the counts of the arms, not effects with their variances.
    pub(crate) fn pools_tables(self) -> bool {
        matches!(self, Self::MantelHaenszel | Self::Peto)
    }

    /// Whether its between-study variance is estimated by an estimator of the protocol's choice.
    pub(crate) fn has_estimator(self) -> bool {
        matches!(self, Self::InverseVariance(Model::RandomEffects(_)))
    }

    /// The measures that it pools; `None` for all.
    pub(super) fn measures(self) -> Option<&'static [Measure]> {
        match self {
            Self::MantelHaenszel => Some(&[
                Measure::OddsRatio,
                Measure::RiskRatio,
                Measure::RiskDifference,
                Measure::RateRatio,
                Measure::RateDifference,
            ]),
            Self::Peto => Some(&[Measure::OddsRatio]),
            _ => None,
        }
    }

    /// Whether a test can be asked for with it.
    pub(super) fn takes(self, test: Test) -> bool {
        match (self, test) {
            (Self::HenmiCopas, _) => false,
            (Self::MantelHaenszel | Self::Peto, test) => test == Test::Usual(Inference::WaldNormal),
            (_, Test::Usual(_)) => true,
            (method, Test::KenwardRoger) => method.has_estimator(),
        }
    }

    /// Whether a prediction interval can be asked for with it and its test.
    pub(super) fn predicts(self, test: Test, prediction: Prediction) -> bool {
        match (self, prediction) {
            (_, Prediction::Rule(PredictionRule::None))
            | (Self::InverseVarianceHeterogeneity(_), Prediction::Rule(_)) => true,
            (method, Prediction::Rule(_)) => method.has_estimator() && test != Test::KenwardRoger,
            (method, Prediction::Own(_) | Prediction::Bootstrap) => method.has_estimator(),
        }
    }
}

/// How test and interval of the pooled effect are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    /// By the standard errors that pooling knows.
    Usual(Inference),
    /// Kenward and Roger's.
    KenwardRoger,
}

impl Test {
    /// The words of the protocol.
    pub(super) const WORDS: [&str; 5] = ["z", "t", "knha", "adhoc", "kr"];

    /// The test of a word.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        match word {
            "kr" => Some(Self::KenwardRoger),
            _ => Inference::from_short_name(word).map(Self::Usual),
        }
    }

    /// As the protocol names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Usual(inference) => inference.short_name(),
            Self::KenwardRoger => "kr",
        }
    }
}

/// How the prediction interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prediction {
    /// With the standard error of the test.
    Rule(PredictionRule),
    /// With a standard error of its own.
    Own(PredictionMethod),
    /// Drawn from the confidence distribution of the between-study variance (Nagashima).
    Bootstrap,
}

/// The words of `prediction`, those of `trialpool pool --pi`.
const PREDICTIONS: [(&str, Prediction); 9] = [
    ("k-1", Prediction::Rule(PredictionRule::StudiesMinusOne)),
    ("k-2", Prediction::Rule(PredictionRule::StudiesMinusTwo)),
    ("z", Prediction::Rule(PredictionRule::Normal)),
    ("hk", Prediction::Own(PredictionMethod::HartungKnapp)),
    (
        "hk-pr",
        Prediction::Own(PredictionMethod::HartungKnappPartlettRiley),
    ),
    ("kr", Prediction::Own(PredictionMethod::KenwardRoger)),
    (
        "kr-pr",
        Prediction::Own(PredictionMethod::KenwardRogerPartlettRiley),
    ),
    ("bootstrap", Prediction::Bootstrap),
    ("none", Prediction::Rule(PredictionRule::None)),
];

impl Prediction {
    /// The words of the protocol.
    pub(super) fn words() -> [&'static str; 9] {
        PREDICTIONS.map(|(word, _)| word)
    }

    /// The prediction of a word.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        let entry = PREDICTIONS.iter().find(|(name, _)| *name == word);
        entry.map(|(_, prediction)| *prediction)
    }

    /// As the protocol names it.
    pub(crate) fn name(self) -> &'static str {
        let entry = PREDICTIONS
            .iter()
            .find(|(_, prediction)| *prediction == self);
        entry.map_or("", |(name, _)| name)
    }
}
