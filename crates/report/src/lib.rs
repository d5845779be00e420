//! Writes findings for their readers: the report of the scientific council in French and English,
//! figures, tables and the findings themselves as JSON.
//!
//! Everything here reads [`Findings`] and nothing else: no file is parsed and nothing is computed
//! beyond the change of scale for display ([`number`]).
//!
//! # Example
//!
//! ```no_run
//! # fn write(findings: &trialpool_review::Findings) -> Result<(), Box<dyn std::error::Error>> {
//! use trialpool_language::Language;
//!
//! for file in trialpool_report::render(findings, &Language::ALL)? {
//!     std::fs::write(&file.path, &file.contents)?;
//! }
//! # Ok(())
//! # }
//! ```

pub mod axis;
pub mod charts;
pub mod drawing;
pub mod export;
pub mod forest;
mod language;
pub mod number;
mod page;

pub use export::{TableFormat, markdown_text, table};

use rayon::prelude::*;
use std::fmt;
use trialpool_language::{CatalogueError, Language};
use trialpool_review::Findings;
use trialpool_review::findings::Analysis;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where it belongs, relative to the directory of the reports, with `/`.
    pub path: String,
    /// What it holds.
    pub contents: Vec<u8>,
}

/// A report that cannot be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum RenderError {
    /// The words of a language cannot be read.
    Words(CatalogueError),
    /// A template failed.
    Template(askama::Error),
    /// The findings cannot be written as JSON.
    Json(serde_json::Error),
}

impl fmt::Display for RenderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(error) => write!(formatter, "the words of the report: {error}"),
            Self::Template(error) => write!(formatter, "a template of the report: {error}"),
            Self::Json(error) => write!(formatter, "the findings as JSON: {error}"),
        }
    }
}

impl std::error::Error for RenderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Words(error) => Some(error),
            Self::Template(error) => Some(error),
            Self::Json(error) => Some(error),
        }
    }
}

impl From<CatalogueError> for RenderError {
    fn from(error: CatalogueError) -> Self {
        Self::Words(error)
    }
}

impl From<askama::Error> for RenderError {
    fn from(error: askama::Error) -> Self {
        Self::Template(error)
    }
}

impl From<serde_json::Error> for RenderError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

/// Writes every file of a report: `report.<language>.html` for each language, `findings.json`,
/// the pooled tables under `tables/` and the forest plots under `forest/`.
///
/// The same findings give the same bytes.
///
/// # Errors
/// [`RenderError`] if the words or templates of this crate are broken, or if a number of the
/// findings cannot be written as JSON.
pub fn render(findings: &Findings, languages: &[Language]) -> Result<Vec<OutputFile>, RenderError> {
    let pages = languages.iter().map(|language| Part::Page(*language));
    let analyses = findings.analyses.iter().map(Part::Analysis);
    let parts: Vec<Part<'_>> = pages.chain([Part::Findings]).chain(analyses).collect();
    let rendered: Vec<Vec<OutputFile>> = parts
        .par_iter()
        .map(|part| part.render(findings, languages))
        .collect::<Result<_, _>>()?;
    Ok(rendered.into_iter().flatten().collect())
}

/// What can be rendered side by side.
enum Part<'f> {
    Page(Language),
    Findings,
    Analysis(&'f Analysis),
}

impl Part<'_> {
    fn render(
        &self,
        findings: &Findings,
        languages: &[Language],
    ) -> Result<Vec<OutputFile>, RenderError> {
        match *self {
            Self::Page(language) => Ok(vec![OutputFile {
                path: page::file_name(language),
                contents: page::render(findings, language, languages)?.into_bytes(),
            }]),
            Self::Findings => {
                let mut json = serde_json::to_vec_pretty(findings)?;
                json.push(b'\n');
                Ok(vec![OutputFile {
                    path: "findings.json".to_owned(),
                    contents: json,
                }])
            }
            Self::Analysis(analysis) => export::files(findings, analysis, languages),
        }
    }
}
