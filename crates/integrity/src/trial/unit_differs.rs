//! TP0437: a figure is in the unit of its outcome.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Diagnostic, Message, OutcomeKey, Row, Sink};

/// As the outcome prints it in either language, or as a part of that.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let contrasts = view
        .contrasts
        .iter()
        .map(|row| (row.row, row.outcome, &*row.unit));
    let arm_results = view
        .arm_results
        .iter()
        .map(|row| (row.row, row.outcome, &*row.unit));
    let stated = contrasts
        .chain(arm_results)
        .filter(|(.., unit)| !unit.is_empty());
    let rows: Vec<(Row, OutcomeKey, &str)> = stated.collect();
    for (row, outcome, unit) in rows {
        let outcome = &context.registry.outcomes[outcome];
        let units = [&*outcome.unit.en, &*outcome.unit.fr];
        let same = |known: &str| {
            let (known, unit) = (known.to_lowercase(), unit.to_lowercase());
            known.contains(&unit) || unit.contains(&known)
        };
        let given = units.iter().any(|known| !known.is_empty());
        if !given || units.iter().any(|known| !known.is_empty() && same(known)) {
            continue;
        }
        let message = Message::new("tp0437")
            .quoting("unit", unit)
            .quoting("expected", &outcome.unit.en);
        let known = sink.cell(outcome.row, Column::UnitEn);
        sink.push(
            Diagnostic::warning(Code::TP0437, message)
                .at(sink.cell(row, Column::Unit))
                .also(known.saying(Message::new("tp0437.outcome")))
                .help(Message::new("tp0437.help")),
        );
    }
}
