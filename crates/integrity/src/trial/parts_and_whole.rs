//! TP0416: the levels of a subgroup variable add up to all participants.

use super::partition::{Parts, of_arms};
use crate::context::{Context, Question, TrialView};
use std::collections::BTreeMap;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Severity, Sink};

/// The share of participants whose level may be unknown without a word.
const UNKNOWN: f64 = 0.1;

/// Other results of the source, all with levels that add up, that make one which does not odd.
const LEAST_OTHERS: usize = 2;

/// Where each level is reported. Levels that overlap, or participants whose level is unknown, make
/// a sum differ: a warning, or a note where a few are missing and they are in other results, too.
/// Where all participants are counted and events are missing or too many, within one source, no
/// reading is possible.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut complete = of_arms(view, context);
    complete.retain(|parts| parts.complete);
    // Of each source and level: results of which `n` adds up, and all.
    let mut whole_of_others: BTreeMap<_, [usize; 2]> = BTreeMap::new();
    let habit = |parts: &Parts<&ArmResult<'_>>| (parts.rows[0].source, parts.rows[0].subgroup);
    for parts in &complete {
        if let Some((total, all, _)) = sum(parts, wholes(view, parts).0, |row| row.n) {
            let [adding, counted] = whole_of_others.entry(habit(parts)).or_default();
            *adding += usize::from(total == all);
            *counted += 1;
        }
    }
    for parts in &complete {
        let (wholes, own) = wholes(view, parts);
        let n = sum(parts, wholes, |row| row.n);
        if let Some((total, whole, row)) = n
            && total != whole
        {
            let [adding, counted] = whole_of_others[&habit(parts)];
            let odd = adding + 1 == counted && adding >= LEAST_OTHERS;
            let severity = if total < whole && whole - total <= UNKNOWN * whole && !odd {
                Severity::Note
            } else {
                Severity::Warning
            };
            report(parts, row, (Column::N, total), severity, sink);
        }
        let Some((total, whole, row)) = sum(parts, wholes, |row| row.events) else {
            continue;
        };
        // Those whose level is unknown may have had events, too.
        let unknown = n.map(|(total, whole, _)| whole - total);
        let explained = match unknown {
            Some(unknown) => whole - total >= 0.0 && whole - total <= unknown.max(0.0),
            None => total == whole,
        };
        if !explained {
            let severity = match unknown {
                Some(0.0) if own => Severity::Error,
                Some(_) => Severity::Warning,
                None if total > whole => Severity::Warning,
                None => Severity::Note,
            };
            report(parts, row, (Column::Events, total), severity, sink);
        }
    }
}

/// The rows of all participants beside the levels: of their source, and whether they are, else of
/// every source.
fn wholes<'v, 'c, 'f>(
    view: &'v TrialView<'c, 'f>,
    parts: &Parts<&ArmResult<'_>>,
) -> (&'v [&'c ArmResult<'f>], bool) {
    let first = parts.rows[0];
    let question = Question::of_arm(first).of_all();
    let own = view.rows_from(question, first.arm, first.source);
    if own.is_empty() {
        (view.rows_of(question, first.arm), false)
    } else {
        (own, true)
    }
}

/// The sum over the levels, the figure of all participants and its row.
fn sum<'c, 'f>(
    parts: &Parts<&'c ArmResult<'f>>,
    wholes: &[&'c ArmResult<'f>],
    figure: impl Fn(&ArmResult<'_>) -> Option<Reported>,
) -> Option<(f64, f64, &'c ArmResult<'f>)> {
    let levels = parts.rows.chunk_by(|a, b| a.subgroup == b.subgroup);
    let values = levels.map(|rows| rows.iter().find_map(|row| figure(row)));
    let total = values
        .map(|value| Some(value?.value()))
        .sum::<Option<f64>>()?;
    let (row, whole) = wholes.iter().find_map(|row| Some((*row, figure(row)?)))?;
    Some((total, whole.value(), row))
}

fn report(
    parts: &Parts<&ArmResult<'_>>,
    whole: &ArmResult<'_>,
    (column, total): (Column, f64),
    severity: Severity,
    sink: &mut Sink<'_>,
) {
    let message = Message::new("tp0416")
        .text("column", column.as_str())
        .text("total", format!("{total}"))
        .text("whole", sink.printed(whole.row, column));
    let mut diagnostic = Diagnostic::new(Code::TP0416, severity, message)
        .at(sink.cell(whole.row, column))
        .help(Message::new("tp0416.help"));
    for part in &parts.rows {
        let part = sink.cell(part.row, column);
        diagnostic = diagnostic.also(part.saying(Message::new("tp0416.part")));
    }
    sink.push(diagnostic);
}
