//! The command `trialpool`: reads a registry of trial results and writes pooled evidence.
//!
//! `main` parses the call, runs one of [`commands`] and turns what came of it into an exit
//! code. [`args`] is what was typed, [`options`] what was meant, checked once.

mod args;
mod commands;
mod failure;
mod options;
mod publish;
mod repository;
mod terminal;
mod words;

use clap::Parser;
use failure::{Failure, Verdict};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(message) => {
            // Help and version come this way too. A closed pipe is no error.
            let _ = message.print();
            return ExitCode::from(if message.use_stderr() { 2 } else { 0 });
        }
    };
    match commands::run(args.command) {
        Ok(Verdict::Good) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Ok(Verdict::Bad) => ExitCode::from(1),
        Err(failure) => {
            terminal::complain(&failure);
            ExitCode::from(2)
        }
    }
}
