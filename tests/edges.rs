//! What every method does at the edges: few, equal and very unequal studies, no events, very many studies.
//!
//! Inverse-variance pooling has its own edges in the properties of its crate; here stand the methods around it.

use trialpool_meta_analysis::effect_size::{TwoByTwo, TwoRates};
use trialpool_meta_analysis::influence::influence;
use trialpool_meta_analysis::mantel_haenszel::{
    incidence_rate_difference_pooled, incidence_rate_ratio, odds_ratio, risk_difference_pooled,
    risk_ratio,
};
use trialpool_meta_analysis::meta_regression::{Design, regress};
use trialpool_meta_analysis::permutation::{Permutations, permutation_test};
use trialpool_meta_analysis::shrinkage::shrink;
use trialpool_meta_analysis::{
    ConfidenceLevel, FitError, PoolingOptions, StratifiedOptions, StudyEffect,
    VarianceIntervalMethod, VarianceSharing, few_studies_panel, generalised_q_interval,
    henmi_copas, inverse_variance_heterogeneity, kenward_roger, peto_odds_ratio, pool_subgroups,
    residual_variance_interval, variance_interval,
};

const LEVEL: ConfidenceLevel = ConfidenceLevel::NINETY_FIVE;

const METHODS: [VarianceIntervalMethod; 6] = [
    VarianceIntervalMethod::QProfile,
    VarianceIntervalMethod::ProfileLikelihood,
    VarianceIntervalMethod::RestrictedProfileLikelihood,
    VarianceIntervalMethod::BiggerstaffTweedie,
    VarianceIntervalMethod::BiggerstaffJackson,
    VarianceIntervalMethod::Jackson,
];

fn studies(pairs: &[(f64, f64)]) -> Vec<StudyEffect> {
    pairs
        .iter()
        .map(|&(effect, variance)| StudyEffect::from_variance(effect, variance).expect("an effect"))
        .collect()
}

/// A fixed spread of effects with variances between 0.01 and 1.
fn many(count: u32) -> Vec<StudyEffect> {
    (0..count)
        .map(|i| {
            let effect = f64::from(i * 7 % 11) / 5.0;
            let variance = 10f64.powf(f64::from(i * 3 % 8) / 4.0 - 2.0);
            StudyEffect::from_variance(effect, variance).expect("an effect")
        })
        .collect()
}

#[test]
fn intervals_of_tau2_are_ordered_and_finite() {
    let sets = [
        studies(&[(0.1, 0.2), (0.9, 0.05)]),
        studies(&[(0.3, 0.02), (0.3, 0.5), (0.3, 1e-6)]),
        // Sixteen decades.
        studies(&[
            (0.1, 1e-8),
            (0.4, 1e-4),
            (-0.3, 0.1),
            (2.0, 1e4),
            (-9e3, 1e8),
        ]),
        many(400),
    ];
    for set in &sets {
        for method in METHODS {
            let interval = variance_interval(set, method, LEVEL).expect("an interval");
            let ends = interval.variance;
            assert!(
                0.0 <= ends.lower && ends.lower <= ends.upper,
                "{method:?} {ends:?}"
            );
            assert!(interval.i_squared.lower >= 0.0 && interval.i_squared.upper <= 1.0);
            // Two studies let a likelihood stay high for ever; other upper limits are finite.
            let likelihood = matches!(
                method,
                VarianceIntervalMethod::ProfileLikelihood
                    | VarianceIntervalMethod::RestrictedProfileLikelihood
            );
            assert!(likelihood || ends.upper.is_finite(), "{method:?} {ends:?}");
        }
    }
    // Effects that do not differ at all leave tau2 = 0 alone to the methods that invert Q.
    for method in METHODS {
        let upper = variance_interval(&sets[1], method, LEVEL).expect("an interval");
        let inverts_q = !matches!(
            method,
            VarianceIntervalMethod::ProfileLikelihood
                | VarianceIntervalMethod::RestrictedProfileLikelihood
        );
        assert_eq!(upper.variance.upper == 0.0, inverts_q, "{method:?}");
    }
}

