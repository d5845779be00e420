//! Which formula an unreported number came from.

use serde::{Deserialize, Serialize};

/// A recovered value and the derivation that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Recovered<T> {
    /// The value.
    pub value: T,
    /// How it was derived.
    pub derivation: Derivation,
}

/// A route from what is reported to what is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Derivation {
    /// Mean and SD of normal data from minimum, median and maximum.
    NormalFromRange,
    /// Mean and SD of normal data from median and quartiles.
    NormalFromQuartiles,
    /// Mean and SD of normal data from all five numbers.
    NormalFromFiveNumbers,
    /// Mean and SD of log-normal data from minimum, median and maximum.
    LogNormalFromRange,
    /// Mean and SD of log-normal data from median and quartiles.
    LogNormalFromQuartiles,
    /// Mean and SD of log-normal data from all five numbers.
    LogNormalFromFiveNumbers,
    /// Mean and SD from minimum, median and maximum without a distribution (Hozo).
    HozoFromRange,
    /// Mean and SD of the distribution, of several families, whose quantiles are nearest (McGrath).
    BestFittingDistribution,
    /// Mean and SD of data that are normal after a power transformation (Cai).
    PowerTransformation,
    /// SD from the standard error of a mean.
    SdFromStandardError,
    /// Standard error from an interval with limits by Student's t.
    StandardErrorFromTInterval,
    /// Standard error from the estimate and its t or z statistic.
    StandardErrorFromStatistic,
    /// SD of changes from the SDs of both measurements and their correlation.
    SdOfChangeFromCorrelation,
    /// Correlation of two measurements from their SDs and that of the changes.
    CorrelationFromSds,
    /// A 2×2 table from its margins and the odds ratio.
    TableFromOddsRatio,
    /// A 2×2 table from its margins and the risk ratio.
    TableFromRiskRatio,
    /// A 2×2 table from its margins and the chi-squared statistic.
    TableFromChiSquared,
    /// The treated events from the control group and the odds ratio.
    TreatedFromOddsRatio,
    /// The treated events from the control group and the risk ratio.
    TreatedFromRiskRatio,
    /// One group made of several.
    CombinedGroups,
    /// A control group divided among several comparisons, so that they can be treated as independent.
    SplitControl,
}

