//! `trialpool check`: every problem of a registry.

use crate::args::FindingsFormat;
use crate::failure::{Failure, Outcome, Verdict};
use crate::terminal;
use crate::words::{with, words};
use std::path::Path;
use trialpool_ingest::render::{self, Summary};
use trialpool_ingest::{Diagnostic, Files, Severity};
use trialpool_language::Language;
use trialpool_review::Check;

/// Checks and shows.
pub(crate) fn run(dir: &Path, format: FindingsFormat, notes: bool, language: Language) -> Outcome {
    let files = open(dir)?;
    let Check {
        diagnostics: found,
        rows,
    } = trialpool_review::check(&files);
    let summary = Summary::new(&files, rows, &found);
    match format {
        FindingsFormat::Human => show(&files, &found, notes, language),
        FindingsFormat::Short => {
            let text = render::short(&files, &found, language);
            terminal::print(text.as_bytes())?;
        }
        FindingsFormat::Json => {
            let json = render::json(&files, &found, &summary, language);
            terminal::print(terminal::visible_json(&json).as_bytes())?;
        }
    }
    terminal::say(&render::summary(&summary, language));
    Ok(Verdict::of(summary.errors > 0))
}

/// Opens a registry.
pub(crate) fn open(dir: &Path) -> Result<Files, Failure> {
    Files::open(dir).map_err(|error| {
        Failure::call(error.to_string())
            .help("a registry is a directory with a `review.toml`; `trialpool new DIR` starts one")
    })
}

/// Shows findings with excerpts, and where to read more about the first; notes only if asked for.
pub(crate) fn show(files: &Files, found: &[Diagnostic], notes: bool, language: Language) {
    let (kept, hidden): (Vec<_>, Vec<_>) = found
        .iter()
        .cloned()
        .partition(|one| notes || one.severity != Severity::Note);
    terminal::show(files, &kept, language);
    let words = words(language);
    if let Some(first) = kept.first() {
        let code = with().text("code", first.code.as_str());
        terminal::say(&words.format("check-explain", &code));
    }
    if !hidden.is_empty() {
        let count = with().count("count", hidden.len());
        terminal::say(&words.format("check-notes", &count));
    }
}
