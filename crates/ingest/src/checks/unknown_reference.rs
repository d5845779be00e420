//! TP0502, TP0503: what a row refers to exists.

use super::Cell;
use crate::codes::did_you_mean;
use crate::manifest::list;
use crate::read::{Ids, Sink};
use crate::registry::TrialKey;
use crate::{Code, Diagnostic, Message, TableKind};

pub(crate) fn report(cell: &Cell<'_>, kind: TableKind, ids: &Ids, sink: &Sink<'_>) -> Diagnostic {
    let known = ids.of(kind);
    if !known.declared {
        // Once a kind is enough; the reader drops the repeats.
        let message = Message::new("tp0503").text("kind", kind.as_str());
        return Diagnostic::error(Code::TP0503, message)
            .at(cell.label())
            .help(Message::new("tp0503.help").text("kind", kind.as_str()));
    }
    let names = known.names();
    let suggestion = if sink.may_compare(names.len()) {
        did_you_mean(cell.text, names)
    } else {
        None
    };
    let message = Message::new("tp0502")
        .quoting("id", cell.text)
        .text("kind", kind.as_str());
    Diagnostic::error(Code::TP0502, message)
        .at(cell.label())
        .help(suggestion)
}

pub(crate) fn report_arm(
    cell: &Cell<'_>,
    trial: TrialKey,
    trial_id: &str,
    ids: &Ids,
    sink: &Sink<'_>,
) -> Diagnostic {
    if !ids.of(TableKind::Arms).declared {
        return report(cell, TableKind::Arms, ids, sink);
    }
    let arms = ids.arms_of(trial);
    let message = Message::new("tp0502.arm")
        .quoting("id", cell.text)
        .text("trial", trial_id);
    let note = if arms.is_empty() {
        Message::new("tp0502.no-arms").text("trial", trial_id)
    } else {
        Message::new("tp0502.arms")
            .text("trial", trial_id)
            .text("arms", list(arms.iter().copied()))
    };
    Diagnostic::error(Code::TP0502, message)
        .at(cell.label())
        .note(note)
        .help(did_you_mean(cell.text, arms))
}
