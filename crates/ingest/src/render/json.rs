use super::Summary;
use crate::{Diagnostic, Files, Label, Message};
use serde::Serialize;
use trialpool_language::Language;

/// The document; its keys are stable.
#[derive(Serialize)]
struct Document<'d> {
    findings: Vec<Finding<'d>>,
    summary: &'d Summary,
}

#[derive(Serialize)]
struct Finding<'d> {
    code: &'d str,
    severity: &'d str,
    message: String,
    file: Option<&'d str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    /// The bytes pointed at, as text; cut if long.
    excerpt: Option<String>,
    related: Vec<Related<'d>>,
    notes: Vec<String>,
    help: Vec<String>,
}

#[derive(Serialize)]
struct Related<'d> {
    file: &'d str,
    line: usize,
    column: usize,
    message: Option<String>,
}

/// Characters of an excerpt beyond which it is cut.
const LONGEST_EXCERPT: usize = 200;

/// One JSON object: `findings` in order, and the `summary`.
pub fn json(
    files: &Files,
    diagnostics: &[Diagnostic],
    summary: &Summary,
    language: Language,
) -> String {
    let findings = diagnostics
        .iter()
        .map(|diagnostic| finding(files, diagnostic, language))
        .collect();
    let document = Document { findings, summary };
    // Text, numbers and lists of them always serialise.
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

fn finding<'d>(files: &'d Files, diagnostic: &'d Diagnostic, language: Language) -> Finding<'d> {
    let render = |messages: &[Message]| {
        let rendered = messages.iter().map(|message| message.render(language));
        rendered.collect::<Vec<_>>()
    };
    let label = diagnostic.primary.as_ref();
    let start = label.map(|label| place(files, label, label.span.start()));
    let end = label.map(|label| place(files, label, label.span.end()));
    Finding {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: diagnostic.message.render(language),
        file: label.map(|label| files.get(label.file).name()),
        line: start.map(|(line, _)| line),
        column: start.map(|(_, column)| column),
        end_line: end.map(|(line, _)| line),
        end_column: end.map(|(_, column)| column),
        excerpt: label.map(|label| excerpt(files, label)),
        related: diagnostic
            .secondary
            .iter()
            .map(|label| related(files, label, language))
            .collect(),
        notes: render(&diagnostic.notes),
        help: render(&diagnostic.helps),
    }
}

fn related<'d>(files: &'d Files, label: &Label, language: Language) -> Related<'d> {
    let (line, column) = place(files, label, label.span.start());
    Related {
        file: files.get(label.file).name(),
        line,
        column,
        message: label
            .message
            .as_ref()
            .map(|message| message.render(language)),
    }
}

fn place(files: &Files, label: &Label, byte: usize) -> (usize, usize) {
    files.get(label.file).line_column(byte)
}

fn excerpt(files: &Files, label: &Label) -> String {
    let text = files
        .get(label.file)
        .slice(label.span.start(), label.span.end());
    match text.char_indices().nth(LONGEST_EXCERPT) {
        None => text.into_owned(),
        Some((cut, _)) => format!("{}…", &text[..cut]),
    }
}
