//! TP0521: a source is there for a row.

use crate::context::Context;
use trialpool_ingest::{
    Code, Column, Diagnostic, Key, Message, Severity, Sink, SourceKey, TableKind,
};

/// A note only: sources may be entered before what they report.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let citing = [
        TableKind::Trials,
        TableKind::Arms,
        TableKind::Contrasts,
        TableKind::ArmResults,
        TableKind::Facts,
        TableKind::Conflicts,
    ];
    if citing.iter().any(|kind| context.may_lack(*kind)) {
        return;
    }
    let mut used = vec![false; registry.sources.len()];
    let mut cite = |source: SourceKey| used[source.index()] = true;
    registry.trials.iter().for_each(|(_, row)| cite(row.source));
    registry.arms.iter().for_each(|(_, row)| cite(row.source));
    registry.contrasts.iter().for_each(|row| cite(row.source));
    registry.arm_results.iter().for_each(|row| cite(row.source));
    registry.facts.iter().for_each(|row| cite(row.source));
    for row in &registry.conflicts {
        cite(row.source_a);
        cite(row.source_b);
    }
    for (key, source) in registry.sources.iter() {
        if !used[key.index()] {
            let message = Message::new("tp0521").text("source", source.id.to_string());
            sink.push(
                Diagnostic::new(Code::TP0521, Severity::Note, message)
                    .at(sink.cell(source.row, Column::Id))
                    .help(Message::new("tp0521.help")),
            );
        }
    }
}
