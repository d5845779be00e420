//! The trialpool command.
fn main() {}
