//! Reading and checking registries: bytes a second, and how the time grows with the rows.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use trialpool_benches::registry;
use trialpool_ingest::{Files, read};

fn ingest(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10);
    for rows in [1_000, 10_000, 100_000] {
        let files: Vec<(String, Vec<u8>)> = registry(rows, 1)
            .into_iter()
            .map(|(name, contents)| (name, contents.into_bytes()))
            .collect();
        let bytes: usize = files.iter().map(|(_, contents)| contents.len()).sum();
        let files = Files::from_memory(files);
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_with_input(
            BenchmarkId::new("read", format!("rows={rows}")),
            &files,
            |bencher, files| {
                bencher.iter(|| read(black_box(files)).diagnostics.len());
            },
        );
    }
    group.finish();
}

criterion_group!(benches, ingest);
criterion_main!(benches);
