//! How an iteration ended, as data.

use serde::{Deserialize, Serialize};

/// How a solver ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Convergence {
    /// Evaluations of the estimating equation, or steps.
    pub iterations: usize,
    /// Size of the last step, or width of the last bracket, in units of the parameter.
    pub last_step: f64,
    /// Why it stopped.
    pub ended: Ended,
}

/// Why a solver stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// The estimating equation is solved to the precision of the arithmetic.
    Converged,
    /// The estimating equation points out of the admissible range: the estimate is its boundary.
    AtBoundary,
    /// The work is bounded, and the bound was reached first.
    IterationLimit,
}
