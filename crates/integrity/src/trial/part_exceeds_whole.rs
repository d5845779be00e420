//! TP0415: a subgroup of an arm holds no more than the arm.

use crate::context::{Context, Question, TrialView};
use std::collections::BTreeMap;
use trialpool_ingest::{
    ArmResult, Code, Column, Diagnostic, Message, Reported, Severity, Sink, SourceKey,
};

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
    // Many parts may have one whole, and that many rows.
    let mut known = BTreeMap::new();
    for part in view.arm_results.iter().filter(|row| row.subgroup.is_some()) {
        let question = Question::of_arm(part).of_all();
        let mut limits = |source: Option<SourceKey>| {
            let place = (question, part.arm, source);
            *known.entry(place).or_insert_with(|| {
                let rows = match source {
                    Some(source) => view.rows_from(question, part.arm, source),
                    None => view.rows_of(question, part.arm),
                };
                FIGURES.map(|(column, figure)| limit(rows, column, figure))
            })
        };
        let (own, all) = (limits(Some(part.source)), limits(None));
        for (place, (column, figure)) in FIGURES.into_iter().enumerate() {
            let severity = if own[place].is_some() {
                Severity::Error
            } else {
                Severity::Warning
            };
            let (Some(amount), Some((most, whole))) = (figure(part), own[place].or(all[place]))
            else {
                continue;
            };
            if most >= amount {
                continue;
            }
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

/// The most that a part of the rows may have, and the first of them; of person-time, what the
/// printed digits can mean.
fn limit<'c, 'f>(
    wholes: &[&'c ArmResult<'f>],
    column: Column,
    figure: Figure,
) -> Option<(f64, &'c ArmResult<'f>)> {
    let limit = |row: &ArmResult<'_>| match column {
        Column::PersonTime => row.person_time.map(|time| time.interval().1),
        _ => figure(row),
    };
    let limits = wholes.iter().filter_map(|row| Some((limit(row)?, *row)));
    limits.reduce(|first, next| (first.0.max(next.0), first.1))
}
