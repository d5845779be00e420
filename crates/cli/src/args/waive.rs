//! The arguments of `trialpool waive`.

use super::LangArg;
use clap::ValueHint;
use jiff::civil::Date;
use std::path::PathBuf;

/// What `trialpool waive` does.
pub(super) const ABOUT: &str = "\
Waives a finding: adds an entry to `waivers.toml`, beside the protocol.

A waiver is for a finding that is right about the data and wrong about the truth, such as a publication \
that is inconsistent in itself. It quotes the row as it stands, so that a change of the row voids it, and \
it says why, who says so and until when. The report lists what is waived. What keeps a row from being read \
cannot be waived.";

/// What the help of `waive` ends with.
pub(super) const AFTER: &str = "\
Examples:
  trialpool waive data TP0406 events.csv:12 --by 'J. Martin' --until 2027-06-30 \\
    --reason-en 'the safety population; two participants changed arms' \\
    --reason-fr 'population de tolérance ; deux participants ont changé de bras'

Exit codes: 0 done; 2 there is no such finding, or it cannot be waived.";

/// What `trialpool waive` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct WaiveArgs {
    /// The directory of the registry, with its `review.toml`
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) dir: PathBuf,
    /// The rule, such as TP0406
    pub(crate) code: String,
    /// The file and line of the finding, as `check` shows them: FILE:LINE
    #[arg(value_name = "FILE:LINE", value_parser = place)]
    pub(crate) place: (String, usize),
    /// Why the registry is right as it stands, in English
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason_en: String,
    /// The same in French
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason_fr: String,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// The last day on which it holds, such as 2027-06-30
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Date,
    #[command(flatten)]
    pub(crate) lang: LangArg,
}

/// Reads `FILE:LINE`; a column after the line, as `check --format short` prints it, is passed over.
fn place(text: &str) -> Result<(String, usize), String> {
    let expected = || "expected FILE:LINE, such as events.csv:12".to_owned();
    let mut parts = text.split(':');
    let (Some(file), Some(line)) = (parts.next(), parts.next()) else {
        return Err(expected());
    };
    match line.parse() {
        Ok(line) if !file.is_empty() && line > 0 => Ok((file.to_owned(), line)),
        _ => Err(expected()),
    }
}
