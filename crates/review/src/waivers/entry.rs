//! One entry of `waivers.toml`: reading it, and writing the one that would waive a finding.

use super::Waiver;
use super::binding::{Binding, Places};
use crate::protocol::{Reader, Section, date_fault};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;
use trialpool_ingest::{Code, Diagnostic, Files, Label, Message, SourceFile, nearest};
use trialpool_language::{Language, Localized};

/// Reads an entry; `None` if something in it, which is reported, keeps it from waiving anything.
pub(super) fn read(reader: &mut Reader, section: Section<'_, '_>, files: &Files) -> Option<Waiver> {
    section.only(
        reader,
        &["rule", "file", "row", "others", "reason", "by", "until"],
    );
    let entry = section.label(reader);
    let code = section.required_text(reader, "rule").and_then(|rule| {
        let place = reader.place(rule.span);
        let Some(code) = Code::parse(&rule.value) else {
            let known = Code::all().iter().map(|code| code.as_str());
            let near = nearest(&rule.value, known)
                .map(|near| Message::new("did-you-mean").text("name", near));
            let message = Message::new("tp0650.rule").text("rule", rule.value);
            reader.push(
                Diagnostic::error(Code::TP0650, message)
                    .at(place)
                    .help(near),
            );
            return None;
        };
        if code.is_fixed() {
            let message = Message::new("tp0651").text("code", code.as_str());
            let note = Message::new("tp0642.note");
            reader.push(
                Diagnostic::error(Code::TP0651, message)
                    .at(place)
                    .note(note),
            );
            return None;
        }
        Some(code)
    });
    let file = section.required_text(reader, "file").and_then(|name| {
        let found = files
            .entries()
            .find(|(_, source)| source.name() == name.value);
        if found.is_none() {
            let place = reader.place(name.span);
            let near = nearest(&name.value, files.iter().map(SourceFile::name))
                .map(|near| Message::new("did-you-mean").text("name", near));
            let message = Message::new("tp0650.file").text("file", name.value);
            reader.push(
                Diagnostic::error(Code::TP0650, message)
                    .at(place)
                    .help(near),
            );
        }
        found.map(|(id, _)| id)
    });
    let row = section.required_text(reader, "row");
    let others = section.text(reader, "others");
    let reason = section.required_localized(reader, "reason");
    let by = section.required_text(reader, "by");
    let until = section
        .required(reader, "until")
        .and_then(|value| date(reader, value));
    let (row, (until, until_at)) = (row?, until?);
    Some(Waiver {
        code: code?,
        row: reader.place(row.span),
        binding: Binding::new(file?, row.value, others.map(|others| others.value)),
        reason: reason?,
        by: by?.value,
        until,
        entry,
        until_at,
    })
}

/// A date, as TOML writes dates or as text.
fn date(reader: &mut Reader, value: &Spanned<DeValue<'_>>) -> Option<(Date, Label)> {
    let text = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    let place = reader.label(&value.span());
    if let Ok(date) = text.parse() {
        return Some((date, place));
    }
    reader.push(date_fault(&text, place.clone()).unwrap_or_else(|| {
        Diagnostic::error(Code::TP0650, Message::new("tp0650.date"))
            .at(place)
            .help(Message::new("tp0650.date-help"))
    }));
    None
}

/// The entry of `waivers.toml` that would waive a finding; `None` if it has no place in a table or
/// may not be waived.
pub(crate) fn write(
    files: &Files,
    diagnostic: &Diagnostic,
    reason: &Localized,
    by: &str,
    until: Date,
) -> Option<String> {
    if diagnostic.code.is_fixed() {
        return None;
    }
    let binding = Places::new(files).binding(diagnostic)?;
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let others = binding
        .others()
        .map(|others| format!("others = {}\n", quoted(others)));
    Some(format!(
        "[[waiver]]\nrule = \"{}\"\nfile = {}\nrow = {}\n{}reason = {{ en = {}, fr = {} }}\nby = {}\nuntil = {until}\n",
        diagnostic.code,
        quoted(files.get(binding.file()).name()),
        quoted(binding.row()),
        others.unwrap_or_default(),
        quoted(reason.get(Language::English)),
        quoted(reason.get(Language::French)),
        quoted(by),
    ))
}
