//! Everything that can be asked of pooling, by the literature's short names, and what of it goes together.

use super::{Inference, Model, PredictionMethod, PredictionRule};
use crate::between_study::BetweenStudyEstimator;
use crate::{Measure, VarianceIntervalMethod};

/// How studies become one result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PoolingMethod {
    /// By inverse variances: [`pool`](super::pool).
    InverseVariance(Model),
    /// The common-effect mean with a random-effects variance (Doi):
    /// [`inverse_variance_heterogeneity`](super::inverse_variance_heterogeneity).
    #[doc(alias = "IVHET")]
    InverseVarianceHeterogeneity,
    /// The same mean with an interval of its own, which has no test: [`henmi_copas`](super::henmi_copas).
    #[doc(alias = "HC")]
    HenmiCopas,
    /// [`mantel_haenszel`](super::mantel_haenszel): the counts of both groups.
    #[doc(alias = "MH")]
    MantelHaenszel,
    /// [`peto_odds_ratio`](super::peto_odds_ratio): the counts of both groups.
    #[doc(alias = "PETO")]
    Peto,
}

impl PoolingMethod {
    /// Every short name; `FE` is another one of `EE`, `CA` of `HE`.
    pub fn short_names() -> impl Iterator<Item = &'static str> {
        let estimators = BetweenStudyEstimator::all().map(BetweenStudyEstimator::short_name);
        let names = ["EE", "FE"].into_iter().chain(estimators);
        names.chain(["CA", "MH", "PETO", "IVHET", "HC"])
    }

    /// The method of a short name.
    pub fn from_short_name(name: &str) -> Option<Self> {
        match name {
            "MH" => Some(Self::MantelHaenszel),
            "PETO" => Some(Self::Peto),
            "IVHET" => Some(Self::InverseVarianceHeterogeneity),
            "HC" => Some(Self::HenmiCopas),
            _ => Model::from_short_name(name).map(Self::InverseVariance),
        }
    }

    /// The short name.
    pub fn short_name(self) -> &'static str {
        match self {
            Self::InverseVariance(model) => model.short_name(),
            Self::InverseVarianceHeterogeneity => "IVHET",
            Self::HenmiCopas => "HC",
            Self::MantelHaenszel => "MH",
            Self::Peto => "PETO",
        }
    }

    /// The model of the true effects: that of inverse variances; of Doi's and of Henmi and Copas's method, whose
    /// between-study variance is DerSimonian and Laird's, random effects; of tables a common effect.
    pub fn model(self) -> Model {
        match self {
            Self::InverseVariance(model) => model,
            Self::InverseVarianceHeterogeneity | Self::HenmiCopas => {
                Model::RandomEffects(BetweenStudyEstimator::DerSimonianLaird)
            }
            Self::MantelHaenszel | Self::Peto => Model::CommonEffect,
        }
    }

    /// Whether it pools the counts of both groups, not effects with their variances.
    pub fn pools_tables(self) -> bool {
        matches!(self, Self::MantelHaenszel | Self::Peto)
    }

    /// Whether its between-study variance is estimated by an estimator of choice.
    pub fn has_estimator(self) -> bool {
        matches!(self, Self::InverseVariance(Model::RandomEffects(_)))
    }

    /// Whether with this test it is a linear model, as meta-regression, influence and permutations suppose.
    pub fn is_linear_model(self, test: TestChoice) -> bool {
        matches!(self, Self::InverseVariance(_)) && test != TestChoice::KenwardRoger
    }

    /// The measures that it pools; `None` for all.
    pub fn measures(self) -> Option<&'static [Measure]> {
        match self {
            Self::MantelHaenszel => Some(&[
                Measure::OddsRatio,
                Measure::RiskRatio,
                Measure::RiskDifference,
                Measure::RateRatio,
                Measure::RateDifference,
            ]),
            Self::Peto => Some(&[Measure::OddsRatio, Measure::PetoOddsRatio]),
            _ => None,
        }
    }

    /// Whether a test can be asked for with it; [`Self::HenmiCopas`] has none.
    pub fn takes(self, test: TestChoice) -> bool {
        match (self, test) {
            (Self::HenmiCopas, _) => false,
            (Self::MantelHaenszel | Self::Peto, test) => {
                test == TestChoice::Usual(Inference::WaldNormal)
            }
            (_, TestChoice::Usual(_)) => true,
            (method, TestChoice::KenwardRoger) => method.has_estimator(),
        }
    }

    /// Whether a prediction interval can be asked for with it and its test.
    pub fn predicts(self, test: TestChoice, prediction: PredictionChoice) -> bool {
        use PredictionChoice::{Bootstrap, Own, Rule};
        match (self, prediction) {
            (_, Rule(PredictionRule::None)) | (Self::InverseVarianceHeterogeneity, Rule(_)) => true,
            (method, Rule(_)) => method.has_estimator() && test != TestChoice::KenwardRoger,
            (method, Own(_) | Bootstrap) => method.has_estimator(),
        }
    }

    /// The interval of the between-study variance that a choice stands for: a profile is that of the estimator's own
    /// likelihood. `None` without an estimator, or without a likelihood.
    pub fn variance_interval(
        self,
        choice: VarianceIntervalMethod,
    ) -> Option<VarianceIntervalMethod> {
        use BetweenStudyEstimator as E;
        use VarianceIntervalMethod as M;
        match (choice, self) {
            (M::QProfile, _) => Some(choice),
            (M::ProfileLikelihood | M::RestrictedProfileLikelihood, method) => match method {
                Self::InverseVariance(Model::RandomEffects(E::MaximumLikelihood)) => {
                    Some(M::ProfileLikelihood)
                }
                Self::InverseVariance(Model::RandomEffects(E::RestrictedMaximumLikelihood)) => {
                    Some(M::RestrictedProfileLikelihood)
                }
                _ => None,
            },
            (choice, method) => method.has_estimator().then_some(choice),
        }
    }
}

