//! Tables of results for spreadsheets, documents, programs and terminals, and the files that a
//! report consists of beside its pages.
//!
//! Every format writes the same table ([`table::Table`]) and adds only its syntax: CSV and JSON
//! the values in full precision under stable English names, Markdown and text what readers see.

mod csv;
mod files;
mod json;
mod markdown;
mod results;
pub(crate) mod sections;
mod table;
mod text;

pub(crate) use files::files;
pub use markdown::markdown_text;
pub use results::results;
pub use table::{Cell, Column, Row, Section, Table, Value};

use crate::RenderError;
use trialpool_language::Language;
use trialpool_review::Findings;
use trialpool_review::findings::Analysis;

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Aligned columns for a terminal.
    Text,
    /// Comma-separated values, for spreadsheets and programs.
    Csv,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One JSON object.
    Json,
}

/// The results of `analysis` in `format`. Text and Markdown speak `language`; CSV and JSON hold
/// values in full precision and English names in every language.
///
/// # Errors
/// [`RenderError`] if the words of this crate cannot be read.
pub fn table(
    findings: &Findings,
    analysis: &Analysis,
    format: TableFormat,
    language: Language,
) -> Result<String, RenderError> {
    let table = results(findings, analysis, language)?;
    Ok(match format {
        TableFormat::Text => text::write(&table),
        TableFormat::Csv => csv::write(&table),
        TableFormat::Markdown => markdown::write(&table),
        TableFormat::Json => json::write(&table)?,
    })
}

#[cfg(test)]
mod tests;
