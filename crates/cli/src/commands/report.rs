//! `trialpool report`: writes the report of a registry, or says whether it is current.

use super::check;
use crate::failure::{Failure, Outcome, Verdict};
use crate::options::ReportOptions;
use crate::publish::{Difference, compare, replace};
use crate::terminal::{self, visible};
use crate::words::{with, words};
use trialpool_ingest::Files;
use trialpool_language::Language;
use trialpool_report::OutputFile;
use trialpool_review::Findings;
use trialpool_review::findings::Problem;

/// Reviews, renders, writes or compares; messages are in `language`.
pub(crate) fn run(options: &ReportOptions, language: Language) -> Outcome {
    let files = check::open(&options.registry)?;
    let Some(findings) = review(&files, language) else {
        terminal::say(&words(language).text("report-not-pooled"));
        return Ok(Verdict::Bad);
    };
    let rendered = trialpool_report::render(&findings, &options.languages)
        .map_err(|error| Failure::output(std::io::Error::other(error)))?;
    if options.check {
        return check_current(options, &rendered, language);
    }
    let id = if replace(&options.out, &rendered, &options.languages)? {
        "report-written"
    } else {
        "report-current"
    };
    say_count(id, options, rendered.len(), language);
    let is_warning = |problem: &&Problem| problem.severity == "warning";
    let warnings = findings.problems.iter().filter(is_warning).count();
    if warnings > 0 {
        let values = with()
            .count("count", warnings)
            .text("registry", visible(&options.registry.display().to_string()));
        terminal::say(&words(language).format("report-warnings", &values));
    }
    Ok(Verdict::Good)
}

/// The findings of a registry; none if it has errors, which are shown.
pub(crate) fn review(files: &Files, language: Language) -> Option<Findings> {
    let review = trialpool_review::review(files);
    if review.findings.is_none() {
        check::show(files, &review.diagnostics, language);
    }
    review.findings
}

fn check_current(options: &ReportOptions, rendered: &[OutputFile], language: Language) -> Outcome {
    let differences = compare(&options.out, rendered, &options.languages)?;
    let Some(first) = differences.first() else {
        say_count("report-current", options, rendered.len(), language);
        return Ok(Verdict::Good);
    };
    let words = words(language);
    for line in describe(first, options, language) {
        terminal::say(&line);
    }
    let more = differences.len() - 1;
    if more > 0 {
        terminal::say(&words.format("difference-more", &with().count("count", more)));
    }
    let values = with()
        .text("registry", visible(&options.registry.display().to_string()))
        .text("directory", visible(&options.out.display().to_string()));
    terminal::say(&words.format("difference-help", &values));
    Ok(Verdict::Bad)
}

/// The first difference: the file, the line, and the line on both sides.
fn describe(difference: &Difference, options: &ReportOptions, language: Language) -> Vec<String> {
    let words = words(language);
    let path = |file: &str| visible(&options.out.join(file).display().to_string());
    let said = |id: &str, file: &str| words.format(id, &with().text("file", path(file)));
    match difference {
        Difference::Missing { file } => vec![said("difference-missing", file)],
        Difference::Surplus { file } => vec![said("difference-surplus", file)],
        Difference::Changed {
            file,
            line,
            there,
            now,
        } => {
            let values = with()
                .text("file", path(file))
                .text("line", line.to_string());
            let side = |id: &str, text: &Option<String>| {
                let text = text.as_deref().map_or_else(|| "∅".to_owned(), visible);
                format!("  {}: {text}", words.text(id))
            };
            vec![
                words.format("difference-line", &values),
                side("difference-there", there),
                side("difference-now", now),
            ]
        }
    }
}

fn say_count(id: &str, options: &ReportOptions, count: usize, language: Language) {
    let values = with()
        .count("count", count)
        .text("directory", visible(&options.out.display().to_string()));
    terminal::say(&words(language).format(id, &values));
}
