//! TP0537: standard deviations of many trials are not all the same.

use super::repeated_trial::significant_digits;
use crate::context::Context;
use std::collections::BTreeSet;
use trialpool_ingest::{ArmResult, Code, Column, Diagnostic, Message, Sink, TrialKey};

/// Trials with one value from which it is looked at.
const LEAST_TRIALS: usize = 4;

/// Digits from which equal values are no matter of rounding.
const LEAST_DIGITS: u32 = 3;

/// Values this near, as a factor, say how common ones like it are.
const NEIGHBOURHOOD: f64 = 1.2;

/// The probability below which so many equal values are a warning: of 10,000 outcomes, one in 100
/// registries.
const CHANCE: f64 = 1e-6;

/// How many trials are expected to share a value follows from those near it and the number of values that
/// can be printed there: m trials within a factor of 1.2 of `sd` share 0.37 sd / unit values, so
/// that a given one has Poisson(m unit / (0.37 sd)).
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let rows = context.registry.arm_results.iter();
    let mut rows: Vec<(&ArmResult<'_>, f64)> = rows
        .filter_map(|row| {
            let sd = row
                .sd
                .filter(|sd| significant_digits(*sd) >= LEAST_DIGITS)?;
            Some((row, sd.value()))
        })
        .collect();
    rows.sort_by(|a, b| {
        let order = (a.0.outcome, a.0.timepoint).cmp(&(b.0.outcome, b.0.timepoint));
        order.then(a.1.total_cmp(&b.1)).then(a.0.row.cmp(&b.0.row))
    });
    let strata = rows.chunk_by(|a, b| (a.0.outcome, a.0.timepoint) == (b.0.outcome, b.0.timepoint));
    for stratum in strata {
        for equal in stratum.chunk_by(|a, b| a.1 == b.1) {
            let trials = distinct(equal);
            if trials >= LEAST_TRIALS && chance(stratum, equal, trials) < CHANCE {
                report(equal, trials, sink);
            }
        }
    }
}

fn distinct(rows: &[(&ArmResult<'_>, f64)]) -> usize {
    let trials: BTreeSet<TrialKey> = rows.iter().map(|(row, _)| row.trial).collect();
    trials.len()
}

/// P(X >= trials) for the Poisson variable above.
fn chance(
    stratum: &[(&ArmResult<'_>, f64)],
    equal: &[(&ArmResult<'_>, f64)],
    trials: usize,
) -> f64 {
    let sd = equal[0].1;
    let from = stratum.partition_point(|(_, other)| *other < sd / NEIGHBOURHOOD);
    let to = stratum.partition_point(|(_, other)| *other <= sd * NEIGHBOURHOOD);
    let near = distinct(&stratum[from..to]) as f64;
    let unit = equal[0].0.sd.map_or(0.0, |sd| 2.0 * sd.half_unit());
    let values = (NEIGHBOURHOOD - 1.0 / NEIGHBOURHOOD) * sd / unit;
    poisson_survival(near / values, trials)
}

/// P(X >= count): one minus the terms below, or the terms above where these are small.
fn poisson_survival(mean: f64, count: usize) -> f64 {
    let mut term = (-mean).exp();
    for index in 1..=count {
        term *= mean / index as f64;
    }
    let mut sum = 0.0;
    let mut index = count as f64;
    // The terms fall by more than half from the mean doubled on.
    while term > 1e-18 * sum || index < 2.0 * mean {
        sum += term;
        index += 1.0;
        term *= mean / index;
    }
    sum.min(1.0)
}

fn report(equal: &[(&ArmResult<'_>, f64)], trials: usize, sink: &mut Sink<'_>) {
    let first = equal[0].0;
    let message = Message::new("tp0537")
        .text("sd", sink.printed(first.row, Column::Sd))
        .count("trials", trials);
    let mut finding =
        Diagnostic::warning(Code::TP0537, message).at(sink.cell(first.row, Column::Sd));
    let mut told = first.trial;
    for (row, _) in &equal[1..] {
        if row.trial != told && finding.secondary.len() < LEAST_TRIALS {
            finding = finding.also(sink.cell(row.row, Column::Sd));
            told = row.trial;
        }
    }
    sink.push(finding.help(Message::new("tp0537.help")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_of_poisson() {
        // 1 - e^-1 (1 + 1 + 1/2) = 0.080301.
        assert!((poisson_survival(1.0, 3) - 0.080_301_397).abs() < 1e-9);
        // e^-0.01 0.01^4 / 24 (1 + 0.01 / 5 + ...) = 4.1335e-10.
        assert!((poisson_survival(0.01, 4) / 4.133_5e-10 - 1.0).abs() < 1e-4);
        assert!((poisson_survival(50.0, 1) - 1.0).abs() < 1e-9);
    }
}
