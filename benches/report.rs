//! The main job on the shipped registry, in process: read and check, pool, write both reports.

use criterion::{Criterion, criterion_group, criterion_main};
use std::path::Path;
use trialpool_ingest::Files;
use trialpool_language::Language;
use trialpool_report::render;
use trialpool_review::{check, review};

fn main_job(criterion: &mut Criterion) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let files = Files::open(&data).expect("the shipped registry");
    let findings = review(&files).findings.expect("a registry without errors");
    let mut group = criterion.benchmark_group("shipped_registry");
    group.bench_function("open", |bencher| bencher.iter(|| Files::open(&data)));
    group.bench_function("check", |bencher| bencher.iter(|| check(&files, None)));
    group.bench_function("review", |bencher| bencher.iter(|| review(&files)));
    group.bench_function("render", |bencher| {
        bencher.iter(|| render(&findings, &Language::ALL));
    });
    group.finish();
}

criterion_group!(benches, main_job);
criterion_main!(benches);
