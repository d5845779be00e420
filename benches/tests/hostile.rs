//! Work grows with the rows, whatever their shape.

#![cfg(target_os = "linux")]

use rustix::time::{ClockId, clock_gettime};
use trialpool_benches::{SHAPES, hostile};
use trialpool_ingest::Files;
use trialpool_language::Language;
use trialpool_review::check;

/// Rows of the smaller registry.
const ROWS: usize = 1_000;

/// How many times larger the other is.
const LARGER: usize = 16;

/// How many times as long that may take. Work in proportion to the rows takes [`LARGER`] times as
/// long, within a tenth; what grows with their square adds 240 times its first share.
const LONGER: f64 = 24.0;

/// Processor time of all threads, in seconds, which other processes do not change.
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + 1e-9 * time.tv_nsec as f64
}

#[test]
#[ignore = "measures time: run it by name on a quiet machine"]
fn time_grows_with_the_rows_of_every_shape() {
    let mut slow = Vec::new();
    for (name, _, make) in SHAPES {
        let times = [ROWS, LARGER * ROWS].map(|rows| {
            let files = hostile(make, rows).into_iter();
            let files = files.map(|(name, text)| (name, text.into_bytes()));
            let files = Files::from_memory(files.collect());
            let start = processor_time();
            let found = check(&files, None);
            let kept = &found.diagnostics[..];
            let shown = trialpool_ingest::render::full(&files, kept, Language::English, false, 100);
            assert!(shown.len() >= kept.len());
            processor_time() - start
        });
        println!("{name}: {:.3} s, then {:.3} s", times[0], times[1]);
        if times[1] > LONGER * times[0] {
            slow.push((name, times));
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
