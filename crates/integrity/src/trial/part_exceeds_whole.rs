//! TP0415: a subgroup of an arm holds no more than the arm.

use crate::context::{Context, Question, TrialView};
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Severity, Sink};

type Figure = fn(&ArmResult<'_>) -> Option<f64>;

/// What a part cannot have more of than the whole.
const FIGURES: [(Column, Figure); 3] = [
    (Column::N, |row| row.n.map(Reported::value)),
    (Column::Events, |row| row.events.map(Reported::value)),
    (Column::PersonTime, |row| {
        row.person_time.map(|time| time.interval().0)
    }),
];

/// Held against the row of all participants of the same source, or of every source where that one
/// gives none. Within one source no reading is possible; two sources may count two data cuts.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for part in view.arm_results.iter().filter(|row| row.subgroup.is_some()) {
        let wholes = view.rows_of(Question::of_arm(part).of_all(), part.arm);
        for (column, figure) in FIGURES {
            let Some(amount) = figure(part) else {
                continue;
            };
            let given = || {
                wholes
                    .iter()
                    .filter(|row| limit(row, column, figure).is_some())
            };
            let own = given().any(|whole| whole.source == part.source);
            let mut wholes = given().filter(|whole| !own || whole.source == part.source);
            let all_less = |row: &&&ArmResult<'_>| limit(row, column, figure) >= Some(amount);
            if wholes.clone().any(|row| all_less(&row)) {
                continue;
            }
            let Some(whole) = wholes.next() else {
                continue;
            };
            let severity = if own {
                Severity::Error
            } else {
                Severity::Warning
            };
            let message = Message::new("tp0415")
                .text("column", column.as_str())
                .text("part", sink.printed(part.row, column))
                .text("whole", sink.printed(whole.row, column));
            let all = sink.cell(whole.row, column);
            sink.push(
                Diagnostic::new(Code::TP0415, severity, message)
                    .at(sink.cell(part.row, column))
                    .also(all.saying(Message::new("tp0415.whole")))
                    .help(Message::new("tp0415.help")),
            );
            break;
        }
    }
}

/// The most that a part may have; of person-time, what the printed digits can mean.
fn limit(whole: &ArmResult<'_>, column: Column, figure: Figure) -> Option<f64> {
    match column {
        Column::PersonTime => whole.person_time.map(|time| time.interval().1),
        _ => figure(whole),
    }
}
