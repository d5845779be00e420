//! The figures of a row as one block, to find blocks that stand twice.

use trialpool_ingest::{ArmResult, Column, Contrast, Reported};

/// The figures of a row that are printed, without the number of participants, which equal arms
/// share, and their person-time, which the outcomes of an arm share.
pub(crate) type Block = Vec<(Column, u64, i32)>;

pub(crate) fn of_arm(row: &ArmResult<'_>) -> Block {
    block(&[
        (Column::Events, row.events),
        (Column::Rate, row.rate),
        (Column::Percent, row.percent),
        (Column::Mean, row.mean),
        (Column::Sd, row.sd),
        (Column::Se, row.se),
        (Column::Median, row.median),
        (Column::Q1, row.q1),
        (Column::Q3, row.q3),
        (Column::Min, row.min),
        (Column::Max, row.max),
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
    ])
}

pub(crate) fn of_contrast(row: &Contrast<'_>) -> Block {
    block(&[
        (Column::Estimate, row.estimate),
        (Column::CiLower, row.ci_lower),
        (Column::CiUpper, row.ci_upper),
        (Column::Se, row.se),
        (Column::ReductionPercent, row.reduction_percent),
        (Column::ReductionLower, row.reduction_lower),
        (Column::ReductionUpper, row.reduction_upper),
    ])
}

fn block(figures: &[(Column, Option<Reported>)]) -> Block {
    let given = figures.iter().filter_map(|(column, figure)| {
        let figure = (*figure)?;
        Some((*column, figure.value().to_bits(), figure.decimals()))
    });
    given.collect()
}

/// The significant digits of a block: how unlikely it is to stand twice by chance. Zeros say
/// nothing.
pub(crate) fn digits(block: &[(Column, u64, i32)]) -> u32 {
    let digits = |value: f64, decimals: i32| {
        let scaled = (value.abs() * 10_f64.powi(decimals)).round();
        if scaled < 1.0 {
            0
        } else {
            scaled.log10().floor() as u32 + 1
        }
    };
    block
        .iter()
        .map(|(_, bits, decimals)| digits(f64::from_bits(*bits), *decimals))
        .sum()
}
