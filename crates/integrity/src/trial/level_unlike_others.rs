//! TP0461: the intervals of one publication have one level, unless the figures say otherwise.

use crate::arm_pair::{Figures, implied};
use crate::bounds::Bounds;
use crate::context::{Context, Question, TrialView};
use crate::effect::interval_width;
use crate::result::{Comparison, quantile};
use std::collections::BTreeMap;
use trialpool_ingest::{
    ArmResult, Code, Column, Contrast, Diagnostic, Message, Reported, Row, Sink, SourceKey,
};

/// Intervals of the source, all of another level, that make one level odd.
const LEAST_OTHERS: usize = 3;

/// How much wider one level makes an interval than another, where no figure can tell the two apart: 95.04 per
/// cent, say, where an interim analysis has spent a part of the error, is no slip for 95.
const SAME_WIDTH: f64 = 1.02;

/// A row with an interval.
#[derive(Clone, Copy)]
enum Stated<'c, 'f> {
    Comparison(&'c Contrast<'f>),
    Arm(&'c ArmResult<'f>),
}

/// One level among the intervals of a source that no other has, where the row's own figures fit the
/// level of the others better.
///
/// Publications print all intervals at one level, and say so where one differs: of a test for
/// non-inferiority at 90, of a main outcome at 99. Such an interval is as wide as its level makes
/// it, so that the level alone is no finding. Whatever tells the standard error by itself is asked:
/// the arms, a printed standard error, p, a standard deviation, a count of events. Models move widths
/// by less than levels do, as a rule; where they do not, the finding is wrong and the words leave that
/// open.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut sources: BTreeMap<SourceKey, Vec<(u64, Stated<'_, '_>)>> = BTreeMap::new();
    let mut add = |source: SourceKey, level: Option<Reported>, limits: bool, row| {
        if let Some(level) = level.filter(|_| limits) {
            let rows = sources.entry(source).or_default();
            rows.push((level.value().to_bits(), row));
        }
    };
    for row in &view.contrasts {
        let limits = interval_width(row).is_some();
        add(row.source, row.ci_level, limits, Stated::Comparison(row));
    }
    for row in &view.arm_results {
        let limits = row.ci_lower.is_some() && row.ci_upper.is_some();
        add(row.source, row.ci_level, limits, Stated::Arm(row));
    }
    for rows in sources.values().filter(|rows| rows.len() > LEAST_OTHERS) {
        let first = rows[0].0;
        let odd: Vec<usize> = (0..rows.len())
            .filter(|row| rows[*row].0 != first)
            .collect();
        let odd = match odd.as_slice() {
            [one] => *one,
            // The first itself is the odd one if all others share a level.
            many if many.len() + 1 == rows.len()
                && many.iter().all(|row| rows[*row].0 == rows[1].0) =>
            {
                0
            }
            _ => continue,
        };
        let other = usize::from(odd == 0);
        let usual = f64::from_bits(rows[other].0);
        if fits_better(rows[odd].1, usual, view, context) {
            report(rows[odd].1, rows[other].1, (usual, rows.len() - 1), sink);
        }
    }
}

fn report(
    odd: Stated<'_, '_>,
    other: Stated<'_, '_>,
    (usual, others): (f64, usize),
    sink: &mut Sink<'_>,
) {
    let row = odd.row();
    let level = format!("{usual}");
    let message = Message::new("tp0461")
        .text("stated", sink.printed(row, Column::CiLevel))
        .text("level", level.as_str())
        .count("others", others);
    let one = sink.cell(other.row(), Column::CiLevel);
    sink.push(
        Diagnostic::warning(Code::TP0461, message)
            .at(sink.cell(row, Column::CiLevel))
            .also(one.saying(Message::new("tp0461.other")))
            .help(Message::new("tp0461.help").text("level", level)),
    );
}

impl Stated<'_, '_> {
    fn row(self) -> Row {
        match self {
            Self::Comparison(row) => row.row,
            Self::Arm(row) => row.row,
        }
    }
}

