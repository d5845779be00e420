//! TP0434 to TP0436: what accumulates does not fall with time.

use super::in_time::{Timed, sequences};
use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Diagnostic, Message, OutcomeKind, Reported, Severity, Sink};

/// Events of time-to-event outcomes, and person-time.
///
/// A count that falls while the same participants are followed cannot be of one outcome; with
/// other participants it may be of another set. Person-time may be that of each period.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for sequence in sequences(view, context) {
        let kind = context.registry.outcomes[sequence[0].1.outcome].kind;
        for pair in sequence.windows(2).filter(|pair| pair[0].0 < pair[1].0) {
            let (before, after) = (&pair[0], &pair[1]);
            if kind == OutcomeKind::TimeToEvent
                && let (Some(a), Some(b)) = (before.1.events, after.1.events)
                && b.value() < a.value()
            {
                let n = |row: &Timed<'_, '_>| row.1.n.map(Reported::value);
                let same = n(before).is_some() && n(before) == n(after);
                let severity = if same {
                    Severity::Error
                } else {
                    Severity::Warning
                };
                report(Code::TP0434, "tp0434", Column::Events, severity, pair, sink);
            }
            if let (Some(a), Some(b)) = (before.1.person_time, after.1.person_time)
                && b.interval().1 < a.interval().0
            {
                report(
                    Code::TP0435,
                    "tp0435",
                    Column::PersonTime,
                    Severity::Warning,
                    pair,
                    sink,
                );
            }
        }
        if kind == OutcomeKind::TimeToEvent {
            turning(&sequence, sink);
        }
    }
}

/// A share with the event only rises, and a share without it only falls; one that does both is
/// neither.
fn turning(sequence: &[Timed<'_, '_>], sink: &mut Sink<'_>) {
    let shares: Vec<Timed<'_, '_>> = sequence
        .iter()
        .copied()
        .filter(|(_, row)| row.percent.is_some())
        .collect();
    let step = |pair: &[Timed<'_, '_>]| {
        let (a, b) = (pair[0].1.percent?.interval(), pair[1].1.percent?.interval());
        if pair[0].0 == pair[1].0 {
            None
        } else if b.0 > a.1 {
            Some(true)
        } else if b.1 < a.0 {
            Some(false)
        } else {
            None
        }
    };
    let first = shares.windows(2).find_map(step);
    let turn = shares
        .windows(2)
        .find(|pair| step(pair).is_some_and(|up| Some(up) != first));
    if let Some(pair) = turn {
        report(
            Code::TP0436,
            "tp0436",
            Column::Percent,
            Severity::Warning,
            pair,
            sink,
        );
    }
}

fn report(
    code: Code,
    id: &'static str,
    column: Column,
    severity: Severity,
    pair: &[Timed<'_, '_>],
    sink: &mut Sink<'_>,
) {
    let message = Message::new(id)
        .text("before", sink.printed(pair[0].1.row, column))
        .text("after", sink.printed(pair[1].1.row, column));
    let earlier = sink.cell(pair[0].1.row, column);
    let help = match code {
        Code::TP0434 => "tp0434.help",
        Code::TP0435 => "tp0435.help",
        _ => "tp0436.help",
    };
    sink.push(
        Diagnostic::new(code, severity, message)
            .at(sink.cell(pair[1].1.row, column))
            .also(earlier.saying(Message::new("tp0434.earlier")))
            .help(Message::new(help)),
    );
}
