//! Charts of whatever numbers and names: drawn well, or refused for want of numbers.

use super::*;
use proptest::prelude::*;
use trialpool_review::findings::Scale;

/// Any number that a computation may give, most of them plain.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -3.0..3.0,
        1 => prop::num::f64::ANY,
        1 => prop_oneof![Just(0.0), Just(1e-300), Just(f64::MAX), Just(f64::MIN), Just(f64::NAN)],
    ]
}

fn any_study() -> impl Strategy<Value = bubble::Study> {
    (
        "[\\PC--⟦]{0,70}",
        any_number(),
        prop::option::of(any_number()),
    )
        .prop_map(|(label, effect, weight)| bubble::Study {
            label,
            effect,
            weight,
        })
}

fn any_scale() -> impl Strategy<Value = Scale> {
    prop_oneof![
        Just(Scale::Identity),
        Just(Scale::Log),
        Just(Scale::Logit),
        Just(Scale::FreemanTukey),
        Just(Scale::SquareRoot)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bubbles_are_drawn_well(
        scale in any_scale(),
        null in prop::option::of(any_number()),
        studies in prop::collection::vec((any_number(), any_study()), 1..45),
        expected in prop::collection::vec(prop::array::uniform6(any_number()), 0..6),
    ) {
        let input = bubble::Bubble {
            scale,
            null,
            content: bubble::Content::Continuous {
                points: studies
                    .iter()
                    .map(|(moderator, study)| bubble::Point {
                        moderator: *moderator,
                        study: study.clone(),
                    })
                    .collect(),
                expected: expected
                    .into_iter()
                    .map(|[moderator, effect, a, b, c, d]| bubble::Expected {
                        moderator,
                        effect,
                        confidence: [a, b],
                        prediction: Some([c, d]),
                    })
                    .collect(),
            },
            ..samples::bubble(Language::French)
        };
        let drawn = studies
            .iter()
            .filter(|(moderator, study)| !moderator.is_nan() && !study.effect.is_nan())
            .count();
        match bubble::draw(&input) {
            Ok(chart) => {
                assert_drawn_well(&chart);
                prop_assert_eq!(marks(&chart.wide), drawn);
                prop_assert_eq!(marks(&chart.compact), drawn);
            }
            Err(error) => {
                prop_assert_eq!(error, ChartError::Nothing);
                prop_assert_eq!(drawn, 0);
            }
        }
    }

    #[test]
    fn any_strips_are_drawn_well(
        scale in any_scale(),
        groups in prop::collection::vec(
            ("[\\PC--⟦]{0,70}", prop::collection::vec(any_study(), 0..20), prop::array::uniform5(any_number())),
            1..4,
        ),
    ) {
        let input = bubble::Bubble {
            scale,
            content: bubble::Content::Factor {
                groups: groups
                    .into_iter()
                    .map(|(label, studies, [effect, a, b, c, d])| bubble::Group {
                        label,
                        studies,
                        estimate: Some(bubble::Estimate {
                            effect,
                            confidence: [a, b],
                            prediction: Some([c, d]),
                        }),
                    })
                    .collect(),
            },
            ..samples::bubble(Language::English)
        };
        if let Ok(chart) = bubble::draw(&input) {
            assert_drawn_well(&chart);
        }
    }

    #[test]
    fn any_baujat_plot_is_drawn_well(
        studies in prop::collection::vec(("[\\PC--⟦]{0,70}", any_number(), any_number()), 1..45),
    ) {
        let input = baujat::Baujat {
            studies: studies
                .into_iter()
                .map(|(label, contribution, influence)| baujat::Study {
                    label,
                    contribution,
                    influence,
                })
                .collect(),
            ..samples::baujat(Language::English)
        };
        if let Ok(chart) = baujat::draw(&input) {
            assert_drawn_well(&chart);
        }
    }

    #[test]
    fn any_influences_are_drawn_well(
        count in 1..30_usize,
        labels in prop::collection::vec("[\\PC--⟦]{0,70}", 30),
        values in prop::collection::vec(prop::collection::vec(any_number(), 30), 8),
    ) {
        let mut input = samples::influence(Language::French);
        input.studies = labels
            .into_iter()
            .take(count)
            .map(|label| influence::Study {
                label,
                influential: count % 3 == 0,
            })
            .collect();
        for (panel, values) in input.panels.iter_mut().zip(values) {
            panel.values = values;
        }
        if let Ok(chart) = influence::draw(&input) {
            assert_drawn_well(&chart);
        }
    }

    #[test]
    fn any_profile_is_drawn_well(
        curve in prop::collection::vec((any_number(), any_number()), 2..30),
        maximum in (any_number(), any_number()),
        interval in prop::option::of((any_number(), any_number(), any_number())),
    ) {
        let at = |(tau2, log_likelihood)| tau2_profile::Likelihood { tau2, log_likelihood };
        let input = tau2_profile::Tau2Profile {
            curve: curve.into_iter().map(at).collect(),
            maximum: at(maximum),
            interval: interval.map(|(cut_off, lower, upper)| tau2_profile::Interval {
                level: 0.95,
                cut_off,
                limits: [Some(lower), Some(upper)],
            }),
            ..samples::profile(Language::English)
        };
        if let Ok(chart) = tau2_profile::draw(&input) {
            assert_drawn_well(&chart);
        }
    }
}
