//! The levels of a subgroup variable beside all participants.

use crate::context::{Context, Question, TrialView};
use trialpool_ingest::{ArmResult, Contrast, Key, SubgroupKey, TimepointKey};

/// Results of one source for levels of one variable, by level, all else being equal.
pub(crate) struct Parts<R> {
    pub(crate) rows: Vec<R>,
    /// Whether every registered level is among them.
    pub(crate) complete: bool,
}

fn grouped<R: Copy, P: Ord>(
    rows: impl Iterator<Item = R>,
    context: &Context<'_, '_>,
    subgroup: impl Fn(R) -> Option<SubgroupKey>,
    rest: impl Fn(R) -> P,
) -> Vec<Parts<R>> {
    let mut levels: Vec<(SubgroupKey, SubgroupKey, R)> = rows
        .filter_map(|row| {
            let level = subgroup(row)?;
            let first = context.levels_with(level).first()?;
            Some((*first, level, row))
        })
        .collect();
    let place = |(variable, _, row): &(SubgroupKey, SubgroupKey, R)| (*variable, rest(*row));
    levels.sort_by(|a, b| place(a).cmp(&place(b)).then(a.1.cmp(&b.1)));
    let parts = levels.chunk_by(|a, b| place(a) == place(b)).map(|parts| {
        let levels = parts.chunk_by(|a, b| a.1 == b.1).count();
        Parts {
            rows: parts.iter().map(|part| part.2).collect(),
            complete: levels > 1 && levels == context.levels_with(parts[0].1).len(),
        }
    });
    parts.collect()
}

/// The results of subgroups of one arm.
pub(crate) fn of_arms<'c, 'f>(
    view: &TrialView<'c, 'f>,
    context: &Context<'_, '_>,
) -> Vec<Parts<&'c ArmResult<'f>>> {
    grouped(
        view.arm_results.iter().copied(),
        context,
        |row| row.subgroup,
        |row| (row.outcome, time(row.timepoint), row.arm, row.source),
    )
}

/// The comparisons of one pair of arms in subgroups, by one measure.
pub(crate) fn of_contrasts<'c, 'f>(
    view: &TrialView<'c, 'f>,
    context: &Context<'_, '_>,
) -> Vec<Parts<&'c Contrast<'f>>> {
    grouped(
        view.contrasts.iter().copied(),
        context,
        |row| row.subgroup,
        |row| {
            let pair = (row.arm, row.comparator);
            (
                row.outcome,
                time(row.timepoint),
                pair,
                row.measure,
                row.source,
            )
        },
    )
}

fn time(timepoint: Option<TimepointKey>) -> usize {
    timepoint.map_or(0, |key| key.index() + 1)
}

/// Of the comparisons of all participants that answer the same question as a subgroup's, the one
/// of its source, else the first.
pub(crate) fn whole_of<'c, 'f>(
    view: &TrialView<'c, 'f>,
    part: &Contrast<'_>,
) -> Option<&'c Contrast<'f>> {
    let question = Question::of_contrast(part).of_all();
    let pair = (part.arm, part.comparator);
    let own = view.comparisons_from(question, pair, part.source).iter();
    let all = view.comparisons(question, part.arm, part.comparator).iter();
    own.chain(all).copied().find(|row| {
        row.measure == part.measure && (row.estimate.is_some() || row.reduction_percent.is_some())
    })
}
