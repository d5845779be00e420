//! TP0547 to TP0551: one thing has one id.
//!
//! Two rows of a table with the same label, spelling aside, split what belongs together: analyses that
//! select one id never see the rows of the other.

use super::names::plain;
use crate::context::Context;
use std::collections::BTreeMap;
use trialpool_ingest::{
    Bilingual, Code, Column, Diagnostic, Entry, Message, Outcome, Row, Sink, Table,
};

/// Treatments with one label.
pub(crate) fn treatments(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let pairs = pairs(&context.registry.treatments, |row| {
        (&row.label, String::new())
    });
    for (first, second) in pairs {
        let place = (second.row, first.row);
        report(Code::TP0547, "tp0547", first.id(), place, sink);
    }
}

/// Timepoints with one label.
pub(crate) fn timepoints(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let pairs = pairs(&context.registry.timepoints, |row| {
        (&row.label, String::new())
    });
    for (first, second) in pairs {
        let place = (second.row, first.row);
        report(Code::TP0550, "tp0550", first.id(), place, sink);
    }
}

/// Populations with one label.
pub(crate) fn populations(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let pairs = pairs(&context.registry.populations, |row| {
        (&row.label, String::new())
    });
    for (first, second) in pairs {
        let place = (second.row, first.row);
        report(Code::TP0551, "tp0551", first.id(), place, sink);
    }
}

/// Outcomes of one type with one label and unit: the share with a relapse and the time to it may
/// share a label.
pub(crate) fn outcomes(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let kind_and_unit = |row: &Outcome<'_>| format!("{} {}", row.kind, plain(&row.unit.en));
    let pairs = pairs(&context.registry.outcomes, |row| {
        (&row.label, kind_and_unit(row))
    });
    for (first, second) in pairs {
        let place = (second.row, first.row);
        if first.benefit == second.benefit {
            report(Code::TP0548, "tp0548", first.id(), place, sink);
            continue;
        }
        let message = Message::new("tp0549").text("other", first.id.to_string());
        let before = sink.cell(first.row, Column::Benefit);
        sink.push(
            Diagnostic::warning(Code::TP0549, message)
                .at(sink.cell(second.row, Column::Benefit))
                .also(before.saying(Message::new("tp0549.other")))
                .help(Message::new("tp0549.help")),
        );
    }
}

/// The rows whose English or French label stands at an earlier row with the same distinction.
fn pairs<'c, T: Entry>(
    table: &'c Table<T>,
    label: impl Fn(&'c T) -> (&'c Bilingual<'c>, String),
) -> Vec<(&'c T, &'c T)> {
    let mut first_of: BTreeMap<(bool, String, String), &T> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (_, row) in table.iter() {
        let (label, distinction) = label(row);
        let mut earlier = None;
        for (french, text) in [(false, plain(&label.en)), (true, plain(&label.fr))] {
            if !text.is_empty() {
                let first = first_of.entry((french, text, distinction.clone()));
                let first = *first.or_insert(row);
                if !std::ptr::eq(first, row) {
                    earlier = earlier.or(Some(first));
                }
            }
        }
        pairs.extend(earlier.map(|first| (first, row)));
    }
    pairs
}

fn report(
    code: Code,
    message: &'static str,
    other: &str,
    (row, first): (Row, Row),
    sink: &mut Sink<'_>,
) {
    let message = Message::new(message).text("other", other.to_owned());
    let before = sink.cell(first, Column::LabelEn);
    sink.push(
        Diagnostic::warning(code, message)
            .at(sink.cell(row, Column::LabelEn))
            .also(before.saying(Message::new("first-here")))
            .help(Message::new("tp0547.help")),
    );
}
