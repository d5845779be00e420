//! What can be typed. Nothing is decided here: see [`crate::options`].

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use jiff::civil::Date;
use std::path::PathBuf;
use trialpool_language::Language;

mod check;
mod pool;
mod waive;

pub(crate) use check::{CheckArgs, Denied, FindingsFormat, OutputArg};
pub(crate) use pool::{PoolArgs, PoolFormat, QuantileRule, Section, SharedControl};
pub(crate) use waive::WaiveArgs;

/// Pools the results of clinical trials that are registered as plain CSV files.
///
/// A registry is a directory: CSV tables of trials, arms and results as they were published,
/// and `review.toml`, the protocol that says which results answer which question. trialpool
/// checks it, pools it and writes a report in which every number leads back to its line.
#[derive(Debug, Parser)]
#[command(
    name = "trialpool",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "\
Start here:
  trialpool new my-review              a small registry that works, to change into your own
  trialpool check my-review            every problem in it, each at its cell
  trialpool report my-review           the report in French and English, under reports/
  trialpool pool studies.csv --measure RR
                                       one table without a registry

Exit codes: 0 done; 1 the data have errors (or differ, with --check); 2 the call or the machine
is at fault. Results go to standard output, everything else to standard error."
)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What trialpool can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a registry: a small one that works
    #[command(
        long_about = "Starts a registry: writes a small one that works into DIR.\n\n\
            It has three example trials (invented, and marked as such), the tables, the protocol \
            `review.toml` and a README that explains each. Replace the rows by your own.",
        after_help = "\
Examples:
  trialpool new my-review
  trialpool check my-review && trialpool report my-review --out my-review/reports"
    )]
    New {
        /// The directory; created if needed, refused unless empty
        #[arg(value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },

    /// Check a registry and show every problem in it
    #[command(
        long_about = "Checks a registry and shows every problem in it, each at its cell.\n\n\
            Errors are what cannot be right: the registry is not pooled until they are mended. \
            Warnings are odd, and are carried into the report. `trialpool explain CODE` says what \
            a code means, why it matters and how to mend it.",
        after_help = check::AFTER
    )]
    Check(CheckArgs),

    /// Waive a finding that is wrong about the truth
    #[command(long_about = waive::ABOUT, after_help = waive::AFTER)]
    Waive(Box<WaiveArgs>),

    /// Register the protocol as it stands
    #[command(
        long_about = "Registers the protocol as it stands: writes what it decides into `protocol.lock`, \
            beside it.\n\n\
            From then on `check` finds what departs from it: an analysis that was added or dropped, a \
            setting or a selection that was changed. Titles, notes and reasons may change. Commit the \
            file when the protocol is settled, before the results are known.",
        after_help = "\
Examples:
  trialpool lock data
  trialpool lock my-review --date 2026-06-30"
    )]
    Lock {
        /// The directory of the registry, with its `review.toml`
        #[arg(value_hint = ValueHint::DirPath)]
        dir: PathBuf,
        /// The day of the registration, such as 2026-06-30 [default: today, in UTC]
        #[arg(long)]
        date: Option<Date>,
        #[command(flatten)]
        lang: LangArg,
    },

    /// Pool one CSV file, without a registry
    #[command(long_about = pool::ABOUT, after_help = pool::AFTER)]
    Pool(Box<PoolArgs>),

    /// Print the pooled tables of a registry
    #[command(
        long_about = "Prints the pooled tables of a registry: effects, weights, pooled result.\n\n\
            All analyses of the protocol, or those named.",
        after_help = "\
Examples:
  trialpool table
  trialpool table data nmosd-relapse --format csv
  trialpool table data --format md --lang fr"
    )]
    Table {
        #[command(flatten)]
        registry: RegistryArg,
        /// Analyses of the protocol, by their id; all of them if none is named
        analyses: Vec<String>,
        /// How the tables are written
        #[arg(long, value_enum, default_value_t = TableFormatArg::Text)]
        format: TableFormatArg,
        #[command(flatten)]
        lang: LangArg,
    },

    /// Write the report of a registry
    #[command(
        long_about = "Writes the report of a registry: one HTML page a language, the pooled tables, the \
            forest plots, and findings.json with everything in it.\n\n\
            Files appear whole or not at all: whatever happens, the old report is there or the new \
            one. The same registry gives the same bytes. Files of the report that the registry no \
            longer makes are removed; other files are left alone.",
        after_help = "\
Examples:
  trialpool report                              data/ to reports/, French and English
  trialpool report my-review --out out --lang en
  trialpool report --check                      writes nothing; exit code 1 and the first
                                                difference if reports/ is not current"
    )]
    Report {
        #[command(flatten)]
        registry: RegistryArg,
        /// Where the report goes
        #[arg(long, default_value = "reports", value_hint = ValueHint::DirPath)]
        out: PathBuf,
        /// The languages, separated by commas
        #[arg(
            long,
            value_delimiter = ',',
            default_value = "fr,en",
            value_name = "fr,en",
            value_parser = language()
        )]
        lang: Vec<String>,
        /// Compare with what is there instead of writing
        #[arg(long)]
        check: bool,
    },

    /// Print the JSON Schema of what other programs read
    #[command(
        long_about = "Prints the JSON Schema (draft 2020-12) of an output that other programs read: what \
            `pool --format json` prints, what `check --format json` prints, or `findings.json` of a \
            report. Keys are added between versions; they are not renamed or given another meaning.",
        after_help = "\
Examples:
  trialpool schema pool
  trialpool schema findings > findings.schema.json"
    )]
    Schema {
        /// The output
        #[arg(value_enum)]
        of: SchemaOf,
    },

    /// Explain a code such as TP0401
    #[command(
        long_about = "Explains a code of `trialpool check`: what is checked, why it matters, an example, how \
            to mend it. Without a code, lists all of them.",
        after_help = "\
Examples:
  trialpool explain TP0401
  trialpool explain tp0401 --lang fr
  trialpool explain"
    )]
    Explain {
        /// The code; all of them are listed if none is given
        code: Option<String>,
        #[command(flatten)]
        lang: LangArg,
    },

    /// Print shell completions
    #[command(after_help = "\