/// Linear in the number of studies; inverting the exact distribution takes some twenty passes of a hundred points.
#[test]
fn intervals_of_tau2_from_very_many_studies() {
    let (few, very_many) = (many(8 * 11), many(100_000));
    for method in [
        VarianceIntervalMethod::QProfile,
        VarianceIntervalMethod::RestrictedProfileLikelihood,
        VarianceIntervalMethod::BiggerstaffTweedie,
    ] {
        let width = |set: &[StudyEffect]| {
            let interval = variance_interval(set, method, LEVEL).expect("an interval");
            interval.variance.width()
        };
        // The width falls about with the square root of the number of studies.
        let ratio = width(&few) / width(&very_many);
        assert!((20.0..80.0).contains(&ratio), "{method:?} {ratio}");
    }
}

#[test]
fn fewer_studies_than_a_method_needs() {
    let options = PoolingOptions::default();
    for count in [0, 1] {
        let set = many(count);
        let too_few = FitError::TooFewStudies {
            given: set.len(),
            needed: 2,
        };
        for method in METHODS {
            assert_eq!(variance_interval(&set, method, LEVEL), Err(too_few.clone()));
        }
        assert!(henmi_copas(&set, LEVEL).is_err());
        assert!(few_studies_panel(&set, &options).is_err());
        assert_eq!(kenward_roger(&set, &options).is_ok(), count == 1);
        assert_eq!(
            inverse_variance_heterogeneity(&set, &options).is_ok(),
            count == 1
        );
        let design = Design::with_intercept(set.len());
        assert_eq!(regress(&set, &design, &options).is_ok(), count == 1);
        assert_eq!(influence(&set, &design, &options).is_ok(), count == 1);
        let weights = vec![1.0; set.len()];
        assert!(generalised_q_interval(&set, &design, &weights, LEVEL).is_err());
    }
}

/// As many coefficients as studies: a fit without heterogeneity, and nothing that needs residuals.
#[test]
fn as_many_coefficients_as_studies() {
    let set = many(3);
    let design = Design::with_intercept(3)
        .and("x", vec![0.0, 1.0, 3.0])
        .and("x^2", vec![0.0, 1.0, 9.0]);
    let options = PoolingOptions::default();
    let fit = regress(&set, &design, &options).expect("a fit");
    assert_eq!(fit.between_study, None);
    assert!(fit.heterogeneity.cochran_q.abs() < 1e-20);
    let row = &design.rows()[1];
    let predicted = fit.predict(row).expect("a prediction");
    assert!((predicted.mean.effect - set[1].effect()).abs() < 1e-12);
    assert_eq!(predicted.prediction, None);
    for method in METHODS {
        let interval = residual_variance_interval(&set, &design, method, LEVEL);
        assert!(matches!(
            interval,
            Err(FitError::TooFewStudies {
                given: 3,
                needed: 4
            })
        ));
    }
    let diagnostics = influence(&set, &design, &options).expect("diagnostics");
    assert!(diagnostics.iter().all(|study| study.deletion.is_none()));
    assert_eq!(shrink(&set, &design, &fit).len(), 3);
    // One study fewer is too few.
    let short = Design::with_intercept(2)
        .and("x", vec![0.0, 1.0])
        .and("x^2", vec![0.0, 3.0]);
    let refused = regress(&set[..2], &short, &options);
    assert_eq!(
        refused,
        Err(FitError::TooFewStudies {
            given: 2,
            needed: 3
        })
    );
}

#[test]
fn moderators_that_say_nothing_are_refused_by_name() {
    let (set, options) = (many(5), PoolingOptions::default());
    let constant = Design::with_intercept(5).and("x", vec![2.0; 5]);
    assert_eq!(
        regress(&set, &constant, &options),
        Err(FitError::DesignNotFullRank { column: 1 })
    );
    for bad in [f64::NAN, f64::INFINITY] {
        let design = Design::with_intercept(5).and("x", vec![0.0, 1.0, 2.0, bad, 3.0]);
        let refused = Err(FitError::DesignNotFinite {
            study: 3,
            column: 1,
        });
        assert_eq!(regress(&set, &design, &options), refused);
    }
    let short = Design::with_intercept(4);
    assert!(matches!(
        regress(&set, &short, &options),
        Err(FitError::LengthMismatch { .. })
    ));
}

