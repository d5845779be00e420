//! Shared helpers of the end-to-end tests.

pub mod fuzzing;
pub mod oracle_support;
