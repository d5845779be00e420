//! Effect sizes and meta-analysis: pure numerics, without files, clock or unseeded randomness.

mod convergence;
pub mod effect_size;
mod interval;
mod measure;
mod numeric;
pub mod reported;
mod study;

pub use convergence::{Convergence, Ended};
pub use effect_size::clopper_pearson;
pub use interval::{ConfidenceLevel, ConfidenceLevelError, Interval};
pub use measure::{Measure, Scale, UnknownMeasure};
pub use study::{StudyEffect, StudyEffectError};
