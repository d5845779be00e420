//! TP0429 and TP0430: two sources give one figure for the result of an arm.

use super::disagreement::Reason;
use crate::bounds::Bounds;
use crate::context::{Context, Question, TrialView};
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Severity, Sink};

type Figure = fn(&ArmResult<'_>) -> Option<Reported>;

/// The figures that are compared.
const FIGURES: [(Column, Figure); 9] = [
    (Column::Events, |row| row.events),
    (Column::PersonTime, |row| row.person_time),
    (Column::Rate, |row| row.rate),
    (Column::Percent, |row| row.percent),
    (Column::Mean, |row| row.mean),
    (Column::Sd, |row| row.sd),
    (Column::Se, |row| row.se),
    (Column::Median, |row| row.median),
    // Last: where the result differs, too, it is of other participants.
    (Column::N, |row| row.n),
];

/// Sources of one result that are compared with one another.
const SOURCES: usize = 8;

/// Rows of other arms that are looked at for an explanation.
const ROWS: usize = 64;

/// Both are shown. A note where one rounds the other or `conflicts` has it already, as a reader
/// knows which one the review follows.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for rows in view.by_arm().filter(|rows| rows.len() > 1) {
        let mut known: Vec<&ArmResult<'_>> = Vec::new();
        for row in rows {
            let others = known.iter().filter(|other| other.source != row.source);
            let found = others.copied().find_map(|other| {
                let column = contradiction(other, row)?;
                Some((other, column))
            });
            if let Some((other, column)) = found {
                report(view, context, (other, row), column, sink);
            }
            if known.len() < SOURCES {
                known.push(row);
            }
        }
    }
}

/// The first figure that no value prints as both.
fn contradiction(a: &ArmResult<'_>, b: &ArmResult<'_>) -> Option<(Column, Figure)> {
    FIGURES.into_iter().find(|(_, figure)| {
        let values = figure(a).zip(figure(b));
        values.is_some_and(|(a, b)| !Bounds::of(a).meets(Bounds::of(b)))
    })
}

/// The other arm whose figures, in the two sources, are those of this one in the other.
fn exchanged<'c, 'f>(
    view: &TrialView<'c, 'f>,
    (a, b): (&ArmResult<'_>, &ArmResult<'_>),
    figure: Figure,
) -> Option<[&'c ArmResult<'f>; 2]> {
    let meet = |x: &ArmResult<'_>, y: &ArmResult<'_>| {
        let values = figure(x).zip(figure(y));
        values.is_some_and(|(x, y)| Bounds::of(x).meets(Bounds::of(y)))
    };
    let question = Question::of_arm(a);
    view.arms_for(question)
        .filter(|rows| rows[0].arm != a.arm)
        .take(SOURCES)
        .find_map(|rows| {
            let of = |source| {
                let rows = view.rows_from(question, rows[0].arm, source).iter();
                rows.copied().take(ROWS).find(|row| figure(row).is_some())
            };
            let (in_a, in_b) = (of(a.source)?, of(b.source)?);
            (meet(a, in_b) && meet(b, in_a)).then_some([in_a, in_b])
        })
}

/// Whether a figure is, in the other source, that of another arm.
fn of_other_arm(
    view: &TrialView<'_, '_>,
    (other, row): (&ArmResult<'_>, &ArmResult<'_>),
    figure: Figure,
) -> bool {
    let is = |x: &ArmResult<'_>, y: &ArmResult<'_>| {
        let values = figure(x).zip(figure(y));
        values.is_some_and(|(x, y)| x.value() == y.value())
    };
    let rows = view.rows_for(Question::of_arm(row)).iter().take(ROWS);
    let mut strangers = rows.filter(|stranger| stranger.arm != row.arm);
    strangers.any(|stranger| {
        (stranger.source == other.source && is(stranger, row))
            || (stranger.source == row.source && is(stranger, other))
    })
}

fn report(
    view: &TrialView<'_, '_>,
    context: &Context<'_, '_>,
    (other, row): (&ArmResult<'_>, &ArmResult<'_>),
    (column, figure): (Column, Figure),
    sink: &mut Sink<'_>,
) {
    let recorded = context.conflict(
        view.key,
        (other.source, other.verification),
        (row.source, row.verification),
    );
    let recorded_note =
        recorded.map(|conflict| Message::new("tp0430.recorded").quoting("id", &conflict.id));
    let (a, b) = (
        sink.printed(other.row, column),
        sink.printed(row.row, column),
    );
    let before = sink.cell(other.row, column);
    if let Some([in_a, in_b]) = exchanged(view, (other, row), figure) {
        // Said once, at the first of the two arms.
        if row.arm > in_b.arm {
            return;
        }
        let severity = match recorded {
            Some(_) => Severity::Note,
            None => Severity::Warning,
        };
        let message = Message::new("tp0429").text("a", a).text("b", b);
        let [in_a, in_b] = [in_a, in_b].map(|row| sink.cell(row.row, column));
        sink.push(
            Diagnostic::new(Code::TP0429, severity, message)
                .at(sink.cell(row.row, column))
                .also(before.saying(Message::new("tp0430.other")))
                .also(in_a.saying(Message::new("tp0429.arm")))
                .also(in_b.saying(Message::new("tp0429.arm")))
                .note(recorded_note)
                .help(Message::new("tp0429.help")),
        );
        return;
    }
    let Some((x, y)) = figure(other).zip(figure(row)) else {
        return;
    };
    let reason = Reason::of((x, &a), (y, &b));
    let severity = if recorded.is_some() || reason == Reason::Rounding {
        Severity::Note
    } else {
        Severity::Warning
    };
    let other_arm = (column != Column::N && of_other_arm(view, (other, row), figure))
        .then(|| Message::new("tp0430.other-arm"));
    let participants = other
        .n
        .zip(row.n)
        .is_some_and(|(a, b)| a.value() != b.value());
    let population = (participants && column != Column::N && reason == Reason::Other)
        .then(|| Message::new("tp0430.population"));
    let message = Message::new("tp0430")
        .text("column", column.as_str())
        .text("a", a)
        .text("b", b);
    sink.push(
        Diagnostic::new(Code::TP0430, severity, message)
            .at(sink.cell(row.row, column))
            .also(before.saying(Message::new("tp0430.other")))
            .note(reason.note())
            .note(other_arm)
            .note(population)
            .note(recorded_note)
            .help(Message::new("tp0430.help")),
    );
}
