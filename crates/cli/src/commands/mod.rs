//! The commands, one file each.

mod check;
mod completions;
mod explain;
mod lock;
mod man;
mod new;
mod pool;
mod report;
mod schema;
mod table;
mod waive;

pub(crate) use pool::{Setting, parse_formula, parse_reduced, parse_settings};

use crate::args::Command;
use crate::failure::Outcome;
use crate::options::{CheckOptions, PoolOptions, ReportOptions, language};
use crate::terminal;

/// Runs one command.
pub(crate) fn run(command: Command) -> Outcome {
    match command {
        Command::New { dir } => new::run(&dir, terminal::locale()),
        Command::Check(args) => check::run(&CheckOptions::new(args)?),
        Command::Lock { dir, date, lang } => lock::run(&dir, date, language(&lang)),
        Command::Waive(args) => waive::run(&args),
        Command::Pool(args) => pool::run(&PoolOptions::new(*args)?),
        Command::Table {
            registry,
            analyses,
            format,
            lang,
        } => table::run(&registry.dir, &analyses, format, language(&lang)),
        Command::Report {
            registry,
            out,
            lang,
            check,
        } => {
            let options = ReportOptions::new(registry.dir, out, &lang, check);
            report::run(&options, terminal::locale())
        }
        Command::Schema { of } => schema::run(of),
        Command::Explain { code, lang } => explain::run(code.as_deref(), language(&lang)),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { command, out } => man::run(command.as_deref(), out.as_deref()),
    }
}
