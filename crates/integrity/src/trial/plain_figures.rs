//! TP0462 and TP0463: figures of an arm follow from each other as they do in the other rows.

use super::habit::{Fit, Sample, exceptions};
use crate::bounds::Bounds;
use crate::context::{Context, TrialView};
use crate::printed::shown;
use crate::result::{
    mean_interval, quantile, rate_against_person_time, rate_interval, sd_against_se, suggestion,
};
use crate::student::student_over_normal;
use std::collections::BTreeSet;
use trialpool_ingest::{
    ArmResult, Code, Column, Diagnostic, Key, Message, OutcomeKind, Reported, Row, Sink,
};

/// A relation of plain figures, which a model, the method of Kaplan and Meier or other participants
/// loosen.
struct Relation {
    code: Code,
    message: &'static str,
    /// The figure that is judged, then those it follows from.
    columns: &'static [Column],
    fit: fn(&ArmResult<'_>, &Context<'_, '_>) -> Option<Judged>,
    /// Whether the figures of a row are so far apart that its own rule says so.
    told: fn(&ArmResult<'_>) -> bool,
}

/// What a row says of a relation.
struct Judged {
    fit: Fit,
    /// What the other figures give.
    expected: Bounds,
    /// The level at which an interval would fit, if its level is what parts.
    level: Option<f64>,
}

const RELATIONS: &[Relation] = &[
    Relation {
        code: Code::TP0462,
        message: "tp0462-percent",
        columns: &[Column::Percent, Column::Events, Column::N],
        fit: percent,
        told: |_| false,
    },
    Relation {
        code: Code::TP0462,
        message: "tp0462-rate",
        columns: &[Column::Rate, Column::Events, Column::PersonTime],
        fit: rate,
        told: |row| rate_against_person_time::apart(row).is_some(),
    },
    Relation {
        code: Code::TP0463,
        message: "tp0463-error",
        columns: &[Column::Se, Column::Sd, Column::N],
        fit: error_of_deviation,
        told: |row| sd_against_se::apart(row).is_some(),
    },
    Relation {
        code: Code::TP0463,
        message: "tp0463-mean",
        columns: &[
            Column::CiLower,
            Column::CiUpper,
            Column::CiLevel,
            Column::Sd,
            Column::Se,
            Column::N,
        ],
        fit: interval_of_mean,
        told: |row| mean_interval::misfit(row).is_some(),
    },
    Relation {
        code: Code::TP0463,
        message: "tp0463-rate",
        columns: &[
            Column::CiLower,
            Column::CiUpper,
            Column::CiLevel,
            Column::Events,
        ],
        fit: interval_of_rate,
        told: |row| rate_interval::apart(row).is_some(),
    },
];

/// The rows of one source, of one kind of outcome.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.arm_results.len() < 3 {
        return;
    }
    let mut told: BTreeSet<Row> = BTreeSet::new();
    for relation in RELATIONS {
        // What is said to be of a model need not follow.
        let plain = view.arm_results.iter();
        let plain = plain.filter(|row| row.analysis.is_empty());
        let judged = plain.filter_map(|row| {
            let judged = (relation.fit)(row, context)?;
            let sample = Sample {
                group: (
                    row.source,
                    context.registry.outcomes[row.outcome].kind as u8,
                ),
                outcome: row.outcome.index(),
                question: row.row,
                fit: judged.fit,
            };
            Some((sample, (*row, judged)))
        });
        let (samples, rows): (Vec<_>, Vec<_>) = judged.unzip();
        let found = exceptions(&samples).into_iter().zip(&rows);
        for (others, (row, judged)) in found {
            if let Some(others) = others
                && !(relation.told)(row)
                && told.insert(row.row)
            {
                report(relation, row, judged, others, (view, context), sink);
            }
        }
    }
}

