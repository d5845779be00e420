//! What holds for every estimator and inference, without any reference values.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use super::*;
use crate::between_study::BetweenStudyEstimator as E;
use crate::numeric::tail::chi_squared_upper_quantile;
use crate::{Caveat, Ended};

/// Reproducible: the same cases in every run.
fn config() -> Config {
    Config {
        cases: 200,
        rng_seed: RngSeed::Fixed(20_260_101),
        failure_persistence: None,
        ..Config::default()
    }
}

fn study(effect: f64, variance: f64) -> StudyEffect {
    StudyEffect::from_variance(effect, variance).unwrap()
}

/// 2 to 15 studies whose variances span four decades.
fn studies() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let one = (-3.0..3.0f64, -3.0..1.0f64).prop_map(|(y, log_v)| (y, 10f64.powf(log_v)));
    proptest::collection::vec(one, 2..16)
}

fn effects(pairs: &[(f64, f64)]) -> Vec<StudyEffect> {
    pairs.iter().map(|(y, v)| study(*y, *v)).collect()
}

fn all_options() -> impl Iterator<Item = PoolingOptions> {
    let models = E::all()
        .map(Model::RandomEffects)
        .chain([Model::CommonEffect]);
    models.flat_map(|model| {
        [Inference::WaldNormal, Inference::HartungKnapp].map(|inference| PoolingOptions {
            model,
            inference,
            ..PoolingOptions::default()
        })
    })
}

/// The numbers of a fit that transform with the effects: level first, then what scales.
fn summary(fit: &PooledFit) -> (f64, f64, f64, f64, f64) {
    let tau2 = fit.between_study.map_or(0.0, |b| b.variance);
    (
        fit.pooled.effect,
        fit.pooled.standard_error,
        tau2,
        fit.pooled.interval.width(),
        fit.heterogeneity.cochran_q,
    )
}

