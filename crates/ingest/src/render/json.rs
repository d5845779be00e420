use super::Summary;
use super::place::Place;
use crate::{Diagnostic, Files, Label, Message, Waived};
use serde::Serialize;
use trialpool_language::Language;

/// The document; its keys are stable.
#[derive(Serialize)]
struct Document<'d> {
    findings: Vec<Finding<'d>>,
    waived: Vec<WaivedFinding<'d>>,
    summary: &'d Summary,
}

#[derive(Serialize)]
struct Finding<'d> {
    code: &'d str,
    title: String,
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

/// A finding that somebody vouches for.
#[derive(Serialize)]
struct WaivedFinding<'d> {
    #[serde(flatten)]
    finding: Finding<'d>,
    reason: &'d str,
    by: &'d str,
    until: &'d str,
}

#[derive(Serialize)]
struct Related<'d> {
    file: &'d str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: Option<String>,
}

/// Characters of an excerpt beyond which it is cut.
const LONGEST_EXCERPT: usize = 200;

/// One JSON object: `findings` in order, those that are `waived`, and the `summary`.
pub fn json(
    files: &Files,
    diagnostics: &[Diagnostic],
    waived: &[Waived],
    summary: &Summary,
    language: Language,
) -> String {
    let findings = diagnostics
        .iter()
        .map(|diagnostic| finding(files, diagnostic, language))
        .collect();
    let waived = waived
        .iter()
        .map(|waived| WaivedFinding {
            finding: finding(files, &waived.diagnostic, language),
            reason: waived.reason.get(language),
            by: &waived.by,
            until: &waived.until,
        })
        .collect();
    let document = Document {
        findings,
        waived,
        summary,
    };
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
    let place = label.map(|label| Place::of(files, label));
    Finding {
        code: diagnostic.code.as_str(),
        title: diagnostic.code.title(language),
        severity: diagnostic.severity.as_str(),
        message: diagnostic.message.render(language),
        file: label.map(|label| files.get(label.file).name()),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        end_line: place.map(|place| place.end_line),
        end_column: place.map(|place| place.end_column),
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
    let place = Place::of(files, label);
    Related {
        file: files.get(label.file).name(),
        line: place.line,
        column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        message: label
            .message
            .as_ref()
            .map(|message| message.render(language)),
    }
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
