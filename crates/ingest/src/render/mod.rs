//! Findings as text: for people, one line each, or JSON. Each renderer is a file over the same
//! values.

mod excerpt;
mod full;
mod json;
mod short;
mod summary;

pub use full::full;
pub use json::json;
pub use short::short;
pub use summary::{Summary, summary};
