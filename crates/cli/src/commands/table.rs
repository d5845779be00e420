//! `trialpool table`: the pooled tables of a registry.

use super::{check, report};
use crate::args::TableFormatArg;
use crate::failure::{Failure, Outcome, Verdict};
use crate::terminal;
use std::path::Path;
use trialpool_language::Language;
use trialpool_report::export::{TableFormat, table};
use trialpool_review::findings::Analysis;

/// Prints the tables of all analyses, or of those named.
pub(crate) fn run(
    dir: &Path,
    names: &[String],
    format: TableFormatArg,
    language: Language,
) -> Outcome {
    let files = check::open(dir)?;
    let Some(findings) = report::review(&files, language) else {
        return Ok(Verdict::Bad);
    };
    let format = match format {
        TableFormatArg::Text => TableFormat::Text,
        TableFormatArg::Csv => TableFormat::Csv,
        TableFormatArg::Md => TableFormat::Markdown,
        TableFormatArg::Json => TableFormat::Json,
    };
    let tables = named(&findings.analyses, names)?
        .into_iter()
        .map(|analysis| {
            table(&findings, analysis, format, language)
                .map_err(|error| Failure::output(std::io::Error::other(error)))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let text = joined(&tables, format);
    let text = match format {
        TableFormat::Json => terminal::visible_json(&text),
        _ => text,
    };
    terminal::print(text.as_bytes())?;
    Ok(Verdict::Good)
}

/// The analyses of these ids, in the order asked for; all of them if none is named.
fn named<'a>(analyses: &'a [Analysis], names: &[String]) -> Result<Vec<&'a Analysis>, Failure> {
    if names.is_empty() {
        return Ok(analyses.iter().collect());
    }
    let find = |name: &String| {
        let found = analyses.iter().find(|analysis| analysis.id == *name);
        found.ok_or_else(|| {
            let ids: Vec<&str> = analyses
                .iter()
                .map(|analysis| analysis.id.as_str())
                .collect();
            Failure::call(format!("the protocol has no analysis `{name}`"))
                .help(format!("its analyses are {}", ids.join(", ")))
        })
    };
    names.iter().map(find).collect()
}

/// Several tables in one stream: JSON as one list, everything else with a blank line between.
fn joined(tables: &[String], format: TableFormat) -> String {
    let mut parts: Vec<&str> = tables.iter().map(|table| table.trim_end()).collect();
    if format == TableFormat::Json && parts.len() > 1 {
        return format!("[\n{}\n]\n", parts.join(",\n"));
    }
    parts.push("");
    let separator = if parts.len() > 2 { "\n\n" } else { "\n" };
    let mut text = parts.join(separator);
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
