//! Numbers as printed.

use serde::{Deserialize, Serialize};

use crate::effect_size::TwoRates;
use crate::{ConfidenceLevel, Interval, Measure};

/// A number as printed: the value meant lies within `value` ± `half_unit`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Printed {
    /// The number that stands there.
    pub value: f64,
    /// Half a unit of its last digit, 0.005 for `0.06`; 0 for an exact number.
    pub half_unit: f64,
}

impl Printed {
    /// A number with nothing rounded away.
    pub fn exact(value: f64) -> Self {
        Self {
            value,
            half_unit: 0.0,
        }
    }

    /// A number printed with `decimals` digits after the point.
    pub fn with_decimals(value: f64, decimals: u8) -> Self {
        Self {
            value,
            half_unit: 0.5 * 10_f64.powi(-i32::from(decimals)),
        }
    }

    /// All values that print so.
    pub fn interval(&self) -> Interval {
        Interval::around(self.value, self.half_unit)
    }
}

/// A p-value as printed, two-sided.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum ReportedP {
    /// `p = 0.012`.
    Exactly(Printed),
    /// `p < 0.001`.
    Below(Printed),
    /// `p > 0.05`.
    Above(Printed),
}

/// A confidence interval as printed, on the display scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReportedInterval {
    /// Lower limit.
    pub lower: Printed,
    /// Upper limit.
    pub upper: Printed,
    /// Its level.
    pub level: ConfidenceLevel,
}

/// One comparison as a publication reports it, on the display scale: ratios as ratios, reductions in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReportedContrast {
    /// What the estimate measures.
    pub measure: Measure,
    /// The estimate.
    pub estimate: Option<Printed>,
    /// Its confidence interval.
    pub interval: Option<ReportedInterval>,
    /// Its standard error, on the analysis scale: of the logarithm of a ratio.
    pub standard_error: Option<Printed>,
    /// Its two-sided p-value against no effect.
    pub p: Option<ReportedP>,
    /// The reduction r in per cent that stands for the ratio 1 - r / 100.
    pub reduction_percent: Option<Printed>,
    /// The confidence interval of the reduction, in per cent.
    pub reduction_interval: Option<ReportedInterval>,
    /// Events and person-time of both groups, used for rate ratios and differences.
    pub rates: Option<TwoRates>,
}

impl ReportedContrast {
    /// A contrast of which nothing but the measure is known yet.
    pub fn new(measure: Measure) -> Self {
        Self {
            measure,
            estimate: None,
            interval: None,
            standard_error: None,
            p: None,
            reduction_percent: None,
            reduction_interval: None,
            rates: None,
        }
    }
}