fn report(
    relation: &Relation,
    row: &ArmResult<'_>,
    judged: &Judged,
    others: usize,
    (view, context): (&TrialView<'_, '_>, &Context<'_, '_>),
    sink: &mut Sink<'_>,
) {
    let columns = relation.columns.iter().copied();
    let printed = |column| sink.printed(row.row, column);
    let mut message = Message::new(relation.message).count("others", others);
    for (name, column) in ["a", "b", "c"].into_iter().zip(columns.clone()) {
        message = message.text(name, printed(column));
    }
    let message = message.text("expected", shown(judged.expected));
    let level = judged.level.map(|level| {
        Message::new("tp0463.level")
            .text("level", format!("{level}"))
            .text("stated", printed(Column::CiLevel))
    });
    let edit = match level {
        Some(_) => None,
        None => n_of_another(relation, row, (view, context))
            .or_else(|| edit(relation, row, context, sink)),
    };
    let mut finding =
        Diagnostic::warning(relation.code, message).at(sink.cell(row.row, relation.columns[0]));
    for column in columns
        .skip(1)
        .filter(|column| !printed(*column).is_empty())
    {
        finding = finding.also(sink.cell(row.row, column));
    }
    sink.push(
        finding
            .help(level)
            .help(edit)
            .help(Message::new("tp0462.help")),
    );
}

/// Rows that are looked through for another `n`.
const ROWS: usize = 1024;

/// The number of participants of another row of the arm with which the relation holds.
fn n_of_another(
    relation: &Relation,
    row: &ArmResult<'_>,
    (view, context): (&TrialView<'_, '_>, &Context<'_, '_>),
) -> Option<Message> {
    relation.columns.contains(&Column::N).then_some(())?;
    let arm = &context.registry.arms[row.arm];
    let rows = view.arm_results.iter().take(ROWS);
    let rows = rows.filter(|other| other.arm == row.arm);
    let sizes = [arm.participants, arm.analysed].into_iter().flatten();
    let mut others = sizes.chain(rows.filter_map(|other| other.n));
    let n = others.find(|n| {
        Some(n.value()) != row.n.map(Reported::value) && fits(relation, row, Column::N, *n, context)
    })?;
    Some(Message::new("tp0462.n").text("n", format!("{}", n.value())))
}

/// The single slip in one of the figures after which the relation holds.
fn edit(
    relation: &Relation,
    row: &ArmResult<'_>,
    context: &Context<'_, '_>,
    sink: &Sink<'_>,
) -> Option<Message> {
    relation.columns.iter().find_map(|column| {
        let fits = |number: Reported| fits(relation, row, *column, number, context);
        suggestion(column.as_str(), &sink.printed(row.row, *column), fits)
    })
}

/// Whether the relation holds once a figure is another number.
fn fits(
    relation: &Relation,
    row: &ArmResult<'_>,
    column: Column,
    number: Reported,
    context: &Context<'_, '_>,
) -> bool {
    let mut changed = row.clone();
    let cell = match column {
        Column::N => &mut changed.n,
        Column::Events => &mut changed.events,
        Column::PersonTime => &mut changed.person_time,
        Column::Rate => &mut changed.rate,
        Column::Percent => &mut changed.percent,
        Column::Sd => &mut changed.sd,
        Column::Se => &mut changed.se,
        Column::CiLower => &mut changed.ci_lower,
        Column::CiUpper => &mut changed.ci_upper,
        _ => return false,
    };
    let whole = matches!(column, Column::N | Column::Events);
    *cell = Some(if whole { number.exactly() } else { number });
    let sound = !whole || number.is_whole() && number.value() > 0.0;
    sound && (relation.fit)(&changed, context).is_some_and(|judged| judged.fit != Fit::Parts)
}

/// How far percentages of Kaplan and Meier, or of those who completed, lie from the share of all: in
/// points.
const POINTS: f64 = 2.0;

/// How far rates of a model lie from events by person-time, on the logarithm.
const MODELLED_RATE: f64 = 0.1;

/// How far standard errors of a model lie from those of the arm alone, on the logarithm.
const MODELLED_ERROR: f64 = 0.3;

/// Of outcomes over time, whose percentages may be Kaplan-Meier estimates; others are judged by
/// themselves.
fn percent(row: &ArmResult<'_>, context: &Context<'_, '_>) -> Option<Judged> {
    let (events, n) = (row.events?.value(), row.n?.value());
    let percent = row.percent?;
    let timed = context.registry.outcomes[row.outcome].kind == OutcomeKind::TimeToEvent;
    if !timed || n <= 0.0 || events > n {
        return None;
    }
    let printed = Bounds::of(percent);
    let share = Bounds::exactly(100.0 * events / n);
    // Authors who cut are off by up to a unit.
    let cut = printed.gap(share) <= percent.half_unit() + 1e-9;
    let fit = if printed.meets(share) {
        Fit::agreeing(printed.high - printed.low, POINTS)
    } else if cut {
        return None;
    } else {
        Fit::Parts
    };
    Some(Judged::plain(fit, share))
}

