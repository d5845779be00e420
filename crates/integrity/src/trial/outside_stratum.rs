//! TP0417: a trial of one stratum has no results of another.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink, SubgroupKey};

/// `stratum` says the level of a variable that all participants have.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(stratum) = view.trial.stratum else {
        return;
    };
    let variable = |level: SubgroupKey| &context.registry.subgroups[level].variable;
    let other = |level: Option<SubgroupKey>| {
        level.filter(|level| *level != stratum && variable(*level) == variable(stratum))
    };
    let contrasts = view.contrasts.iter().map(|row| (row.row, row.subgroup));
    let arm_results = view.arm_results.iter().map(|row| (row.row, row.subgroup));
    for (row, level) in contrasts.chain(arm_results) {
        if other(level).is_none() {
            continue;
        }
        let message = Message::new("tp0417")
            .text("level", sink.printed(row, Column::Subgroup))
            .text("stratum", sink.printed(view.trial.row, Column::Stratum));
        let all = sink.cell(view.trial.row, Column::Stratum);
        sink.push(
            Diagnostic::error(Code::TP0417, message)
                .at(sink.cell(row, Column::Subgroup))
                .also(all.saying(Message::new("tp0417.stratum")))
                .help(Message::new("tp0417.help")),
        );
    }
}
