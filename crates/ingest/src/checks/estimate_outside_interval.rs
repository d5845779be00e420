//! TP0322: an estimate lies inside its confidence interval.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::tables::{ArmResult, Contrast};
use crate::{Code, Diagnostic, Message, Reported, Row};

/// A number and the column it stands in.
type Placed = (Column, Option<Reported>);

pub(crate) fn contrast(row: &Contrast<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    check(
        row.row,
        (Column::Estimate, row.estimate),
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
        sink,
    );
    check(
        row.row,
        (Column::ReductionPercent, row.reduction_percent),
        (Column::ReductionLower, row.reduction_lower),
        (Column::ReductionUpper, row.reduction_upper),
        sink,
    );
}

/// Which figure of an arm the interval belongs to is clear only if there is one.
pub(crate) fn arm_result(row: &ArmResult<'_>, _: &Registry<'_>, sink: &mut Sink<'_>) {
    let figures = [
        (Column::Rate, row.rate),
        (Column::Percent, row.percent),
        (Column::Mean, row.mean),
        (Column::Median, row.median),
    ];
    let mut given = figures.into_iter().filter(|(_, figure)| figure.is_some());
    if let (Some(figure), None) = (given.next(), given.next()) {
        check(
            row.row,
            figure,
            (Column::CiLower, row.ci_lower),
            (Column::CiUpper, row.ci_upper),
            sink,
        );
    }
}

fn check(row: Row, estimate: Placed, lower: Placed, upper: Placed, sink: &mut Sink<'_>) {
    let (Some(value), Some(low), Some(high)) = (estimate.1, lower.1, upper.1) else {
        return;
    };
    let (from, to) = (low.interval().0, high.interval().1);
    // Limits in the wrong order are another rule's finding.
    if from > to || (value.interval().1 >= from && value.interval().0 <= to) {
        return;
    }
    let limits = format!(
        "{} – {}",
        sink.printed(row, lower.0),
        sink.printed(row, upper.0)
    );
    let message = Message::new("tp0322")
        .text("value", sink.printed(row, estimate.0))
        .text("column", estimate.0.as_str())
        .text("interval", limits);
    let low = sink.cell(row, lower.0);
    let high = sink.cell(row, upper.0);
    sink.push(
        Diagnostic::error(Code::TP0322, message)
            .at(sink.cell(row, estimate.0))
            .also(low.saying(Message::new("tp0322.lower")))
            .also(high.saying(Message::new("tp0322.upper")))
            .help(Message::new("tp0322.help")),
    );
}