/// Relative to the size of the effects and variances at hand.
fn close(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-9 * scale.max(a.abs())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn order_of_rows_is_irrelevant(pairs in studies()) {
        let mut reversed = pairs.clone();
        reversed.reverse();
        for options in all_options() {
            let a = pool(&effects(&pairs), &options).unwrap();
            let b = pool(&effects(&reversed), &options).unwrap();
            let (x, y) = (summary(&a), summary(&b));
            for (p, q) in [(x.0, y.0), (x.1, y.1), (x.2, y.2), (x.3, y.3), (x.4, y.4)] {
                prop_assert!(close(p, q, 1.0), "{} {p} {q}", options.model.short_name());
            }
            for (p, q) in a.weights.iter().zip(b.weights.iter().rev()) {
                prop_assert!(close(*p, *q, 1.0));
            }
        }
    }

    #[test]
    fn shifting_effects_shifts_the_mean(pairs in studies(), shift in -5.0..5.0f64) {
        let moved: Vec<_> = pairs.iter().map(|(y, v)| (y + shift, *v)).collect();
        for options in all_options() {
            let x = summary(&pool(&effects(&pairs), &options).unwrap());
            let y = summary(&pool(&effects(&moved), &options).unwrap());
            prop_assert!(close(x.0 + shift, y.0, 1.0));
            for (p, q) in [(x.1, y.1), (x.2, y.2), (x.3, y.3)] {
                prop_assert!(close(p, q, 1.0), "{} {p} {q}", options.model.short_name());
            }
        }
    }

    #[test]
    fn changing_units_scales_everything(pairs in studies(), factor in 0.01..100.0f64) {
        let scaled: Vec<_> = pairs.iter().map(|(y, v)| (y * factor, v * factor * factor)).collect();
        for options in all_options() {
            let x = summary(&pool(&effects(&pairs), &options).unwrap());
            let y = summary(&pool(&effects(&scaled), &options).unwrap());
            prop_assert!(close(x.0, y.0 / factor, 1.0));
            prop_assert!(close(x.1, y.1 / factor, 1.0));
            prop_assert!(close(x.2, y.2 / (factor * factor), 1.0), "{}", options.model.short_name());
            prop_assert!(close(x.4, y.4, 1.0));
        }
    }

    #[test]
    fn swapping_arms_changes_the_sign(pairs in studies()) {
        let swapped: Vec<_> = pairs.iter().map(|(y, v)| (-y, *v)).collect();
        for options in all_options() {
            let a = pool(&effects(&pairs), &options).unwrap();
            let b = pool(&effects(&swapped), &options).unwrap();
            prop_assert!(close(a.pooled.effect, -b.pooled.effect, 1.0));
            prop_assert!(close(a.pooled.p_value, b.pooled.p_value, 1.0));
        }
    }

    /// With equal variances all weights are equal, and the moment and REML equations have the
    /// closed solution s^2 - v.
    #[test]
    fn equal_variances_give_the_plain_mean(ys in proptest::collection::vec(-3.0..3.0f64, 2..12), v in 0.01..4.0f64) {
        let pairs: Vec<_> = ys.iter().map(|y| (*y, v)).collect();
        let k = ys.len() as f64;
        let mean = ys.iter().sum::<f64>() / k;
        let variance = ys.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / (k - 1.0);
        for options in all_options() {
            let fit = pool(&effects(&pairs), &options).unwrap();
            prop_assert!(close(fit.pooled.effect, mean, 1.0));
        }
        for (estimator, expected) in [
            (E::DerSimonianLaird, variance - v),
            (E::Hedges, variance - v),
            (E::PauleMandel, variance - v),
            (E::RestrictedMaximumLikelihood, variance - v),
            (E::MaximumLikelihood, variance * (k - 1.0) / k - v),
        ] {
            let tau2 = between_study_variance(&effects(&pairs), estimator).unwrap();
            prop_assert!(close(tau2, expected.max(0.0), 1.0), "{estimator:?} {tau2} {expected}");
        }
    }

    /// What needs no reference: the estimating equation is zero, or points into the boundary.
    #[test]
    fn estimating_equations_are_solved(pairs in studies()) {
        let studies = effects(&pairs);
        let mut model = MeanModel::new(&studies);
        let df = model.residual_degrees_of_freedom();
        let q_at = |model: &mut MeanModel, estimator| {
            let tau2 = between_study_variance(&studies, estimator).unwrap();
            (tau2, model.evaluate(tau2))
        };
        for (estimator, target) in [
            (E::PauleMandel, df),
            (E::EmpiricalBayes, df),
            (E::PauleMandelMedian, chi_squared_upper_quantile(0.5, df)),
        ] {
            let (tau2, e) = q_at(&mut model, estimator);
            let solved = if tau2 > 0.0 { close(e.q, target, 1.0) } else { e.q <= target };
            prop_assert!(solved, "{tau2} {}", e.q);
        }
        for estimator in [E::MaximumLikelihood, E::RestrictedMaximumLikelihood] {
            let (tau2, e) = q_at(&mut model, estimator);
            let trace = if estimator == E::MaximumLikelihood { e.trace_w } else { e.trace_p };
            let score = e.yppy / trace - 1.0;
            let solved = if tau2 > 0.0 { score.abs() < 1e-9 } else { score <= 0.0 };
            prop_assert!(solved, "{tau2} {score}");
        }
    }

    /// No point of a fine grid has a higher likelihood than the estimate.
    #[test]
    fn likelihood_estimates_are_global(pairs in studies()) {
        let studies = effects(&pairs);
        let mut model = MeanModel::new(&studies);
        for (estimator, restricted) in [(E::MaximumLikelihood, false), (E::RestrictedMaximumLikelihood, true)] {
            let tau2 = between_study_variance(&studies, estimator).unwrap();
            let mut value = |tau2: f64| {
                let both = model.log_likelihoods(tau2);
                if restricted { both.restricted } else { both.full }
            };
            let highest = value(tau2);
            prop_assert!(highest >= value(0.0) - 1e-9);
            for i in 0..200 {
                let other = 10f64.powf(-6.0 + 0.05 * f64::from(i));
                prop_assert!(highest >= value(other) - 1e-9, "{tau2} below {other}");
            }
        }
    }

    /// Variances over 16 decades: everything is finite, and every solver ends well.
    #[test]
    fn extreme_variances_end_well(
        pairs in proptest::collection::vec((-3.0..3.0f64, -8.0..8.0f64), 2..12),
    ) {
        let pairs: Vec<_> = pairs.iter().map(|(y, log_v)| (*y, 10f64.powf(*log_v))).collect();
        for options in all_options() {
            let fit = pool(&effects(&pairs), &options).unwrap();
            let (effect, error, tau2, width, q) = summary(&fit);
            prop_assert!([effect, error, tau2, width, q].iter().all(|x| x.is_finite()));
            prop_assert!(tau2 >= 0.0);
            if let Some(convergence) = fit.convergence {
                prop_assert!(convergence.ended != Ended::IterationLimit);
                prop_assert!(convergence.iterations < 400, "{convergence:?}");
            }
            let sum: f64 = fit.weights.iter().sum();
            prop_assert!(close(sum, 1.0, 1.0));
        }
    }

    /// Leaving a study out and adding it again is pooling all.
    #[test]
    fn leaving_out_is_pooling_the_rest(pairs in studies()) {
        let studies = effects(&pairs);
        let options = PoolingOptions::default();
        let omitted = leave_one_out(&studies, &options);
        prop_assert_eq!(omitted[0].as_ref().unwrap(), &pool(&studies[1..], &options).unwrap());
        let cumulated = cumulative(&studies, &options);
        prop_assert_eq!(cumulated.last().unwrap().as_ref().unwrap(), &pool(&studies, &options).unwrap());
    }
}

