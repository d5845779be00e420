//! TP0540, TP0541: the arms of a randomised trial differ before treatment as chance lets them.

use super::balance::{self, LEAST_CHARACTERISTICS, Range};
use super::baseline_difference::by_characteristic;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Severity, Sink};

/// Below this probability it is a warning: with 1,000 trials, two for the two directions in 100
/// registries.
const WARNING: f64 = 1e-5;

/// Below this probability it is a note.
const NOTE: f64 = 1e-4;

/// All characteristics of a trial together.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let groups = by_characteristic(context);
    for of_trial in groups.chunk_by(|a, b| a[0].trial == b[0].trial) {
        let rows = of_trial.iter().flatten();
        let Some(first) = rows.min_by_key(|row| row.row) else {
            continue;
        };
        let trial = &context.registry.trials[first.trial];
        if trial.design != Design::Randomised {
            continue;
        }
        let ranges: Vec<Range> = of_trial
            .iter()
            .filter_map(|arms| balance::probability(arms))
            .collect();
        if ranges.len() < LEAST_CHARACTERISTICS {
            continue;
        }
        let (alike, different) = balance::combined(&ranges);
        for (code, message, help, p) in [
            (Code::TP0540, "tp0540", "tp0540.help", alike),
            (Code::TP0541, "tp0541", "tp0541.help", different),
        ] {
            let severity = match p {
                ..WARNING => Severity::Warning,
                ..NOTE => Severity::Note,
                _ => continue,
            };
            let message = Message::new(message)
                .text("trial", trial.id.to_string())
                .count("characteristics", ranges.len())
                .text("p", format!("{p:.1e}"));
            sink.push(
                Diagnostic::new(code, severity, message)
                    .at(sink.cell(first.row, Column::Trial))
                    .note(Message::new("tp0540.limits"))
                    .help(Message::new(help)),
            );
        }
    }
}
