//! A derived effect, and how it came about.

use serde::{Deserialize, Serialize};

use crate::{ConfidenceLevel, Interval, StudyEffect};

/// Where the estimate came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EstimateRoute {
    /// Printed as an estimate of the measure.
    Reported,
    /// Printed as a reduction of r per cent: the ratio is 1 - r / 100.
    PercentReduction,
    /// Computed from the events and person-time of both groups.
    Rates,
}

/// Where the standard error came from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorRoute {
    /// The width of the confidence interval: SE = (u - l) / (2 z), limits on the analysis scale.
    Interval {
        /// Its level.
        level: ConfidenceLevel,
    },
    /// The upper half of the confidence interval, its lower limit being printed as 0: SE = (u - y) / z.
    UpperLimit {
        /// Its level.
        level: ConfidenceLevel,
    },
    /// Printed as such, on the analysis scale.
    Reported,
    /// The exact p-value: SE = |y| / z.
    ExactP {
        /// The p-value.
        p: f64,
    },
    /// The events and person-time of both groups.
    Rates,
    /// The bound p < b: |y| / z is the largest standard error that agrees with it.
    PBound {
        /// The bound.
        p: f64,
    },
}

/// An effect with its sampling variance, and the derivation of both.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DerivedEffect {
    /// The effect on the analysis scale.
    pub effect: StudyEffect,
    /// Where the estimate came from.
    pub estimate_route: EstimateRoute,
    /// Where the standard error came from.
    pub error_route: ErrorRoute,
    /// Whether the standard error is only known to be at most the one given.
    pub conservative: bool,
    /// All standard errors that agree with the printed digits; the upper end may be infinite, the lower 0.
    pub standard_error_range: Interval,
}
