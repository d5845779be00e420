//! Which formula of a measure computes effects and their variances, where the literature has several.

use super::dispatch::{Formulas, StudyData, effect_with};
use super::{
    BiasCorrection, Correlation, CorrelationVariance, EffectSizeError, RatioOfMeansOptions,
    RatioOfMeansVariance, RiskVariance, SmdOptions, SmdVariance, TwoByTwo, TwoMeans,
    average_correlation, average_risks, average_smd, average_variations,
};
use crate::{Measure, StudyEffect};

/// An estimate of the sampling variance, by its place among those of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
#[doc(alias = "vtype")]
pub enum VarianceType {
    /// The large-sample formula at the study's own effect.
    #[default]
    #[doc(alias = "LS")]
    LargeSample,
    /// The other large-sample formula: [`SmdVariance::LargeSampleScaled`], [`RatioOfMeansVariance::SecondOrder`].
    #[doc(alias = "LS2")]
    SecondLargeSample,
    /// The unbiased estimate.
    #[doc(alias = "UB")]
    Unbiased,
    /// Under equal variances in both groups.
    #[doc(alias = "HO")]
    EqualVariances,
    /// The large-sample formula at the average of all studies.
    #[doc(alias = "AV")]
    Average,
    /// The same, with one average of both groups.
    #[doc(alias = "AVHO")]
    AverageOfGroups,
}

impl VarianceType {
    /// Those that exist for some measure.
    pub const ALL: [Self; 6] = [
        Self::LargeSample,
        Self::SecondLargeSample,
        Self::Unbiased,
        Self::EqualVariances,
        Self::Average,
        Self::AverageOfGroups,
    ];

    /// Those that a measure has, the default first; empty where it has one formula only.
    pub fn of_measure(measure: Measure) -> &'static [Self] {
        use Measure as M;
        match measure {
            M::RiskRatio | M::OddsRatio | M::Correlation => &[Self::LargeSample, Self::Average],
            M::RiskDifference | M::CorrelationUnbiased => {
                &[Self::LargeSample, Self::Unbiased, Self::Average]
            }
            M::MeanDifference => &[Self::LargeSample, Self::EqualVariances],
            M::StandardizedMeanDifference | M::GlassDelta => &[
                Self::LargeSample,
                Self::SecondLargeSample,
                Self::Unbiased,
                Self::Average,
            ],
            M::StandardizedMeanChange | M::StandardizedMeanChangeRaw => {
                &[Self::LargeSample, Self::SecondLargeSample, Self::Unbiased]
            }
            M::RatioOfMeans => &[
                Self::LargeSample,
                Self::SecondLargeSample,
                Self::EqualVariances,
                Self::Average,
                Self::AverageOfGroups,
            ],
            _ => &[],
        }
    }

    /// metafor's name: `LS`, `LS2`, `UB`, `HO`, `AV` or `AVHO`.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::LargeSample => "LS",
            Self::SecondLargeSample => "LS2",
            Self::Unbiased => "UB",
            Self::EqualVariances => "HO",
            Self::Average => "AV",
            Self::AverageOfGroups => "AVHO",
        }
    }

    /// The one of a short name.
    pub fn from_short_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|known| known.short_name() == name)
    }
}

impl BiasCorrection {
    /// Those that a measure has, the default first; empty where there is no choice.
    ///
    /// Those of log ratios of means and spreads are terms of a series, hence approximate.
    pub fn of_measure(measure: Measure) -> &'static [Self] {
        use Measure as M;
        match measure {
            M::StandardizedMeanDifference
            | M::GlassDelta
            | M::StandardizedMeanChange
            | M::StandardizedMeanChangeRaw => &[Self::Exact, Self::Approximate, Self::None],
            M::RatioOfMeans
            | M::VariationRatio
            | M::VariabilityRatio
            | M::RatioOfMeansChange
            | M::VariationRatioChange => &[Self::Approximate, Self::None],
            _ => &[],
        }
    }
}

/// How the effects of a measure and their variances are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectSizeOptions {
    /// The estimate of the sampling variance, one of [`VarianceType::of_measure`]; the default where there is none.
    pub variance: VarianceType,
    /// The correction of the small-sample bias, one of [`BiasCorrection::of_measure`]; the default where there is none.
    pub correction: BiasCorrection,
}

impl EffectSizeOptions {
    /// The defaults of a measure, those of [`effect_size`](super::effect_size).
    pub fn for_measure(measure: Measure) -> Self {
        let corrections = BiasCorrection::of_measure(measure);
        Self {
            variance: VarianceType::default(),
            correction: corrections.first().copied().unwrap_or_default(),
        }
    }

    fn are_of(self, measure: Measure) -> bool {
        let default = Self::for_measure(measure);
        let variances = VarianceType::of_measure(measure);
        let corrections = BiasCorrection::of_measure(measure);
        (self.variance == default.variance || variances.contains(&self.variance))
            && (self.correction == default.correction || corrections.contains(&self.correction))
    }
}

