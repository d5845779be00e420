//! Effects from what a publication prints: an estimate, an interval, a p-value, a percent reduction, rates.
//!
//! Every printed number is an interval, `value` ± `half_unit`, and so is the standard error that follows from it.

mod derive;
mod error;
mod inputs;
mod result;
mod standard_error;
#[cfg(test)]
mod tests;

pub use derive::derive_effect;
pub use error::DerivationError;
pub use inputs::{Printed, ReportedContrast, ReportedInterval, ReportedP};
pub use result::{DerivedEffect, ErrorRoute, EstimateRoute};
