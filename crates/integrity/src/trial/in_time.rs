//! The results of one arm, outcome, subgroup and source in the order of time.

use crate::context::{Context, TrialView};
use trialpool_ingest::{ArmResult, Key};

/// A result and the weeks at which it was measured.
pub(crate) type Timed<'c, 'f> = (f64, &'c ArmResult<'f>);

/// Sequences of at least two results; results whose timepoint has no number of weeks are left out.
pub(crate) fn sequences<'c, 'f>(
    view: &TrialView<'c, 'f>,
    context: &Context<'_, '_>,
) -> Vec<Vec<Timed<'c, 'f>>> {
    let weeks = |row: &ArmResult<'_>| {
        let timepoint = &context.registry.timepoints[row.timepoint?];
        Some(timepoint.weeks?.value())
    };
    let timed = view
        .arm_results
        .iter()
        .filter_map(|row| Some((weeks(row)?, *row)));
    let mut timed: Vec<Timed<'_, '_>> = timed.collect();
    let line = |(_, row): &Timed<'_, '_>| {
        let subgroup = row.subgroup.map_or(0, |key| key.index() + 1);
        (row.outcome, subgroup, row.arm, row.source)
    };
    timed.sort_by(|a, b| line(a).cmp(&line(b)).then(a.0.total_cmp(&b.0)));
    let lines = timed.chunk_by(|a, b| line(a) == line(b));
    lines
        .filter(|rows| rows.len() > 1)
        .map(<[_]>::to_vec)
        .collect()
}
