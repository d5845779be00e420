//! Reading a TOML table key by key: each problem becomes a finding at its value.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use trialpool_ingest::{ByteSpan, Code, Diagnostic, FileId, Label, Message, TableKind, nearest};
use trialpool_language::Localized;

/// A value and where it stands in the protocol.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) span: ByteSpan,
}

impl<T> Located<T> {
    /// The place, for a finding.
    pub(crate) fn label(&self) -> Label {
        Label::new(FileId::PROTOCOL, self.span)
    }
}

/// What reading the protocol found so far.
pub(crate) struct Reader {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Tables of which rows may be missing for reasons said elsewhere: their ids are not missed.
    pub(crate) incomplete: BTreeSet<TableKind>,
    /// The file that is read.
    file: FileId,
    /// The length of a byte-order mark before the text.
    shift: usize,
}

impl Reader {
    /// A reader of a text that starts `shift` bytes into a file.
    pub(crate) fn new(file: FileId, shift: usize) -> Self {
        Self {
            diagnostics: Vec::new(),
            incomplete: BTreeSet::new(),
            file,
            shift,
        }
    }

    pub(crate) fn span(&self, range: &Range<usize>) -> ByteSpan {
        ByteSpan::new(range.start + self.shift, range.end + self.shift)
    }

    pub(crate) fn label(&self, range: &Range<usize>) -> Label {
        self.place(self.span(range))
    }

    /// The place of a span of the file.
    pub(crate) fn place(&self, span: ByteSpan) -> Label {
        Label::new(self.file, span)
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// A table of the protocol, with the place that a missing key is reported at.
#[derive(Clone, Copy)]
pub(crate) struct Section<'t, 'i> {
    table: &'t DeTable<'i>,
    start: usize,
    /// The byte after the first character, which an empty document has not.
    end: usize,
}

impl<'t, 'i> Section<'t, 'i> {
    /// The whole document, read from `text`.
    pub(crate) fn document(table: &'t DeTable<'i>, text: &str) -> Self {
        Self {
            table,
            start: 0,
            end: text.chars().next().map_or(0, char::len_utf8),
        }
    }

    /// A table that starts with a bracket or a key.
    fn within(table: &'t DeTable<'i>, value: &Spanned<DeValue<'i>>) -> Self {
        let start = value.span().start;
        let end = value.span().end.min(start + 1);
        Self { table, start, end }
    }

    /// The table that a value holds, if it is one; `None` is reported.
    pub(crate) fn of(reader: &mut Reader, value: &'t Spanned<DeValue<'i>>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::within(table, value)),
            _ => wrong_type(reader, value, "table"),
        }
    }

    /// Reports every key that is not one of `known`.
    pub(crate) fn only(self, reader: &mut Reader, known: &[&str]) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let list: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
            let diagnostic =
                Diagnostic::error(Code::TP0604, Message::new("tp0604").text("key", name))
                    .at(reader.label(&key.span()))
                    .help(did_you_mean(name, known.iter().copied()))
                    .note(Message::new("tp0604.known").text("keys", list.join(", ")));
            reader.push(diagnostic);
        }
    }

    /// The place of the table's beginning.
    pub(crate) fn span(self, reader: &Reader) -> ByteSpan {
        reader.span(&(self.start..self.end))
    }

    /// The keys and values, in the order of the keys.
    pub(crate) fn entries(
        self,
    ) -> impl Iterator<Item = (&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>)> {
        self.table.iter()
    }

    /// The place of the table's beginning, for a finding.
    pub(crate) fn label(self, reader: &Reader) -> Label {
        reader.place(self.span(reader))
    }

    /// The value of a key.
    pub(crate) fn get(self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table.get(key)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(
        self,
        reader: &mut Reader,
        key: &'static str,
    ) -> Option<&'t Spanned<DeValue<'i>>> {
        let value = self.get(key);
        if value.is_none() {
            let place = self.label(reader);
            reader.push(
                Diagnostic::error(Code::TP0605, Message::new("tp0605").text("key", key)).at(place),
            );
        }
        value
    }

    /// Text, which may not be empty.
    pub(crate) fn text(self, reader: &mut Reader, key: &str) -> Option<Located<String>> {
        text(reader, self.get(key)?)
    }

    /// Text that must be there.
    pub(crate) fn required_text(
        self,
        reader: &mut Reader,
        key: &'static str,
    ) -> Option<Located<String>> {
        let value = self.required(reader, key)?;
        text(reader, value)
    }

    /// Text in both languages.
    pub(crate) fn localized(self, reader: &mut Reader, key: &str) -> Option<Localized> {
        localized(reader, self.get(key)?)
    }

    /// Text in both languages that must be there.
    pub(crate) fn required_localized(
        self,
        reader: &mut Reader,
        key: &'static str,
    ) -> Option<Localized> {
        let value = self.required(reader, key)?;
        localized(reader, value)
    }

    /// `true` or `false`.
    pub(crate) fn boolean(self, reader: &mut Reader, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(truth) => Some(*truth),
            _ => wrong_type(reader, value, "boolean"),
        }
    }

    /// A list of texts.
    pub(crate) fn texts(self, reader: &mut Reader, key: &str) -> Option<Vec<Located<String>>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Array(items) => {
                Some(items.iter().filter_map(|item| text(reader, item)).collect())
            }
            _ => wrong_type(reader, value, "list"),
        }
    }

    /// A list of tables; absent is empty.
    pub(crate) fn sections(self, reader: &mut Reader, key: &str) -> Vec<Self> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| Section::of(reader, item))
                .collect(),
            _ => wrong_type(reader, value, "tables").unwrap_or_default(),
        }
    }

    /// A table; absent is none.
    pub(crate) fn section(self, reader: &mut Reader, key: &str) -> Option<Self> {
        Section::of(reader, self.get(key)?)
    }

    /// One word of a list, parsed by `parse`.
    pub(crate) fn word<T>(
        self,
        reader: &mut Reader,
        key: &str,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        let text = self.text(reader, key)?;
        word(reader, &text, words, parse)
    }
}

