//! `trialpool check`: every problem of a registry.

use crate::args::FindingsFormat;
use crate::failure::{Failure, Outcome, Verdict};
use crate::options::CheckOptions;
use crate::publish;
use crate::repository::path_in_repository;
use crate::terminal;
use crate::words::{with, words};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::Path;
use trialpool_ingest::render::{self, Found, Summary};
use trialpool_ingest::{Diagnostic, Files, Severity};
use trialpool_language::Language;
use trialpool_review::Check;

/// Checks, writes the files asked for, and shows.
pub(crate) fn run(options: &CheckOptions) -> Outcome {
    let files = open(&options.registry)?;
    let today = options.today.unwrap_or_else(today);
    let Check {
        diagnostics,
        waived,
        rows,
    } = trialpool_review::check(&files, Some(today));
    let summary = Summary::new(&files, rows, &diagnostics, waived.len());
    let (kept, hidden) = by_interest(&diagnostics, options.notes);
    let found = Found {
        files: &files,
        diagnostics: &kept,
        waived: &waived,
        summary: &summary,
        language: options.language,
        directory: &path_in_repository(&options.registry),
        fails_at: options.fails_at,
    };
    for output in &options.outputs {
        let text = text(&found, &diagnostics, output.format);
        publish::write(&output.file, text.as_bytes())?;
    }
    if options.format == FindingsFormat::Human {
        terminal::show(&files, &kept, options.language);
        if !options.quiet {
            hint(&kept, hidden, options.language);
        }
    } else {
        terminal::print(text(&found, &diagnostics, options.format).as_bytes())?;
    }
    let denied = options.fails_at == Severity::Warning && summary.warnings > 0;
    if !options.quiet {
        terminal::say(&render::summary(&summary, options.language));
        if denied {
            terminal::say(&words(options.language).text("check-denied"));
        }
    }
    Ok(Verdict::of(
        (summary.errors > 0 || denied) && !options.exit_zero,
    ))
}

/// Findings as text without colour. JSON holds `all` of them, whatever is shown to people.
fn text(found: &Found<'_>, all: &[Diagnostic], format: FindingsFormat) -> String {
    let Found {
        files,
        diagnostics,
        waived,
        summary,
        language,
        ..
    } = *found;
    match format {
        FindingsFormat::Human => {
            let width = terminal::DEFAULT_WIDTH;
            let shown = render::full(files, diagnostics, language, false, width);
            format!("{shown}{}\n", render::summary(summary, language))
        }
        FindingsFormat::Short => render::short(files, diagnostics, language),
        FindingsFormat::Json => {
            terminal::visible_json(&render::json(files, all, waived, summary, language))
        }
        FindingsFormat::Sarif => terminal::visible_json(&render::sarif(found)),
        FindingsFormat::Github => render::github(found),
        FindingsFormat::Junit => render::junit(found),
        FindingsFormat::Markdown => render::markdown(found),
    }
}

/// The day on which waivers are judged, in UTC.
pub(crate) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// Opens a registry.
pub(crate) fn open(dir: &Path) -> Result<Files, Failure> {
    Files::open(dir).map_err(|error| {
        Failure::call(error.to_string())
            .help("a registry is a directory with a `review.toml`; `trialpool new DIR` starts one")
    })
}

/// Shows errors and warnings with excerpts, and where to read more about the first.
pub(crate) fn show(files: &Files, found: &[Diagnostic], language: Language) {
    let (kept, hidden) = by_interest(found, false);
    terminal::show(files, &kept, language);
    hint(&kept, hidden, language);
}

/// The findings to show, and the number of notes among the others.
fn by_interest(found: &[Diagnostic], notes: bool) -> (Vec<Diagnostic>, usize) {
    let kept: Vec<Diagnostic> = found
        .iter()
        .filter(|finding| notes || finding.severity != Severity::Note)
        .cloned()
        .collect();
    let hidden = found.len() - kept.len();
    (kept, hidden)
}

/// Where to read more about the first finding, and how many are not shown.
fn hint(kept: &[Diagnostic], hidden: usize, language: Language) {
    let words = words(language);
    if let Some(first) = kept.first() {
        let code = with().text("code", first.code.as_str());
        terminal::say(&words.format("check-explain", &code));
    }
    if hidden > 0 {
        let count = with().count("count", hidden);
        terminal::say(&words.format("check-notes", &count));
    }
}
