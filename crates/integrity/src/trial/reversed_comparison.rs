//! TP0407: a comparison read from the other side is its reciprocal, or its negative.

use crate::context::{Context, Question, TrialView};
use trialpool_ingest::{Code, Column, Contrast, Diagnostic, Message, Reported, Sink};

/// Rows of the other side that one row is held against.
const ROWS: usize = 16;

/// `A` against `B` and `B` against `A` of one result must agree: 0.5 and 2, or −3 and 3.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for row in &view.contrasts {
        let question = Question::of_contrast(row);
        let others = view.comparisons(question, row.comparator, row.arm).iter();
        for first in others.take(ROWS).filter(|first| comparable(first, row)) {
            if let (Some(a), Some(b)) = (first.estimate, row.estimate)
                && !agree(row.measure.is_ratio(), a, b)
            {
                let message = Message::new("tp0407")
                    .text("estimate", sink.printed(row.row, Column::Estimate))
                    .text("other", sink.printed(first.row, Column::Estimate));
                let other = sink.cell(first.row, Column::Estimate);
                sink.push(
                    Diagnostic::error(Code::TP0407, message)
                        .at(sink.cell(row.row, Column::Estimate))
                        .also(other.saying(Message::new("tp0407.other")))
                        .help(Message::new("tp0407.help")),
                );
            }
        }
    }
}

/// Whether the first stands before the row, so that each pair is looked at once.
fn comparable(first: &Contrast<'_>, row: &Contrast<'_>) -> bool {
    (first.measure, first.source) == (row.measure, row.source) && first.row < row.row
}

/// Whether values that print like `a` and `b` are opposite to each other.
fn agree(ratio: bool, a: Reported, b: Reported) -> bool {
    let (low, high) = a.interval();
    let (low, high) = if !ratio {
        (-high, -low)
    } else if low > 0.0 {
        (1.0 / high, 1.0 / low)
    } else {
        (1.0 / high, f64::INFINITY)
    };
    let (from, to) = b.interval();
    from <= high && low <= to
}