/// How test and interval of the pooled effect are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestChoice {
    /// By the standard errors that pooling knows.
    Usual(Inference),
    /// [`kenward_roger`](super::kenward_roger).
    KenwardRoger,
}

impl TestChoice {
    /// Every short name.
    pub const SHORT_NAMES: [&str; 5] = ["z", "t", "knha", "adhoc", "kr"];

    /// The test of a short name.
    pub fn from_short_name(name: &str) -> Option<Self> {
        match name {
            "kr" => Some(Self::KenwardRoger),
            _ => Inference::from_short_name(name).map(Self::Usual),
        }
    }

    /// The short name.
    pub fn short_name(self) -> &'static str {
        match self {
            Self::Usual(inference) => inference.short_name(),
            Self::KenwardRoger => "kr",
        }
    }

    /// The inference of the fit that it starts from.
    pub fn inference(self) -> Inference {
        match self {
            Self::Usual(inference) => inference,
            Self::KenwardRoger => Inference::WaldNormal,
        }
    }
}

/// How the prediction interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PredictionChoice {
    /// With the standard error of the test.
    Rule(PredictionRule),
    /// With a standard error of its own: [`prediction_distribution`](super::prediction_distribution).
    Own(PredictionMethod),
    /// Drawn: [`bootstrap_prediction`](super::bootstrap_prediction).
    Bootstrap,
}

