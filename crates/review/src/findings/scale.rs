//! How estimates of a measure are shown.

use serde::{Deserialize, Serialize};
use trialpool_meta_analysis::{Measure, Scale as Transformation};

/// How estimates of a measure are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// As they are: differences, means.
    Identity,
    /// A proportion as it is: shown in per cent, what a limit has beyond 0 or 1 cut off.
    Proportion,
    /// Logarithm of a proportion: shown as exp, in per cent, what a limit has beyond 1 cut off.
    LogProportion,
    /// Logarithms of ratios: shown as exp.
    Log,
    /// Log odds of a proportion: shown as the inverse logit, in per cent.
    Logit,
    /// Normal quantile of a proportion: shown as the normal distribution function, in per cent.
    Probit,
    /// asin √ of a proportion: shown as sin², in per cent.
    ArcsineSquareRoot,
    /// The double arcsine of Freeman and Tukey: shown as sin², in per cent, the limit of its inverse in large samples.
    /// The inverse for one sample size does not hold for a pooled value, which has none: at the harmonic mean of the sizes
    /// it can lie outside of every study. One study is shown by the inverse for its own size ([`Scale::of_one_study`]).
    FreemanTukey,
    /// Square root of a rate: shown as the square.
    SquareRoot,
    /// The square roots of Freeman and Tukey: shown as the square, the limit of their inverse; one study as the double
    /// arcsine's.
    FreemanTukeyRate,
    /// Fisher's transformation of a correlation: shown as tanh.
    FisherZ,
}

/// What kind of quantity a scale shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Differences and means, as they are.
    Difference,
    /// Ratios, around 1.
    Ratio,
    /// Per cent, from 0 to 100.
    Percent,
    /// Rates, from 0 on.
    Rate,
}

impl Scale {
    /// The scale on which effects of `measure` are pooled, and from which they are shown.
    pub(crate) fn of(measure: Measure) -> Self {
        match (measure, measure.scale()) {
            (Measure::Proportion, _) => Self::Proportion,
            (Measure::LogProportion, _) => Self::LogProportion,
            (_, Transformation::Log) => Self::Log,
            (_, Transformation::Logit) => Self::Logit,
            (_, Transformation::Probit) => Self::Probit,
            (_, Transformation::ArcsineSquareRoot) => Self::ArcsineSquareRoot,
            (_, Transformation::FreemanTukey) => Self::FreemanTukey,
            (_, Transformation::SquareRoot) => Self::SquareRoot,
            (_, Transformation::FreemanTukeyRate) => Self::FreemanTukeyRate,
            (_, Transformation::FisherZ) => Self::FisherZ,
            // The measures that the protocol admits have no other scale.
            _ => Self::Identity,
        }
    }

    /// What kind of quantity it shows.
    pub fn shown(self) -> Shown {
        match self {
            Self::Identity | Self::FisherZ => Shown::Difference,
            Self::Log => Shown::Ratio,
            Self::Proportion
            | Self::LogProportion
            | Self::Logit
            | Self::Probit
            | Self::ArcsineSquareRoot
            | Self::FreemanTukey => Shown::Percent,
            Self::SquareRoot | Self::FreemanTukeyRate => Shown::Rate,
        }
    }

    /// As the findings name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Proportion => "proportion",
            Self::LogProportion => "log_proportion",
            Self::Log => "log",
            Self::Logit => "logit",
            Self::Probit => "probit",
            Self::ArcsineSquareRoot => "arcsine_square_root",
            Self::FreemanTukey => "freeman_tukey",
            Self::SquareRoot => "square_root",
            Self::FreemanTukeyRate => "freeman_tukey_rate",
            Self::FisherZ => "fisher_z",
        }
    }

    fn transformation(self) -> Transformation {
        match self {
            Self::Identity | Self::Proportion => Transformation::Identity,
            Self::Log | Self::LogProportion => Transformation::Log,
            Self::Logit => Transformation::Logit,
            Self::Probit => Transformation::Probit,
            Self::ArcsineSquareRoot => Transformation::ArcsineSquareRoot,
            Self::FreemanTukey => Transformation::FreemanTukey,
            Self::SquareRoot => Transformation::SquareRoot,
            Self::FreemanTukeyRate => Transformation::FreemanTukeyRate,
            Self::FisherZ => Transformation::FisherZ,
        }
    }

    /// An estimate as it is shown, proportions as fractions:
    /// [`back_transform`](trialpool_meta_analysis::Scale::back_transform), proportions from 0 to 1.
    pub fn back_transform(self, estimate: f64) -> f64 {
        let shown = self.transformation().back_transform(estimate);
        match self.shown() {
            Shown::Percent => shown.clamp(0.0, 1.0),
            _ => shown,
        }
    }

    /// Whether an estimate is shown as the end of the scale because it lies beyond it: a proportion below 0 or above
    /// 1, the root of a rate below 0. Infinite limits are those ends themselves.
    pub fn is_beyond(self, estimate: f64) -> bool {
        let highest = match self {
            Self::Proportion => 1.0,
            Self::LogProportion => return estimate > 0.0 && estimate.is_finite(),
            Self::ArcsineSquareRoot | Self::FreemanTukey => std::f64::consts::FRAC_PI_2,
            Self::SquareRoot | Self::FreemanTukeyRate => f64::INFINITY,
            Self::Identity | Self::Log | Self::Logit | Self::Probit | Self::FisherZ => {
                return false;
            }
        };
        estimate < 0.0 || estimate > highest
    }

    /// What an estimate of one study, with its standard error, is on a scale that knows no size of studies: the value
    /// whose [`back_transform`](Self::back_transform) is that of the study's own size. The estimate itself, but on the
    /// scales of Freeman and Tukey.
    pub fn of_one_study(self, estimate: f64, standard_error: f64) -> f64 {
        match self {
            Self::FreemanTukey | Self::FreemanTukeyRate => {
                let transformation = self.transformation();
                let variance = standard_error * standard_error;
                transformation.transform(transformation.back_transform_of_study(estimate, variance))
            }
            _ => estimate,
        }
    }
}
