//! TP0315: a row that was read elsewhere says where.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::{Code, Diagnostic, Message, Row, SourceKey, SourceKind, VerificationState};

/// A source that is second-hand itself says all: the figure was read there.
pub(crate) fn check(registry: &Registry<'_>, sink: &mut Sink<'_>) {
    let mut look = |source: SourceKey, state: VerificationState, read_at: &str, row: Row| {
        let second_hand = matches!(
            registry.sources[source].kind,
            SourceKind::Review | SourceKind::Press | SourceKind::Magazine
        );
        if state == VerificationState::Secondary && read_at.is_empty() && !second_hand {
            let label = sink.cell(row, Column::Verification);
            sink.push(
                Diagnostic::warning(Code::TP0315, Message::new("tp0315"))
                    .at(label)
                    .help(Message::new("tp0315.help")),
            );
        }
    };
    for (_, row) in registry.trials.iter() {
        look(row.source, row.verification, &row.read_at, row.row);
    }
    for (_, row) in registry.arms.iter() {
        look(row.source, row.verification, &row.read_at, row.row);
    }
    for row in &registry.contrasts {
        look(row.source, row.verification, &row.read_at, row.row);
    }
    for row in &registry.arm_results {
        look(row.source, row.verification, &row.read_at, row.row);
    }
    for row in &registry.facts {
        look(row.source, row.verification, &row.read_at, row.row);
    }
}
