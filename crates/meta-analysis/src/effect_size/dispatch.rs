//! From a measure's name to its function, for callers that read the measure from a file or a command line.

use super::{
    Correlation, CorrelationVariance, EffectSizeError, GroupMean, PairedMeans, Proportion, Rate,
    RatioOfMeansOptions, RegressionCoefficient, Reliability, ResponseDistribution, RiskVariance,
    SmdOptions, TwoByTwo, TwoMeans, TwoRates,
};
use super::{
    association, change, change_ratio, conversion, correlation, mean, mean_difference, odds,
    partial_correlation, point_biserial, proportion, rate, rates, ratio_of_means, reliability,
    risk, standardized, tetrachoric,
};
use crate::{Measure, StudyEffect};

/// What one study reports, by the kind of its data.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum StudyData {
    /// Events among participants in two groups.
    TwoByTwo(TwoByTwo),
    /// Events during person-time in two groups.
    TwoRates(TwoRates),
    /// Means of two groups.
    TwoMeans(TwoMeans),
    /// Two measurements of one group.
    PairedMeans(PairedMeans),
    /// Events among one group.
    Proportion(Proportion),
    /// Events during the person-time of one group.
    Rate(Rate),
    /// Mean of one group.
    GroupMean(GroupMean),
    /// A correlation coefficient.
    Correlation(Correlation),
    /// A regression coefficient's t, and R squared if known.
    RegressionCoefficient(RegressionCoefficient, Option<f64>),
    /// Cronbach's alpha.
    Reliability(Reliability),
}

/// How the effects of each family of measures are computed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Formulas {
    pub(super) risk: RiskVariance,
    pub(super) smd: SmdOptions,
    pub(super) ratio: RatioOfMeansOptions,
    pub(super) correlation: CorrelationVariance,
    /// Whether the variance of a mean difference is that under equal variances.
    pub(super) equal_variances: bool,
}

/// The effect of a measure with its default options; [`effect_sizes`](super::effect_sizes) has a choice.
///
/// # Errors
/// [`EffectSizeError::OtherData`] if the measure is not made of this kind of data; else as the measure's own function.
pub fn effect_size(measure: Measure, data: &StudyData) -> Result<StudyEffect, EffectSizeError> {
    effect_with(measure, data, &Formulas::default())
}

/// The effect of a measure by the formulas given.
pub(super) fn effect_with(
    measure: Measure,
    data: &StudyData,
    formulas: &Formulas,
) -> Result<StudyEffect, EffectSizeError> {
    match data {
        StudyData::TwoByTwo(table) => of_table(measure, table, formulas.risk),
        StudyData::TwoRates(rates) => of_rates(measure, rates),
        StudyData::TwoMeans(means) => of_means(measure, means, formulas),
        StudyData::PairedMeans(means) => of_paired_means(measure, means, formulas),
        StudyData::Proportion(group) => of_proportion(measure, group),
        StudyData::Rate(group) => of_rate(measure, group),
        StudyData::GroupMean(group) => of_mean(measure, group),
        StudyData::Correlation(study) => match measure {
            Measure::Correlation => correlation::raw_correlation(study, formulas.correlation),
            Measure::CorrelationUnbiased => {
                correlation::unbiased_correlation(study, formulas.correlation)
            }
            Measure::ZCorrelation => correlation::fisher_z(study),
            _ => Err(EffectSizeError::OtherData { measure }),
        },
        StudyData::RegressionCoefficient(coefficient, r_squared) => {
            of_regression(measure, coefficient, *r_squared)
        }
        StudyData::Reliability(study) => match measure {
            Measure::Alpha => reliability::raw_alpha(study),
            Measure::AlphaHakstianWhalen => reliability::hakstian_whalen_alpha(study),
            Measure::AlphaBonett => reliability::bonett_alpha(study),
            _ => Err(EffectSizeError::OtherData { measure }),
        },
    }
}

