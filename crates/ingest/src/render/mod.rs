//! Findings as text: for people, one line each, or for other programs. Each renderer is a file over
//! the same values.

mod excerpt;
mod full;
mod github;
mod json;
mod junit;
mod markdown;
mod place;
mod sarif;
mod short;
mod summary;

pub use full::full;
pub use github::github;
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
pub use short::short;
pub use summary::{Summary, summary};

use crate::{Diagnostic, Files, Severity, Waived};
use trialpool_language::Language;

/// What a check gave, and how programs that know the repository are told of it.
#[derive(Debug, Clone, Copy)]
pub struct Found<'f> {
    /// The files.
    pub files: &'f Files,
    /// The findings, by file and place.
    pub diagnostics: &'f [Diagnostic],
    /// The findings that somebody vouches for, by file and place.
    pub waived: &'f [Waived],
    /// How much was read and found.
    pub summary: &'f Summary,
    /// The language of the words.
    pub language: Language,
    /// The registry's directory from the root of the repository, with `/`; empty if it is the root.
    pub directory: &'f str,
    /// The least grave finding that lets the check fail.
    pub fails_at: Severity,
}
