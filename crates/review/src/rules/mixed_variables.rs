//! TP0632: the groups of a division are levels of one variable.

use super::Asked;
use trialpool_ingest::{Code, Diagnostic, Message};

/// Groups that are told apart by something else than a subgroup level are left alone.
pub(super) fn check(asked: &Asked<'_, '_>, found: &mut Vec<Diagnostic>) {
    let groups = asked.analysis.subgroups.iter();
    let mut levels = groups
        .flat_map(|division| &division.groups)
        .filter_map(|group| {
            let level = group.select.level()?;
            Some((group, &asked.registry.subgroups[level]))
        });
    let Some((first, of)) = levels.next() else {
        return;
    };
    if let Some((group, other)) = levels.find(|(_, level)| level.variable != of.variable) {
        let message = Message::new("tp0632")
            .text("analysis", asked.analysis.id.value.as_str())
            .text("one", of.variable.to_string())
            .text("other", other.variable.to_string());
        found.push(
            Diagnostic::warning(Code::TP0632, message)
                .at(group.id.label())
                .also(first.id.label())
                .help(Message::new("tp0632.help")),
        );
    }
}
