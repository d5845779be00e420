//! Means, standard deviations and quantiles of outcomes whose values move in steps: TP0384 (GRIM),
//! TP0385 (GRIMMER), TP0387 (quantiles) and TP0391 (reach). The mathematics is [`lattice`](super::lattice)'s.

use super::edits::suggestion;
use super::lattice::{Lattice, Verdict};
use super::sd_bounds;
use crate::bounds::Bounds;
use crate::context::Context;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Reported, Sink};

/// A mean that no whole sum of n values gives. Adjusted means are no sums, so that it is a warning.
pub(crate) fn mean(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outcome = &context.registry.outcomes[row.outcome];
    let (Some(lattice), Some(mean), Some(n)) = (Lattice::of(outcome), row.mean, row.n) else {
        return;
    };
    let possible = |mean: Reported, n: f64| {
        let sums = lattice.sums(Bounds::of(mean), n);
        sums.is_none_or(|(first, last)| first <= last)
    };
    if possible(mean, n.value()) {
        return;
    }
    let text = sink.printed(row.row, Column::Mean);
    let message = Message::new("tp0384")
        .text("mean", text.as_str())
        .text("n", sink.printed(row.row, Column::N));
    let scale = (outcome.scale_min, outcome.scale_max);
    let on_scale = |mean: Reported| {
        scale.0.is_none_or(|least| mean.value() >= least.value())
            && scale.1.is_none_or(|most| mean.value() <= most.value())
    };
    let fits = |mean: Reported| on_scale(mean) && possible(mean, n.value());
    let help = suggestion("mean", &text, fits);
    let total = sink.cell(row.row, Column::N);
    sink.push(
        Diagnostic::warning(Code::TP0384, message)
            .at(sink.cell(row.row, Column::Mean))
            .also(total)
            .help(help)
            .help(Message::new("tp0384.help")),
    );
}

/// A standard deviation that no whole sum of squares gives, or none within the range.
pub(crate) fn spread(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outcome = &context.registry.outcomes[row.outcome];
    let (Some(lattice), Some(mean), Some(sd), Some(n)) =
        (Lattice::of(outcome), row.mean, row.sd, row.n)
    else {
        return;
    };
    let on_steps = |value: Reported| lattice.holds(Bounds::exactly(value.value()), 1.0);
    let printed = row.min.zip(row.max);
    let printed = printed.filter(|(min, max)| on_steps(*min) && on_steps(*max));
    let ends = printed.or(outcome.scale_min.zip(outcome.scale_max));
    let ends = ends.map(|(least, most)| (least.value(), most.value()));
    let attained = printed.is_some();
    let (mean, sd) = (Bounds::of(mean), Bounds::of(sd));
    let (code, message, help) = match lattice.spread(mean, sd, n.value(), ends, attained) {
        None | Some(Verdict::Possible) => return,
        // What no values at all can have is another rule's finding.
        Some(Verdict::OutOfReach) if sd_bounds::impossible(row, outcome) => return,
        Some(Verdict::NotWhole) => (Code::TP0385, "tp0385", "tp0385.help"),
        Some(Verdict::OutOfReach) => (Code::TP0391, "tp0391", "tp0391.help"),
    };
    let message = Message::new(message)
        .text("sd", sink.printed(row.row, Column::Sd))
        .text("mean", sink.printed(row.row, Column::Mean))
        .text("n", sink.printed(row.row, Column::N));
    let (mean, total) = (
        sink.cell(row.row, Column::Mean),
        sink.cell(row.row, Column::N),
    );
    sink.push(
        Diagnostic::warning(code, message)
            .at(sink.cell(row.row, Column::Sd))
            .also(mean)
            .also(total)
            .help(Message::new(help)),
    );
}

/// The least and the greatest value are values, and a median is one or halfway between two.
/// Quartiles are left alone: there are too many definitions.
pub(crate) fn quantiles(row: &ArmResult<'_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(lattice) = Lattice::of(&context.registry.outcomes[row.outcome]) else {
        return;
    };
    let odd = row.n.is_some_and(|n| n.value() % 2.0 == 1.0);
    let halves = if odd { 1.0 } else { 2.0 };
    for (column, value, share) in [
        (Column::Min, row.min, 1.0),
        (Column::Max, row.max, 1.0),
        (Column::Median, row.median, halves),
    ] {
        let Some(value) = value else {
            continue;
        };
        if lattice.holds(Bounds::of(value), share) {
            continue;
        }
        let message = Message::new("tp0387")
            .text("column", column.as_str())
            .text("value", sink.printed(row.row, column));
        sink.push(
            Diagnostic::warning(Code::TP0387, message)
                .at(sink.cell(row.row, column))
                .help(Message::new("tp0387.help")),
        );
    }
}
