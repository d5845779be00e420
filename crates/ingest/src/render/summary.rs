use crate::{Diagnostic, Files, Message, Severity};
use serde::Serialize;
use trialpool_language::Language;

/// How much was read and found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Findings that cannot be right.
    pub errors: usize,
    /// Findings that are odd.
    pub warnings: usize,
    /// Findings that are worth knowing.
    pub notes: usize,
    /// Findings of any kind that somebody vouches for, counted apart.
    pub waived: usize,
    /// Files read, the protocol included.
    pub files: usize,
    /// Rows read.
    pub rows: usize,
}

impl Summary {
    /// Counts the findings.
    pub fn new(files: &Files, rows: usize, diagnostics: &[Diagnostic], waived: usize) -> Self {
        let count = |severity: Severity| {
            let same = diagnostics
                .iter()
                .filter(|found| found.severity == severity);
            same.count()
        };
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            waived,
            files: files.iter().count(),
            rows,
        }
    }
}

/// One line: what was found in how much, without a line break.
pub fn summary(summary: &Summary, language: Language) -> String {
    let message = if summary.errors + summary.warnings == 0 {
        Message::new("summary-clean")
    } else {
        let errors = Message::new("summary-errors").count("count", summary.errors);
        let warnings = Message::new("summary-warnings").count("count", summary.warnings);
        Message::new("summary-found")
            .message("errors", errors)
            .message("warnings", warnings)
    };
    let rows = Message::new("summary-rows").count("count", summary.rows);
    let files = Message::new("summary-files").count("count", summary.files);
    let message = message.message("rows", rows).message("files", files);
    if summary.waived == 0 {
        return message.render(language);
    }
    Message::new("summary-waived")
        .message("found", message)
        .count("count", summary.waived)
        .render(language)
}

/// The message with the word for a severity.
pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    }
}
