//! `trialpool completions`: what a shell needs to complete a call.

use crate::args::Args;
use crate::failure::{Outcome, Verdict};
use crate::terminal;
use clap::CommandFactory;

/// Prints the completions of a shell.
pub(crate) fn run(shell: clap_complete::Shell) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "trialpool", &mut text);
    terminal::print(&text)?;
    Ok(Verdict::Good)
}
