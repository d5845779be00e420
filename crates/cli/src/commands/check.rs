//! `trialpool check`: every problem of a registry.

use crate::args::FindingsFormat;
use crate::failure::{Failure, Outcome, Verdict};
use crate::terminal;
use crate::words::{with, words};
use std::path::Path;
use trialpool_ingest::render::{self, Summary};
use trialpool_ingest::{Diagnostic, Files};
use trialpool_language::Language;

/// Checks and shows.
pub(crate) fn run(dir: &Path, format: FindingsFormat, language: Language) -> Outcome {
    let files = open(dir)?;
    let checked = trialpool_ingest::read(&files);
    let summary = Summary::new(&files, checked.rows, &checked.diagnostics);
    match format {
        FindingsFormat::Human => show(&files, &checked.diagnostics, language),
        FindingsFormat::Short => {
            let text = render::short(&files, &checked.diagnostics, language);
            terminal::print(text.as_bytes())?;
        }
        FindingsFormat::Json => {
            let json = render::json(&files, &checked.diagnostics, &summary, language);
            terminal::print(json.as_bytes())?;
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

/// Shows findings with excerpts, and where to read more about the first.
pub(crate) fn show(files: &Files, diagnostics: &[Diagnostic], language: Language) {
    terminal::show(files, diagnostics, language);
    if let Some(first) = diagnostics.first() {
        let code = with().text("code", first.code.as_str());
        terminal::say(&words(language).format("check-explain", &code));
    }
}
