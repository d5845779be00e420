//! What the methods promise over many trials, in the cases where the promise is exact.
//!
//! Studies are drawn with known variances, so that these hold without approximation:
//! - Cochran's Q of homogeneous studies follows chi² with k - 1 degrees of freedom;
//! - the Q-profile interval of tau² contains tau² > 0 with exactly its level;
//! - with equal sampling variances the Hartung–Knapp interval is Student's, so its coverage is
//!   exactly its level, whatever tau² is estimated;
//! - the pooled effect is unbiased.
//!
//! A share of `RUNS` runs is held within 3 Monte Carlo standard errors of its expectation.

use trialpool_meta_analysis::{
    BetweenStudyEstimator, ConfidenceLevel, Inference, Model, PoolingOptions, PredictionRule,
    StudyEffect, pool,
};

const RUNS: usize = 20_000;

/// Three standard errors of a share of `RUNS` runs.
fn tolerance(share: f64) -> f64 {
    3.0 * (share * (1.0 - share) / RUNS as f64).sqrt()
}

fn assert_share(what: &str, hits: usize, expected: f64) {
    let share = hits as f64 / RUNS as f64;
    assert!(
        (share - expected).abs() <= tolerance(expected),
        "{what}: {share} in {RUNS} runs, expected {expected}"
    );
}

/// A standard normal deviate (Box–Muller).
fn normal(rng: &mut fastrand::Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.f64()).ln()).sqrt();
    radius * (2.0 * std::f64::consts::PI * rng.f64()).cos()
}

fn draw(rng: &mut fastrand::Rng, mean: f64, tau2: f64, variances: &[f64]) -> Vec<StudyEffect> {
    variances
        .iter()
        .map(|variance| {
            let effect = mean + (tau2 + variance).sqrt() * normal(rng);
            StudyEffect::from_variance(effect, *variance).unwrap()
        })
        .collect()
}

fn options(estimator: BetweenStudyEstimator, inference: Inference) -> PoolingOptions {
    PoolingOptions {
        model: Model::RandomEffects(estimator),
        inference,
        level: ConfidenceLevel::NINETY_FIVE,
        prediction: PredictionRule::None,
    }
}

const UNEQUAL: [f64; 8] = [0.02, 0.05, 0.05, 0.1, 0.15, 0.2, 0.4, 0.8];

#[test]
fn cochran_q_of_homogeneous_studies_has_its_size() {
    let mut rng = fastrand::Rng::with_seed(1);
    let options = options(
        BetweenStudyEstimator::DerSimonianLaird,
        Inference::WaldNormal,
    );
    let rejected = (0..RUNS)
        .filter(|_| {
            let fit = pool(&draw(&mut rng, -0.4, 0.0, &UNEQUAL), &options).unwrap();
            fit.heterogeneity.p_value < 0.05
        })
        .count();
    assert_share("Q below 0.05 without heterogeneity", rejected, 0.05);
}

#[test]
fn the_q_profile_interval_of_tau2_has_its_coverage() {
    for (seed, tau2) in [(2, 0.05), (3, 0.4)] {
        let mut rng = fastrand::Rng::with_seed(seed);
        let options = options(
            BetweenStudyEstimator::RestrictedMaximumLikelihood,
            Inference::WaldNormal,
        );
        let covered = (0..RUNS)
            .filter(|_| {
                let fit = pool(&draw(&mut rng, 0.0, tau2, &UNEQUAL), &options).unwrap();
                let interval = fit.between_study.and_then(|between| between.interval);
                // Without an interval, every tau² is rejected.
                interval.is_some_and(|interval| interval.lower <= tau2 && tau2 <= interval.upper)
            })
            .count();
        assert_share("coverage of tau²", covered, 0.95);
    }
}

#[test]
fn hartung_knapp_is_exact_with_equal_variances() {
    for (seed, k, tau2) in [(4, 3, 0.0), (5, 5, 0.1), (6, 12, 1.0)] {
        let mut rng = fastrand::Rng::with_seed(seed);
        let options = options(
            BetweenStudyEstimator::RestrictedMaximumLikelihood,
            Inference::HartungKnapp,
        );
        let variances = vec![0.1; k];
        let covered = (0..RUNS)
            .filter(|_| {
                let fit = pool(&draw(&mut rng, 0.7, tau2, &variances), &options).unwrap();
                fit.pooled.interval.lower <= 0.7 && 0.7 <= fit.pooled.interval.upper
            })
            .count();
        assert_share(&format!("coverage with k = {k}"), covered, 0.95);
    }
}

#[test]
fn the_pooled_effect_is_unbiased() {
    let mut rng = fastrand::Rng::with_seed(7);
    let options = options(
        BetweenStudyEstimator::RestrictedMaximumLikelihood,
        Inference::WaldNormal,
    );
    let errors: Vec<f64> = (0..RUNS)
        .map(|_| {
            let fit = pool(&draw(&mut rng, -0.4, 0.1, &UNEQUAL), &options).unwrap();
            fit.pooled.effect + 0.4
        })
        .collect();
    let mean = errors.iter().sum::<f64>() / RUNS as f64;
    let variance = errors
        .iter()
        .map(|error| (error - mean).powi(2))
        .sum::<f64>()
        / RUNS as f64;
    assert!(
        mean.abs() <= 3.0 * (variance / RUNS as f64).sqrt(),
        "bias {mean}"
    );
}
