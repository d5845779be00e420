//! What measures are computed from.

use super::Measure;

/// What studies report for a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataKind {
    /// Events among participants in two groups.
    TwoByTwo,
    /// Events during person-time in two groups.
    TwoRates,
    /// Means of two groups.
    TwoMeans,
    /// Two measurements of one group.
    PairedMeans,
    /// Events among one group.
    Proportion,
    /// Events during the person-time of one group.
    Rate,
    /// Mean of one group.
    GroupMean,
    /// A correlation coefficient.
    Correlation,
    /// A regression coefficient's t.
    RegressionCoefficient,
    /// The same with R squared.
    RegressionCoefficientWithR2,
    /// Cronbach's alpha.
    Reliability,
}

impl Measure {
    /// What it is computed from; `None` of hazard ratios and generic effects, which are taken as they are.
    pub const fn data_kind(self) -> Option<DataKind> {
        use DataKind as K;
        Some(match self {
            Self::RiskRatio
            | Self::OddsRatio
            | Self::PetoOddsRatio
            | Self::RiskDifference
            | Self::ArcsineDifference
            | Self::Phi
            | Self::ZPhi
            | Self::YuleQ
            | Self::YuleY
            | Self::TetrachoricCorrelation
            | Self::ZTetrachoricCorrelation
            | Self::ProbitDifference
            | Self::OddsRatioToSmd
            | Self::OddsRatioToSmdNormal => K::TwoByTwo,
            Self::RateRatio | Self::RateDifference | Self::RootRateDifference => K::TwoRates,
            Self::MeanDifference
            | Self::StandardizedMeanDifference
            | Self::HeteroscedasticSmd
            | Self::GlassDelta
            | Self::GlassDeltaHeteroscedastic
            | Self::RatioOfMeans
            | Self::VariationRatio
            | Self::VariabilityRatio
            | Self::PointBiserialCorrelation
            | Self::ZPointBiserialCorrelation
            | Self::BiserialCorrelation
            | Self::ZBiserialCorrelation
            | Self::SmdToOddsRatio
            | Self::SmdToOddsRatioNormal => K::TwoMeans,
            Self::MeanChange
            | Self::StandardizedMeanChange
            | Self::StandardizedMeanChangeRaw
            | Self::StandardizedMeanChangeRawHeteroscedastic
            | Self::StandardizedMeanChangePooled
            | Self::StandardizedMeanChangePooledHeteroscedastic
            | Self::RatioOfMeansChange
            | Self::VariationRatioChange
            | Self::VariabilityRatioChange => K::PairedMeans,
            Self::Proportion
            | Self::LogProportion
            | Self::LogitProportion
            | Self::ProbitProportion
            | Self::ArcsineProportion
            | Self::FreemanTukeyProportion => K::Proportion,
            Self::Rate | Self::LogRate | Self::RootRate | Self::FreemanTukeyRate => K::Rate,
            Self::Mean
            | Self::LogMean
            | Self::StandardizedMean
            | Self::LogStandardDeviation
            | Self::LogVariation => K::GroupMean,
            Self::Correlation | Self::CorrelationUnbiased | Self::ZCorrelation => K::Correlation,
            Self::PartialCorrelation | Self::ZPartialCorrelation => K::RegressionCoefficient,
            Self::SemipartialCorrelation | Self::ZSemipartialCorrelation => {
                K::RegressionCoefficientWithR2
            }
            Self::Alpha | Self::AlphaHakstianWhalen | Self::AlphaBonett => K::Reliability,
            Self::HazardRatio | Self::Generic => return None,
        })
    }
}
