//! Effect measures, and the scales on which they are pooled.

use serde::{Deserialize, Serialize};

pub use data::DataKind;
pub use name::UnknownMeasure;
pub use scale::Scale;

mod data;
mod name;
mod scale;

/// What an effect estimate measures.
///
/// Serialised by its short name, which is metafor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
#[non_exhaustive]
pub enum Measure {
    /// Hazard ratio, from published estimates or from O − E and V.
    #[doc(alias = "HR")]
    HazardRatio,
    /// Risk ratio of a 2×2 table.
    #[doc(alias = "RR")]
    RiskRatio,
    /// Odds ratio of a 2×2 table.
    #[doc(alias = "OR")]
    OddsRatio,
    /// Peto's one-step odds ratio of a 2×2 table.
    #[doc(alias = "PETO")]
    PetoOddsRatio,
    /// Risk difference of a 2×2 table.
    #[doc(alias = "RD")]
    RiskDifference,
    /// Difference of arcsine-square-root transformed risks.
    #[doc(alias = "AS")]
    ArcsineDifference,
    /// Phi coefficient of a 2×2 table.
    #[doc(alias = "PHI")]
    Phi,
    /// Phi coefficient after Fisher's transformation.
    #[doc(alias = "ZPHI")]
    ZPhi,
    /// Yule's Q of a 2×2 table.
    #[doc(alias = "YUQ")]
    YuleQ,
    /// Yule's Y of a 2×2 table.
    #[doc(alias = "YUY")]
    YuleY,
    /// Tetrachoric correlation of a 2×2 table.
    #[doc(alias = "RTET")]
    TetrachoricCorrelation,
    /// Tetrachoric correlation after Fisher's transformation.
    #[doc(alias = "ZTET")]
    ZTetrachoricCorrelation,
    /// Difference of probit-transformed risks, a standardised mean difference.
    #[doc(alias = "PBIT")]
    ProbitDifference,
    /// Standardised mean difference from an odds ratio, logistic responses: ln OR · √3 / π.
    #[doc(alias = "OR2DL")]
    OddsRatioToSmd,
    /// Standardised mean difference from an odds ratio, normal responses: ln OR / 1.65.
    #[doc(alias = "OR2DN")]
    OddsRatioToSmdNormal,
    /// Incidence rate ratio.
    #[doc(alias = "IRR")]
    RateRatio,
    /// Incidence rate difference.
    #[doc(alias = "IRD")]
    RateDifference,
    /// Difference of square-root transformed incidence rates.
    #[doc(alias = "IRSD")]
    RootRateDifference,
    /// Difference of means, in the unit of the outcome.
    #[doc(alias = "MD")]
    MeanDifference,
    /// Standardised mean difference (Hedges' g).
    #[doc(alias = "SMD")]
    StandardizedMeanDifference,
    /// Standardised mean difference with unequal variances (Bonett).
    #[doc(alias = "SMDH")]
    HeteroscedasticSmd,
    /// Mean difference standardised by the comparator's standard deviation (Glass' Δ).
    #[doc(alias = "SMD1")]
    GlassDelta,
    /// Glass' Δ with the variance that allows unequal variances.
    #[doc(alias = "SMD1H")]
    GlassDeltaHeteroscedastic,
    /// Ratio of means, on the log scale.
    #[doc(alias = "ROM")]
    RatioOfMeans,
    /// Ratio of coefficients of variation, on the log scale.
    #[doc(alias = "CVR")]
    VariationRatio,
    /// Ratio of standard deviations, on the log scale.
    #[doc(alias = "VR")]
    VariabilityRatio,
    /// Point-biserial correlation from two means.
    #[doc(alias = "RPB")]
    PointBiserialCorrelation,
    /// Point-biserial correlation after Fisher's transformation.
    #[doc(alias = "ZPB")]
    ZPointBiserialCorrelation,
    /// Biserial correlation from two means.
    #[doc(alias = "RBIS")]
    BiserialCorrelation,
    /// Biserial correlation after Fisher's transformation.
    #[doc(alias = "ZBIS")]
    ZBiserialCorrelation,
    /// Odds ratio from a standardised mean difference, logistic responses: d · π / √3.
    #[doc(alias = "D2ORL")]
    SmdToOddsRatio,
    /// Odds ratio from a standardised mean difference, normal responses: 1.65 d.
    #[doc(alias = "D2ORN")]
    SmdToOddsRatioNormal,
    /// Mean change within a group.
    #[doc(alias = "MC")]
    MeanChange,
    /// Mean change standardised by the standard deviation of the changes.
    #[doc(alias = "SMCC")]
    StandardizedMeanChange,
    /// Mean change standardised by the standard deviation of the first measurement.
    #[doc(alias = "SMCR")]
    StandardizedMeanChangeRaw,
    /// As [`Measure::StandardizedMeanChangeRaw`], with the variance that allows unequal variances.
    #[doc(alias = "SMCRH")]
    StandardizedMeanChangeRawHeteroscedastic,
    /// Mean change standardised by the pooled standard deviation of both measurements.
    #[doc(alias = "SMCRP")]
    StandardizedMeanChangePooled,
    /// As [`Measure::StandardizedMeanChangePooled`], with the variance that allows unequal variances.
    #[doc(alias = "SMCRPH")]
    StandardizedMeanChangePooledHeteroscedastic,
    /// Ratio of the means of two measurements of one group, on the log scale.
    #[doc(alias = "ROMC")]
    RatioOfMeansChange,
    /// Ratio of the coefficients of variation of two measurements of one group, on the log scale.
    #[doc(alias = "CVRC")]
    VariationRatioChange,
    /// Ratio of the standard deviations of two measurements of one group, on the log scale.
    #[doc(alias = "VRC")]
    VariabilityRatioChange,
    /// Proportion.
    #[doc(alias = "PR")]
    Proportion,
    /// Proportion, on the log scale.
    #[doc(alias = "PLN")]
    LogProportion,
    /// Proportion, on the logit scale.
    #[doc(alias = "PLO")]
    LogitProportion,
    /// Proportion, on the probit scale.
    #[doc(alias = "PRZ")]
    ProbitProportion,
    /// Proportion, after the arcsine square root.
    #[doc(alias = "PAS")]
    ArcsineProportion,
    /// Proportion, after the double arcsine of Freeman and Tukey.
    #[doc(alias = "PFT")]
    FreemanTukeyProportion,
    /// Incidence rate.
    #[doc(alias = "IR")]
    Rate,
    /// Incidence rate, on the log scale.
    #[doc(alias = "IRLN")]
    LogRate,
    /// Incidence rate, after the square root.
    #[doc(alias = "IRS")]
    RootRate,
    /// Incidence rate, after the Freeman-Tukey square roots.
    #[doc(alias = "IRFT")]
    FreemanTukeyRate,
    /// Mean of one group.
    #[doc(alias = "MN")]
    Mean,
    /// Mean of one group, on the log scale.
    #[doc(alias = "MNLN")]
    LogMean,
    /// Mean of one group in units of its standard deviation.
    #[doc(alias = "SMN")]
    StandardizedMean,
    /// Standard deviation of one group, on the log scale.
    #[doc(alias = "SDLN")]
    LogStandardDeviation,
    /// Coefficient of variation of one group, on the log scale.
    #[doc(alias = "CVLN")]
    LogVariation,
    /// Correlation coefficient.
    #[doc(alias = "COR")]
    Correlation,
    /// Correlation coefficient corrected for its bias (Olkin and Pratt).
    #[doc(alias = "UCOR")]
    CorrelationUnbiased,
    /// Correlation coefficient after Fisher's transformation.
    #[doc(alias = "ZCOR")]
    ZCorrelation,
    /// Partial correlation from a regression coefficient's t.
    #[doc(alias = "PCOR")]
    PartialCorrelation,
    /// Partial correlation after Fisher's transformation.
    #[doc(alias = "ZPCOR")]
    ZPartialCorrelation,
    /// Semi-partial correlation from a regression coefficient's t and R².
    #[doc(alias = "SPCOR")]
    SemipartialCorrelation,
    /// Semi-partial correlation after Fisher's transformation.
    #[doc(alias = "ZSPCOR")]
    ZSemipartialCorrelation,
    /// Cronbach's α.
    #[doc(alias = "ARAW")]
    Alpha,
    /// Cronbach's α after the cube root of Hakstian and Whalen.
    #[doc(alias = "AHW")]
    AlphaHakstianWhalen,
    /// Cronbach's α after Bonett's logarithm.
    #[doc(alias = "ABT")]
    AlphaBonett,
    /// Any effect given with its variance.
    #[doc(alias = "GEN")]
    Generic,
}

