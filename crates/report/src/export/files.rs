//! Tables and plots as files.

use super::{TableFormat, table};
use crate::forest::{self, figures, from_findings};
use crate::{OutputFile, RenderError};
use trialpool_language::Language;
use trialpool_review::Findings;
use trialpool_review::findings::Analysis;

/// The files of one analysis: `tables/<analysis>.csv`, `tables/<analysis>.<language>.md` and
/// `forest/<analysis>.<language>.svg`; further plots have the name of what they show before the
/// language: `forest/<analysis>-leave-one-out.<language>.svg`.
///
/// # Errors
/// [`RenderError`] if the words of this crate cannot be read.
pub(crate) fn files(
    findings: &Findings,
    analysis: &Analysis,
    languages: &[Language],
) -> Result<Vec<OutputFile>, RenderError> {
    let mut files = Vec::new();
    let mut add = |path: String, contents: String| {
        files.push(OutputFile {
            path,
            contents: contents.into_bytes(),
        });
    };
    let id = &analysis.id;
    // CSV speaks no language; any gives the same bytes.
    add(
        format!("tables/{id}.csv"),
        table(findings, analysis, TableFormat::Csv, Language::English)?,
    );
    for &language in languages {
        add(
            format!("tables/{id}.{language}.md"),
            table(findings, analysis, TableFormat::Markdown, language)?,
        );
        for figure in figures(analysis) {
            let plot = from_findings(analysis, figure, language)?;
            add(
                format!("forest/{id}{}.{language}.svg", figure.suffix(analysis)),
                forest::svg(&plot),
            );
        }
    }
    Ok(files)
}
