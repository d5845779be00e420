//! `protocol.lock`: the protocol as it was registered, and how today's departs from it.
//!
//! A question that is changed after the results are known is not the question that was asked. The
//! lock holds what the protocol decided (`[defaults]` and the analyses, without titles and
//! remarks), in an order of its own, so that rewriting `review.toml` in other words or in another
//! order is no deviation.

mod compare;

use crate::protocol::{Reader, Section};
use jiff::civil::Date;
use std::fmt;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};
use trialpool_ingest::{Code, Diagnostic, FileId, Files, LOCK, Message};

/// The version of the lock's shape.
const VERSION: i64 = 1;

/// Keys that explain and decide nothing.
const WORDS: [&str; 6] = [
    "title",
    "note",
    "reason",
    "favours",
    "label",
    "prefer_reason",
];

/// Keys of the protocol that the lock holds.
const HELD: [&str; 2] = ["defaults", "analysis"];

/// Why a protocol cannot be registered: it is no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the protocol is not valid TOML")
    }
}

impl std::error::Error for Unreadable {}

/// The text of `protocol.lock` for the protocol as it stands.
pub(crate) fn write(files: &Files, registered: Date) -> Result<String, Unreadable> {
    let text = files.protocol().text();
    let content = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let protocol: Table = content.parse().map_err(|_| Unreadable)?;
    let mut lock = Table::new();
    lock.insert("version".to_owned(), VERSION.into());
    lock.insert("registered".to_owned(), registered.to_string().into());
    for key in HELD {
        if let Some(value) = protocol.get(key) {
            lock.insert(key.to_owned(), decisions(value));
        }
    }
    Ok(format!(
        "# The protocol as it was registered: `trialpool lock` writes it.\n\n{lock}"
    ))
}

/// A value without the words that explain it.
fn decisions(value: &Value) -> Value {
    match value {
        Value::Table(table) => {
            let held = table.iter().filter(|(key, _)| !WORDS.contains(&&key[..]));
            Value::Table(
                held.map(|(key, value)| (key.clone(), decisions(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(decisions).collect()),
        other => other.clone(),
    }
}

/// How the protocol departs from the lock, if there is one.
///
/// A protocol that is no TOML, and files that are not UTF-8, are reported elsewhere and compared
/// with nothing.
pub(crate) fn check(files: &Files) -> Vec<Diagnostic> {
    let companion = files.companion(LOCK);
    let Some((file, source)) = companion.filter(|(_, source)| source.is_utf8()) else {
        return Vec::new();
    };
    let text = source.text();
    let mut reader = Reader::new(file, 0);
    let lock = match DeTable::parse(&text) {
        Ok(lock) => lock,
        Err(error) => {
            let place = error.span().map(|span| reader.label(&span));
            let message = Message::new("tp0636").text("reason", error.message().trim());
            return vec![
                Diagnostic::error(Code::TP0636, message)
                    .at(place)
                    .help(Message::new("tp0636.help")),
            ];
        }
    };
    let section = Section::document(lock.get_ref(), &text);
    let known = section.get("version").is_some_and(
        |version| matches!(version.get_ref(), DeValue::Integer(number) if number.as_str() == "1"),
    );
    if !known {
        let label = section.label(&reader);
        reader.push(
            Diagnostic::error(Code::TP0636, Message::new("tp0636.version"))
                .at(label)
                .help(Message::new("tp0636.help")),
        );
        return reader.diagnostics;
    }
    let protocol = files.protocol().text();
    let content = protocol.strip_prefix('\u{feff}').unwrap_or(&protocol);
    let now = DeTable::parse(content);
    let Some(now) = now.ok().filter(|_| files.protocol().is_utf8()) else {
        return Vec::new();
    };
    let reader = Reader::new(FileId::PROTOCOL, protocol.len() - content.len());
    let mut comparison = compare::Comparison { reader, lock: file };
    for key in HELD {
        let (before, after) = (lock.get_ref().get(key), now.get_ref().get(key));
        comparison.value(key, before, after);
    }
    comparison.reader.diagnostics
}
