//! What a row of `contrasts` says, on the scale on which effects add up.

use crate::bounds::Bounds;
use crate::result::{quantile, ratio_of};
use trialpool_ingest::{Contrast, ContrastMeasure};

/// An estimate and its standard error, as far as the printed digits tell: logarithms for ratios.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Effect {
    pub(crate) estimate: Bounds,
    pub(crate) standard_error: Option<Bounds>,
}

impl Effect {
    /// The effect that a row reports; none without an estimate.
    pub(crate) fn of(row: &Contrast<'_>) -> Option<Self> {
        Some(Self {
            estimate: estimate(row)?,
            standard_error: standard_error(row),
        })
    }

    /// The same comparison from the other side.
    pub(crate) fn reversed(self) -> Self {
        Self {
            estimate: self.estimate.negated(),
            ..self
        }
    }
}

/// The estimate on the analysis scale; a reduction of 30 % is the ratio 0.7.
fn estimate(row: &Contrast<'_>) -> Option<Bounds> {
    match row.estimate {
        Some(estimate) => on_scale(row.measure, Bounds::of(estimate)),
        None => on_scale(row.measure, ratio_of(row.reduction_percent?)),
    }
}

/// The standard error on the analysis scale, from the column or from the interval at its level.
pub(crate) fn standard_error(row: &Contrast<'_>) -> Option<Bounds> {
    if let Some(se) = row.se {
        return Some(Bounds::of(se).not_negative());
    }
    let width = interval_width(row)?;
    Some(width.times(0.5 / quantile(row.ci_level?.value())?))
}

/// The width of the interval on the analysis scale; none if a limit of a ratio may be 0.
pub(crate) fn interval_width(row: &Contrast<'_>) -> Option<Bounds> {
    let (lower, upper) = match (row.ci_lower, row.ci_upper) {
        (Some(lower), Some(upper)) => (Bounds::of(lower), Bounds::of(upper)),
        _ => (
            ratio_of(row.reduction_upper?),
            ratio_of(row.reduction_lower?),
        ),
    };
    let lower = on_scale(row.measure, lower)?;
    let upper = on_scale(row.measure, upper)?;
    let width = upper.minus(lower).not_negative();
    width.high.is_finite().then_some(width)
}

/// Values of a measure on its analysis scale.
pub(crate) fn on_scale(measure: ContrastMeasure, values: Bounds) -> Option<Bounds> {
    if measure.is_ratio() {
        values.ln()
    } else {
        Some(values)
    }
}
