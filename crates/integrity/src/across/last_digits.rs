//! TP0535, TP0536: the last digits of a source's figures are spread as measurements spread them.

use super::repeated_trial::significant_digits;
use crate::context::Context;
use rayon::prelude::*;
use std::fmt::Write as _;
use trialpool_ingest::{Code, Column, Diagnostic, Message, Reported, Severity, Sink, SourceKey};
use trialpool_meta_analysis::numeric::tail::chi_squared_survival;

/// Figures of a source from which its last digits say anything: ten of each are expected.
const LEAST_FIGURES: usize = 100;

/// Significant digits from which the last one is uniform whatever is measured: by Benford's law the
/// third digit still varies between 9.8 and 10.2 %.
const LEAST_DIGITS: u32 = 3;

/// Below this probability the digits are a warning: one of 100,000,000 sources by chance.
const WARNING: f64 = 1e-8;

/// Below this probability they are a note.
const NOTE: f64 = 1e-5;

/// Where no figure ends in 0 that is said instead, as a spreadsheet drops these; the other nine
/// digits are then judged by themselves.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let registry = context.registry;
    let contrasts = registry.contrasts.par_iter().flat_map_iter(|row| {
        let numbers = [
            row.estimate,
            row.ci_lower,
            row.ci_upper,
            row.reduction_percent,
        ];
        numbers
            .into_iter()
            .flatten()
            .map(|number| (row.source, number))
    });
    let arm_results = registry.arm_results.par_iter().flat_map_iter(|row| {
        let numbers = [row.rate, row.percent, row.mean, row.sd, row.se, row.median];
        numbers
            .into_iter()
            .flatten()
            .map(|number| (row.source, number))
    });
    let mut figures: Vec<(SourceKey, u64, u8)> = contrasts
        .chain(arm_results)
        .filter_map(|(source, number)| Some((source, number.value().to_bits(), last(number)?)))
        .collect();
    figures.par_sort_unstable();
    // A figure that stands in several rows was printed once.
    figures.dedup();
    for of_source in figures.chunk_by(|a, b| a.0 == b.0) {
        if of_source.len() >= LEAST_FIGURES {
            let mut counts = [0_usize; 10];
            for (_, _, digit) in of_source {
                counts[usize::from(*digit)] += 1;
            }
            judge(of_source[0].0, counts, context, sink);
        }
    }
}

/// The last printed digit, if there are enough digits and decimals.
fn last(number: Reported) -> Option<u8> {
    if number.decimals() < 1 || significant_digits(number) < LEAST_DIGITS {
        return None;
    }
    let scaled = (number.value().abs() * 10_f64.powi(number.decimals())).round();
    Some((scaled % 10.0) as u8)
}

fn judge(source: SourceKey, counts: [usize; 10], context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let total: usize = counts.iter().sum();
    let row = &context.registry.sources[source];
    let place = sink.cell(row.row, Column::Id);
    let without_zero = counts[0] == 0 && 0.9_f64.powf(total as f64) < NOTE;
    if without_zero {
        let message = Message::new("tp0536")
            .text("source", row.id.to_string())
            .count("figures", total);
        sink.push(
            Diagnostic::new(Code::TP0536, Severity::Note, message)
                .at(place.clone())
                .help(Message::new("tp0536.help")),
        );
    }
    let judged = if without_zero {
        &counts[1..]
    } else {
        &counts[..]
    };
    let p = probability(judged);
    let severity = match p {
        ..WARNING => Severity::Warning,
        ..NOTE => Severity::Note,
        _ => return,
    };
    let mut digits = String::new();
    for (digit, count) in counts.iter().enumerate() {
        let comma = if digit == 0 { "" } else { ", " };
        let _ = write!(digits, "{comma}{digit}: {count}");
    }
    let message = Message::new("tp0535")
        .text("source", row.id.to_string())
        .count("figures", total)
        .text("p", format!("{p:.0e}"));
    sink.push(
        Diagnostic::new(Code::TP0535, severity, message)
            .at(place)
            .note(Message::new("tp0535.digits").text("digits", digits))
            .help(Message::new("tp0535.help")),
    );
}

/// Pearson's chi-squared test of equal frequencies.
fn probability(counts: &[usize]) -> f64 {
    let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    let terms = counts
        .iter()
        .map(|count| (*count as f64 - expected).powi(2) / expected);
    chi_squared_survival(terms.sum(), counts.len() as f64 - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_is_the_printed_one() {
        let digit = |text| last(Reported::parse(text).unwrap());
        assert_eq!(digit("0.570"), Some(0));
        assert_eq!(digit("-12.7"), Some(7));
        assert_eq!(digit("0.57"), None);
        assert_eq!(digit("1234"), None);
    }

    #[test]
    fn equal_frequencies_are_judged_by_pearson() {
        assert!((probability(&[10; 10]) - 1.0).abs() < 1e-12);
        // Two cells, 60 and 40: chi-squared = 2 * 100 / 50 = 4 on one degree of freedom, p = 0.0455.
        assert!((probability(&[60, 40]) - 0.045_500).abs() < 1e-6);
    }
}
