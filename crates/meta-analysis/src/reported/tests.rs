//! Worked cases and properties of the derivation.

use proptest::prelude::*;

use super::*;
use crate::effect_size::TwoRates;
use crate::{ConfidenceLevel, Interval, Measure};

/// The 0.975 quantile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

fn contrast(measure: Measure, estimate: f64) -> ReportedContrast {
    ReportedContrast {
        estimate: Some(Printed::with_decimals(estimate, 2)),
        ..ReportedContrast::new(measure)
    }
}

fn interval(lower: f64, upper: f64) -> ReportedInterval {
    ReportedInterval {
        lower: Printed::with_decimals(lower, 2),
        upper: Printed::with_decimals(upper, 2),
        level: ConfidenceLevel::NINETY_FIVE,
    }
}

fn hazard_ratio(estimate: f64, lower: f64, upper: f64) -> ReportedContrast {
    ReportedContrast {
        interval: Some(interval(lower, upper)),
        ..contrast(Measure::HazardRatio, estimate)
    }
}

fn with_p(estimate: f64, p: ReportedP) -> ReportedContrast {
    ReportedContrast {
        p: Some(p),
        ..contrast(Measure::HazardRatio, estimate)
    }
}

fn close(actual: f64, expected: f64) {
    assert!(
        (actual - expected).abs() <= 1e-12 * expected.abs(),
        "{actual} is not {expected}"
    );
}

#[test]
fn an_interval_gives_the_standard_error_and_its_range() {
    let derived = derive_effect(&hazard_ratio(0.38, 0.16, 0.88)).unwrap();
    close(derived.effect.effect(), 0.38_f64.ln());
    close(
        derived.effect.standard_error(),
        (0.88_f64 / 0.16).ln() / (2.0 * Z),
    );
    close(
        derived.standard_error_range.lower,
        (0.875_f64 / 0.165).ln() / (2.0 * Z),
    );
    close(
        derived.standard_error_range.upper,
        (0.885_f64 / 0.155).ln() / (2.0 * Z),
    );
    assert_eq!(
        derived.error_route,
        ErrorRoute::Interval {
            level: ConfidenceLevel::NINETY_FIVE
        }
    );
    assert!(!derived.conservative);
}

#[test]
fn a_printed_standard_error_comes_after_the_interval_and_before_p() {
    let mut reported = with_p(0.38, ReportedP::Exactly(Printed::with_decimals(0.018, 3)));
    reported.standard_error = Some(Printed::with_decimals(0.43, 2));
    let derived = derive_effect(&reported).unwrap();
    close(derived.effect.standard_error(), 0.43);
    close(derived.standard_error_range.lower, 0.425);
    close(derived.standard_error_range.upper, 0.435);
    assert_eq!(derived.error_route, ErrorRoute::Reported);

    reported.interval = Some(interval(0.16, 0.88));
    let route = derive_effect(&reported).unwrap().error_route;
    assert!(matches!(route, ErrorRoute::Interval { .. }));

    // 0.00 only says that it is small: p decides. A bare 0 or a negative one is wrong.
    reported.interval = None;
    reported.standard_error = Some(Printed::with_decimals(0.0, 2));
    let route = derive_effect(&reported).unwrap().error_route;
    assert_eq!(route, ErrorRoute::ExactP { p: 0.018 });
    for value in [0.0, -0.2, f64::NAN] {
        reported.standard_error = Some(Printed::exact(value));
        let refused = derive_effect(&reported).unwrap_err();
        assert!(matches!(
            refused,
            DerivationError::StandardErrorNotPositive { .. }
        ));
    }
}

#[test]
fn a_99_per_cent_interval_is_read_at_its_own_level() {
    // OPTIMUM: rate ratio 0.695, 99 % interval 0.536 to 0.902; z(0.995) = 2.5758293035489004.
    let mut reported = contrast(Measure::RateRatio, 0.695);
    let level = ConfidenceLevel::new(0.99).unwrap();
    reported.interval = Some(ReportedInterval {
        level,
        ..interval(0.536, 0.902)
    });
    let derived = derive_effect(&reported).unwrap();
    let expected = (0.902_f64 / 0.536).ln() / (2.0 * 2.575_829_303_548_900_4);
    close(derived.effect.standard_error(), expected);
}

