//! TP0523: a pooled analysis lists the trials that it names.

use super::names::parts;
use crate::context::Context;
use std::collections::BTreeMap;
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Sink, TrialKey};

/// Letters of a trial's name from which it is no ordinary word.
const LEAST_LETTERS: usize = 4;

/// Parts of a name beyond which it names no trials.
const MOST_PARTS: usize = 40;

/// The name of a trial, whole, within that of a pooled analysis: `DEFINE + CONFIRM`.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let trials = &context.registry.trials;
    let mut by_name: BTreeMap<Vec<String>, TrialKey> = BTreeMap::new();
    for (key, trial) in trials.iter() {
        let letters = trial.name.chars().filter(|c| c.is_alphabetic()).count();
        if trial.design != Design::PooledAnalysis && letters >= LEAST_LETTERS {
            by_name.entry(parts(&trial.name)).or_insert(key);
        }
    }
    for (_, pooled) in trials.iter() {
        if pooled.design != Design::PooledAnalysis {
            continue;
        }
        let mut name = parts(&pooled.name);
        name.truncate(MOST_PARTS);
        for from in 0..name.len() {
            for to in from + 1..=name.len() {
                let Some(key) = by_name.get(&name[from..to]) else {
                    continue;
                };
                if pooled.members.contains(key) {
                    continue;
                }
                let trial = &trials[*key];
                let message = Message::new("tp0523").text("trial", trial.id.to_string());
                let named = sink.cell(trial.row, Column::Name);
                sink.push(
                    Diagnostic::warning(Code::TP0523, message)
                        .at(sink.cell(pooled.row, Column::Name))
                        .also(named.saying(Message::new("tp0523.trial")))
                        .help(Message::new("tp0523.help").text("trial", trial.id.to_string())),
                );
            }
        }
    }
}
