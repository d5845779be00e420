//! TP0546: a subgroup variable has one spelling.

use super::names::plain;
use crate::context::Context;
use std::collections::BTreeMap;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink, Subgroup};

/// `age-group` and `Age group` would be two variables, each with half of the levels.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut first_of: BTreeMap<String, &Subgroup<'_>> = BTreeMap::new();
    let mut said: Vec<&str> = Vec::new();
    for (_, row) in context.registry.subgroups.iter() {
        let first = first_of.entry(plain(&row.variable)).or_insert(row);
        if first.variable == row.variable || said.contains(&&*row.variable) {
            continue;
        }
        said.push(&row.variable);
        let message = Message::new("tp0546")
            .quoting("variable", &row.variable)
            .quoting("other", &first.variable);
        let before = sink.cell(first.row, Column::Variable);
        sink.push(
            Diagnostic::warning(Code::TP0546, message)
                .at(sink.cell(row.row, Column::Variable))
                .also(before.saying(Message::new("first-here")))
                .help(Message::new("tp0546.help")),
        );
    }
}
