//! Seeded inputs for the benchmarks: registries of any size whose every row is right.

mod generate;

pub use generate::{GeneratedFile, registry, studies};