#[test]
fn differences_stay_on_their_scale() {
    let mut reported = contrast(Measure::MeanDifference, -7.89);
    reported.interval = Some(interval(-14.52, -1.26));
    let derived = derive_effect(&reported).unwrap();
    assert_eq!(derived.effect.effect(), -7.89);
    close(derived.effect.standard_error(), 13.26 / (2.0 * Z));
}

#[test]
fn a_reduction_is_one_minus_a_ratio_and_its_limits_swap() {
    let mut reported = ReportedContrast::new(Measure::RateRatio);
    reported.reduction_percent = Some(Printed::with_decimals(50.5, 1));
    let one_decimal = |value| Printed::with_decimals(value, 1);
    reported.reduction_interval = Some(ReportedInterval {
        lower: one_decimal(34.6),
        upper: one_decimal(62.6),
        level: ConfidenceLevel::NINETY_FIVE,
    });
    let derived = derive_effect(&reported).unwrap();
    assert_eq!(derived.estimate_route, EstimateRoute::PercentReduction);
    close(derived.effect.effect(), 0.495_f64.ln());
    close(
        derived.effect.standard_error(),
        (0.654_f64 / 0.374).ln() / (2.0 * Z),
    );
    close(
        derived.standard_error_range.upper,
        (0.6545_f64 / 0.3735).ln() / (2.0 * Z),
    );

    reported.measure = Measure::MeanDifference;
    assert!(matches!(
        derive_effect(&reported),
        Err(DerivationError::ReductionOfDifference { .. })
    ));
}

#[test]
fn no_ratio_is_zero_or_negative() {
    for ratio in [0.0, -0.5] {
        let result = derive_effect(&hazard_ratio(ratio, 0.2, 0.8));
        assert_eq!(
            result,
            Err(DerivationError::NotPositiveRatio { value: ratio })
        );
    }
    for reduction in [100.0, 120.0] {
        let mut reported = ReportedContrast::new(Measure::RateRatio);
        reported.reduction_percent = Some(Printed::with_decimals(reduction, 0));
        reported.p = Some(ReportedP::Exactly(Printed::with_decimals(0.01, 2)));
        let result = derive_effect(&reported);
        assert!(matches!(
            result,
            Err(DerivationError::NotPositiveRatio { .. })
        ));
    }
    let result = derive_effect(&hazard_ratio(0.5, -0.1, 0.8));
    assert_eq!(
        result,
        Err(DerivationError::NotPositiveRatio { value: -0.1 })
    );
}

#[test]
fn a_lower_limit_printed_as_zero_leaves_the_upper_half() {
    let derived = derive_effect(&hazard_ratio(0.04, 0.0, 0.31)).unwrap();
    assert_eq!(
        derived.error_route,
        ErrorRoute::UpperLimit {
            level: ConfidenceLevel::NINETY_FIVE
        }
    );
    close(derived.effect.standard_error(), (0.31_f64 / 0.04).ln() / Z);
    close(
        derived.standard_error_range.lower,
        (0.305_f64 / 0.045).ln() / Z,
    );
    close(
        derived.standard_error_range.upper,
        (0.315_f64 / 0.035).ln() / Z,
    );

    let mut exact = hazard_ratio(0.04, 0.0, 0.31);
    exact.interval = Some(ReportedInterval {
        lower: Printed::exact(0.0),
        ..interval(0.0, 0.31)
    });
    assert_eq!(
        derive_effect(&exact),
        Err(DerivationError::NotPositiveRatio { value: 0.0 })
    );

    let above = derive_effect(&hazard_ratio(0.4, 0.0, 0.31));
    assert!(matches!(
        above,
        Err(DerivationError::UpperLimitBelowEstimate { .. })
    ));
}

#[test]
fn an_interval_without_width_is_refused() {
    for (lower, upper) in [(0.5, 0.5), (0.8, 0.2)] {
        let result = derive_effect(&hazard_ratio(0.5, lower, upper));
        assert_eq!(
            result,
            Err(DerivationError::IntervalWithoutWidth { lower, upper })
        );
    }
}

