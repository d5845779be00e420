//! TP0542: no single characteristic tells the arms of a randomised trial apart.

use super::balance;
use crate::context::Context;
use trialpool_ingest::{Baseline, Code, Column, Design, Diagnostic, Message, Sink};

/// A difference that chance makes once in a million characteristics.
const BEYOND_CHANCE: f64 = 1e-6;

/// A standard error for a standard deviation makes any difference extreme: said where √n times the
/// printed value would leave nothing odd.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for arms in by_characteristic(context) {
        let first = arms[0];
        let design = context.registry.trials[first.trial].design;
        let range = balance::probability(&arms);
        let Some(range) = range.filter(|range| range.high < BEYOND_CHANCE) else {
            continue;
        };
        if design != Design::Randomised {
            continue;
        }
        let column = if first.mean.is_some() {
            Column::Mean
        } else {
            Column::Events
        };
        let message = Message::new("tp0542")
            .quoting("characteristic", &first.characteristic)
            .text("p", format!("{:.0e}", range.high));
        let mut finding =
            Diagnostic::warning(Code::TP0542, message).at(sink.cell(first.row, column));
        for arm in &arms[1..] {
            finding = finding.also(sink.cell(arm.row, column));
        }
        let help = if taken_for_deviations(&arms) {
            "tp0542.errors"
        } else {
            "tp0542.help"
        };
        sink.push(finding.help(Message::new(help)));
    }
}

/// Whether the difference is ordinary if the printed deviations are standard errors.
fn taken_for_deviations(arms: &[&Baseline<'_>]) -> bool {
    let squared = arms.iter().map(|arm| {
        let (n, sd) = (arm.n?.value(), arm.sd?.value());
        Some((n, arm.mean?.value(), n * sd * sd))
    });
    let Some(arms) = squared.collect::<Option<Vec<_>>>() else {
        return false;
    };
    let total: f64 = arms.iter().map(|(n, _, _)| n).sum();
    let grand = arms.iter().map(|(n, mean, _)| n * mean).sum::<f64>() / total;
    let between: f64 = arms
        .iter()
        .map(|(n, mean, _)| n * (mean - grand).powi(2))
        .sum();
    let within: f64 = arms
        .iter()
        .map(|(n, _, variance)| (n - 1.0) * variance)
        .sum();
    // An F of about 1 is expected; 4 is left by chance once in twenty pairs of arms.
    let groups = arms.len() as f64;
    (between / (groups - 1.0)) / (within / (total - groups)) < 4.0
}

/// The rows of each characteristic of each trial, an arm each.
///
/// Where an arm has several rows (other sources), the first counts.
pub(super) fn by_characteristic<'c>(context: &Context<'c, '_>) -> Vec<Vec<&'c Baseline<'c>>> {
    let mut rows: Vec<&Baseline<'_>> = context.registry.baseline.iter().collect();
    rows.sort_by(|a, b| {
        let key = |row: &&Baseline<'_>| (row.trial, row.arm, row.row);
        (a.trial, &a.characteristic, key(a)).cmp(&(b.trial, &b.characteristic, key(b)))
    });
    rows.dedup_by(|a, b| {
        (a.trial, &a.characteristic, a.arm) == (b.trial, &b.characteristic, b.arm)
    });
    let same = |a: &&Baseline<'_>, b: &&Baseline<'_>| {
        a.trial == b.trial && a.characteristic == b.characteristic
    };
    rows.chunk_by(same).map(<[_]>::to_vec).collect()
}