/// Whether what tells the standard error of a row is nearer to that of the interval at the level
/// `usual` than at the stated one, all taken together. Nothing that tells is no.
fn fits_better(
    stated: Stated<'_, '_>,
    usual: f64,
    view: &TrialView<'_, '_>,
    context: &Context<'_, '_>,
) -> bool {
    let (errors, own) = match stated {
        Stated::Comparison(row) => (of_comparison(row, view, context), row.ci_level),
        Stated::Arm(row) => (of_arm(row), row.ci_level),
    };
    let (Some(now), Some(then)) = (
        own.and_then(|level| quantile(level.value())),
        quantile(usual),
    ) else {
        return false;
    };
    if (now / then).max(then / now) < SAME_WIDTH {
        return false;
    }
    // How far the logarithms of the two standard errors are apart, nearer by how much.
    let nearer = errors.into_iter().map(|(half_width, error)| {
        let apart = |z: f64| {
            let ratio = Bounds::between(
                half_width.low / z / error.high,
                half_width.high / z / error.low,
            );
            let (low, high) = (ratio.low.ln(), ratio.high.ln());
            if low.is_finite() && high.is_finite() {
                f64::midpoint(low, high).abs()
            } else {
                0.0
            }
        };
        apart(now) - apart(then)
    });
    nearer.sum::<f64>() > 0.0
}

/// Half the width of the interval, and standard errors that do not come from it.
type Errors = Vec<(Bounds, Bounds)>;

fn of_comparison(
    row: &Contrast<'_>,
    view: &TrialView<'_, '_>,
    context: &Context<'_, '_>,
) -> Errors {
    let comparison = Comparison::of(row);
    let Some(half) = comparison.se_of_interval(1.0) else {
        return Vec::new();
    };
    let kind = context.registry.outcomes[row.outcome].kind;
    let question = Question::of_contrast(row);
    let figures = |arm| Figures::candidates(view, question, arm, row.source);
    let (treated, control) = (figures(row.arm), figures(row.comparator));
    let pair = treated.first().zip(control.first());
    let of_arms = pair.and_then(|(a, c)| implied(row.measure, kind, a, c)?.standard_error);
    // |z| of p is the estimate by its standard error; a bound tells nothing.
    let of_p = comparison.z_of_p.and_then(|z| {
        let (_, estimate) = comparison.estimate?;
        let size = estimate.size();
        (z.low > 0.0 && z.high.is_finite() && size.low > 0.0)
            .then(|| Bounds::between(size.low / z.high, size.high / z.low))
    });
    [of_arms, of_p, comparison.se]
        .into_iter()
        .flatten()
        .map(|error| (half, error))
        .collect()
}

fn of_arm(row: &ArmResult<'_>) -> Errors {
    let (Some(lower), Some(upper)) = (row.ci_lower.map(Bounds::of), row.ci_upper.map(Bounds::of))
    else {
        return Vec::new();
    };
    let half = |lower: Bounds, upper: Bounds| upper.minus(lower).not_negative().times(0.5);
    if row.mean.is_some() {
        let root = row.n.map(|n| n.value().sqrt()).filter(|root| *root > 0.0);
        let by_sd = row
            .sd
            .zip(root)
            .map(|(sd, root)| Bounds::of(sd).times(1.0 / root));
        let error = row.se.map(Bounds::of).or(by_sd);
        return error
            .map(|error| (half(lower, upper), error))
            .into_iter()
            .collect();
    }
    let events = row
        .events
        .map(Reported::value)
        .filter(|events| *events > 0.0);
    let timed = row.rate.is_some() || row.person_time.is_some();
    let logarithms = lower
        .ln()
        .zip(upper.ln())
        .filter(|(lower, _)| lower.low.is_finite());
    match (events, logarithms) {
        (Some(events), Some((lower, upper))) if timed => {
            vec![(half(lower, upper), Bounds::exactly(events.sqrt().recip()))]
        }
        _ => Vec::new(),
    }
}
