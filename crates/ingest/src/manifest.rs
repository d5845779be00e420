//! What `review.toml` says of the files: `schema` and `[tables]`. The rest of the protocol is
//! read elsewhere.

use crate::codes::did_you_mean;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, TableKind};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The version of the registry's format that this program reads.
const SCHEMA: &str = "1";

/// One file named in `[tables]`.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// The kind it is named under.
    pub(crate) kind: TableKind,
    /// Its path as written.
    pub(crate) path: String,
    /// Where it is named.
    pub(crate) label: Label,
}

/// The files that a protocol names, and what is wrong with how it does.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    pub(crate) files: Vec<Named>,
    /// The kinds that `[tables]` declares, even if no file could be taken from them.
    pub(crate) declared: Vec<TableKind>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The byte of the first syntax error.
    sound_until: usize,
}

impl Manifest {
    /// Reads the text of `review.toml`; `shift` is the length of a byte-order mark before it.
    pub(crate) fn parse(text: &str, shift: usize) -> Self {
        let place = |span: Range<usize>| {
            Label::new(
                FileId::PROTOCOL,
                ByteSpan::new(span.start + shift, span.end + shift),
            )
        };
        let mut manifest = Self::default();
        let (document, errors) = DeTable::parse_recoverable(text);
        // One fault makes the parser stumble on through its line: the first of a line is told, and
        // what `[tables]` says from there on is not relied upon.
        let first_fault = errors
            .iter()
            .filter_map(toml::de::Error::span)
            .map(|span| span.start);
        manifest.sound_until = first_fault.min().map_or(usize::MAX, |at| at + shift);
        let line = |span: &Range<usize>| {
            memchr::memchr_iter(b'\n', &text.as_bytes()[..span.start]).count()
        };
        let mut told = None;
        for error in errors {
            let at = error.span().as_ref().map(line);
            if at.is_some() && std::mem::replace(&mut told, at) == at {
                continue;
            }
            let reason = Message::new("tp0101").text("reason", error.message().trim());
            let diagnostic = Diagnostic::error(Code::TP0101, reason);
            manifest
                .diagnostics
                .push(diagnostic.at(error.span().map(place)));
        }
        let broken = !manifest.diagnostics.is_empty();
        let document = document.get_ref();
        manifest.schema(document, broken, &place);
        match document.get("tables").map(|value| (value, value.get_ref())) {
            Some((_, DeValue::Table(tables))) => manifest.tables(tables, &place),
            Some((value, _)) => manifest.malformed(place(value.span())),
            None if broken => {}
            None => manifest.diagnostics.push(
                Diagnostic::error(Code::TP0103, Message::new("tp0103.absent"))
                    .at(place(0..0))
                    .help(Message::new("tp0103.help-absent")),
            ),
        }
        manifest
    }

    fn schema(
        &mut self,
        document: &DeTable<'_>,
        broken: bool,
        place: &impl Fn(Range<usize>) -> Label,
    ) {
        let Some(value) = document.get("schema") else {
            if !broken {
                self.diagnostics.push(
                    Diagnostic::error(Code::TP0102, Message::new("tp0102.absent"))
                        .at(place(0..0))
                        .help(Message::new("tp0102.help").text("schema", SCHEMA)),
                );
            }
            return;
        };
        let known =
            matches!(value.get_ref(), DeValue::Integer(number) if number.as_str() == SCHEMA);
        if !known {
            self.diagnostics.push(
                Diagnostic::error(Code::TP0102, Message::new("tp0102"))
                    .at(place(value.span()))
                    .help(Message::new("tp0102.help").text("schema", SCHEMA)),
            );
        }
    }

    fn tables(&mut self, tables: &DeTable<'_>, place: &impl Fn(Range<usize>) -> Label) {
        // The map is sorted by name; files are read in the order in which they are written.
        let mut entries: Vec<_> = tables.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let mut seen: BTreeMap<String, Label> = BTreeMap::new();
        for (name, value) in entries {
            if place(name.span()).span.start() >= self.sound_until {
                continue;
            }
            let Some(kind) = TableKind::parse(name.get_ref()) else {
                let kinds = TableKind::ALL.iter().map(|kind| kind.as_str());
                let message = Message::new("tp0104").text("kind", name.get_ref().as_ref());
                let list = Message::new("tp0104.list").text("kinds", list(kinds.clone()));
                self.diagnostics.push(
                    Diagnostic::error(Code::TP0104, message)
                        .at(place(name.span()))
                        .help(did_you_mean(name.get_ref(), kinds))
                        .note(list),
                );
                continue;
            };
            self.declared.push(kind);
            let DeValue::Array(paths) = value.get_ref() else {
                self.malformed(place(value.span()));
                continue;
            };
            for path in paths {
                if place(path.span()).span.start() >= self.sound_until {
                    continue;
                }
                match path.get_ref() {
                    DeValue::String(text) => {
                        self.file(kind, text, place(path.span()), &mut seen);
                    }
                    _ => self.malformed(place(path.span())),
                }
            }
        }
    }

    fn file(
        &mut self,
        kind: TableKind,
        path: &str,
        label: Label,
        seen: &mut BTreeMap<String, Label>,
    ) {
        if !stays_inside(path) {
            self.diagnostics.push(
                Diagnostic::error(Code::TP0107, Message::new("tp0107").text("path", path))
                    .at(label)
                    .help(Message::new("tp0107.help")),
            );
            return;
        }
        if let Some(first) = seen.get(path) {
            self.diagnostics.push(
                Diagnostic::error(Code::TP0106, Message::new("tp0106").text("path", path))
                    .at(label)
                    .also(first.clone().saying(Message::new("first-here"))),
            );
            return;
        }
        seen.insert(path.to_owned(), label.clone());
        self.files.push(Named {
            kind,
            path: path.to_owned(),
            label,
        });
    }

    fn malformed(&mut self, label: Label) {
        self.diagnostics.push(
            Diagnostic::error(Code::TP0103, Message::new("tp0103"))
                .at(label)
                .help(Message::new("tp0103.help")),
        );
    }
}

/// Whether a path is relative, written with `/`, and leads to no place outside the registry.
fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Words in backticks, with commas.
pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_written() {
        let manifest = Manifest::parse(
            "schema = 1\n[tables]\ntrials = [\"t.csv\"]\narms = [\"sub/a.csv\", \"b.csv\"]\n",
            0,
        );
        assert!(manifest.diagnostics.is_empty());
        let paths: Vec<_> = manifest.files.iter().map(|file| &file.path[..]).collect();
        assert_eq!(paths, ["t.csv", "sub/a.csv", "b.csv"]);
    }

    #[test]
    fn no_path_leaves_the_registry() {
        for path in [
            "../a.csv",
            "/etc/passwd",
            "a/../b.csv",
            "C:\\a.csv",
            "",
            "a//b",
        ] {
            assert!(!stays_inside(path), "{path}");
        }
        assert!(stays_inside("tables/a.csv"));
    }
}