Examples:
  trialpool completions bash > ~/.local/share/bash-completion/completions/trialpool
  trialpool completions zsh  > ~/.zfunc/_trialpool
  trialpool completions fish > ~/.config/fish/completions/trialpool.fish")]
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },

    /// Print manual pages
    #[command(
        long_about = "Prints the manual page of trialpool or of one of its commands, or writes all of them \
            into a directory.",
        after_help = "\
Examples:
  trialpool man | man -l -
  trialpool man pool | man -l -
  trialpool man --out ~/.local/share/man/man1"
    )]
    Man {
        /// The command whose page is printed
        #[arg(conflicts_with = "out")]
        command: Option<String>,
        /// Write every page into this directory instead
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        out: Option<PathBuf>,
    },
}

/// The registry.
#[derive(Debug, clap::Args)]
pub(crate) struct RegistryArg {
    /// The directory of the registry, with its `review.toml`
    #[arg(default_value = "data", value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,
}

/// The language of what is said.
#[derive(Debug, clap::Args)]
pub(crate) struct LangArg {
    /// The language [default: the locale's, else English]
    #[arg(long, value_name = "fr|en", value_parser = language())]
    pub(crate) lang: Option<String>,
}

/// The outputs that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// `pool --format json`
    Pool,
    /// `findings.json` of a report
    Findings,
    /// `check --format json`
    Check,
}

/// How `table` writes its tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormatArg {
    /// Text to read
    Text,
    /// Comma-separated values
    Csv,
    /// Markdown
    Md,
    /// JSON
    Json,
}

/// `fr` or `en`.
fn language() -> PossibleValuesParser {
    PossibleValuesParser::new(Language::ALL.map(Language::code))
}