const PREDICTIONS: [(&str, PredictionChoice); 9] = [
    (
        "k-1",
        PredictionChoice::Rule(PredictionRule::StudiesMinusOne),
    ),
    (
        "k-2",
        PredictionChoice::Rule(PredictionRule::StudiesMinusTwo),
    ),
    ("z", PredictionChoice::Rule(PredictionRule::Normal)),
    ("hk", PredictionChoice::Own(PredictionMethod::HartungKnapp)),
    (
        "hk-pr",
        PredictionChoice::Own(PredictionMethod::HartungKnappPartlettRiley),
    ),
    ("kr", PredictionChoice::Own(PredictionMethod::KenwardRoger)),
    (
        "kr-pr",
        PredictionChoice::Own(PredictionMethod::KenwardRogerPartlettRiley),
    ),
    ("bootstrap", PredictionChoice::Bootstrap),
    ("none", PredictionChoice::Rule(PredictionRule::None)),
];

impl PredictionChoice {
    /// Every short name that can be asked for.
    pub fn short_names() -> [&'static str; 9] {
        PREDICTIONS.map(|(name, _)| name)
    }

    /// The choice of a short name.
    pub fn from_short_name(name: &str) -> Option<Self> {
        let entry = PREDICTIONS.iter().find(|(known, _)| *known == name);
        entry.map(|(_, choice)| *choice)
    }

    /// The short name.
    pub fn short_name(self) -> &'static str {
        let entry = PREDICTIONS.iter().find(|(_, choice)| *choice == self);
        match (entry, self) {
            (Some((name, _)), _) => name,
            (None, Self::Rule(rule)) => rule.short_name(),
            (None, _) => "",
        }
    }

    /// The rule that goes with the test; [`PredictionRule::None`] where the choice is another.
    pub fn rule(self) -> PredictionRule {
        match self {
            Self::Rule(rule) => rule,
            Self::Own(_) | Self::Bootstrap => PredictionRule::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for name in PoolingMethod::short_names() {
            let method = PoolingMethod::from_short_name(name).unwrap();
            let other = ["FE", "CA"].contains(&name);
            assert_eq!(method.short_name() == name, !other, "{name}");
        }
        for name in TestChoice::SHORT_NAMES {
            assert_eq!(
                TestChoice::from_short_name(name).unwrap().short_name(),
                name
            );
        }
        for name in PredictionChoice::short_names() {
            let choice = PredictionChoice::from_short_name(name).unwrap();
            assert_eq!(choice.short_name(), name);
        }
        for name in VarianceIntervalMethod::SHORT_NAMES {
            let interval = VarianceIntervalMethod::from_short_name(name).unwrap();
            assert_eq!(interval.short_name(), name);
        }
    }

    #[test]
    fn a_profile_is_that_of_the_likelihood() {
        use VarianceIntervalMethod as M;
        let of = |name, interval| {
            PoolingMethod::from_short_name(name)
                .unwrap()
                .variance_interval(interval)
        };
        let restricted = Some(M::RestrictedProfileLikelihood);
        assert_eq!(of("REML", M::ProfileLikelihood), restricted);
        assert_eq!(of("ML", M::ProfileLikelihood), Some(M::ProfileLikelihood));
        assert_eq!(of("DL", M::ProfileLikelihood), None);
        assert_eq!(of("EE", M::Jackson), None);
        assert_eq!(of("MH", M::QProfile), Some(M::QProfile));
    }

    #[test]
    fn tests_and_predictions_go_with_methods() {
        use PredictionChoice as P;
        let method = |name| PoolingMethod::from_short_name(name).unwrap();
        let (z, kr) = (
            TestChoice::Usual(Inference::WaldNormal),
            TestChoice::KenwardRoger,
        );
        assert!(method("REML").takes(kr) && !method("EE").takes(kr));
        assert!(method("MH").takes(z) && !method("HC").takes(z));
        let rule = P::Rule(PredictionRule::StudiesMinusOne);
        assert!(method("REML").predicts(z, rule) && !method("REML").predicts(kr, rule));
        assert!(method("REML").predicts(kr, P::Bootstrap) && !method("EE").predicts(z, rule));
        assert!(method("MH").predicts(z, P::Rule(PredictionRule::None)));
        assert!(method("DL").is_linear_model(z) && !method("DL").is_linear_model(kr));
    }
}
