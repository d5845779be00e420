//! What printed figures of one trial must satisfy, as the simulation that made them knows.

use crate::sheet::{Cell, Tables};

/// How a relation is told from its breach. Functions are monotone in each figure on either side of
/// 0 and of 1.
#[derive(Clone, Copy)]
pub enum Test {
    /// 0 for the values behind the figures.
    Zero(fn(&[f64]) -> f64),
    /// At least 0 for them.
    AtLeast(fn(&[f64]) -> f64),
    /// Whether there are such values in the ranges that the figures can mean.
    Possible(fn(&[(f64, f64)]) -> bool),
}

/// A statement on printed figures that holds for the values behind them.
pub struct Relation {
    /// What it says.
    pub name: &'static str,
    /// The figures, in the order in which `test` takes them.
    pub cells: Vec<Cell>,
    /// What tells a breach.
    pub test: Test,
    /// How far from 0 the residual may lie: 0 where the figures are computed from each other.
    pub slack: f64,
}

/// What other trials tell of a figure.
pub struct Typical {
    /// The figure.
    pub cell: Cell,
    /// Whether its logarithm is meant.
    pub log: bool,
    /// The mean over trials.
    pub centre: f64,
    /// The standard deviation over trials, sampling included.
    pub spread: f64,
}

impl Relation {
    /// Whether no values that print like the figures satisfy the relation. One of which a figure
    /// is not reported contradicts nothing.
    pub fn contradicted(&self, tables: &Tables) -> bool {
        let ranges: Option<Vec<_>> = self.cells.iter().map(|cell| tables.range(*cell)).collect();
        let Some(ranges) = ranges else {
            return false;
        };
        let (function, at_least) = match self.test {
            Test::Zero(function) => (function, false),
            Test::AtLeast(function) => (function, true),
            Test::Possible(possible) => return !possible(&ranges),
        };
        let points: Vec<Vec<f64>> = ranges.iter().map(|range| points(*range)).collect();
        let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut at = vec![0; points.len()];
        let mut values = vec![0.0; points.len()];
        loop {
            for (value, (points, at)) in values.iter_mut().zip(points.iter().zip(&at)) {
                *value = points[*at];
            }
            let residual = function(&values);
            if residual.is_nan() {
                return false;
            }
            least = least.min(residual);
            greatest = greatest.max(residual);
            let next = at
                .iter()
                .zip(&points)
                .position(|(at, points)| at + 1 < points.len());
            let Some(next) = next else { break };
            at[next] += 1;
            at[..next].fill(0);
        }
        let slack = self.slack + 1e-9;
        greatest < -slack || (!at_least && least > slack)
    }
}

impl Typical {
    /// Whether the figure lies where one trial in many thousands would.
    pub fn contradicted(&self, tables: &Tables) -> bool {
        let Some((low, high)) = tables.range(self.cell) else {
            return false;
        };
        let value = f64::midpoint(low, high);
        let value = if self.log { value.ln() } else { value };
        // A logarithm of what is not positive is no such figure at all.
        value.is_nan() || (value - self.centre).abs() > 4.0 * self.spread
    }
}

/// Where a function of a figure takes its extremes.
fn points((low, high): (f64, f64)) -> Vec<f64> {
    let inner = [0.0, 1.0]
        .into_iter()
        .filter(|value| low < *value && *value < high);
    let ends = if low == high {
        vec![low]
    } else {
        vec![low, high]
    };
    ends.into_iter().chain(inner).collect()
}
