//! The commands, one file each.

mod check;
mod completions;
mod explain;
mod man;
mod new;
mod pool;

use crate::args::Command;
use crate::failure::Outcome;
use crate::options::{PoolOptions, language};
use crate::terminal;

/// Runs one command.
pub(crate) fn run(command: Command) -> Outcome {
    match command {
        Command::New { dir } => new::run(&dir, terminal::locale()),
        Command::Check {
            registry,
            format,
            lang,
        } => check::run(&registry.dir, format, language(&lang)),
        Command::Pool(args) => pool::run(&PoolOptions::new(*args)?),
        Command::Explain { code, lang } => explain::run(code.as_deref(), language(&lang)),
        Command::Table { .. } | Command::Report { .. } => Err(crate::failure::Failure::call("not yet")),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { command, out } => man::run(command.as_deref(), out.as_deref()),
    }
}
