//! report

pub mod number;
