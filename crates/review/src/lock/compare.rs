//! Two protocols side by side.

use super::WORDS;
use crate::protocol::Reader;
use std::collections::BTreeSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use trialpool_ingest::{ByteSpan, Code, Diagnostic, FileId, Label, Message};

type Held<'a, 'i> = Option<&'a Spanned<DeValue<'i>>>;

/// Characters of a value that a message shows.
const SHOWN: usize = 60;

/// What departs from the lock, as findings on the protocol.
pub(super) struct Comparison {
    pub(super) reader: Reader,
    pub(super) lock: FileId,
}

impl Comparison {
    /// Compares what stands under one key, `path` being its way from the top.
    pub(super) fn value(&mut self, path: &str, before: Held<'_, '_>, after: Held<'_, '_>) {
        match (before, after) {
            (None, None) => {}
            (Some(before), Some(after)) => match (before.get_ref(), after.get_ref()) {
                (DeValue::Table(one), DeValue::Table(other)) => self.table(path, one, other),
                (DeValue::Array(one), DeValue::Array(other)) if named(one) && named(other) => {
                    self.list(path, one, other);
                }
                (one, other) if same(one, other) => {}
                _ => self.changed(path, before, after),
            },
            (None, Some(after)) => self.added(path, after),
            (Some(before), None) => self.removed(path, before),
        }
    }

    fn table(&mut self, path: &str, before: &DeTable<'_>, after: &DeTable<'_>) {
        let keys: BTreeSet<&str> = before
            .keys()
            .chain(after.keys())
            .map(|key| &**key.get_ref())
            .filter(|key| !WORDS.contains(key))
            .collect();
        for key in keys {
            let path = format!("{path}.{key}");
            self.value(&path, before.get(key), after.get(key));
        }
    }

    /// Lists of tables that have ids: the same id is the same thing, wherever it stands.
    fn list(
        &mut self,
        path: &str,
        before: &[Spanned<DeValue<'_>>],
        after: &[Spanned<DeValue<'_>>],
    ) {
        let find = |list: &'_ [Spanned<DeValue<'_>>], name: &str| {
            list.iter().position(|item| id(item) == Some(name))
        };
        for item in before {
            let name = id(item).unwrap_or_default();
            let path = format!("{path}.{name}");
            match find(after, name) {
                Some(index) => self.value(&path, Some(item), Some(&after[index])),
                None => self.removed(&path, item),
            }
        }
        for item in after {
            let name = id(item).unwrap_or_default();
            if find(before, name).is_none() {
                self.added(&format!("{path}.{name}"), item);
            }
        }
    }

    fn changed(&mut self, path: &str, before: &Spanned<DeValue<'_>>, after: &Spanned<DeValue<'_>>) {
        let message = Message::new("tp0637")
            .text("path", path)
            .text("before", shown(before.get_ref()))
            .text("now", shown(after.get_ref()));
        let place = self.reader.label(&after.span());
        let registered = self
            .registered(before)
            .saying(Message::new("tp0637.before"));
        self.reader.push(
            Diagnostic::warning(Code::TP0637, message)
                .at(place)
                .also(registered)
                .help(Message::new("tp0637.help")),
        );
    }

    fn added(&mut self, path: &str, after: &Spanned<DeValue<'_>>) {
        let message = Message::new("tp0638").text("path", path);
        let place = self.reader.label(&first_line(after));
        self.reader.push(
            Diagnostic::warning(Code::TP0638, message)
                .at(place)
                .help(Message::new("tp0637.help")),
        );
    }

    fn removed(&mut self, path: &str, before: &Spanned<DeValue<'_>>) {
        let message = Message::new("tp0639").text("path", path);
        let place = self.registered(before);
        self.reader.push(
            Diagnostic::warning(Code::TP0639, message)
                .at(place)
                .help(Message::new("tp0637.help")),
        );
    }

    /// The place in the lock.
    fn registered(&self, value: &Spanned<DeValue<'_>>) -> Label {
        let span = first_line(value);
        Label::new(self.lock, ByteSpan::new(span.start, span.end))
    }
}

/// The place of a value; of a table its beginning, as its span may be long.
fn first_line(value: &Spanned<DeValue<'_>>) -> std::ops::Range<usize> {
    match value.get_ref() {
        DeValue::Table(_) | DeValue::Array(_) => value.span().start..value.span().start + 1,
        _ => value.span(),
    }
}

/// The id of an item of a list.
fn id<'a>(item: &'a Spanned<DeValue<'_>>) -> Option<&'a str> {
    let DeValue::Table(table) = item.get_ref() else {
        return None;
    };
    match table.get("id")?.get_ref() {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

/// Whether every item has an id.
fn named(items: &[Spanned<DeValue<'_>>]) -> bool {
    items.iter().all(|item| id(item).is_some())
}

/// Whether two values decide the same.
fn same(one: &DeValue<'_>, other: &DeValue<'_>) -> bool {
    match (one, other) {
        (DeValue::String(one), DeValue::String(other)) => one.trim() == other.trim(),
        (DeValue::Boolean(one), DeValue::Boolean(other)) => one == other,
        (DeValue::Datetime(one), DeValue::Datetime(other)) => one == other,
        (DeValue::Array(one), DeValue::Array(other)) => {
            let mut pairs = one.iter().zip(other.iter());
            one.len() == other.len()
                && pairs.all(|(one, other)| same(one.get_ref(), other.get_ref()))
        }
        (DeValue::Table(one), DeValue::Table(other)) => {
            let decides = |table: &DeTable<'_>| {
                let keys = table.keys().map(|key| key.get_ref().to_string());
                keys.filter(|key| !WORDS.contains(&&key[..]))
                    .collect::<BTreeSet<_>>()
            };
            let keys = decides(one);
            keys == decides(other)
                && keys
                    .iter()
                    .all(|key| match (one.get(&key[..]), other.get(&key[..])) {
                        (Some(one), Some(other)) => same(one.get_ref(), other.get_ref()),
                        _ => false,
                    })
        }
        // `95` and `95.0` are one level.
        _ => match (number(one), number(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => number.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

/// A value for a message.
fn shown(value: &DeValue<'_>) -> String {
    let text = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(item.get_ref())).collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(table) => {
            let items = table
                .iter()
                .filter(|(key, _)| !WORDS.contains(&&**key.get_ref()));
            let items: Vec<String> = items
                .map(|(key, value)| format!("{} = {}", key.get_ref(), shown(value.get_ref())))
                .collect();
            format!("{{ {} }}", items.join(", "))
        }
    };
    match text.char_indices().nth(SHOWN) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
