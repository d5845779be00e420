//! TP0431: two sources give one figure for a comparison.

use super::disagreement::Reason;
use crate::bounds::Bounds;
use crate::context::{Context, Question, TrialView};
use crate::effect::Effect;
use trialpool_ingest::{
    Code, Column, Contrast, Diagnostic, Message, POperator, Reported, Severity, Sink,
};

/// Rows of one comparison that are compared with one another.
const SOURCES: usize = 8;

/// The gap that two analyses of the same participants explain, in standard errors.
const ANALYSIS: f64 = 0.5;

/// How many times one p may be the other: two tests of the same participants.
const P_TIMES: f64 = 2.0;

/// Both are shown. A note where one rounds the other, where two analyses of the same participants
/// explain the gap, or where `conflicts` has it already.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let groups = view.contrasts.chunk_by(|a, b| {
        let place = |row: &Contrast<'_>| (Question::of_contrast(row), row.arm, row.comparator);
        place(a) == place(b)
    });
    for rows in groups.filter(|rows| rows.len() > 1) {
        let mut known: Vec<&Contrast<'_>> = Vec::new();
        for row in rows {
            let others = known
                .iter()
                .copied()
                .filter(|other| other.measure == row.measure && other.source != row.source);
            let found = others.filter_map(|other| Some((other, disagreement(other, row)?)));
            if let Some((other, found)) =
                found.max_by_key(|(_, found)| found.severity == Severity::Warning)
            {
                report(view, context, (other, row), &found, sink);
            }
            if known.len() < SOURCES {
                known.push(row);
            }
        }
    }
}

struct Disagreement {
    id: &'static str,
    columns: (Column, Column),
    severity: Severity,
    reason: Option<Reason>,
}

fn disagreement(a: &Contrast<'_>, b: &Contrast<'_>) -> Option<Disagreement> {
    levels(a, b)
        .or_else(|| estimates(a, b))
        .or_else(|| limits(a, b))
        .or_else(|| p_values(a, b))
}

/// The same limits at two levels: one of them was read as what it is not.
fn levels(a: &Contrast<'_>, b: &Contrast<'_>) -> Option<Disagreement> {
    let same = |figure: fn(&Contrast<'_>) -> Option<Reported>| {
        figure(a)
            .zip(figure(b))
            .is_some_and(|(a, b)| Bounds::of(a).meets(Bounds::of(b)))
    };
    let differ = a.ci_level?.value() != b.ci_level?.value();
    let found = differ && same(|row| row.ci_lower) && same(|row| row.ci_upper);
    found.then_some(Disagreement {
        id: "tp0431-level",
        columns: (Column::CiLevel, Column::CiLevel),
        severity: Severity::Warning,
        reason: None,
    })
}

fn estimates(a: &Contrast<'_>, b: &Contrast<'_>) -> Option<Disagreement> {
    let (x, y) = (Effect::of(a)?, Effect::of(b)?);
    if x.estimate.meets(y.estimate) {
        return None;
    }
    let column = |row: &Contrast<'_>| match row.estimate {
        Some(_) => Column::Estimate,
        None => Column::ReductionPercent,
    };
    let width = (x.estimate.high - x.estimate.low).max(y.estimate.high - y.estimate.low);
    let gap = x.estimate.gap(y.estimate);
    let se = x
        .standard_error
        .or(y.standard_error)
        .map_or(0.0, |se| se.high);
    let rounding = gap <= 0.5 * width + 1e-12;
    let severity = if rounding || gap <= ANALYSIS * se {
        Severity::Note
    } else {
        Severity::Warning
    };
    Some(Disagreement {
        id: "tp0431",
        columns: (column(a), column(b)),
        severity,
        reason: rounding.then_some(Reason::Rounding),
    })
}

fn limits(a: &Contrast<'_>, b: &Contrast<'_>) -> Option<Disagreement> {
    if a.ci_level?.value() != b.ci_level?.value() {
        return None;
    }
    let se = Effect::of(a)
        .and_then(|effect| effect.standard_error)
        .map_or(0.0, |se| se.high);
    let columns = [
        (Column::CiLower, a.ci_lower, b.ci_lower),
        (Column::CiUpper, a.ci_upper, b.ci_upper),
    ];
    columns.into_iter().find_map(|(column, x, y)| {
        let scale = |number: Reported| crate::effect::on_scale(a.measure, Bounds::of(number));
        let (x, y) = (scale(x?)?, scale(y?)?);
        if x.meets(y) {
            return None;
        }
        let width = (x.high - x.low).max(y.high - y.low);
        let gap = x.gap(y);
        let rounding = gap <= 0.5 * width + 1e-12;
        Some(Disagreement {
            id: "tp0431",
            columns: (column, column),
            severity: if rounding || gap <= ANALYSIS * se {
                Severity::Note
            } else {
                Severity::Warning
            },
            reason: rounding.then_some(Reason::Rounding),
        })
    })
}

fn p_values(a: &Contrast<'_>, b: &Contrast<'_>) -> Option<Disagreement> {
    let range = |row: &Contrast<'_>| {
        let p = Bounds::of(row.p?).not_negative();
        Some(match row.p_operator.unwrap_or(POperator::Equal) {
            POperator::Equal => p,
            POperator::Below => Bounds::between(0.0, p.high),
            POperator::Above => Bounds::between(p.low, 1.0),
        })
    };
    let (x, y) = (range(a)?, range(b)?);
    if x.meets(y) {
        return None;
    }
    let near = x.low.max(y.low) <= P_TIMES * x.high.min(y.high);
    Some(Disagreement {
        id: "tp0431",
        columns: (Column::P, Column::P),
        severity: if near {
            Severity::Note
        } else {
            Severity::Warning
        },
        reason: None,
    })
}

fn report(
    view: &TrialView<'_, '_>,
    context: &Context<'_, '_>,
    (other, row): (&Contrast<'_>, &Contrast<'_>),
    found: &Disagreement,
    sink: &mut Sink<'_>,
) {
    let recorded = context.conflict(
        view.key,
        (other.source, other.verification),
        (row.source, row.verification),
    );
    let severity = match recorded {
        Some(_) => Severity::Note,
        None => found.severity,
    };
    let before = sink.cell(other.row, found.columns.0);
    let message = Message::new(found.id)
        .text("column", found.columns.1.as_str())
        .text("a", sink.printed(other.row, found.columns.0))
        .text("b", sink.printed(row.row, found.columns.1));
    let recorded =
        recorded.map(|conflict| Message::new("tp0430.recorded").quoting("id", &conflict.id));
    sink.push(
        Diagnostic::new(Code::TP0431, severity, message)
            .at(sink.cell(row.row, found.columns.1))
            .also(before.saying(Message::new("tp0430.other")))
            .note(found.reason.and_then(Reason::note))
            .note(recorded)
            .help(Message::new("tp0431.help")),
    );
}
