//! TP0428: standard deviations differ from arm to arm and from time to time.

use crate::context::{Context, TrialView};
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Key, Message, Severity, Sink};

/// Rows that must share one standard deviation: two arms at two times.
const LEAST: usize = 4;

/// A note: a model may have given one standard deviation for all, which is then none of an arm.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let by_outcome = view
        .arm_results
        .chunk_by(|a, b| (a.outcome, a.subgroup) == (b.outcome, b.subgroup));
    for rows in by_outcome {
        let sds: Vec<&ArmResult<'_>> = rows
            .iter()
            .copied()
            .filter(|row| row.sd.is_some())
            .collect();
        let Some(first) = sds.first() else {
            continue;
        };
        let different = |value: fn(&ArmResult<'_>) -> Option<usize>| {
            sds.iter().any(|row| value(row) != value(first))
        };
        let several = different(|row| Some(row.arm.index()))
            && different(|row| row.timepoint.map(Key::index));
        // A standard deviation of one digit is the same often enough.
        let telling = first
            .sd
            .is_some_and(|sd| sd.value() / (2.0 * sd.half_unit()) >= 10.0);
        let same = sds.iter().all(|row| row.sd == first.sd);
        if sds.len() < LEAST || !several || !telling || !same {
            continue;
        }
        let message = Message::new("tp0428")
            .text("sd", sink.printed(first.row, Column::Sd))
            .count("rows", sds.len());
        sink.push(
            Diagnostic::new(Code::TP0428, Severity::Note, message)
                .at(sink.cell(first.row, Column::Sd))
                .help(Message::new("tp0428.help")),
        );
    }
}
