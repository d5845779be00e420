//! Pooling in process: the tasks of `peers.R`, and how they grow with the number of studies.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use trialpool_benches::studies;
use trialpool_meta_analysis::{PoolingOptions, StudyEffect, leave_one_out, pool};

fn effects(count: usize) -> Vec<StudyEffect> {
    studies(count, 1)
        .into_iter()
        .map(|(effect, variance)| {
            StudyEffect::from_variance(effect, variance).expect("generated variances are positive")
        })
        .collect()
}

fn reml(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reml");
    let options = PoolingOptions::default();
    for count in [13, 100, 2_000, 100_000] {
        let studies = effects(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(
            BenchmarkId::new("pool", format!("k={count}")),
            &studies,
            |bencher, studies| {
                bencher.iter(|| pool(black_box(studies), &options));
            },
        );
    }
    group.finish();
}

fn without_each(criterion: &mut Criterion) {
    let studies = effects(13);
    let options = PoolingOptions::default();
    criterion.bench_function("leave_one_out/k=13", |bencher| {
        bencher.iter(|| leave_one_out(black_box(&studies), &options));
    });
}

criterion_group!(benches, reml, without_each);
criterion_main!(benches);
