//! Pooling in process: the tasks of `peers.R`, and how they grow with the number of studies.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use trialpool_benches::studies;
use trialpool_meta_analysis::influence::influence;
use trialpool_meta_analysis::meta_regression::Design;
use trialpool_meta_analysis::permutation::{Permutations, permutation_test};
use trialpool_meta_analysis::{
    PoolingOptions, StudyEffect, leave_one_out, pool, pool_estimate, pool_many,
};

fn effects(count: usize, seed: u64) -> Vec<StudyEffect> {
    studies(count, seed)
        .into_iter()
        .map(|(effect, variance)| {
            StudyEffect::from_variance(effect, variance).expect("generated variances are positive")
        })
        .collect()
}

/// One fit: with everything (`pool`), and with estimate, test and intervals only (`pool_estimate`).
fn reml(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reml");
    let options = PoolingOptions::default();
    for count in [13, 100, 2_000, 100_000] {
        let studies = effects(count, 1);
        let size = format!("k={count}");
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(
            BenchmarkId::new("pool", &size),
            &studies,
            |bencher, studies| {
                bencher.iter(|| pool(black_box(studies), &options));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("pool_estimate", &size),
            &studies,
            |bencher, studies| {
                bencher.iter(|| pool_estimate(black_box(studies), &options));
            },
        );
    }
    group.finish();
}

/// Very many small fits.
fn many(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reml");
    group.sample_size(10);
    let options = PoolingOptions::default();
    let sets: Vec<Vec<StudyEffect>> = (0..100_000).map(|set| effects(10, set)).collect();
    group.bench_function("pool_many/sets=100000/k=10", |bencher| {
        bencher.iter(|| pool_many(black_box(&sets), &options));
    });
    group.finish();
}

fn without_each(criterion: &mut Criterion) {
    let options = PoolingOptions::default();
    let mut group = criterion.benchmark_group("without_each");
    group.sample_size(20);
    for count in [13, 500] {
        let studies = effects(count, 1);
        let design = Design::with_intercept(count);
        let size = format!("k={count}");
        group.bench_with_input(
            BenchmarkId::new("leave_one_out", &size),
            &studies,
            |bencher, studies| {
                bencher.iter(|| leave_one_out(black_box(studies), &options));
            },
        );
        group.bench_with_input(
            BenchmarkId::new("influence", &size),
            &studies,
            |bencher, studies| {
                bencher.iter(|| influence(black_box(studies), &design, &options));
            },
        );
    }
    group.finish();
}

/// Two moderators that are unrelated to the effects.
fn permutations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("permutation_test");
    group.sample_size(10);
    let studies = effects(13, 1);
    let column = |seed| studies_column(13, seed);
    let design = Design::with_intercept(13)
        .and("first", column(2))
        .and("second", column(3));
    let permutations = Permutations::MonteCarlo {
        iterations: 10_000,
        seed: 1,
    };
    let options = PoolingOptions::default();
    group.bench_function("moderators=2/k=13/iterations=10000", |bencher| {
        bencher.iter(|| permutation_test(black_box(&studies), &design, &options, permutations));
    });
    group.finish();
}

fn studies_column(count: usize, seed: u64) -> Vec<f64> {
    studies(count, seed)
        .into_iter()
        .map(|(value, _)| value)
        .collect()
}

criterion_group!(benches, reml, many, without_each, permutations);
criterion_main!(benches);
