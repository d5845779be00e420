//! TP0443: a percentage in one row is the count in another.

use crate::arm_pair::Figures;
use crate::bounds::Bounds;
use crate::context::{Context, TrialView};
use crate::printed::shown;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, OutcomeKind, Severity, Sink};

/// Rows of one result that are compared with one another.
const ROWS: usize = 8;

/// Of one arm, question and outcome of participants. A note where the row's note says what the
/// percentage is, as a Kaplan–Meier estimate is no count.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for rows in view.by_arm().filter(|rows| rows.len() > 1) {
        let kind = context.registry.outcomes[rows[0].outcome].kind;
        if !matches!(kind, OutcomeKind::Binary | OutcomeKind::Proportion) {
            continue;
        }
        let counted = |row: &&ArmResult<'_>| row.events.is_some() && row.n.is_some();
        let rows = &rows[..rows.len().min(ROWS)];
        for row in rows.iter().filter(|row| !counted(row)) {
            let Some(percent) = row.percent.map(Bounds::of) else {
                continue;
            };
            let shares = rows.iter().copied().filter(counted).filter_map(|count| {
                let n = row.n.or(count.n)?.value();
                (count.n?.value() == n).then_some(())?;
                let share = Figures::of_row(count).share()?;
                Some((count, share.times(100.0)))
            });
            let shares: Vec<_> = shares.collect();
            if shares.is_empty() || shares.iter().any(|(_, share)| share.meets(percent)) {
                continue;
            }
            let (count, share) = shares[0];
            let severity = if row.analysis.is_empty() {
                Severity::Warning
            } else {
                Severity::Note
            };
            let message = Message::new("tp0443")
                .text("percent", sink.printed(row.row, Column::Percent))
                .text("share", shown(share))
                .text("events", sink.printed(count.row, Column::Events))
                .text("n", sink.printed(count.row, Column::N));
            let counts = sink.cell(count.row, Column::Events);
            sink.push(
                Diagnostic::new(Code::TP0443, severity, message)
                    .at(sink.cell(row.row, Column::Percent))
                    .also(counts.saying(Message::new("tp0443.count")))
                    .help(Message::new("tp0443.help")),
            );
        }
    }
}
