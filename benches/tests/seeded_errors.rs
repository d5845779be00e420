//! Clean registries raise no error, and planted errors are found.

use trialpool_benches::{Baseline, Knowledge, Measured, Redundancy, Verdict, measure, synthetic};
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

/// The aims are 95 % of the errors that contradict something reported in the same trial, and 60 % of
/// all. 98 % of the former are found (README.md); a share of 98 % in 85 has a standard error of 1.4 %,
/// so that the floor lies three of them below. The second aim is met with room.
#[test]
fn wrong_numbers_do_not() {
    let registry = synthetic(TRIALS, 1);
    let knowledge = Knowledge::of(&registry);
    let measured = measure(&registry.tables, Some(&knowledge), 6, 1);
    let share = |wanted: &dyn Fn(&Measured) -> bool| {
        let of: Vec<_> = measured.iter().filter(|one| wanted(one)).collect();
        let found = of
            .iter()
            .filter(|one| one.outcome.verdict != Verdict::Missed);
        found.count() as f64 / of.len() as f64
    };
    let same_trial = share(&|one| one.redundancy == Redundancy::SameTrial);
    assert!(same_trial >= 0.94, "{same_trial}");
    let all = share(&|_| true);
    assert!(all >= 0.6, "{all}");
}
