//! TP0419: a subgroup does not tell more than all participants.

use super::partition::whole_of;
use crate::context::{Context, TrialView};
use crate::effect::standard_error;
use trialpool_ingest::{Code, Column, Contrast, Diagnostic, Message, Sink};

/// How much narrower than the whole a part may be: effects estimated by models of their own differ
/// a little in precision.
const LEAST_RATIO: f64 = 0.9;

/// The same for differences of means: a subgroup may vary less than the whole.
const LEAST_RATIO_OF_MEANS: f64 = 0.7;

/// Fewer participants and fewer events give a larger standard error.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for part in view.contrasts.iter().filter(|row| row.subgroup.is_some()) {
        let (Some(se), Some(whole)) = (standard_error(part), whole_of(view, part)) else {
            continue;
        };
        let Some(whole_se) = standard_error(whole) else {
            continue;
        };
        let least = match part.measure {
            measure if measure.is_ratio() => LEAST_RATIO,
            _ => LEAST_RATIO_OF_MEANS,
        };
        if se.high >= least * whole_se.low {
            continue;
        }
        let column = |row: &Contrast<'_>| match (row.se, row.ci_lower) {
            (Some(_), _) => Column::Se,
            (None, Some(_)) => Column::CiLower,
            (None, None) => Column::ReductionLower,
        };
        let all = sink.cell(whole.row, column(whole));
        sink.push(
            Diagnostic::warning(Code::TP0419, Message::new("tp0419"))
                .at(sink.cell(part.row, column(part)))
                .also(all.saying(Message::new("tp0419.whole")))
                .help(Message::new("tp0419.help")),
        );
    }
}
