//! TP0407: a comparison read from the other side is its reciprocal, or its negative.

use crate::context::{Context, TrialView};
use trialpool_ingest::{Code, Column, Contrast, Diagnostic, Message, Reported, Sink};

/// `A` against `B` and `B` against `A` of one result must agree: 0.5 and 2, or −3 and 3.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for (index, row) in view.contrasts.iter().enumerate() {
        for first in &view.contrasts[..index] {
            if reversed(first, row)
                && let (Some(a), Some(b)) = (first.estimate, row.estimate)
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

fn reversed(a: &Contrast<'_>, b: &Contrast<'_>) -> bool {
    (a.arm, a.comparator) == (b.comparator, b.arm)
        && (a.outcome, a.timepoint, a.subgroup) == (b.outcome, b.timepoint, b.subgroup)
        && (a.measure, a.source) == (b.measure, b.source)
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
