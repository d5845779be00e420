use super::Found;
use super::summary::severity_word;
use crate::{Diagnostic, FileId, Files, Label, Message, Severity, SourceFile};
use trialpool_language::Language;

/// Where a label stands: lines and columns from 1, columns count characters, the end is the place
/// after the last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Place {
    pub(super) fn of(files: &Files, label: &Label) -> Self {
        let file = files.get(label.file);
        let (line, column) = file.line_column(label.span.start());
        let (end_line, end_column) = file.line_column(label.span.end());
        Self {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

impl Found<'_> {
    /// The path of a file from the root of the repository.
    pub(super) fn path(&self, file: &SourceFile) -> String {
        if self.directory.is_empty() {
            file.name().to_owned()
        } else {
            format!("{}/{}", self.directory, file.name())
        }
    }

    /// The file and the place of a finding; one that is in no file belongs to the protocol.
    pub(super) fn place(&self, finding: &Diagnostic) -> (&SourceFile, Option<Place>) {
        match &finding.primary {
            Some(label) => (
                self.files.get(label.file),
                Some(Place::of(self.files, label)),
            ),
            None => (self.files.get(FileId::PROTOCOL), None),
        }
    }

    /// `file:line:column: message`, so that a finding is understood without its file.
    pub(super) fn headline(&self, finding: &Diagnostic) -> String {
        let (file, place) = self.place(finding);
        let path = self.path(file);
        let path = crate::visible::shown(&path);
        let message = finding.message.render(self.language);
        match place {
            Some(Place { line, column, .. }) => format!("{path}:{line}:{column}: {message}"),
            None => format!("{path}: {message}"),
        }
    }

    /// The findings with their index, the gravest first.
    pub(super) fn by_severity(&self) -> Vec<(usize, &Diagnostic)> {
        let mut findings: Vec<(usize, &Diagnostic)> = self.diagnostics.iter().enumerate().collect();
        findings.sort_by_key(|(_, finding)| finding.severity);
        findings
    }
}

/// The notes and the help of a finding, each named: `help: check the two`.
pub(super) fn remarks(finding: &Diagnostic, language: Language) -> Vec<String> {
    let named = |label, said: &Message| {
        let label = Message::new(label).render(language);
        format!("{label}: {}", said.render(language))
    };
    let notes = finding.notes.iter().map(|note| named("label-note", note));
    let helps = finding.helps.iter().map(|help| named("label-help", help));
    notes.chain(helps).collect()
}

/// The word for a severity in a language.
pub(super) fn severity(severity: Severity, language: Language) -> String {
    Message::new(severity_word(severity)).render(language)
}
