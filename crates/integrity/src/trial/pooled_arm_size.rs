//! TP0414: the arms of a pooled analysis are those of its members, added up.

use crate::context::{Context, TrialView};
use trialpool_ingest::{
    Arm, Code, Column, Diagnostic, Message, Reported, Severity, Sink, TableKind,
};

/// Arms of one id in all members add up to the arm of that id; more cannot be, fewer may have been
/// left out.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let members = &view.trial.members;
    if members.is_empty() || members.contains(&view.key) || context.may_lack(TableKind::Arms) {
        return;
    }
    let registry = context.registry;
    for arm in view.arms.iter().map(|arm| &registry.arms[*arm]) {
        let Some(pooled) = arm.participants else {
            continue;
        };
        let namesakes = members.iter().map(|member| {
            registry
                .arm(*member, &arm.id)
                .map(|key| &registry.arms[key])
        });
        let Some(namesakes) = namesakes.collect::<Option<Vec<&Arm<'_>>>>() else {
            continue;
        };
        let sizes = namesakes
            .iter()
            .map(|arm| arm.participants.map(Reported::value));
        let Some(total) = sizes.sum::<Option<f64>>() else {
            continue;
        };
        if pooled.value() == total {
            continue;
        }
        let severity = if pooled.value() > total {
            Severity::Error
        } else {
            Severity::Note
        };
        let message = Message::new("tp0414")
            .text("pooled", sink.printed(arm.row, Column::Participants))
            .text("total", format!("{total}"));
        let mut diagnostic = Diagnostic::new(Code::TP0414, severity, message)
            .at(sink.cell(arm.row, Column::Participants))
            .help(Message::new("tp0414.help"));
        for arm in namesakes {
            diagnostic = diagnostic.also(sink.cell(arm.row, Column::Participants));
        }
        sink.push(diagnostic);
    }
}
