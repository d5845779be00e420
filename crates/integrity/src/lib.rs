//! Holds the figures of a registry against each other.
//!
//! [`trialpool_ingest`] reads the files and judges each cell and row by itself; the rules here
//! need statistics, or more than one row. One rule is one file: what it checks, and its finding
//! and nothing else. The words are in the catalogues of [`trialpool_ingest`], beside those of its
//! own rules, and so are the explanations.
//!
//! A rule sees what its scope offers:
//!
//! | scope | sees | listed in |
//! |---|---|---|
//! | result | one row and the tables it refers to | `result::CONTRAST_RULES`, `result::ARM_RESULT_RULES` |
//! | trial | the arms and all results of one trial | `trial::RULES` |
//! | registry | everything | `across::RULES` |
//!
//! Figures stand for every value that prints like them ([`Reported::interval`]): a rule fires only
//! where no such values agree, so that rounding alone never fires one. A rule that judges whether
//! something is missing looks at [`Reading::incomplete`] first: rows that could not be read are no
//! evidence.
//!
//! [`Reported::interval`]: trialpool_ingest::Reported::interval

mod across;
mod arm_pair;
mod bounds;
mod context;
mod effect;
mod printed;
mod result;
mod slips;
mod student;
mod trial;

use context::Context;
use rayon::prelude::*;
use trialpool_ingest::{Diagnostic, Files, Reading, Sink, TrialKey};

/// Rows that one thread takes at a time.
const ROWS: usize = 4096;

/// Trials that one thread takes at a time: of many rows each.
const TRIALS: usize = 32;

/// What the rules find in a registry, in no particular order:
/// [`in_order`](trialpool_ingest::in_order) sorts it with everything else.
pub fn check(files: &Files, reading: &Reading<'_>) -> Vec<Diagnostic> {
    let registry = &reading.registry;
    let context = Context::new(reading);
    let contrasts = shared(&registry.contrasts, ROWS, files, |row, sink| {
        let comparison = result::Comparison::of(row);
        for rule in result::CONTRAST_RULES {
            rule(&comparison, &context, sink);
        }
    });
    let arm_results = shared(&registry.arm_results, ROWS, files, |row, sink| {
        for rule in result::ARM_RESULT_RULES {
            rule(row, &context, sink);
        }
    });
    let trials: Vec<TrialKey> = registry.trials.iter().map(|(key, _)| key).collect();
    let within = shared(&trials, TRIALS, files, |trial, sink| {
        let trial = context.trial(*trial);
        for rule in trial::RULES {
            rule(&trial, &context, sink);
        }
    });
    let across = across::RULES.par_iter().map(|rule| {
        let mut sink = Sink::new(files);
        rule(&context, &mut sink);
        sink.into_diagnostics()
    });
    let across = across.flatten_iter().collect();
    let parts = [contrasts, arm_results, within, across];
    parts.into_iter().flatten().collect()
}

/// Looks at each item, `share` of them on one thread at a time; what is found comes in the order of the items.
fn shared<T: Sync>(
    items: &[T],
    share: usize,
    files: &Files,
    look: impl Fn(&T, &mut Sink<'_>) + Sync,
) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = items
        .par_chunks(share)
        .map(|items| {
            let mut sink = Sink::new(files);
            for item in items {
                look(item, &mut sink);
            }
            sink.into_diagnostics()
        })
        .collect();
    found.into_iter().flatten().collect()
}