impl Measure {
    /// Every measure, in the order of the families.
    pub const ALL: &'static [Self] = &[
        Self::HazardRatio,
        Self::RiskRatio,
        Self::OddsRatio,
        Self::PetoOddsRatio,
        Self::RiskDifference,
        Self::ArcsineDifference,
        Self::Phi,
        Self::ZPhi,
        Self::YuleQ,
        Self::YuleY,
        Self::TetrachoricCorrelation,
        Self::ZTetrachoricCorrelation,
        Self::ProbitDifference,
        Self::OddsRatioToSmd,
        Self::OddsRatioToSmdNormal,
        Self::RateRatio,
        Self::RateDifference,
        Self::RootRateDifference,
        Self::MeanDifference,
        Self::StandardizedMeanDifference,
        Self::HeteroscedasticSmd,
        Self::GlassDelta,
        Self::GlassDeltaHeteroscedastic,
        Self::RatioOfMeans,
        Self::VariationRatio,
        Self::VariabilityRatio,
        Self::PointBiserialCorrelation,
        Self::ZPointBiserialCorrelation,
        Self::BiserialCorrelation,
        Self::ZBiserialCorrelation,
        Self::SmdToOddsRatio,
        Self::SmdToOddsRatioNormal,
        Self::MeanChange,
        Self::StandardizedMeanChange,
        Self::StandardizedMeanChangeRaw,
        Self::StandardizedMeanChangeRawHeteroscedastic,
        Self::StandardizedMeanChangePooled,
        Self::StandardizedMeanChangePooledHeteroscedastic,
        Self::RatioOfMeansChange,
        Self::VariationRatioChange,
        Self::VariabilityRatioChange,
        Self::Proportion,
        Self::LogProportion,
        Self::LogitProportion,
        Self::ProbitProportion,
        Self::ArcsineProportion,
        Self::FreemanTukeyProportion,
        Self::Rate,
        Self::LogRate,
        Self::RootRate,
        Self::FreemanTukeyRate,
        Self::Mean,
        Self::LogMean,
        Self::StandardizedMean,
        Self::LogStandardDeviation,
        Self::LogVariation,
        Self::Correlation,
        Self::CorrelationUnbiased,
        Self::ZCorrelation,
        Self::PartialCorrelation,
        Self::ZPartialCorrelation,
        Self::SemipartialCorrelation,
        Self::ZSemipartialCorrelation,
        Self::Alpha,
        Self::AlphaHakstianWhalen,
        Self::AlphaBonett,
        Self::Generic,
    ];

    /// The scale on which effects of this measure are pooled.
    pub const fn scale(self) -> Scale {
        match self {
            Self::HazardRatio
            | Self::RiskRatio
            | Self::OddsRatio
            | Self::PetoOddsRatio
            | Self::RateRatio
            | Self::RatioOfMeans
            | Self::VariationRatio
            | Self::VariabilityRatio
            | Self::SmdToOddsRatio
            | Self::SmdToOddsRatioNormal
            | Self::RatioOfMeansChange
            | Self::VariationRatioChange
            | Self::VariabilityRatioChange
            | Self::LogProportion
            | Self::LogRate
            | Self::LogMean
            | Self::LogStandardDeviation
            | Self::LogVariation => Scale::Log,
            Self::ZPhi
            | Self::ZTetrachoricCorrelation
            | Self::ZPointBiserialCorrelation
            | Self::ZBiserialCorrelation
            | Self::ZCorrelation
            | Self::ZPartialCorrelation
            | Self::ZSemipartialCorrelation => Scale::FisherZ,
            Self::LogitProportion => Scale::Logit,
            Self::ProbitProportion => Scale::Probit,
            Self::ArcsineProportion => Scale::ArcsineSquareRoot,
            Self::FreemanTukeyProportion => Scale::FreemanTukey,
            Self::RootRate => Scale::SquareRoot,
            Self::FreemanTukeyRate => Scale::FreemanTukeyRate,
            Self::AlphaHakstianWhalen => Scale::HakstianWhalen,
            Self::AlphaBonett => Scale::Bonett,
            Self::RiskDifference
            | Self::ArcsineDifference
            | Self::Phi
            | Self::YuleQ
            | Self::YuleY
            | Self::TetrachoricCorrelation
            | Self::ProbitDifference
            | Self::OddsRatioToSmd
            | Self::OddsRatioToSmdNormal
            | Self::RateDifference
            | Self::RootRateDifference
            | Self::MeanDifference
            | Self::StandardizedMeanDifference
            | Self::HeteroscedasticSmd
            | Self::GlassDelta
            | Self::GlassDeltaHeteroscedastic
            | Self::PointBiserialCorrelation
            | Self::BiserialCorrelation
            | Self::MeanChange
            | Self::StandardizedMeanChange
            | Self::StandardizedMeanChangeRaw
            | Self::StandardizedMeanChangeRawHeteroscedastic
            | Self::StandardizedMeanChangePooled
            | Self::StandardizedMeanChangePooledHeteroscedastic
            | Self::Proportion
            | Self::Rate
            | Self::Mean
            | Self::StandardizedMean
            | Self::Correlation
            | Self::CorrelationUnbiased
            | Self::PartialCorrelation
            | Self::SemipartialCorrelation
            | Self::Alpha
            | Self::Generic => Scale::Identity,
        }
    }

    /// Whether it compares two quantities by their ratio: pooled as a logarithm, shown as a ratio, 1 without effect.
    pub const fn is_ratio(self) -> bool {
        matches!(
            self,
            Self::HazardRatio
                | Self::RiskRatio
                | Self::OddsRatio
                | Self::PetoOddsRatio
                | Self::RateRatio
                | Self::RatioOfMeans
                | Self::VariationRatio
                | Self::VariabilityRatio
                | Self::RatioOfMeansChange
                | Self::VariationRatioChange
                | Self::VariabilityRatioChange
                | Self::SmdToOddsRatio
                | Self::SmdToOddsRatioNormal
        )
    }

    /// Whether it describes one group, so that no value of it means "no effect".
    pub const fn is_single_group(self) -> bool {
        matches!(
            self,
            Self::Proportion
                | Self::LogProportion
                | Self::LogitProportion
                | Self::ProbitProportion
                | Self::ArcsineProportion
                | Self::FreemanTukeyProportion
                | Self::Rate
                | Self::LogRate
                | Self::RootRate
                | Self::FreemanTukeyRate
                | Self::Mean
                | Self::LogMean
                | Self::StandardizedMean
                | Self::LogStandardDeviation
                | Self::LogVariation
                | Self::Alpha
                | Self::AlphaHakstianWhalen
                | Self::AlphaBonett
        )
    }

    /// The value that means "no effect", on the display scale: 1 for ratios, 0 for differences and correlations.
    ///
    /// A measure of one group has none that the measure itself fixes; it gets the display value of a 0 on the
    /// analysis scale, against which its reported p-value would be tested.
    pub fn null_effect(self) -> f64 {
        self.scale().back_transform(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_distinct_and_read_back() {
        for &measure in Measure::ALL {
            assert_eq!(
                Measure::from_short_name(measure.short_name()),
                Some(measure)
            );
        }
        assert_eq!(Measure::from_short_name("hr"), Some(Measure::HazardRatio));
        assert_eq!(Measure::from_short_name("ratio"), None);
    }

    #[test]
    fn no_effect_is_one_for_ratios_and_zero_for_differences() {
        assert_eq!(Measure::HazardRatio.null_effect(), 1.0);
        assert_eq!(Measure::MeanDifference.null_effect(), 0.0);
        assert_eq!(Measure::ZCorrelation.null_effect(), 0.0);
        assert!(
            Measure::ALL
                .iter()
                .all(|m| !m.is_ratio() || m.scale() == Scale::Log)
        );
    }
}
