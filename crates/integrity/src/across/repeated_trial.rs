//! TP0516, TP0517: no two trials report the same figures.

use crate::context::Context;
use rayon::prelude::*;
use trialpool_ingest::{
    ArmResult, Code, Column, Contrast, Design, Diagnostic, Key, Message, Reported, Sink, Trial,
    TrialKey,
};

/// Rows that two trials must share before all of them being the same is no chance.
const ROWS_OF_COPY: usize = 3;

/// Digits in the shared rows beyond which two trials are one: by chance once in 10^20 pairs, or
/// far more often for round figures, but never in a registry.
const DIGITS_OF_COPY: u32 = 20;

/// The same for a warning, where half of the rows are shared.
const DIGITS_OF_OVERLAP: u32 = 10;

/// Figures that more trials than this report are no mark of any (`0 of 100`).
const MOST_TRIALS: usize = 8;

/// What two trials have in common.
struct Shared {
    first: TrialKey,
    second: TrialKey,
    rows: usize,
    digits: u32,
}

/// A pooled analysis repeats its members; so does a synthesis. Arms and sources are left out of the
/// comparison: a copy has others.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let contrasts = registry.contrasts.par_iter().map(of_contrast);
    let arm_results = registry.arm_results.par_iter().map(of_arm_result);
    let mut marks: Vec<(u64, TrialKey, u32)> = contrasts.chain(arm_results).collect();
    marks.par_sort_unstable();
    marks.dedup_by_key(|(mark, trial, _)| (*mark, *trial));
    let mut rows = vec![0_usize; registry.trials.len()];
    for (_, trial, _) in &marks {
        rows[trial.index()] += 1;
    }
    for shared in in_common(&marks) {
        let [first, second] = [shared.first, shared.second].map(|key| &registry.trials[key]);
        if related(shared.first, first, shared.second, second) {
            continue;
        }
        let [of_first, of_second] = [shared.first, shared.second].map(|key| rows[key.index()]);
        let all = shared.rows == of_first && shared.rows == of_second;
        let finding = if all && shared.rows >= ROWS_OF_COPY && shared.digits >= DIGITS_OF_COPY {
            let message = Message::new("tp0516");
            Diagnostic::error(Code::TP0516, said(message, first, shared.rows))
                .help(Message::new("tp0516.help"))
        } else if shared.rows >= 2
            && 2 * shared.rows >= of_first.min(of_second)
            && shared.digits >= DIGITS_OF_OVERLAP
        {
            let message = Message::new("tp0517").count("of", of_second);
            Diagnostic::warning(Code::TP0517, said(message, first, shared.rows))
                .help(Message::new("tp0517.help"))
        } else {
            continue;
        };
        let before = sink.cell(first.row, Column::Id);
        sink.push(
            finding
                .at(sink.cell(second.row, Column::Id))
                .also(before.saying(Message::new("tp0516.other"))),
        );
    }
}

fn said(message: Message, first: &Trial<'_>, rows: usize) -> Message {
    message
        .text("other", first.id.to_string())
        .count("rows", rows)
}

/// Whether one of two trials analyses participants of the other, by its design.
pub(super) fn related(a: TrialKey, first: &Trial<'_>, b: TrialKey, second: &Trial<'_>) -> bool {
    let gathers = |trial: &Trial<'_>| {
        matches!(
            trial.design,
            Design::PooledAnalysis | Design::Synthesis | Design::Guidance
        )
    };
    gathers(first) || gathers(second) || first.members.contains(&b) || second.members.contains(&a)
}

/// The pairs of trials that share rows, in order.
fn in_common(marks: &[(u64, TrialKey, u32)]) -> Vec<Shared> {
    let mut pairs: Vec<(TrialKey, TrialKey, u32)> = Vec::new();
    for same in marks.chunk_by(|a, b| a.0 == b.0) {
        if same.len() > MOST_TRIALS {
            continue;
        }
        for (index, (_, second, digits)) in same.iter().enumerate() {
            pairs.extend(
                same[..index]
                    .iter()
                    .map(|(_, first, _)| (*first, *second, *digits)),
            );
        }
    }
    pairs.par_sort_unstable();
    let pairs = pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let shared = pairs.map(|pair| Shared {
        first: pair[0].0,
        second: pair[0].1,
        rows: pair.len(),
        digits: pair.iter().map(|(_, _, digits)| digits).sum(),
    });
    shared.collect()
}

fn of_contrast(row: &Contrast<'_>) -> (u64, TrialKey, u32) {
    let keys = [
        1,
        row.outcome.index(),
        super::outliers::slot(row.timepoint),
        super::outliers::slot(row.subgroup),
        row.measure as usize,
    ];
    let numbers = [
        row.estimate,
        row.ci_lower,
        row.ci_upper,
        row.p,
        row.reduction_percent,
    ];
    mark(row.trial, &keys, &numbers)
}

fn of_arm_result(row: &ArmResult<'_>) -> (u64, TrialKey, u32) {
    let keys = [
        2,
        row.outcome.index(),
        super::outliers::slot(row.timepoint),
        super::outliers::slot(row.subgroup),
    ];
    let numbers = [
        row.n,
        row.events,
        row.person_time,
        row.rate,
        row.percent,
        row.mean,
        row.sd,
        row.se,
        row.median,
    ];
    mark(row.trial, &keys, &numbers)
}

/// A number that stands for a row's figures, and how many digits they have.
fn mark(trial: TrialKey, keys: &[usize], numbers: &[Option<Reported>]) -> (u64, TrialKey, u32) {
    let mut mark = 0;
    let mut digits = 0;
    for key in keys {
        mark = mixed(mark ^ *key as u64);
    }
    for number in numbers {
        mark = mixed(mark ^ number.map_or(1, |number| number.value().to_bits()));
        digits += number.map_or(0, significant_digits);
    }
    (mark, trial, digits)
}

/// The finaliser of SplitMix64: every bit of the input moves half of the output's.
fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// Printed digits from the first that is not 0.
pub(super) fn significant_digits(number: Reported) -> u32 {
    if number.value() == 0.0 {
        return 0;
    }
    let before = number.value().abs().log10().floor() as i32 + 1;
    (before + number.decimals()).clamp(0, 17) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_from_the_first_that_counts() {
        for (text, digits) in [("0.45", 2), ("1.20", 3), ("120", 3), ("0.004", 1), ("0", 0)] {
            assert_eq!(
                significant_digits(Reported::parse(text).unwrap()),
                digits,
                "{text}"
            );
        }
    }

    #[test]
    fn pairs_are_counted_and_common_figures_are_not() {
        let [a, b] = [0, 1].map(TrialKey::new);
        let mut marks = vec![(1, a, 5), (1, b, 5), (2, a, 4), (2, b, 4)];
        marks.extend((0..20).map(|trial| (3, TrialKey::new(trial), 9)));
        let shared = in_common(&marks);
        assert_eq!(shared.len(), 1);
        assert_eq!((shared[0].rows, shared[0].digits), (2, 9));
    }
}
