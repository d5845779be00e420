use crate::{Diagnostic, Files, Message};
use std::fmt::Write as _;
use trialpool_language::Language;

/// One line a finding: `file:line:column: error[TP0301]: message`.
pub fn short(files: &Files, diagnostics: &[Diagnostic], language: Language) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some(label) = &diagnostic.primary {
            let file = files.get(label.file);
            let (line, column) = file.line_column(label.span.start());
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "{}:{line}:{column}: ",
                crate::visible::shown(file.name())
            );
        }
        let severity = Message::new(super::summary::severity_word(diagnostic.severity));
        let _ = writeln!(
            out,
            "{}[{}]: {}",
            severity.render(language),
            diagnostic.code,
            diagnostic.message.render(language)
        );
    }
    out
}