#[test]
fn nothing_to_pool_is_an_error() {
    assert_eq!(
        pool(&[], &PoolingOptions::default()),
        Err(FitError::NoStudies)
    );
    assert!(leave_one_out(&[], &PoolingOptions::default()).is_empty());
    let alone = leave_one_out(&[study(1.0, 1.0)], &PoolingOptions::default());
    assert_eq!(alone, vec![Err(FitError::NoStudies)]);
}

#[test]
fn one_study_is_itself() {
    for options in all_options() {
        let fit = pool(&[study(0.35, 0.01)], &options).unwrap();
        assert_eq!(fit.pooled.effect, 0.35);
        assert!((fit.pooled.standard_error - 0.1).abs() < 1e-16);
        assert_eq!(fit.pooled.degrees_of_freedom, None);
        assert_eq!(fit.between_study, None);
        assert_eq!(fit.prediction, None);
        assert_eq!(fit.weights, [1.0]);
        assert!(fit.caveats.contains(&Caveat::SingleStudy));
    }
}

#[test]
fn equal_effects_have_no_heterogeneity() {
    let studies = [study(0.3, 0.02), study(0.3, 0.5), study(0.3, 1e-6)];
    for options in all_options() {
        let fit = pool(&studies, &options).unwrap();
        assert_eq!(fit.pooled.effect, 0.3);
        assert_eq!(fit.between_study.map_or(0.0, |b| b.variance), 0.0);
        assert_eq!(fit.heterogeneity.cochran_q, 0.0);
    }
}

#[test]
fn effects_too_far_apart_are_an_error_not_a_number() {
    let studies = [study(1e308, 1e-10), study(-1e308, 1e-10)];
    for options in all_options() {
        assert_eq!(pool(&studies, &options), Err(FitError::NotFinite));
    }
}

/// A search from 0 stops at the boundary here, with a log-likelihood of -440.6 (edge_cases:spread/ML of
/// the oracle); -0.6 is reached at tau2 = 0.0423.
#[test]
fn the_boundary_is_not_a_trap() {
    let pairs = [
        (0.1, 1e-8),
        (-0.2, 1e-4),
        (0.35, 0.01),
        (0.4, 0.04),
        (-0.05, 0.09),
        (0.22, 0.5),
    ];
    let options = PoolingOptions {
        model: Model::RandomEffects(E::MaximumLikelihood),
        ..PoolingOptions::default()
    };
    let fit = pool(&effects(&pairs), &options).unwrap();
    assert!((fit.between_study.unwrap().variance - 0.0423).abs() < 1e-3);
    let log_likelihood = fit.fit_statistics.maximum_likelihood.log_likelihood;
    assert!((log_likelihood + 0.6133).abs() < 1e-3);
}

/// Likelihoods with two maxima, one at the boundary 0 and a higher one. Expected places and differences
/// come from evaluating the profile on a grid of 70 points, ten a decade (another program).
#[test]
fn a_second_mode_is_reported() {
    for (estimator, pairs, place, drop) in [
        (
            E::MaximumLikelihood,
            [(0.0, 1e-4), (1.0, 0.06), (0.0, 0.003)],
            0.158,
            0.321,
        ),
        (
            E::RestrictedMaximumLikelihood,
            [(1.5, 0.002), (1.5, 0.02), (0.0, 0.3)],
            0.398,
            0.125,
        ),
    ] {
        let options = PoolingOptions {
            model: Model::RandomEffects(estimator),
            ..PoolingOptions::default()
        };
        let fit = pool(&effects(&pairs), &options).unwrap();
        let tau2 = fit.between_study.unwrap().variance;
        // Half the spacing of the grid.
        assert!((tau2 / place).ln().abs() < 0.12, "{tau2}");
        let second = fit.caveats.iter().find_map(|caveat| match caveat {
            Caveat::SeveralModes { second, difference } => Some((*second, *difference)),
            _ => None,
        });
        let (second, difference) = second.unwrap();
        assert_eq!(second, 0.0);
        assert!((difference - drop).abs() < 0.01, "{difference}");
    }
}

#[test]
fn many_studies_are_pooled_in_linear_work() {
    // A deterministic spread: effects -1, 0, 1 in turn, so that s^2 = 2/3 k / (k - 1).
    let studies: Vec<StudyEffect> = (0..100_000)
        .map(|i| study(f64::from(i % 3) - 1.0, 0.5))
        .collect();
    let fit = pool(&studies, &PoolingOptions::default()).unwrap();
    let tau2 = fit.between_study.unwrap().variance;
    assert!((tau2 - (2.0 / 3.0 - 0.5)).abs() < 1e-4);
    assert!(fit.convergence.unwrap().iterations < 60);
}
