//! Properties that every effect size has, whatever the numbers.

use proptest::prelude::*;

use super::*;
use crate::{Measure, StudyEffect};

const TABLE: [Measure; 14] = [
    Measure::RiskRatio,
    Measure::OddsRatio,
    Measure::PetoOddsRatio,
    Measure::RiskDifference,
    Measure::ArcsineDifference,
    Measure::Phi,
    Measure::ZPhi,
    Measure::YuleQ,
    Measure::YuleY,
    Measure::TetrachoricCorrelation,
    Measure::ZTetrachoricCorrelation,
    Measure::ProbitDifference,
    Measure::OddsRatioToSmd,
    Measure::OddsRatioToSmdNormal,
];

const RATES: [Measure; 3] = [
    Measure::RateRatio,
    Measure::RateDifference,
    Measure::RootRateDifference,
];

/// Measures of two means that exchange their groups by a change of sign.
const MEANS: [Measure; 12] = [
    Measure::MeanDifference,
    Measure::StandardizedMeanDifference,
    Measure::HeteroscedasticSmd,
    Measure::RatioOfMeans,
    Measure::VariationRatio,
    Measure::VariabilityRatio,
    Measure::PointBiserialCorrelation,
    Measure::ZPointBiserialCorrelation,
    Measure::BiserialCorrelation,
    Measure::ZBiserialCorrelation,
    Measure::SmdToOddsRatio,
    Measure::SmdToOddsRatioNormal,
];

fn opposite(one: &StudyEffect, other: &StudyEffect) -> bool {
    let scale = one.effect().abs().max(1e-3);
    (one.effect() + other.effect()).abs() < 1e-8 * scale
        && (one.sampling_variance() / other.sampling_variance() - 1.0).abs() < 1e-8
}

fn same(one: &StudyEffect, other: &StudyEffect, factor: f64) -> bool {
    let scale = other.effect().abs().max(1e-3 * factor);
    (one.effect() * factor - other.effect()).abs() < 1e-10 * scale
        && (one.sampling_variance() * factor * factor / other.sampling_variance() - 1.0).abs()
            < 1e-10
}

fn means(numbers: [f64; 4], sizes: [u32; 2]) -> TwoMeans {
    TwoMeans {
        treated_mean: numbers[0],
        treated_sd: numbers[1],
        treated_total: f64::from(sizes[0]),
        control_mean: numbers[2],
        control_sd: numbers[3],
        control_total: f64::from(sizes[1]),
    }
}

fn awkward() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(1.0),
        Just(-1.0),
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(1e308),
        Just(1e-308),
        -10.0..10.0_f64,
        (0..50_u32).prop_map(f64::from),
    ]
}