impl Derivation {
    /// The formula, in the symbols of the function that uses it.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::NormalFromRange => {
                "mean = w (a + b) / 2 + (1 - w) m, w = 4 / (4 + n^0.75); sd = (b - a) / (2 z((n - 0.375) / (n + 0.25)))"
            }
            Self::NormalFromQuartiles => {
                "mean = w (q1 + q3) / 2 + (1 - w) m, w = 0.7 + 0.39 / n; sd = (q3 - q1) / (2 z((0.75 n - 0.125) / (n + 0.25)))"
            }
            Self::NormalFromFiveNumbers => {
                "mean = w1 (a + b) / 2 + w2 (q1 + q3) / 2 + (1 - w1 - w2) m, w1 = 2.2 / (2.2 + n^0.75), w2 = 0.7 - 0.72 / n^0.55; sd = v sd_range + (1 - v) sd_quartiles, v = 1 / (1 + 0.07 n^0.6)"
            }
            Self::LogNormalFromRange
            | Self::LogNormalFromQuartiles
            | Self::LogNormalFromFiveNumbers => {
                "the normal formulas on logarithms, then mean = exp(mu + s2 / 2) / (1 + c1), variance = exp(2 mu + 2 s2) / (1 + c2) - exp(2 mu + s2) / (1 + c3)"
            }
            Self::HozoFromRange => {
                "mean = (a + 2 m + b) / 4 for n <= 25, else m; sd = sqrt(((a - 2 m + b)^2 / 4 + (b - a)^2) / 12) for n <= 15, (b - a) / 4 for n <= 70, else (b - a) / 6"
            }
            Self::BestFittingDistribution => {
                "sum (F^-1(p_i) - q_i)^2 least over normal, log-normal, gamma, Weibull and beta F; mean and sd of F"
            }
            Self::PowerTransformation => {
                "(x^l - 1) / l ~ N(mu, sigma^2) by maximum likelihood; mean and sd of x"
            }
            Self::SdFromStandardError => "sd = se sqrt(n)",
            Self::StandardErrorFromTInterval => "se = (u - l) / (2 t)",
            Self::StandardErrorFromStatistic => "se = |y / t|",
            Self::SdOfChangeFromCorrelation => "sd = sqrt(sd1^2 + sd2^2 - 2 r sd1 sd2)",
            Self::CorrelationFromSds => "r = (sd1^2 + sd2^2 - sd^2) / (2 sd1 sd2)",
            Self::TableFromOddsRatio => "a (n2 - m + a) = OR (n1 - a) (m - a)",
            Self::TableFromRiskRatio => "a = RR n1 m / (n2 + RR n1)",
            Self::TableFromChiSquared => "a = (n1 m ± sqrt(X2 n1 n2 m (N - m) / N)) / N",
            Self::TreatedFromOddsRatio => "p1 = OR p2 / (1 - p2 + OR p2), a = n1 p1",
            Self::TreatedFromRiskRatio => "a = RR n1 c / n2",
            Self::CombinedGroups => {
                "mean = sum(n m) / sum(n); sd^2 = (sum((n - 1) sd^2) + sum(n (m - mean)^2)) / (sum(n) - 1)"
            }
            Self::SplitControl => "events / k of total / k",
        }
    }

    /// Where the formula is published.
    pub const fn reference(self) -> &'static str {
        match self {
            Self::NormalFromRange => "Luo et al. 2018, equation 7; Wan et al. 2014, equation 9",
            Self::NormalFromQuartiles => {
                "Luo et al. 2018, equation 11; Wan et al. 2014, equation 16"
            }
            Self::NormalFromFiveNumbers => {
                "Luo et al. 2018, equation 15; Shi et al. 2020, Res Synth Methods 11:641, equation 10"
            }
            Self::LogNormalFromRange
            | Self::LogNormalFromQuartiles
            | Self::LogNormalFromFiveNumbers => "Shi et al. 2020, Stat Interface 13:519",
            Self::HozoFromRange => "Hozo, Djulbegovic and Hozo 2005",
            Self::BestFittingDistribution => "McGrath et al. 2020, Stat Methods Med Res 29:2520",
            Self::PowerTransformation => "Cai, Zhou and Pan 2021, Stat Methods Med Res 30:2701",
            Self::SdFromStandardError
            | Self::StandardErrorFromTInterval
            | Self::StandardErrorFromStatistic => "Cochrane Handbook, section 6.5.2",
            Self::SdOfChangeFromCorrelation | Self::CorrelationFromSds => {
                "Cochrane Handbook, section 6.5.2.8"
            }
            Self::TableFromOddsRatio
            | Self::TableFromRiskRatio
            | Self::TableFromChiSquared
            | Self::TreatedFromOddsRatio
            | Self::TreatedFromRiskRatio => "the definition of the measure, solved for the table",
            Self::CombinedGroups => "Cochrane Handbook, section 6.5.2.10",
            Self::SplitControl => "Cochrane Handbook, section 23.3.4",
        }
    }

    /// Whether the route assumes something that the report does not say, beyond rounding.
    pub const fn is_approximation(self) -> bool {
        matches!(
            self,
            Self::NormalFromRange
                | Self::NormalFromQuartiles
                | Self::NormalFromFiveNumbers
                | Self::LogNormalFromRange
                | Self::LogNormalFromQuartiles
                | Self::LogNormalFromFiveNumbers
                | Self::HozoFromRange
                | Self::BestFittingDistribution
                | Self::PowerTransformation
                | Self::SplitControl
        )
    }
}
