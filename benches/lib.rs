//! Seeded inputs for the benchmarks: registries of any size whose every row is right, and errors
//! planted into them.

mod generate;
mod hostile;
mod measure;
mod planted;
mod sheet;
mod synthetic;

pub use generate::{GeneratedFile, registry, studies};
pub use hostile::{Registry, SHAPES, hostile};
pub use measure::{Knowledge, Measured, Redundancy, measure};
pub use planted::{Baseline, Class, Outcome, Planted, Verdict, judge, plant};
pub use sheet::{Cell, Sheet, Tables};
pub use synthetic::{Relation, Synthetic, Test, Typical, synthetic};
