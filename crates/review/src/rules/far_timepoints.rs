//! TP0635: results that are pooled together were measured at comparable times.

use super::Asked;
use trialpool_ingest::{Code, Diagnostic, Message};

/// A ratio of follow-up beyond which "the same outcome" is doubtful: 12 weeks against a year is
/// 4.3, one year against two is 2.
const FARTHEST: f64 = 4.0;

/// Trials differ in length, so that it is worth knowing and no more. A question that names its
/// times of measurement has decided.
pub(super) fn check(asked: &Asked<'_, '_>, found: &mut Vec<Diagnostic>) {
    if asked.analysis.plan.select.timepoints.is_some() {
        return;
    }
    let chosen = asked.resolved.main.all.chosen.iter();
    let weeks = chosen.filter_map(|chosen| {
        let timepoint = &asked.registry.timepoints[chosen.candidate.timepoint?];
        let weeks = timepoint.weeks.filter(|weeks| weeks.value() > 0.0)?;
        Some((weeks.value(), chosen.candidate.rows().first().copied()?))
    });
    let weeks: Vec<_> = weeks.collect();
    let by_weeks = |a: &&(f64, _), b: &&(f64, _)| a.0.total_cmp(&b.0);
    let (Some(least), Some(most)) = (weeks.iter().min_by(by_weeks), weeks.iter().max_by(by_weeks))
    else {
        return;
    };
    if most.0 / least.0 <= FARTHEST {
        return;
    }
    let message = Message::new("tp0635")
        .text("analysis", asked.analysis.id.value.as_str())
        .text("least", least.0.to_string())
        .text("most", most.0.to_string());
    found.push(
        Diagnostic::new(Code::TP0635, trialpool_ingest::Severity::Note, message)
            .at(asked.analysis.id.label())
            .also(asked.files.label(least.1, "timepoint"))
            .also(asked.files.label(most.1, "timepoint"))
            .help(Message::new("tp0635.help")),
    );
}
