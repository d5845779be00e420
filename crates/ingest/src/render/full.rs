use super::excerpt::excerpt;
use super::summary::severity_word;
use crate::{Diagnostic, FileId, Files, Label, Message, Severity};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};
use rayon::prelude::*;
use std::fmt::Write as _;
use trialpool_language::Language;

/// Findings as rustc shows its own: code, excerpt, underline, notes and help.
///
/// `width` is the terminal's, in columns. Cells are cut around what is pointed at, and characters
/// that cannot be seen are shown by number, whatever the files hold.
pub fn full(
    files: &Files,
    diagnostics: &[Diagnostic],
    language: Language,
    color: bool,
    width: usize,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(width);
    let shown = |diagnostics: &[Diagnostic]| {
        let mut out = String::new();
        for diagnostic in diagnostics {
            let lines = lines(files, diagnostic);
            let group = group(files, diagnostic, &lines, language);
            out.push_str(&with_places(&renderer.render(&[group]), files, &lines));
            out.push_str("\n\n");
        }
        out
    };
    let parts: Vec<String> = diagnostics.par_chunks(SHARE).map(shown).collect();
    parts.concat()
}

/// Findings that one thread shows at a time.
const SHARE: usize = 256;

fn group<'d>(
    files: &'d Files,
    diagnostic: &'d Diagnostic,
    lines: &[Line<'d>],
    language: Language,
) -> Group<'d> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let word = |id| Message::new(id).render(language);
    let title = level
        .with_name(word(severity_word(diagnostic.severity)))
        .primary_title(diagnostic.message.render(language))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for line in lines {
        group = group.element(snippet(files, line, language));
    }
    for note in &diagnostic.notes {
        let level = Level::NOTE.with_name(word("label-note"));
        group = group.element(level.message(note.render(language)));
    }
    for help in &diagnostic.helps {
        let level = Level::HELP.with_name(word("label-help"));
        group = group.element(level.message(help.render(language)));
    }
    group
}

/// A line of a file with the labels that start in it; the first of a finding has its primary one.
struct Line<'d> {
    file: FileId,
    number: usize,
    labels: Vec<(AnnotationKind, &'d Label)>,
}

/// The lines that a finding points at: the primary one first.
fn lines<'d>(files: &Files, diagnostic: &'d Diagnostic) -> Vec<Line<'d>> {
    let mut lines: Vec<Line<'d>> = Vec::new();
    let primary = diagnostic.primary.iter();
    let primary = primary.map(|label| (AnnotationKind::Primary, label));
    let secondary = diagnostic.secondary.iter();
    let secondary = secondary.map(|label| (AnnotationKind::Context, label));
    for (kind, label) in primary.chain(secondary) {
        let (number, _) = files.get(label.file).line_column(label.span.start());
        let known = lines
            .iter_mut()
            .find(|line| line.file == label.file && line.number == number);
        match known {
            Some(line) => line.labels.push((kind, label)),
            None => lines.push(Line {
                file: label.file,
                number,
                labels: vec![(kind, label)],
            }),
        }
    }
    lines
}

/// What stands for the path and place of a line until [`with_places`] fills it in: excerpts are
/// cut and escaped, so that their columns are not those of the file. No text keeps this character.
const PLACE: char = '\u{FDD0}';

/// The place and the excerpt of one line.
fn snippet<'d>(files: &'d Files, line: &Line<'d>, language: Language) -> Element<'d> {
    let file = files.get(line.file);
    let (start, end) = file.line_span(line.number - 1);
    let spans: Vec<_> = line
        .labels
        .iter()
        .map(|(_, label)| label.span.start().max(start)..label.span.end().max(start))
        .collect();
    let cut = excerpt(file, start..end, &spans);
    let annotations = line
        .labels
        .iter()
        .zip(cut.spans)
        .map(|((kind, label), span)| {
            let said = label.message.as_ref();
            kind.span(span)
                .label(said.map(|message| message.render(language)))
        });
    Snippet::source(cut.text)
        .path(PLACE.to_string())
        .line_start(line.number)
        .annotations(annotations)
        .into()
}

/// Puts the places of `lines` where the rendered text has [`PLACE`] and a line and column.
fn with_places(rendered: &str, files: &Files, lines: &[Line<'_>]) -> String {
    let mut parts = rendered.split(PLACE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, line) in parts.zip(lines) {
        let file = files.get(line.file);
        let start = line
            .labels
            .first()
            .map_or(0, |(_, label)| label.span.start());
        let (number, column) = file.line_column(start);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "{}:{number}:{column}",
            crate::visible::shown(file.name())
        );
        out.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    out
}
