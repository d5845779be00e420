//! Every input that fuzzing kept, tried again without a fuzzer; `fuzz/README.md` says how to look
//! for more.

use std::path::PathBuf;
use trialpool_tests::fuzzing::{TARGETS, home};

#[test]
fn every_kept_input_is_still_handled() {
    let mut failed: Vec<String> = Vec::new();
    for (name, target) in TARGETS {
        let mut kept: Vec<PathBuf> = std::fs::read_dir(home().join("corpus").join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .map(|entry| entry.unwrap().path())
            .collect();
        kept.sort();
        assert!(!kept.is_empty(), "{name}");
        for path in kept {
            let input = std::fs::read(&path).unwrap();
            if std::panic::catch_unwind(|| target(&input)).is_err() {
                failed.push(path.display().to_string());
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
