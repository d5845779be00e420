//! TP0441 and TP0442: two measures of one comparison agree.

use crate::bounds::Bounds;
use crate::context::{Context, Question, TrialView};
use crate::effect::Effect;
use trialpool_ingest::{Code, Column, Contrast, ContrastMeasure, Diagnostic, Message, Sink};

/// How far both must be from the null to lie on opposite sides of it, in standard errors.
const FAR: f64 = 1.0;

/// How much nearer to 1 than the risk ratio an odds ratio may be, in standard errors: adjusted and
/// crude ones differ a little.
const NEARER: f64 = 0.25;

/// Of one source, question and pair of arms. A ratio and a difference point the same way; an odds
/// ratio is farther from 1 than the risk ratio, as (1 − p) of the arm with more events is less.
pub(crate) fn check(view: &TrialView<'_, '_>, _: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let groups = view.contrasts.chunk_by(|a, b| {
        let place = |row: &Contrast<'_>| (Question::of_contrast(row), row.arm, row.comparator);
        place(a) == place(b)
    });
    for rows in groups.filter(|rows| rows.len() > 1) {
        // The first of each source and measure: more are repetitions, which another rule compares.
        let mut firsts: Vec<(&Contrast<'_>, Effect)> = Vec::new();
        for row in rows {
            let known = |(first, _): &(&Contrast<'_>, Effect)| {
                (first.source, first.measure) == (row.source, row.measure)
            };
            let Some(effect) = Effect::of(row) else {
                continue;
            };
            if firsts.len() >= MOST || firsts.iter().any(known) {
                continue;
            }
            for (first, known) in &firsts {
                if first.source == row.source {
                    compare((first, known), (row, &effect), sink);
                }
            }
            firsts.push((row, effect));
        }
    }
}

/// Sources and measures of one comparison that are looked at.
const MOST: usize = 32;

fn compare(
    (first, known): (&Contrast<'_>, &Effect),
    (row, effect): (&Contrast<'_>, &Effect),
    sink: &mut Sink<'_>,
) {
    let column = |row: &Contrast<'_>| match row.estimate {
        Some(_) => Column::Estimate,
        None => Column::ReductionPercent,
    };
    let (code, id, help) = if opposite(known, effect) {
        (Code::TP0441, "tp0441", "tp0441.help")
    } else if nearer((first.measure, known), (row.measure, effect)) {
        (Code::TP0442, "tp0442", "tp0442.help")
    } else {
        return;
    };
    let message = Message::new(id)
        .text("a", sink.printed(first.row, column(first)))
        .text("b", sink.printed(row.row, column(row)))
        .text("first", first.measure.as_str())
        .text("second", row.measure.as_str());
    let before = sink.cell(first.row, column(first));
    sink.push(
        Diagnostic::warning(code, message)
            .at(sink.cell(row.row, column(row)))
            .also(before.saying(Message::new("tp0441.other")))
            .help(Message::new(help)),
    );
}

fn opposite(a: &Effect, b: &Effect) -> bool {
    let side = |effect: &Effect| {
        let far = FAR * effect.standard_error?.high;
        let Bounds { low, high } = effect.estimate;
        (low > far)
            .then_some(true)
            .or((high < -far).then_some(false))
    };
    matches!((side(a), side(b)), (Some(a), Some(b)) if a != b)
}

fn nearer(a: (ContrastMeasure, &Effect), b: (ContrastMeasure, &Effect)) -> bool {
    use ContrastMeasure::{OddsRatio, RiskRatio};
    let (odds, risk) = match (a.0, b.0) {
        (OddsRatio, RiskRatio) => (a.1, b.1),
        (RiskRatio, OddsRatio) => (b.1, a.1),
        _ => return false,
    };
    let slack = risk.standard_error.map_or(0.0, |se| NEARER * se.high);
    odds.estimate.size().high + slack < risk.estimate.size().low
}