/// The value of one word of a list; an unknown word is reported.
pub(crate) fn word<T>(
    reader: &mut Reader,
    text: &Located<String>,
    words: &[&str],
    parse: impl Fn(&str) -> Option<T>,
) -> Option<Located<T>> {
    if let Some(value) = parse(&text.value) {
        return Some(Located {
            value,
            span: text.span,
        });
    }
    let list: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    reader.push(
        Diagnostic::error(
            Code::TP0607,
            Message::new("tp0607").text("word", text.value.as_str()),
        )
        .at(reader.place(text.span))
        .help(did_you_mean(&text.value, words.iter().copied()))
        .note(Message::new("tp0607.known").text("words", list.join(", "))),
    );
    None
}

/// The help that proposes the nearest of several names.
pub(crate) fn did_you_mean<'a>(
    text: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<Message> {
    nearest(text, candidates).map(|name| Message::new("did-you-mean").text("name", name))
}

/// Reports a value of the wrong type; `wanted` names an attribute of the message.
pub(crate) fn wrong_type<T>(
    reader: &mut Reader,
    value: &Spanned<DeValue<'_>>,
    wanted: &str,
) -> Option<T> {
    let wanted = match wanted {
        "table" => Message::new("tp0606.table"),
        "tables" => Message::new("tp0606.tables"),
        "list" => Message::new("tp0606.list"),
        "boolean" => Message::new("tp0606.boolean"),
        "level" => Message::new("tp0606.level"),
        "date" => Message::new("tp0606.date"),
        "id" => Message::new("tp0606.id"),
        "whole" => Message::new("tp0606.whole"),
        "languages" => Message::new("tp0606.languages"),
        _ => Message::new("tp0606.text"),
    };
    let place = reader.label(&value.span());
    reader.push(
        Diagnostic::error(
            Code::TP0606,
            Message::new("tp0606").message("wanted", wanted),
        )
        .at(place),
    );
    None
}

/// A whole number in `range`.
pub(crate) fn whole(
    reader: &mut Reader,
    section: Section<'_, '_>,
    key: &str,
    range: RangeInclusive<u64>,
) -> Option<u64> {
    let value = section.get(key)?;
    let number = match value.get_ref() {
        DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    match number.filter(|number| range.contains(number)) {
        None => wrong_type(reader, value, "whole"),
        number => number,
    }
}

fn text(reader: &mut Reader, value: &Spanned<DeValue<'_>>) -> Option<Located<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(Located {
            value: text.trim().to_owned(),
            span: reader.span(&value.span()),
        }),
        _ => wrong_type(reader, value, "text"),
    }
}

/// `{ en = "…", fr = "…" }`, both given.
fn localized(reader: &mut Reader, value: &Spanned<DeValue<'_>>) -> Option<Localized> {
    let DeValue::Table(table) = value.get_ref() else {
        return wrong_type(reader, value, "languages");
    };
    let section = Section::within(table, value);
    section.only(reader, &["en", "fr"]);
    let mut read = |key: &'static str| {
        let given = section.get(key);
        let text = match given {
            Some(value) => text(reader, value)?.value,
            None => String::new(),
        };
        if !text.is_empty() {
            return Some(text);
        }
        let message = match key {
            "en" => Message::new("tp0609.english"),
            _ => Message::new("tp0609.french"),
        };
        let place = given.map_or_else(|| value.span(), Spanned::span);
        let label = reader.label(&place);
        reader.push(Diagnostic::error(Code::TP0609, message).at(label));
        None
    };
    let (en, fr) = (read("en"), read("fr"));
    Some(Localized::new(en?, fr?))
}