proptest! {
    #[test]
    fn exchanging_the_groups_changes_the_sign(
        cells in prop::array::uniform4(1..500_u32),
        times in prop::array::uniform2(1.0..1e4_f64),
    ) {
        let [a, b, c, d] = cells.map(f64::from);
        let table = TwoByTwo::from_cells(a, b, c, d);
        for measure in TABLE {
            let effect = |table| effect_size(measure, &StudyData::TwoByTwo(table)).unwrap();
            prop_assert!(opposite(&effect(table), &effect(table.swapped())), "{measure}");
        }
        let rates = TwoRates {
            treated_events: a,
            treated_time: times[0],
            control_events: b,
            control_time: times[1],
        };
        let swapped = TwoRates {
            treated_events: b,
            treated_time: times[1],
            control_events: a,
            control_time: times[0],
        };
        for measure in RATES {
            let effect = |rates| effect_size(measure, &StudyData::TwoRates(rates)).unwrap();
            prop_assert!(opposite(&effect(rates), &effect(swapped)), "{measure}");
        }
    }

    #[test]
    fn exchanging_the_groups_of_means_changes_the_sign(
        numbers in prop::array::uniform4(0.1..100.0_f64),
        sizes in prop::array::uniform2(3..500_u32),
    ) {
        let means = means(numbers, sizes);
        for measure in MEANS {
            let effect = |means| effect_size(measure, &StudyData::TwoMeans(means));
            // A biserial correlation above 1 has no z.
            if let (Ok(one), Ok(other)) = (effect(means), effect(means.swapped())) {
                prop_assert!(opposite(&one, &other), "{measure} {one:?} {other:?}");
            }
        }
    }

    #[test]
    fn units_of_the_outcome_do_not_matter_where_they_should_not(
        numbers in prop::array::uniform4(0.1..100.0_f64),
        sizes in prop::array::uniform2(3..500_u32),
        unit in 1e-3..1e3_f64,
    ) {
        let one = means(numbers, sizes);
        let other = means(numbers.map(|number| number * unit), sizes);
        for measure in MEANS {
            let effect = |means| effect_size(measure, &StudyData::TwoMeans(means));
            let factor = if measure == Measure::MeanDifference { unit } else { 1.0 };
            if let (Ok(one), Ok(other)) = (effect(one), effect(other)) {
                prop_assert!(same(&one, &other, factor), "{measure} {one:?} {other:?}");
            }
        }
    }

    #[test]
    fn units_of_time_do_not_matter_to_a_rate_ratio(
        events in prop::array::uniform2(1..500_u32),
        times in prop::array::uniform2(1.0..1e4_f64),
        unit in 1e-3..1e3_f64,
    ) {
        let rates = |unit: f64| TwoRates {
            treated_events: f64::from(events[0]),
            treated_time: times[0] * unit,
            control_events: f64::from(events[1]),
            control_time: times[1] * unit,
        };
        let effect = |measure, unit| {
            effect_size(measure, &StudyData::TwoRates(rates(unit))).unwrap()
        };
        let ratio = |unit| effect(Measure::RateRatio, unit);
        prop_assert!(same(&ratio(1.0), &ratio(unit), 1.0));
        let difference = |unit| effect(Measure::RateDifference, unit);
        let (one, other) = (difference(1.0), difference(unit));
        let variance = one.sampling_variance() / (unit * unit);
        prop_assert!((other.sampling_variance() / variance - 1.0).abs() < 1e-10);
    }

    #[test]
    fn awkward_numbers_are_errors_not_panics(numbers in prop::array::uniform6(awkward())) {
        let [a, b, c, d, e, f] = numbers;
        let data = [
            StudyData::TwoByTwo(TwoByTwo {
                treated_events: a, treated_total: b, control_events: c, control_total: d,
            }),
            StudyData::TwoRates(TwoRates {
                treated_events: a, treated_time: b, control_events: c, control_time: d,
            }),
            StudyData::TwoMeans(TwoMeans {
                treated_mean: a, treated_sd: b, treated_total: c,
                control_mean: d, control_sd: e, control_total: f,
            }),
            StudyData::PairedMeans(PairedMeans {
                first_mean: a, first_sd: b, second_mean: c, second_sd: d, total: e, correlation: f,
            }),
            StudyData::Proportion(Proportion { events: a, total: b }),
            StudyData::Rate(Rate { events: a, time: b }),
            StudyData::GroupMean(GroupMean { mean: a, sd: b, total: c }),
            StudyData::Correlation(Correlation { correlation: a, total: b }),
            StudyData::RegressionCoefficient(
                RegressionCoefficient { t: a, total: b, predictors: c },
                Some(d),
            ),
            StudyData::Reliability(Reliability { alpha: a, items: b, total: c }),
        ];
        for study in &data {
            for &measure in Measure::ALL {
                if let Ok(effect) = effect_size(measure, study) {
                    prop_assert!(effect.effect().is_finite() && effect.sampling_variance() > 0.0);
                }
            }
        }
    }
}

#[test]
fn measures_of_other_data_are_refused() {
    let data = StudyData::Proportion(Proportion {
        events: 3.0,
        total: 10.0,
    });
    let measure = Measure::RiskRatio;
    assert_eq!(
        effect_size(measure, &data),
        Err(EffectSizeError::OtherData { measure })
    );
}