#[test]
fn groups_of_one_and_permutations_of_few() {
    let (set, options) = (many(3), PoolingOptions::default());
    let groups: Vec<&[StudyEffect]> = set.chunks(1).collect();
    let fits = pool_subgroups(&groups, &options, VarianceSharing::Separate).expect("fits");
    assert_eq!(fits.between.map(|b| b.degrees_of_freedom), Some(2));
    assert!(pool_subgroups(&groups, &options, VarianceSharing::Common).is_err());
    assert!(pool_subgroups(&[&set, &[]], &options, VarianceSharing::Separate).is_err());
    let exact = Permutations::Exact { limit: 100 };
    let two = permutation_test(&set[..2], &Design::with_intercept(2), &options, exact);
    let two = two.expect("a test");
    assert_eq!((two.permutations, two.is_exact), (4, true));
    assert!(two.p_values[0] >= 0.5);
    let design = Design::with_intercept(3);
    let limited = permutation_test(&set, &design, &options, Permutations::Exact { limit: 7 });
    assert_eq!(limited, Err(FitError::TooManyPermutations { limit: 7 }));
}

#[test]
fn tables_without_events_determine_nothing() {
    let options = StratifiedOptions::default();
    let table = |treated: f64, control: f64| TwoByTwo {
        treated_events: treated,
        treated_total: 20.0,
        control_events: control,
        control_total: 25.0,
    };
    let rate = |treated: f64, control: f64| TwoRates {
        treated_events: treated,
        treated_time: 20.0,
        control_events: control,
        control_time: 25.0,
    };
    let (none, no_rates) = ([table(0.0, 0.0); 3], [rate(0.0, 0.0); 3]);
    assert_eq!(
        odds_ratio(&none, &options).err(),
        Some(FitError::NotEstimable)
    );
    assert_eq!(
        risk_ratio(&none, &options).err(),
        Some(FitError::NotEstimable)
    );
    assert_eq!(
        peto_odds_ratio(&none, &options).err(),
        Some(FitError::NotEstimable)
    );
    assert_eq!(
        risk_difference_pooled(&none, &options).err(),
        Some(FitError::NotEstimable)
    );
    assert_eq!(
        incidence_rate_ratio(&no_rates, &options).err(),
        Some(FitError::NotEstimable)
    );
    let difference = incidence_rate_difference_pooled(&no_rates, &options);
    assert_eq!(difference.err(), Some(FitError::NotEstimable));
    // Events in one arm alone leave the ratios undetermined, but neither Peto's nor the difference.
    let one_arm = [table(2.0, 0.0), table(1.0, 0.0)];
    assert_eq!(
        odds_ratio(&one_arm, &options).err(),
        Some(FitError::NotEstimable)
    );
    assert_eq!(
        risk_ratio(&one_arm, &options).err(),
        Some(FitError::NotEstimable)
    );
    assert!(peto_odds_ratio(&one_arm, &options).is_ok());
    assert!(risk_difference_pooled(&one_arm, &options).is_ok());
    // Tables without events add nothing to the ratios that the others determine.
    let informative = [table(3.0, 6.0), table(2.0, 4.0)];
    let padded = [informative[0], table(0.0, 0.0), informative[1]];
    let effect = |tables: &[TwoByTwo]| odds_ratio(tables, &options).expect("a fit").fit.pooled;
    let (plain, with_empty) = (effect(&informative), effect(&padded));
    assert!((plain.effect - with_empty.effect).abs() < 1e-15);
    assert!((plain.standard_error - with_empty.standard_error).abs() < 1e-15);
    assert_eq!(odds_ratio(&[], &options).err(), Some(FitError::NoStudies));
    assert_eq!(
        peto_odds_ratio(&[], &options).err(),
        Some(FitError::NoStudies)
    );
}