#[test]
fn an_exact_p_gives_the_standard_error() {
    let p = Printed::with_decimals(0.05, 2);
    let derived = derive_effect(&with_p(0.69, ReportedP::Exactly(p))).unwrap();
    close(derived.effect.standard_error(), -(0.69_f64.ln()) / Z);
    assert_eq!(derived.error_route, ErrorRoute::ExactP { p: 0.05 });
    // z(0.045) = 2.004654461765096, z(0.055) = 1.918876226216576 (R 4.2.2, qnorm(1 - p / 2)).
    close(
        derived.standard_error_range.lower,
        -(0.695_f64.ln()) / 2.004_654_461_765_096,
    );
    close(
        derived.standard_error_range.upper,
        -(0.685_f64.ln()) / 1.918_876_226_216_576,
    );
}

#[test]
fn p_of_zero_is_a_bound_and_p_of_one_says_nothing() {
    let printed = ReportedP::Exactly(Printed::with_decimals(0.0, 3));
    let derived = derive_effect(&with_p(0.5, printed)).unwrap();
    assert_eq!(derived.error_route, ErrorRoute::PBound { p: 0.0005 });
    assert!(derived.conservative);
    for p in [0.0, 1.0] {
        let result = derive_effect(&with_p(0.5, ReportedP::Exactly(Printed::exact(p))));
        assert_eq!(result, Err(DerivationError::PWithoutInformation { p }));
    }
    for p in [-0.1, 1.2] {
        let result = derive_effect(&with_p(0.5, ReportedP::Exactly(Printed::exact(p))));
        assert_eq!(result, Err(DerivationError::PNotValid { p }));
    }
}

#[test]
fn a_p_bound_gives_the_largest_standard_error() {
    let bound = ReportedP::Below(Printed::with_decimals(0.001, 3));
    let derived = derive_effect(&with_p(0.5, bound)).unwrap();
    // z(0.001) = 3.290526731491926 (R 4.2.2, qnorm(0.9995)).
    close(
        derived.effect.standard_error(),
        2.0_f64.ln() / 3.290_526_731_491_926,
    );
    assert!(derived.conservative);
    assert_eq!(derived.standard_error_range.lower, 0.0);
    assert!(derived.standard_error_range.upper > derived.effect.standard_error());

    let above = ReportedP::Above(Printed::with_decimals(0.05, 2));
    let result = derive_effect(&with_p(0.9, above));
    assert_eq!(
        result,
        Err(DerivationError::PAboveBoundUnusable { p: 0.05 })
    );
}

#[test]
fn an_estimate_of_no_effect_needs_more_than_p() {
    let p = ReportedP::Exactly(Printed::with_decimals(0.9, 1));
    assert_eq!(
        derive_effect(&with_p(1.0, p)),
        Err(DerivationError::NullEffectWithP { p: 0.9 })
    );
    assert!(
        derive_effect(&ReportedContrast {
            p: Some(p),
            ..hazard_ratio(1.0, 0.7, 1.4)
        })
        .is_ok()
    );
}

#[test]
fn rates_come_after_the_exact_p_and_before_the_bound() {
    // AFFIRM, first year: 157 relapses in 652.6 patient-years against 224 in 320.1.
    let rates = TwoRates {
        treated_events: 157.0,
        treated_time: 652.6,
        control_events: 224.0,
        control_time: 320.1,
    };
    let mut reported = ReportedContrast::new(Measure::RateRatio);
    reported.rates = Some(rates);
    reported.p = Some(ReportedP::Below(Printed::with_decimals(0.001, 3)));
    let derived = derive_effect(&reported).unwrap();
    close(
        derived.effect.effect(),
        (157.0_f64 / 652.6 / (224.0 / 320.1)).ln(),
    );
    close(
        derived.effect.sampling_variance(),
        1.0 / 157.0 + 1.0 / 224.0,
    );
    assert_eq!(derived.estimate_route, EstimateRoute::Rates);
    assert_eq!(derived.error_route, ErrorRoute::Rates);

    reported.p = Some(ReportedP::Exactly(Printed::with_decimals(0.01, 2)));
    let derived = derive_effect(&reported).unwrap();
    assert_eq!(derived.error_route, ErrorRoute::ExactP { p: 0.01 });

    reported.measure = Measure::HazardRatio;
    assert_eq!(derive_effect(&reported), Err(DerivationError::NoEstimate));
}