fn rate(row: &ArmResult<'_>, _: &Context<'_, '_>) -> Option<Judged> {
    let (events, time) = (row.events?.value(), Bounds::of(row.person_time?));
    let printed = Bounds::of(row.rate?);
    if time.low <= 0.0 || events <= 0.0 {
        return None;
    }
    let crude = Bounds::between(events / time.high, events / time.low);
    let fit = Fit::of_ratio(printed, crude, MODELLED_RATE)?;
    Some(Judged::plain(fit, crude))
}

fn error_of_deviation(row: &ArmResult<'_>, _: &Context<'_, '_>) -> Option<Judged> {
    let expected = by_deviation(row)?;
    let fit = Fit::of_ratio(Bounds::of(row.se?), expected, MODELLED_ERROR)?;
    Some(Judged::plain(fit, expected))
}

/// sd / √n.
fn by_deviation(row: &ArmResult<'_>) -> Option<Bounds> {
    let n = row.n?.value();
    (n > 1.0).then_some(())?;
    Some(Bounds::of(row.sd?).times(n.sqrt().recip()))
}

/// By Student's t or by z, from the printed standard error or else that of the standard deviation.
fn interval_of_mean(row: &ArmResult<'_>, _: &Context<'_, '_>) -> Option<Judged> {
    row.mean?;
    let error = row.se.map(Bounds::of).or_else(|| by_deviation(row))?;
    let half = Bounds::of(row.ci_upper?)
        .minus(Bounds::of(row.ci_lower?))
        .times(0.5);
    let freedom = row.n?.value() - 1.0;
    let expected = |level: f64| {
        let z = quantile(level)?;
        let wider = student_over_normal(level, freedom)?;
        Some(Bounds::between(error.low * z, error.high * z * wider))
    };
    Judged::interval(half, expected, row.ci_level?.value())
}

/// The logarithm of a rate of x events has the standard error 1 / √x.
fn interval_of_rate(row: &ArmResult<'_>, _: &Context<'_, '_>) -> Option<Judged> {
    row.rate?;
    let events = row.events?.value();
    let (lower, upper) = (
        Bounds::of(row.ci_lower?).ln()?,
        Bounds::of(row.ci_upper?).ln()?,
    );
    let half = upper.minus(lower).times(0.5);
    (events > 0.0).then_some(())?;
    let expected = |level: f64| Some(Bounds::exactly(quantile(level)? / events.sqrt()));
    Judged::interval(half, expected, row.ci_level?.value())
}

impl Fit {
    /// Of two positive figures that are equal, on the logarithm.
    fn of_ratio(a: Bounds, b: Bounds, spread: f64) -> Option<Self> {
        let (a, b) = (a.ln()?, b.ln()?);
        let room = (a.high - a.low) + (b.high - b.low);
        room.is_finite().then_some(())?;
        Some(if a.meets(b) {
            Self::agreeing(room, spread)
        } else {
            Self::Parts
        })
    }
}

impl Judged {
    fn plain(fit: Fit, expected: Bounds) -> Self {
        Self {
            fit,
            expected,
            level: None,
        }
    }

    /// Half the width of an interval beside what it should be at a level.
    fn interval(
        half: Bounds,
        expected: impl Fn(f64) -> Option<Bounds>,
        stated: f64,
    ) -> Option<Self> {
        let at = |level| Fit::of_ratio(half, expected(level)?, MODELLED_ERROR);
        let fit = at(stated)?;
        let others = [95.0, 99.0, 90.0].into_iter();
        let level = others
            .filter(|level| fit == Fit::Parts && *level != stated)
            .find(|level| at(*level).is_some_and(|fit| fit != Fit::Parts));
        Some(Self {
            fit,
            expected: expected(stated)?,
            level,
        })
    }
}
