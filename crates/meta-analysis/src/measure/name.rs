//! The short names of measures, which are metafor's.

use std::fmt;

use super::Measure;

impl Measure {
    /// The literature's short name, such as `RR`.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::HazardRatio => "HR",
            Self::RiskRatio => "RR",
            Self::OddsRatio => "OR",
            Self::PetoOddsRatio => "PETO",
            Self::RiskDifference => "RD",
            Self::ArcsineDifference => "AS",
            Self::Phi => "PHI",
            Self::ZPhi => "ZPHI",
            Self::YuleQ => "YUQ",
            Self::YuleY => "YUY",
            Self::TetrachoricCorrelation => "RTET",
            Self::ZTetrachoricCorrelation => "ZTET",
            Self::ProbitDifference => "PBIT",
            Self::OddsRatioToSmd => "OR2DL",
            Self::OddsRatioToSmdNormal => "OR2DN",
            Self::RateRatio => "IRR",
            Self::RateDifference => "IRD",
            Self::RootRateDifference => "IRSD",
            Self::MeanDifference => "MD",
            Self::StandardizedMeanDifference => "SMD",
            Self::HeteroscedasticSmd => "SMDH",
            Self::GlassDelta => "SMD1",
            Self::GlassDeltaHeteroscedastic => "SMD1H",
            Self::RatioOfMeans => "ROM",
            Self::VariationRatio => "CVR",
            Self::VariabilityRatio => "VR",
            Self::PointBiserialCorrelation => "RPB",
            Self::ZPointBiserialCorrelation => "ZPB",
            Self::BiserialCorrelation => "RBIS",
            Self::ZBiserialCorrelation => "ZBIS",
            Self::SmdToOddsRatio => "D2ORL",
            Self::SmdToOddsRatioNormal => "D2ORN",
            Self::MeanChange => "MC",
            Self::StandardizedMeanChange => "SMCC",
            Self::StandardizedMeanChangeRaw => "SMCR",
            Self::StandardizedMeanChangeRawHeteroscedastic => "SMCRH",
            Self::StandardizedMeanChangePooled => "SMCRP",
            Self::StandardizedMeanChangePooledHeteroscedastic => "SMCRPH",
            Self::RatioOfMeansChange => "ROMC",
            Self::VariationRatioChange => "CVRC",
            Self::VariabilityRatioChange => "VRC",
            Self::Proportion => "PR",
            Self::LogProportion => "PLN",
            Self::LogitProportion => "PLO",
            Self::ProbitProportion => "PRZ",
            Self::ArcsineProportion => "PAS",
            Self::FreemanTukeyProportion => "PFT",
            Self::Rate => "IR",
            Self::LogRate => "IRLN",
            Self::RootRate => "IRS",
            Self::FreemanTukeyRate => "IRFT",
            Self::Mean => "MN",
            Self::LogMean => "MNLN",
            Self::StandardizedMean => "SMN",
            Self::LogStandardDeviation => "SDLN",
            Self::LogVariation => "CVLN",
            Self::Correlation => "COR",
            Self::CorrelationUnbiased => "UCOR",
            Self::ZCorrelation => "ZCOR",
            Self::PartialCorrelation => "PCOR",
            Self::ZPartialCorrelation => "ZPCOR",
            Self::SemipartialCorrelation => "SPCOR",
            Self::ZSemipartialCorrelation => "ZSPCOR",
            Self::Alpha => "ARAW",
            Self::AlphaHakstianWhalen => "AHW",
            Self::AlphaBonett => "ABT",
            Self::Generic => "GEN",
        }
    }

    /// The measure of a short name, in any case; `GEN` and `OR2D` stand for [`Measure::Generic`] and [`Measure::OddsRatioToSmd`].
    pub fn from_short_name(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("OR2D") {
            return Some(Self::OddsRatioToSmd);
        }
        Self::ALL
            .iter()
            .copied()
            .find(|measure| measure.short_name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.short_name())
    }
}

impl From<Measure> for &'static str {
    fn from(measure: Measure) -> Self {
        measure.short_name()
    }
}

impl TryFrom<String> for Measure {
    type Error = UnknownMeasure;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::from_short_name(&name).ok_or(UnknownMeasure { name })
    }
}

/// A short name that no measure has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownMeasure {
    /// The name given.
    pub name: String,
}

impl fmt::Display for UnknownMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown measure `{}`", self.name)
    }
}

impl std::error::Error for UnknownMeasure {}
