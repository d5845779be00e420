//! Every input that fuzzing kept, tried again without a fuzzer; `fuzz/README.md` says how to look
//! for more.

use std::path::PathBuf;
use trialpool_tests::fuzzing::{TARGETS, Target, home};

#[test]
fn every_kept_input_is_still_handled() {
    let failed: Vec<PathBuf> = std::thread::scope(|scope| {
        let running = TARGETS.map(|(name, target)| scope.spawn(move || failing(name, target)));
        let found = running.map(|target| target.join().unwrap());
        found.into_iter().flatten().collect()
    });
    assert!(failed.is_empty(), "{failed:#?}");
}

/// The kept inputs of a target on which it panics.
fn failing(name: &str, target: Target) -> Vec<PathBuf> {
    let mut kept: Vec<PathBuf> = std::fs::read_dir(home().join("corpus").join(name))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
        .map(|entry| entry.unwrap().path())
        .collect();
    kept.sort();
    assert!(!kept.is_empty(), "{name}");
    kept.retain(|path| {
        let input = std::fs::read(path).unwrap();
        std::panic::catch_unwind(|| target(&input)).is_err()
    });
    kept
}
