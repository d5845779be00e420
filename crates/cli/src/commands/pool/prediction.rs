//! Where the effect of a new setting may lie: rules with a standard error of their own, the bootstrap, and
//! the probability beyond a threshold.

use super::document::{Statistics, limits};
use super::lines::NUMBERS;
use crate::options::PoolOptions;
use crate::terminal;
use schemars::JsonSchema;
use serde::Serialize;
use trialpool_meta_analysis::numeric::tail;
use trialpool_meta_analysis::{
    Bootstrap, FitError, Inference, PoolingOptions, PredictionChoice, PredictionDistribution,
    PredictionRule, Sampled, StudyEffect, bootstrap_prediction, prediction_distribution,
};

/// Where the true effect of a new setting lies, by the prediction distribution.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Exceedance {
    /// The threshold, on the analysis scale.
    pub(crate) threshold: f64,
    /// The probability of an effect above it; null without degrees of freedom.
    pub(crate) above: Option<f64>,
    /// The probability of an effect below it.
    pub(crate) below: Option<f64>,
}

impl Exceedance {
    /// The probabilities above and below, as text.
    pub(super) fn shown(&self) -> [String; 2] {
        [self.above, self.below].map(|probability| {
            probability.map_or_else(
                || NUMBERS.not_estimable().to_owned(),
                |probability| NUMBERS.fixed(probability, 3),
            )
        })
    }
}

/// How `--pi bootstrap` drew the prediction interval.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BootstrapEntry {
    /// The number of samples.
    pub(crate) samples: usize,
    /// The seed.
    pub(crate) seed: u64,
    /// The Monte Carlo standard errors of the lower and the upper limit.
    pub(crate) errors: [f64; 2],
}

/// A prediction that does not follow from the test of the mean.
pub(super) enum Own {
    /// By a rule with a standard error of its own; none without degrees of freedom.
    Distribution(Option<PredictionDistribution>),
    /// From a sample.
    Sampled(Sampled, Bootstrap),
}

impl Own {
    /// What the options ask for; none where the rule goes with the test of the mean.
    pub(super) fn new(
        studies: &[StudyEffect],
        options: &PoolOptions,
    ) -> Result<Option<Self>, FitError> {
        let pooling = &options.pooling;
        match options.prediction {
            PredictionChoice::Rule(_) => Ok(None),
            PredictionChoice::Own(method) => prediction_distribution(studies, method, pooling)
                .map(|d| Some(Self::Distribution(d))),
            PredictionChoice::Bootstrap if studies.len() < 2 => Ok(Some(Self::Distribution(None))),
            PredictionChoice::Bootstrap => {
                let bootstrap = options.bootstrap;
                let drawn = terminal::working("drawing the prediction interval", || {
                    bootstrap_prediction(studies, pooling.level, bootstrap)
                })?;
                Ok(Some(Self::Sampled(drawn.prediction, bootstrap)))
            }
        }
    }

    /// The interval.
    pub(super) fn interval(&self, options: &PoolingOptions) -> Option<[f64; 2]> {
        match self {
            Self::Distribution(distribution) => distribution
                .as_ref()
                .map(|distribution| limits(distribution.interval(options.level))),
            Self::Sampled(sampled, _) => Some(limits(sampled.interval)),
        }
    }

    /// How it was drawn.
    pub(super) fn bootstrap(&self) -> Option<BootstrapEntry> {
        match self {
            Self::Distribution(_) => None,
            Self::Sampled(sampled, bootstrap) => Some(BootstrapEntry {
                samples: bootstrap.samples,
                seed: bootstrap.seed,
                errors: sampled.errors,
            }),
        }
    }
}

/// The name of the rule that was used.
pub(super) fn name(options: &PoolOptions) -> &'static str {
    match options.prediction {
        PredictionChoice::Rule(_) => rule(&options.pooling).short_name(),
        choice => choice.short_name(),
    }
}

/// The rule that metafor's default stands for.
pub(super) fn rule(options: &PoolingOptions) -> PredictionRule {
    match (options.prediction, options.inference) {
        (PredictionRule::MetaforDefault, Inference::WaldNormal) => PredictionRule::Normal,
        (PredictionRule::MetaforDefault, _) => PredictionRule::StudiesMinusOne,
        (rule, _) => rule,
    }
}

/// The tails of the prediction distribution.
///
/// ```text
/// P(effect > x) = S((x - estimate) / sqrt(se^2 + tau2)),   S the survival function of the prediction rule
/// ```
pub(super) fn exceedance(
    threshold: f64,
    pooled: &Statistics,
    own: Option<&Own>,
    options: &PoolingOptions,
) -> Exceedance {
    let survival = |t: f64| match rule(options) {
        PredictionRule::None => None,
        PredictionRule::Normal => Some(tail::normal_survival(t)),
        rule => {
            let used = if rule == PredictionRule::StudiesMinusTwo {
                2
            } else {
                1
            };
            let df = pooled.k.saturating_sub(used);
            (df > 0).then(|| tail::t_survival(t, df as f64))
        }
    };
    let (above, below) = match own {
        Some(Own::Distribution(Some(own))) => (
            own.probability_above(threshold),
            own.probability_below(threshold),
        ),
        Some(_) => (None, None),
        None => {
            let distance = pooled
                .estimate
                .zip(pooled.se)
                .map(|(estimate, se)| (threshold - estimate) / (se * se + pooled.tau2).sqrt());
            (
                distance.and_then(survival),
                distance.and_then(|t| survival(-t)),
            )
        }
    };
    Exceedance {
        threshold,
        above,
        below,
    }
}