fn of_table(
    measure: Measure,
    table: &TwoByTwo,
    variance: RiskVariance,
) -> Result<StudyEffect, EffectSizeError> {
    match measure {
        Measure::RiskRatio => risk::log_risk_ratio_with(table, variance),
        Measure::OddsRatio => odds::log_odds_ratio_with(table, variance),
        Measure::PetoOddsRatio => odds::peto_log_odds_ratio(table),
        Measure::RiskDifference => risk::risk_difference_with(table, variance),
        Measure::ArcsineDifference => risk::arcsine_difference(table),
        Measure::Phi => association::phi_coefficient(table),
        Measure::ZPhi => correlation::fisher_z_of(&association::phi_coefficient(table)?),
        Measure::YuleQ => association::yule_q(table),
        Measure::YuleY => association::yule_y(table),
        Measure::TetrachoricCorrelation => tetrachoric::tetrachoric_correlation(table),
        Measure::ZTetrachoricCorrelation => {
            correlation::fisher_z_of(&tetrachoric::tetrachoric_correlation(table)?)
        }
        Measure::ProbitDifference => conversion::probit_difference(table),
        Measure::OddsRatioToSmd => conversion::smd_from_log_odds_ratio(
            &odds::log_odds_ratio(table)?,
            ResponseDistribution::Logistic,
        ),
        Measure::OddsRatioToSmdNormal => conversion::smd_from_log_odds_ratio(
            &odds::log_odds_ratio(table)?,
            ResponseDistribution::Normal,
        ),
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}

fn of_rates(measure: Measure, rates: &TwoRates) -> Result<StudyEffect, EffectSizeError> {
    match measure {
        Measure::RateRatio => rates::log_incidence_rate_ratio(rates),
        Measure::RateDifference => rates::incidence_rate_difference(rates),
        Measure::RootRateDifference => rates::root_rate_difference(rates),
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}

fn of_means(
    measure: Measure,
    means: &TwoMeans,
    formulas: &Formulas,
) -> Result<StudyEffect, EffectSizeError> {
    let Formulas { smd, ratio, .. } = formulas;
    match measure {
        Measure::MeanDifference if formulas.equal_variances => {
            mean_difference::mean_difference_equal_variances(means)
        }
        Measure::MeanDifference => mean_difference::mean_difference(means),
        Measure::StandardizedMeanDifference => {
            standardized::standardized_mean_difference(means, smd)
        }
        Measure::HeteroscedasticSmd => standardized::heteroscedastic_smd(means),
        Measure::GlassDelta => standardized::glass_delta(means, smd),
        Measure::GlassDeltaHeteroscedastic => standardized::glass_delta_heteroscedastic(means),
        Measure::RatioOfMeans => ratio_of_means::log_ratio_of_means(means, ratio),
        Measure::VariationRatio => {
            ratio_of_means::log_variation_ratio(means, ratio.bias_correction)
        }
        Measure::VariabilityRatio => {
            ratio_of_means::log_variability_ratio(means, ratio.bias_correction)
        }
        Measure::PointBiserialCorrelation => point_biserial::point_biserial_correlation(means),
        Measure::ZPointBiserialCorrelation => {
            correlation::fisher_z_of(&point_biserial::point_biserial_correlation(means)?)
        }
        Measure::BiserialCorrelation => point_biserial::biserial_correlation(means),
        Measure::ZBiserialCorrelation => {
            correlation::fisher_z_of(&point_biserial::biserial_correlation(means)?)
        }
        Measure::SmdToOddsRatio => {
            conversion::log_odds_ratio_of_means(means, ResponseDistribution::Logistic)
        }
        Measure::SmdToOddsRatioNormal => {
            conversion::log_odds_ratio_of_means(means, ResponseDistribution::Normal)
        }
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}

fn of_paired_means(
    measure: Measure,
    means: &PairedMeans,
    formulas: &Formulas,
) -> Result<StudyEffect, EffectSizeError> {
    let Formulas { smd, ratio, .. } = formulas;
    match measure {
        Measure::MeanChange => change::mean_change(means),
        Measure::StandardizedMeanChange => change::standardized_mean_change(means, smd),
        Measure::StandardizedMeanChangeRaw => change::standardized_mean_change_raw(means, smd),
        Measure::StandardizedMeanChangeRawHeteroscedastic => {
            change::standardized_mean_change_raw_heteroscedastic(means)
        }
        Measure::StandardizedMeanChangePooled => change::standardized_mean_change_pooled(means),
        Measure::StandardizedMeanChangePooledHeteroscedastic => {
            change::standardized_mean_change_pooled_heteroscedastic(means)
        }
        Measure::RatioOfMeansChange => {
            change_ratio::log_ratio_of_means_change(means, ratio.bias_correction)
        }
        Measure::VariationRatioChange => {
            change_ratio::log_variation_ratio_change(means, ratio.bias_correction)
        }
        Measure::VariabilityRatioChange => change_ratio::log_variability_ratio_change(means),
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}

fn of_proportion(measure: Measure, group: &Proportion) -> Result<StudyEffect, EffectSizeError> {
    match measure {
        Measure::Proportion => proportion::raw_proportion(group),
        Measure::LogProportion => proportion::log_proportion(group),
        Measure::LogitProportion => proportion::logit_proportion(group),
        Measure::ProbitProportion => proportion::probit_proportion(group),
        Measure::ArcsineProportion => proportion::arcsine_proportion(group),
        Measure::FreemanTukeyProportion => proportion::freeman_tukey_proportion(group),
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}

fn of_rate(measure: Measure, group: &Rate) -> Result<StudyEffect, EffectSizeError> {
    match measure {
        Measure::Rate => rate::raw_rate(group),
        Measure::LogRate => rate::log_rate(group),
        Measure::RootRate => rate::root_rate(group),
        Measure::FreemanTukeyRate => rate::freeman_tukey_rate(group),
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}

fn of_mean(measure: Measure, group: &GroupMean) -> Result<StudyEffect, EffectSizeError> {
    match measure {
        Measure::Mean => mean::raw_mean(group),
        Measure::LogMean => mean::log_mean(group),
        Measure::StandardizedMean => mean::standardized_mean(group),
        Measure::LogStandardDeviation => mean::log_standard_deviation(group),
        Measure::LogVariation => mean::log_variation(group),
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}

fn of_regression(
    measure: Measure,
    coefficient: &RegressionCoefficient,
    r_squared: Option<f64>,
) -> Result<StudyEffect, EffectSizeError> {
    let semipartial = || match r_squared {
        Some(r_squared) => partial_correlation::semipartial_correlation(coefficient, r_squared),
        None => Err(EffectSizeError::OtherData { measure }),
    };
    match measure {
        Measure::PartialCorrelation => partial_correlation::partial_correlation(coefficient),
        Measure::ZPartialCorrelation => {
            partial_correlation::fisher_z_partial_correlation(coefficient)
        }
        Measure::SemipartialCorrelation => semipartial(),
        Measure::ZSemipartialCorrelation => correlation::fisher_z_of(&semipartial()?),
        _ => Err(EffectSizeError::OtherData { measure }),
    }
}