/// The effects of all studies of a synthesis, with a choice of formula.
///
/// The averages of [`VarianceType::Average`] are those of the studies given, weighted by participants: the risks of
/// all tables; the effects, coefficients of variation or correlations of the studies that have an estimate.
///
/// # Returns
/// One result a study, in the order given.
/// # Errors
/// For each study: [`EffectSizeError::OtherOptions`] if the measure has no such formula; else as
/// [`effect_size`](super::effect_size).
/// # Agrees with
/// metafor `escalc(measure, vtype, correct)` to 1e-10 (tests/oracle_effects.rs), version 5.0; 3.8 takes `vtype = "AV"`
/// of RR and OR without a word and gives `LS`.
#[doc(alias = "escalc")]
pub fn effect_sizes(
    measure: Measure,
    studies: &[StudyData],
    options: EffectSizeOptions,
) -> Vec<Result<StudyEffect, EffectSizeError>> {
    let formulas = if options.are_of(measure) {
        formulas(measure, studies, options).ok_or(EffectSizeError::NoEvents)
    } else {
        Err(EffectSizeError::OtherOptions { measure })
    };
    let effects = studies
        .iter()
        .map(|study| effect_with(measure, study, &formulas?));
    effects.collect()
}

/// The options in the words of each family of measures; `None` where there is nothing to average.
fn formulas(
    measure: Measure,
    studies: &[StudyData],
    options: EffectSizeOptions,
) -> Option<Formulas> {
    let correction = options.correction;
    let is_corrected = correction != BiasCorrection::None;
    let own = Formulas {
        smd: SmdOptions {
            correction,
            ..SmdOptions::default()
        },
        ratio: RatioOfMeansOptions {
            bias_correction: is_corrected,
            ..RatioOfMeansOptions::default()
        },
        ..Formulas::default()
    };
    let mut formulas = own;
    match options.variance {
        VarianceType::LargeSample => {}
        VarianceType::SecondLargeSample => {
            formulas.smd.variance = SmdVariance::LargeSampleScaled;
            formulas.ratio.variance = RatioOfMeansVariance::SecondOrder;
        }
        VarianceType::Unbiased => {
            formulas.risk = RiskVariance::Unbiased;
            formulas.smd.variance = SmdVariance::Unbiased;
            formulas.correlation = CorrelationVariance::Unbiased;
        }
        VarianceType::EqualVariances => {
            formulas.equal_variances = true;
            formulas.ratio.variance = RatioOfMeansVariance::EqualVariances;
        }
        VarianceType::Average | VarianceType::AverageOfGroups => {
            let is_common = options.variance == VarianceType::AverageOfGroups;
            average(measure, studies, &own, is_common, &mut formulas)?;
        }
    }
    Some(formulas)
}

/// Sets the average of the studies that `own` formulas take.
fn average(
    measure: Measure,
    studies: &[StudyData],
    own: &Formulas,
    is_common: bool,
    formulas: &mut Formulas,
) -> Option<()> {
    let (mut tables, mut means): (Vec<TwoByTwo>, Vec<TwoMeans>) = (Vec::new(), Vec::new());
    let (mut differences, mut correlations) = (Vec::new(), Vec::new());
    for study in studies {
        let effect = effect_with(measure, study, own).map(|effect| effect.effect());
        match (study, effect) {
            (StudyData::TwoByTwo(table), _) if table.check().is_ok() => tables.push(*table),
            (StudyData::TwoMeans(study), Ok(effect)) => {
                means.push(*study);
                differences.push((effect, study.treated_total + study.control_total));
            }
            (StudyData::Correlation(study), Ok(correlation)) => correlations.push(Correlation {
                correlation,
                ..*study
            }),
            _ => {}
        }
    }
    match measure {
        Measure::RatioOfMeans => formulas.ratio.variance = average_variations(&means, is_common)?,
        Measure::StandardizedMeanDifference | Measure::GlassDelta => {
            formulas.smd.variance = average_smd(&differences)?;
        }
        Measure::Correlation | Measure::CorrelationUnbiased => {
            formulas.correlation = average_correlation(&correlations)?;
        }
        _ => formulas.risk = average_risks(&tables)?,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_formulas_are_refused() {
        let study = StudyData::TwoByTwo(TwoByTwo::from_cells(3.0, 7.0, 5.0, 5.0));
        let options = EffectSizeOptions {
            variance: VarianceType::Unbiased,
            ..EffectSizeOptions::for_measure(Measure::RiskRatio)
        };
        let measure = Measure::RiskRatio;
        assert_eq!(
            effect_sizes(measure, &[study], options),
            [Err(EffectSizeError::OtherOptions { measure })]
        );
    }

    #[test]
    fn the_average_is_of_the_studies_that_have_an_estimate() {
        // The second study has no spread; the average is the effect of the first, so that its variance is unchanged.
        let study = |sd: f64| {
            StudyData::TwoMeans(TwoMeans {
                treated_mean: 1.0,
                treated_sd: sd,
                treated_total: 10.0,
                control_mean: 0.0,
                control_sd: sd,
                control_total: 12.0,
            })
        };
        let measure = Measure::StandardizedMeanDifference;
        let of = |variance| {
            let options = EffectSizeOptions {
                variance,
                ..EffectSizeOptions::for_measure(measure)
            };
            effect_sizes(measure, &[study(2.0), study(0.0)], options)
        };
        let (own, average) = (of(VarianceType::LargeSample), of(VarianceType::Average));
        assert_eq!(own[0], average[0]);
        assert!(own[0].is_ok() && average[1].is_err());
    }
}