#[test]
fn an_estimate_alone_has_no_standard_error() {
    let result = derive_effect(&contrast(Measure::HazardRatio, 0.5));
    assert_eq!(result, Err(DerivationError::NoStandardError));
    let result = derive_effect(&ReportedContrast::new(Measure::HazardRatio));
    assert_eq!(result, Err(DerivationError::NoEstimate));
}

proptest! {
    #[test]
    fn the_standard_error_lies_in_its_range(
        effect in -3.0..3.0_f64,
        standard_error in 0.01..2.0_f64,
        decimals in 1..5_u8,
    ) {
        let unit = 10_f64.powi(i32::from(decimals));
        let print = |value: f64| Printed::with_decimals((value.exp() * unit).round() / unit, decimals);
        let reported = ReportedContrast {
            estimate: Some(print(effect)),
            interval: Some(ReportedInterval {
                lower: print(effect - Z * standard_error),
                upper: print(effect + Z * standard_error),
                level: ConfidenceLevel::NINETY_FIVE,
            }),
            ..ReportedContrast::new(Measure::HazardRatio)
        };
        if let Ok(derived) = derive_effect(&reported) {
            let Interval { lower, upper } = derived.standard_error_range;
            prop_assert!(lower <= derived.effect.standard_error());
            prop_assert!(derived.effect.standard_error() <= upper);
            // The number meant is among those that print so.
            prop_assert!(lower * (1.0 - 1e-12) <= standard_error);
            prop_assert!(standard_error <= upper * (1.0 + 1e-12));
        }
    }

    #[test]
    fn inverting_the_ratio_flips_the_sign(
        effect in -3.0..3.0_f64,
        standard_error in 0.01..2.0_f64,
    ) {
        let exact = |sign: f64| {
            let limit = |z: f64| Printed::exact((sign * (effect + z * standard_error)).exp());
            let (low, high) = (limit(-sign * Z), limit(sign * Z));
            derive_effect(&ReportedContrast {
                estimate: Some(limit(0.0)),
                interval: Some(ReportedInterval {
                    lower: low,
                    upper: high,
                    level: ConfidenceLevel::NINETY_FIVE,
                }),
                ..ReportedContrast::new(Measure::HazardRatio)
            })
        };
        let (one, other) = (exact(1.0).unwrap().effect, exact(-1.0).unwrap().effect);
        prop_assert!((one.effect() + other.effect()).abs() < 1e-12);
        prop_assert!((one.standard_error() - other.standard_error()).abs() < 1e-12);
    }

    #[test]
    fn nothing_printed_makes_it_panic(
        numbers in prop::collection::vec(
            prop_oneof![Just(0.0), Just(f64::NAN), Just(f64::INFINITY), Just(1.0), -5.0..5.0_f64, 0.0..1e-300_f64],
            4,
        ),
        half_unit in prop_oneof![Just(0.0), Just(0.005), Just(0.5), Just(f64::NAN)],
        kind in 0..4,
    ) {
        let printed = |index: usize| Printed { value: numbers[index], half_unit };
        for measure in [Measure::HazardRatio, Measure::MeanDifference, Measure::ZCorrelation] {
            let mut reported = ReportedContrast::new(measure);
            reported.estimate = (kind != 3).then(|| printed(0));
            reported.reduction_percent = Some(printed(3));
            reported.standard_error = (kind == 2).then(|| printed(2));
            if kind == 0 {
                reported.interval = Some(ReportedInterval {
                    lower: printed(1),
                    upper: printed(2),
                    level: ConfidenceLevel::NINETY_FIVE,
                });
            }
            reported.p = Some(match kind {
                1 => ReportedP::Below(printed(1)),
                2 => ReportedP::Above(printed(1)),
                _ => ReportedP::Exactly(printed(1)),
            });
            if let Ok(derived) = derive_effect(&reported) {
                prop_assert!(derived.effect.standard_error() > 0.0);
                prop_assert!(derived.standard_error_range.lower >= 0.0 || half_unit.is_nan());
            }
        }
    }
}
