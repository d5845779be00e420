use crate::{Diagnostic, Files, Message, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use trialpool_language::Language;

/// Findings as rustc shows its own: code, excerpt, underline, notes and help.
///
/// `width` is the terminal's, in columns.
pub fn full(
    files: &Files,
    diagnostics: &[Diagnostic],
    language: Language,
    color: bool,
    width: usize,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let report = one(files, diagnostic, language);
        out.push_str(&renderer.render(&[report]));
        out.push_str("\n\n");
    }
    out
}

fn one<'d>(files: &'d Files, diagnostic: &'d Diagnostic, language: Language) -> Group<'d> {
    let word = Message::new(super::summary::severity_word(diagnostic.severity)).render(language);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .with_name(word)
        .primary_title(diagnostic.message.render(language))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    if let Some(label) = &diagnostic.primary {
        let file = files.get(label.file);
        let mut snippet = Snippet::source(file.text())
            .path(file.name())
            .annotation(AnnotationKind::Primary.span(label.span.start()..label.span.end()));
        for other in &diagnostic.secondary {
            snippet = snippet
                .annotation(AnnotationKind::Context.span(other.span.start()..other.span.end()));
        }
        group = group.element(snippet);
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.render(language)));
    }
    for help in &diagnostic.helps {
        group = group.element(Level::HELP.message(help.render(language)));
    }
    group
}
