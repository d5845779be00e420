//! `[checks]`: how grave the protocol takes the findings of a rule.

use crate::protocol::{Reader, Section};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};
use trialpool_ingest::{Code, Diagnostic, FileId, Files, Message, Severity, nearest};

/// What the protocol makes of a rule's findings; `None` drops them.
#[derive(Debug, Default)]
pub(crate) struct Severities(BTreeMap<Code, Option<Severity>>);

/// The words of `[checks]`.
const WORDS: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("note", Some(Severity::Note)),
    ("off", None),
];

impl Severities {
    /// Gives each finding the severity that the protocol asks for.
    ///
    /// What keeps a row or the protocol from being read stays an error: see [`Code::is_fixed`].
    pub(crate) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.0.is_empty() {
            return;
        }
        diagnostics.retain_mut(|diagnostic| match self.0.get(&diagnostic.code) {
            None => true,
            Some(None) => false,
            Some(Some(severity)) => {
                diagnostic.severity = *severity;
                true
            }
        });
    }
}

/// Reads `[checks]`; what is wrong with it is found at its key or value.
///
/// A protocol that is no TOML or not UTF-8 is reported elsewhere and asks for nothing.
pub(crate) fn read(files: &Files) -> (Severities, Vec<Diagnostic>) {
    let mut severities = Severities::default();
    if !files.protocol().is_utf8() {
        return (severities, Vec::new());
    }
    let text = files.protocol().text();
    let content = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let Ok(document) = DeTable::parse(content) else {
        return (severities, Vec::new());
    };
    let mut reader = Reader::new(FileId::PROTOCOL, text.len() - content.len());
    let document = Section::document(document.get_ref(), content);
    let section = document.section(&mut reader, "checks");
    for (key, value) in section.iter().flat_map(|section| section.entries()) {
        let name: &str = key.get_ref();
        let Some(code) = Code::parse(name) else {
            let known = Code::all().iter().map(|code| code.as_str());
            let near =
                nearest(name, known).map(|near| Message::new("did-you-mean").text("name", near));
            reader.push(
                Diagnostic::error(Code::TP0640, Message::new("tp0640").text("code", name))
                    .at(reader.label(&key.span()))
                    .help(near)
                    .note(Message::new("tp0640.note")),
            );
            continue;
        };
        let word = match value.get_ref() {
            DeValue::String(word) => WORDS.iter().find(|(known, _)| *known == word.as_ref()),
            _ => None,
        };
        match word {
            None => reader.push(
                Diagnostic::error(
                    Code::TP0641,
                    Message::new("tp0641").text("code", code.as_str()),
                )
                .at(reader.label(&value.span()))
                .help(Message::new("tp0641.help")),
            ),
            Some(_) if code.is_fixed() => reader.push(
                Diagnostic::error(
                    Code::TP0642,
                    Message::new("tp0642").text("code", code.as_str()),
                )
                .at(reader.label(&key.span()))
                .note(Message::new("tp0642.note")),
            ),
            Some((_, severity)) => {
                severities.0.insert(code, *severity);
            }
        }
    }
    (severities, reader.diagnostics)
}
