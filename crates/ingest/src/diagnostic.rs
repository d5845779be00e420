//! What is wrong or odd, as data; the renderers turn it into text.

use crate::{ByteSpan, Code, FileId, Message};
use trialpool_language::Localized;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be right: the registry is not pooled.
    Error,
    /// It is odd: pooled, and shown in the report.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`, as in the JSON output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in a file, and what to say there.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: ByteSpan,
    /// What stands beside the underline.
    pub message: Option<Message>,
}

impl Label {
    /// A place without words of its own.
    pub fn new(file: FileId, span: ByteSpan) -> Self {
        Self {
            file,
            span,
            message: None,
        }
    }

    /// Says `message` beside the underline.
    #[must_use]
    pub fn saying(mut self, message: Message) -> Self {
        self.message = Some(message);
        self
    }
}

/// One finding about the files: what, where, why, what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// The problem: lower case, no full stop.
    pub message: Message,
    /// The place of the problem; none if it is in no file.
    pub primary: Option<Label>,
    /// Other places that belong to it.
    pub secondary: Vec<Label>,
    /// Context.
    pub notes: Vec<Message>,
    /// What to change.
    pub helps: Vec<Message>,
}

impl Diagnostic {
    /// A finding without place, notes or help yet.
    pub fn new(code: Code, severity: Severity, message: Message) -> Self {
        Self {
            code,
            severity,
            message,
            primary: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// A finding that cannot be right.
    pub fn error(code: Code, message: Message) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A finding that is odd.
    pub fn warning(code: Code, message: Message) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// Sets the place of the problem.
    #[must_use]
    pub fn at(mut self, label: impl Into<Option<Label>>) -> Self {
        self.primary = label.into();
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn also(mut self, label: impl Into<Option<Label>>) -> Self {
        self.secondary.extend(label.into());
        self
    }

    /// Adds context.
    #[must_use]
    pub fn note(mut self, message: impl Into<Option<Message>>) -> Self {
        self.notes.extend(message.into());
        self
    }

    /// Adds what to change.
    #[must_use]
    pub fn help(mut self, message: impl Into<Option<Message>>) -> Self {
        self.helps.extend(message.into());
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The order of output: by file, by place, by rule.
    pub fn order(&self) -> (Option<(FileId, ByteSpan)>, Code) {
        let place = self.primary.as_ref().map(|label| (label.file, label.span));
        (place, self.code)
    }
}

/// A finding that is right about the data and wrong about the truth, as somebody vouches.
#[derive(Debug, Clone, PartialEq)]
pub struct Waived {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it is no fault of the registry.
    pub reason: Localized,
    /// Who says so.
    pub by: String,
    /// The last day on which it holds, `2027-06-30`.
    pub until: String,
}
