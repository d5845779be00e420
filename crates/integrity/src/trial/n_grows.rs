//! TP0411: the participants of an arm do not grow in number with time.

use super::in_time::sequences;
use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Design, Diagnostic, Message, Sink};

/// Growth that visits missed and made up for explain: a tenth, and a handful in small arms.
const TOLERATED: (f64, f64) = (0.1, 5.0);

/// One arm, outcome, subgroup and source.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.trial.design != Design::Randomised {
        return;
    }
    for sequence in sequences(view, context) {
        for pair in sequence.windows(2) {
            let (Some(before), Some(after)) = (pair[0].1.n, pair[1].1.n) else {
                continue;
            };
            let growth = after.value() - before.value();
            if pair[0].0 == pair[1].0 || growth <= TOLERATED.1.max(TOLERATED.0 * before.value()) {
                continue;
            }
            let message = Message::new("tp0411")
                .text("before", sink.printed(pair[0].1.row, Column::N))
                .text("after", sink.printed(pair[1].1.row, Column::N));
            let earlier = sink.cell(pair[0].1.row, Column::N);
            sink.push(
                Diagnostic::warning(Code::TP0411, message)
                    .at(sink.cell(pair[1].1.row, Column::N))
                    .also(earlier.saying(Message::new("tp0411.earlier")))
                    .help(Message::new("tp0411.help")),
            );
        }
    }
}
