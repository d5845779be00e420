//! The arguments of `trialpool check`.

use super::{LangArg, RegistryArg};
use clap::{ValueEnum, ValueHint};
use jiff::civil::Date;
use std::path::PathBuf;

/// What the help of `check` ends with.
pub(super) const AFTER: &str = "\
Examples:
  trialpool check                                the registry in data/
  trialpool check my-review --lang fr            in French
  trialpool check --format short                 one line a finding: file:line:column
  trialpool check --format json | jq '.findings[].code'
  trialpool check --format github --output sarif=check.sarif --output markdown=check.md
                                                 for GitHub: annotations, code scanning, summary

Exit codes: 0 no errors (with --deny warnings, no warnings either); 1 errors; 2 the registry cannot
be opened, or an output cannot be written.";

/// What `trialpool check` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) registry: RegistryArg,
    /// How findings are written; all but `human` go to standard output
    #[arg(long, value_enum, default_value_t = FindingsFormat::Human)]
    pub(crate) format: FindingsFormat,
    /// Write findings into a file, too; can be given again, with another format
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output, value_hint = ValueHint::Other)]
    pub(crate) output: Vec<OutputArg>,
    /// Show notes, too: what is worth knowing and neither wrong nor odd (`json` always has them)
    #[arg(long)]
    pub(crate) notes: bool,
    /// Fail on warnings as on errors
    #[arg(short = 'D', long, value_enum, value_name = "warnings")]
    pub(crate) deny: Option<Denied>,
    /// Exit with 0 whatever is found; a registry that cannot be opened still gives 2
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Write findings only, without the summary and the hints
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// The day on which waivers are judged, such as 2026-06-30 [default: today, in UTC]
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<Date>,
    #[command(flatten)]
    pub(crate) lang: LangArg,
}

/// How `check` writes findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingsFormat {
    /// With excerpts and help, on standard error
    Human,
    /// One line a finding
    Short,
    /// One object: findings and summary
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
    /// JUnit XML: a suite a file, a case a finding
    Junit,
    /// A summary for a pull request
    Markdown,
}

/// What can be denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Denied {
    /// What is odd, not wrong
    Warnings,
}

/// A format and the file it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OutputArg {
    pub(crate) format: FindingsFormat,
    pub(crate) file: PathBuf,
}

/// Reads `FORMAT=FILE`.
fn output(text: &str) -> Result<OutputArg, String> {
    let names: Vec<String> = FindingsFormat::value_variants()
        .iter()
        .filter_map(ValueEnum::to_possible_value)
        .map(|value| value.get_name().to_owned())
        .collect();
    let expected = format!("expected FORMAT=FILE with a format of {}", names.join(", "));
    let (format, file) = text.split_once('=').ok_or_else(|| expected.clone())?;
    if file.is_empty() {
        return Err(expected);
    }
    Ok(OutputArg {
        format: FindingsFormat::from_str(format, false).map_err(|_| expected)?,
        file: PathBuf::from(file),
    })
}
