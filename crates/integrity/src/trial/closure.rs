//! TP0432 and TP0433: of three arms, two comparisons give the third.

use crate::bounds::Bounds;
use crate::context::{Context, TrialView};
use crate::effect::Effect;
use crate::printed::significant;
use std::collections::BTreeMap;
use trialpool_ingest::{ArmKey, Code, Column, Contrast, Diagnostic, Message, Sink};

/// How far the sum of two effects may be from the third, in standard errors of the third. The
/// participants are the same: only adjustment that differs from pair to pair moves it.
const STANDARD_ERRORS: f64 = 0.5;

/// The same without standard errors.
const WITHOUT_STANDARD_ERROR: f64 = 0.1;

/// How far variances may miss the triangle, in shares of the greatest: models give each pair its
/// own estimate of spread.
const VARIANCE: f64 = 0.15;

/// Arms between which triangles are looked for: beyond, one pair each would already be many.
const ARMS: usize = 12;

/// Each effect between two arms, from the lesser key to the greater.
type Edges<'c, 'f> = BTreeMap<(ArmKey, ArmKey), (Effect, &'c Contrast<'f>)>;

/// Of one source, question and measure, analysed in one way: adjusted odds ratios against the control
/// and a crude one between the doses need not close.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    if view.arms.len() < 3 {
        return;
    }
    for rows in view.contrast_questions().filter(|rows| rows.len() > 2) {
        let mut sets: BTreeMap<_, Edges<'_, '_>> = BTreeMap::new();
        for row in rows {
            let Some(effect) = Effect::of(row) else {
                continue;
            };
            let (pair, effect) = if row.arm < row.comparator {
                ((row.arm, row.comparator), effect)
            } else {
                ((row.comparator, row.arm), effect.reversed())
            };
            let edges = sets
                .entry((row.source, row.measure, row.analysis.as_ref()))
                .or_default();
            // A row with an interval tells more than one without.
            let known = edges.get(&pair).is_some_and(|(known, _)| {
                known.standard_error.is_some() || effect.standard_error.is_none()
            });
            if !known {
                edges.insert(pair, (effect, row));
            }
        }
        for edges in sets.values().filter(|edges| edges.len() > 2) {
            triangles(edges, sink);
        }
    }
}

fn triangles(edges: &Edges<'_, '_>, sink: &mut Sink<'_>) {
    let mut arms: Vec<ArmKey> = edges.keys().flat_map(|(a, b)| [*a, *b]).collect();
    arms.sort_unstable();
    arms.dedup();
    arms.truncate(ARMS);
    for (i, a) in arms.iter().enumerate() {
        for (j, b) in arms.iter().enumerate().skip(i + 1) {
            for c in &arms[j + 1..] {
                let edge = |x: &ArmKey, y: &ArmKey| edges.get(&(*x, *y));
                if let (Some(ab), Some(bc), Some(ac)) = (edge(a, b), edge(b, c), edge(a, c)) {
                    sum(ab, bc, ac, sink);
                    variance(ab, bc, ac, sink);
                }
            }
        }
    }
}

type Edge<'e, 'c, 'f> = &'e (Effect, &'c Contrast<'f>);

fn sum(ab: Edge<'_, '_, '_>, bc: Edge<'_, '_, '_>, ac: Edge<'_, '_, '_>, sink: &mut Sink<'_>) {
    let edges = [ab, bc, ac];
    let ses = edges.map(|edge| edge.0.standard_error);
    let most = ses.into_iter().flatten().map(|se| se.high).reduce(f64::max);
    let tolerance = most.map_or(WITHOUT_STANDARD_ERROR, |se| STANDARD_ERRORS * se);
    // Around the triangle: A to B, B to C and back to A.
    let [x, y, z] = [ab.0.estimate, bc.0.estimate, ac.0.estimate.negated()];
    let open =
        |x: Bounds, y: Bounds, z: Bounds| x.plus(y).plus(z).gap(Bounds::exactly(0.0)) > tolerance;
    if !open(x, y, z) {
        return;
    }
    let reversed = [
        open(x.negated(), y, z),
        open(x, y.negated(), z),
        open(x, y, z.negated()),
    ];
    // The one that closes it when read from the other side, else the last.
    let closing: Vec<usize> = (0..3).filter(|side| !reversed[*side]).collect();
    let (suspect, swapped) = match closing[..] {
        [side] => (side, Some(Message::new("tp0432.swapped"))),
        _ => (2, None),
    };
    let sides = [x, y, z];
    let others: Vec<usize> = (0..3).filter(|side| *side != suspect).collect();
    let rest = sides[others[0]].plus(sides[others[1]]).negated();
    // The third side runs from C to A.
    let implied = if suspect == 2 { rest.negated() } else { rest };
    let row = edges[suspect].1;
    let middle = if row.arm < row.comparator {
        implied.middle()
    } else {
        -implied.middle()
    };
    let shown = if row.measure.is_ratio() {
        middle.exp()
    } else {
        middle
    };
    let message = Message::new("tp0432")
        .text("estimate", sink.printed(row.row, column(row)))
        .text("implied", significant(shown));
    let mut diagnostic = Diagnostic::warning(Code::TP0432, message)
        .at(sink.cell(row.row, column(row)))
        .note(swapped)
        .help(Message::new("tp0432.help"));
    for side in others {
        let label = sink.cell(edges[side].1.row, column(edges[side].1));
        diagnostic = diagnostic.also(label.saying(Message::new("tp0432.side")));
    }
    sink.push(diagnostic);
}

/// The variances of the pairs are sums of what each arm adds, which is not negative: none is above
/// the sum of the other two.
fn variance(ab: Edge<'_, '_, '_>, bc: Edge<'_, '_, '_>, ac: Edge<'_, '_, '_>, sink: &mut Sink<'_>) {
    let mut sides = [ab, bc, ac];
    let error = |edge: Edge<'_, '_, '_>| edge.0.standard_error.map(Bounds::middle);
    if sides.iter().any(|edge| error(edge).is_none()) {
        return;
    }
    sides.sort_by(|a, b| {
        error(a)
            .partial_cmp(&error(b))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let [least, middle, most] = sides;
    let square = |value: f64| value * value;
    let (Some(a), Some(b), Some(c)) = (
        least.0.standard_error,
        middle.0.standard_error,
        most.0.standard_error,
    ) else {
        return;
    };
    if square(c.low) * (1.0 - VARIANCE) <= square(a.high) + square(b.high) {
        return;
    }
    let place = |row: &Contrast<'_>| match (row.se, row.ci_lower) {
        (Some(_), _) => Column::Se,
        (None, Some(_)) => Column::CiLower,
        (None, None) => Column::ReductionLower,
    };
    let [first, second] = [least, middle].map(|edge| sink.cell(edge.1.row, place(edge.1)));
    sink.push(
        Diagnostic::warning(Code::TP0433, Message::new("tp0433"))
            .at(sink.cell(most.1.row, place(most.1)))
            .also(first.saying(Message::new("tp0432.side")))
            .also(second.saying(Message::new("tp0432.side")))
            .help(Message::new("tp0433.help")),
    );
}

fn column(row: &Contrast<'_>) -> Column {
    match row.estimate {
        Some(_) => Column::Estimate,
        None => Column::ReductionPercent,
    }
}
