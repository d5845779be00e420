//! Tables and plots as files.

use super::{TableFormat, csv, markdown, sections, table};
use crate::charts;
use crate::forest::{self, figures, from_findings};
use crate::language::Words;
use crate::{OutputFile, RenderError};
use trialpool_language::Language;
use trialpool_review::Findings;
use trialpool_review::findings::Analysis;

/// The files of one analysis: `tables/<analysis>.csv`, `tables/<analysis>.<language>.md` and
/// `forest/<analysis>.<language>.svg`; further plots have the name of what they show before the
/// language: `forest/<analysis>-leave-one-out.<language>.svg`. What a protocol asks to be shown beside
/// the result stands in `tables/<analysis>-<section>.csv` and `….<language>.md`, and in `charts/`.
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
    for section in sections::tables(Words::of(Language::English)?, analysis) {
        let path = format!("tables/{id}{}.csv", section.suffix);
        add(path, csv::write(&section.table));
    }
    for &language in languages {
        add(
            format!("tables/{id}.{language}.md"),
            table(findings, analysis, TableFormat::Markdown, language)?,
        );
        for section in sections::tables(Words::of(language)?, analysis) {
            let path = format!("tables/{id}{}.{language}.md", section.suffix);
            add(path, markdown::write(&section.table));
        }
        for chart in charts::figures(analysis) {
            if let Some(drawn) = charts::from_findings(analysis, chart, language)? {
                let path = format!("charts/{id}{}.{language}.svg", chart.suffix(analysis));
                add(path, drawn.file());
            }
        }
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
