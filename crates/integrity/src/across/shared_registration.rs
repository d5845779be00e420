//! TP0515: one registration number, one trial.

use crate::context::Context;
use std::collections::BTreeMap;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink, Trial, TrialKey};

/// A pooled analysis and the trials that it pools may share a number; so may a cell that lists
/// several. Any other pair is one trial entered twice, or a number copied into the wrong row.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut first_of: BTreeMap<String, (TrialKey, &Trial<'_>)> = BTreeMap::new();
    for (key, trial) in context.registry.trials.iter() {
        let number = trial.registration.trim().to_ascii_uppercase();
        if number.is_empty() {
            continue;
        }
        let Some((first_key, first)) = first_of.get(&number) else {
            first_of.insert(number, (key, trial));
            continue;
        };
        if trial.members.contains(first_key) || first.members.contains(&key) {
            continue;
        }
        let message = Message::new("tp0515").text("number", trial.registration.to_string());
        let before = sink.cell(first.row, Column::Registration);
        sink.push(
            Diagnostic::error(Code::TP0515, message)
                .at(sink.cell(trial.row, Column::Registration))
                .also(before.saying(Message::new("first-here")))
                .help(Message::new("tp0515.help")),
        );
    }
}
