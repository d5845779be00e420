//! Tails, quantiles and roots: the numerics under the statistics.

pub(crate) mod beta;
pub(crate) mod gamma;
pub(crate) mod minimum;
pub(crate) mod quadratic_form;
pub(crate) mod quadrature;
pub(crate) mod random;
pub(crate) mod root;
pub(crate) mod span;
pub(crate) mod sums;
pub mod tail;
pub(crate) mod wide;
