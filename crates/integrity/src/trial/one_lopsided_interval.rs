//! TP0460: the intervals of one publication are made in one way.

use crate::context::{Context, TrialView};
use crate::result::{Comparison, USUAL};
use trialpool_ingest::{Code, Column, Diagnostic, Message, Sink};

/// So many other intervals of the same measure and source, all even, tell the method.
const LEAST_OTHERS: usize = 4;

/// Rounding may hide at most this share of half the width for an interval to tell anything.
const TELLING: f64 = 0.05;

/// An interval that is lopsided beyond rounding, but less so than [`USUAL`], may be of a method whose
/// intervals are never even, and is a note by itself. Where all others of its measure and source
/// are even, the method is one of even intervals and a figure is mistyped.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.contrasts.len() <= LEAST_OTHERS {
        return;
    }
    let told: Vec<Comparison<'_, '_>> = view
        .contrasts
        .iter()
        .map(|row| Comparison::of(row))
        .filter(telling)
        .collect();
    for odd in &told {
        let distance = odd.asymmetry();
        if distance == 0.0 || distance > USUAL {
            continue;
        }
        let alike = |other: &&Comparison<'_, '_>| {
            other.row.row != odd.row.row
                && (other.row.measure, other.row.source) == (odd.row.measure, odd.row.source)
        };
        let others = told.iter().filter(alike).count();
        if others < LEAST_OTHERS
            || told
                .iter()
                .filter(alike)
                .any(|other| other.asymmetry() > 0.0)
        {
            continue;
        }
        let (Some((column, _)), Some(limits)) = (odd.estimate, odd.interval) else {
            continue;
        };
        let row = odd.row.row;
        let message = Message::new("tp0460")
            .text("estimate", sink.printed(row, column))
            .text("lower", sink.printed(row, limits.columns[0]))
            .text("upper", sink.printed(row, limits.columns[1]))
            .count("others", others);
        let [lower, upper] = limits.columns.map(|column| sink.cell(row, column));
        sink.push(
            Diagnostic::warning(Code::TP0460, message)
                .at(sink.cell(row, column))
                .also(lower)
                .also(upper)
                .help(Message::new("tp0460.help")),
        );
    }
}

/// Whether rounding leaves an uneven interval of it visible.
fn telling(comparison: &Comparison<'_, '_>) -> bool {
    let (Some((column, estimate)), Some(limits)) = (comparison.estimate, comparison.interval)
    else {
        return false;
    };
    let half = 0.5 * (limits.upper.middle() - limits.lower.middle());
    let hidden = 0.5 * (estimate.high - estimate.low)
        + 0.25 * (limits.upper.high - limits.upper.low + limits.lower.high - limits.lower.low);
    column == Column::Estimate && hidden.is_finite() && hidden <= TELLING * half
}
