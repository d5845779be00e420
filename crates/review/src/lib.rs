//! Turns a protocol and a registry into findings.

pub mod findings;
pub use findings::Findings;
