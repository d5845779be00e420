//! TP0438: a mean is not another unit's.

use crate::context::{Context, TrialView};
use crate::printed::significant;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, OutcomeKind, Reported, Sink};

/// Factors between units that are mixed up: days, weeks, months and years; per cent; milli-; glucose,
/// cholesterol, triglycerides and creatinine in mg/dL against mmol/L or µmol/L; pounds and inches.
const FACTORS: [f64; 15] = [
    2.204_62, 2.54, 7.0, 10.0, 12.0, 18.016, 30.44, 38.67, 52.18, 60.0, 88.42, 88.57, 100.0,
    365.25, 1000.0,
];

/// How near, on the logarithm, a factor must be: arms that differ by a quarter still show it.
const NEAR: f64 = 0.25;

/// The coefficient of variation keeps its size when the unit changes; that of two arms agrees about
/// so well, on the logarithm.
const SAME_VARIATION: f64 = 0.4;

/// The least factor that is no effect of treatment.
const LEAST: f64 = 5.0;

/// A row whose mean and standard deviation are both the same multiple of the middle of the others.
/// Of two rows the greater is named, as nobody can say which of them is in the other unit.
///
/// Not of counts: treatments divide relapses and lesions by five and more, and their standard
/// deviations with them.
pub(crate) fn check(view: &TrialView<'_, '_>, context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outcomes = view.arm_results.chunk_by(|a, b| a.outcome == b.outcome);
    let counted = |rows: &[&ArmResult<'_>]| {
        context.registry.outcomes[rows[0].outcome].kind == OutcomeKind::Rate
    };
    for rows in outcomes.filter(|rows| !counted(rows)) {
        let measured: Vec<(f64, f64, &ArmResult<'_>)> = rows
            .iter()
            .filter_map(|row| {
                let (mean, sd) = (row.mean.map(Reported::value)?, row.sd.map(Reported::value)?);
                (mean > 0.0 && sd > 0.0).then(|| (mean.ln(), sd.ln(), *row))
            })
            .collect();
        if measured.len() < 2 {
            continue;
        }
        let middle = |figure: fn(&(f64, f64, &ArmResult<'_>)) -> f64| {
            let mut values: Vec<f64> = measured.iter().map(figure).collect();
            values.sort_by(f64::total_cmp);
            values[(values.len() - 1) / 2]
        };
        let (mean, sd) = (middle(|row| row.0), middle(|row| row.1));
        for row in &measured {
            let (by_mean, by_sd) = (row.0 - mean, row.1 - sd);
            if by_mean.abs() < LEAST.ln() || (by_mean - by_sd).abs() > SAME_VARIATION {
                continue;
            }
            let distance = |factor: &&f64| (by_mean.abs() - factor.ln()).abs();
            let factor = FACTORS
                .iter()
                .min_by(|a, b| distance(a).total_cmp(&distance(b)));
            let unit = factor
                .filter(|factor| distance(factor) <= NEAR)
                .map(|factor| Message::new("tp0438.unit").text("factor", significant(*factor)));
            let message = Message::new("tp0438")
                .text("mean", sink.printed(row.2.row, Column::Mean))
                .text("factor", significant(by_mean.exp()));
            sink.push(
                Diagnostic::warning(Code::TP0438, message)
                    .at(sink.cell(row.2.row, Column::Mean))
                    .note(unit)
                    .help(Message::new("tp0438.help")),
            );
        }
    }
}
