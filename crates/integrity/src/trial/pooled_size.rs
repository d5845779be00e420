//! TP0413: a pooled analysis has no more participants than the trials it pools.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Sink, TableKind};

/// Fewer are no fault: an arm or some participants may be left out.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let members = &view.trial.members;
    let Some(pooled) = view.trial.participants.map(Reported::value) else {
        return;
    };
    if members.is_empty() || members.contains(&view.key) || context.may_lack(TableKind::Trials) {
        return;
    }
    let trials = members
        .iter()
        .map(|member| &context.registry.trials[*member]);
    let Some(sizes) = trials
        .map(|trial| trial.participants)
        .collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let total: f64 = sizes.into_iter().map(Reported::value).sum();
    if pooled <= total {
        return;
    }
    let row = view.trial.row;
    let message = Message::new("tp0413")
        .text("pooled", sink.printed(row, Column::Participants))
        .text("total", format!("{total}"));
    let mut diagnostic = Diagnostic::error(Code::TP0413, message)
        .at(sink.cell(row, Column::Participants))
        .help(Message::new("tp0413.help"));
    for member in members {
        let member = context.registry.trials[*member].row;
        diagnostic = diagnostic.also(sink.cell(member, Column::Participants));
    }
    sink.push(diagnostic);
}
