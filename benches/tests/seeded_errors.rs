//! Clean registries raise no error, and planted errors are found.

use trialpool_benches::{Baseline, synthetic};
use trialpool_ingest::Severity;

/// Trials a registry: about a thousand results.
const TRIALS: usize = 25;

#[test]
fn the_simulation_satisfies_its_own_relations() {
    for seed in 1..=6 {
        let registry = synthetic(TRIALS, seed);
        let broken: Vec<_> = registry
            .relations
            .iter()
            .filter(|relation| relation.contradicted(&registry.tables))
            .map(|relation| {
                let figures = relation
                    .cells
                    .iter()
                    .map(|cell| registry.tables.text(*cell));
                (relation.name, figures.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(broken, [], "seed {seed}");
    }
}

/// A right number is never refused, and hardly ever doubted: no error, and fewer than one warning
/// per 200 results.
#[test]
fn right_numbers_pass() {
    let (mut warnings, mut results) = (Vec::new(), 0);
    for seed in 1..=6 {
        let registry = synthetic(TRIALS, seed);
        let found = Baseline::of(&registry.tables).findings;
        for (code, severity) in found {
            assert_ne!(severity, Severity::Error, "{code:?}, seed {seed}");
            if severity == Severity::Warning {
                warnings.push(code);
            }
        }
        results += registry.tables.result_count();
    }
    assert!(200 * warnings.len() < results, "{results}: {warnings:?}");
}
