//! How to pool: the model, the inference, the level, the prediction rule.

use serde::{Deserialize, Serialize};

use crate::ConfidenceLevel;
use crate::between_study::BetweenStudyEstimator;

/// Everything that pooling may be told.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PoolingOptions {
    /// Common effect, or random effects with an estimator of the between-study variance.
    pub model: Model,
    /// How standard error, test and interval of the pooled effect are made.
    pub inference: Inference,
    /// Level of every interval.
    pub level: ConfidenceLevel,
    /// Degrees of freedom of the prediction interval.
    pub prediction: PredictionRule,
}

impl Default for PoolingOptions {
    /// REML, Wald z, 95 per cent, metafor's rule for prediction.
    fn default() -> Self {
        Self {
            model: Model::RandomEffects(BetweenStudyEstimator::RestrictedMaximumLikelihood),
            inference: Inference::WaldNormal,
            level: ConfidenceLevel::NINETY_FIVE,
            prediction: PredictionRule::MetaforDefault,
        }
    }
}

/// The model of the true effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Model {
    /// One true effect for all studies (also called equal or fixed effect).
    #[doc(alias = "EE")]
    #[doc(alias = "FE")]
    CommonEffect,
    /// True effects vary around a mean; their variance is estimated.
    RandomEffects(BetweenStudyEstimator),
}

impl Model {
    /// The literature's short name: `EE`, or the estimator's (`REML`, `DL` …).
    pub fn short_name(self) -> &'static str {
        match self {
            Self::CommonEffect => "EE",
            Self::RandomEffects(estimator) => estimator.short_name(),
        }
    }

    /// The model of a short name; `FE` and `CE` are other names of `EE`.
    pub fn from_short_name(name: &str) -> Option<Self> {
        match name {
            "EE" | "FE" | "CE" => Some(Self::CommonEffect),
            _ => BetweenStudyEstimator::from_short_name(name).map(Self::RandomEffects),
        }
    }
}

/// How standard error, test and interval of the pooled effect are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Inference {
    /// Inverse-variance standard error, normal quantiles.
    #[doc(alias = "z")]
    WaldNormal,
    /// Inverse-variance standard error, quantiles of t with k - 1 degrees of freedom.
    #[doc(alias = "t")]
    WaldT,
    /// Hartung-Knapp (Sidik-Jonkman) standard error, t with k - 1 degrees of freedom.
    #[doc(alias = "knha")]
    HartungKnapp,
    /// The same, with a standard error never below the inverse-variance one.
    #[doc(alias = "adhoc")]
    HartungKnappAdHoc,
}

impl Inference {
    /// `z`, `t`, `knha` or `adhoc`.
    pub fn short_name(self) -> &'static str {
        match self {
            Self::WaldNormal => "z",
            Self::WaldT => "t",
            Self::HartungKnapp => "knha",
            Self::HartungKnappAdHoc => "adhoc",
        }
    }

    /// The inference of a short name; `hksj` is another name of `knha`.
    pub fn from_short_name(name: &str) -> Option<Self> {
        match name {
            "z" => Some(Self::WaldNormal),
            "t" => Some(Self::WaldT),
            "knha" | "hksj" => Some(Self::HartungKnapp),
            "adhoc" => Some(Self::HartungKnappAdHoc),
            _ => None,
        }
    }
}

/// Which quantile a prediction interval uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PredictionRule {
    /// No prediction interval.
    None,
    /// Normal quantile.
    Normal,
    /// t with k - 1 degrees of freedom.
    StudiesMinusOne,
    /// t with k - 2 degrees of freedom (Higgins, Thompson and Spiegelhalter; Riley).
    StudiesMinusTwo,
    /// Normal with [`Inference::WaldNormal`], else t with k - 1 degrees of freedom.
    MetaforDefault,
}

impl PredictionRule {
    /// `none`, `z`, `k-1`, `k-2` or `metafor`.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Normal => "z",
            Self::StudiesMinusOne => "k-1",
            Self::StudiesMinusTwo => "k-2",
            Self::MetaforDefault => "metafor",
        }
    }

    /// The rule of a short name.
    pub fn from_short_name(name: &str) -> Option<Self> {
        match name {
            "none" => Some(Self::None),
            "z" => Some(Self::Normal),
            "k-1" => Some(Self::StudiesMinusOne),
            "k-2" => Some(Self::StudiesMinusTwo),
            "metafor" => Some(Self::MetaforDefault),
            _ => None,
        }
    }
}
