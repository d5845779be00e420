//! What must hold whatever the files say.

use super::TODAY;
use jiff::civil::Date;
use trialpool_ingest::render::{self, Found, Summary};
use trialpool_ingest::{Diagnostic, Files, Label, Message, Severity, WAIVERS, in_order};
use trialpool_language::{Language, Localized};
use trialpool_review::{Check, Findings, check, review, waiver};

/// Columns of the terminal for which messages are rendered.
const WIDTH: usize = 100;

/// Checks the files and shows what is found in every form.
pub(super) fn checked(files: &Files, today: Option<Date>) {
    let found = check(files, today);
    assert_eq!(found, check(files, today), "two runs differ");
    let waived = found.waived.iter().map(|waived| &waived.diagnostic);
    for diagnostic in found.diagnostics.iter().chain(waived) {
        placed(files, diagnostic);
        worded(files, diagnostic);
    }
    assert_eq!(found.diagnostics, in_order(found.diagnostics.clone()));
    for language in Language::ALL {
        shown(files, &found, language);
    }
}

/// Every place of a finding lies within its file.
fn placed(files: &Files, diagnostic: &Diagnostic) {
    for label in labels(diagnostic) {
        let file = files.get(label.file);
        let length = file.bytes().len();
        assert!(
            label.span.end() <= length,
            "{}: {:?} beyond the {length} bytes of {}",
            diagnostic.code,
            label.span,
            file.name()
        );
    }
}

fn labels(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    diagnostic.primary.iter().chain(&diagnostic.secondary)
}

/// Every sentence of a finding is in the catalogues, with all its places filled.
fn worded(files: &Files, diagnostic: &Diagnostic) {
    let marks = ["⟦", "{$"];
    let quoted = |mark: &str| files.iter().any(|file| file.text().contains(mark));
    let beside = labels(diagnostic).filter_map(|label| label.message.as_ref());
    let sentences: Vec<&Message> = std::iter::once(&diagnostic.message)
        .chain(beside)
        .chain(&diagnostic.notes)
        .chain(&diagnostic.helps)
        .collect();
    for language in Language::ALL {
        for sentence in &sentences {
            let text = sentence.render(language);
            for mark in marks {
                assert!(
                    !text.contains(mark) || quoted(mark),
                    "{} {language}: {text}",
                    diagnostic.code
                );
            }
        }
    }
}

/// Every renderer gives text, and those for programs what programs can read.
fn shown(files: &Files, check: &Check, language: Language) {
    let Check {
        diagnostics,
        waived,
        rows,
    } = check;
    let summary = Summary::new(files, *rows, diagnostics, waived.len());
    let found = Found {
        files,
        diagnostics,
        waived,
        summary: &summary,
        language,
        directory: "data",
        fails_at: Severity::Error,
    };
    let full = render::full(files, diagnostics, language, false, WIDTH);
    let short = render::short(files, diagnostics, language);
    assert_eq!(full.is_empty(), diagnostics.is_empty());
    assert_eq!(short.is_empty(), diagnostics.is_empty());
    let json = render::json(files, diagnostics, waived, &summary, language);
    for text in [json, render::sarif(&found)] {
        let parsed = serde_json::from_str::<serde_json::Value>(&text);
        assert!(parsed.is_ok(), "{text}");
    }
    assert!(render::junit(&found).ends_with("</testsuites>\n"));
    assert!(!render::github(&found).contains('\r'));
    assert!(render::markdown(&found).len() <= 65_536);
    assert!(!render::summary(&summary, language).is_empty());
}

/// The waiver written for a finding waives it.
pub(super) fn waivable(files: &Files) {
    let reason = Localized::new("why", "pourquoi");
    let found = check(files, Some(TODAY));
    let entry = found.diagnostics.iter().find_map(|diagnostic| {
        let entry = waiver(files, diagnostic, &reason, "A. Name", TODAY)?;
        Some((diagnostic, entry))
    });
    let Some((diagnostic, entry)) = entry else {
        return;
    };
    let files: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| (file.name().to_owned(), file.bytes().to_vec()))
        .chain([(WAIVERS.to_owned(), entry.clone().into_bytes())])
        .collect();
    let after = check(&Files::from_memory(files), Some(TODAY));
    let same = |other: &Diagnostic| {
        let place = |found: &Diagnostic| found.primary.clone().map(|label| label.span);
        other.code == diagnostic.code && place(other) == place(diagnostic)
    };
    assert!(
        !after.diagnostics.iter().any(|found| found == diagnostic),
        "{}: not waived by\n{entry}",
        diagnostic.code
    );
    assert!(
        after.waived.iter().any(|waived| same(&waived.diagnostic)),
        "{}: not among the waived",
        diagnostic.code
    );
}

/// Pools what can be pooled; a registry without errors always can be.
pub(super) fn reviewed(files: &Files) -> Option<Findings> {
    let reviewed = review(files);
    let sound = !reviewed.diagnostics.iter().any(Diagnostic::is_error);
    assert!(!sound || reviewed.findings.is_some());
    for diagnostic in &reviewed.diagnostics {
        placed(files, diagnostic);
        worded(files, diagnostic);
    }
    reviewed.findings
}
