//! Names that links lead to: each unique in the page, made of plain characters.

use std::collections::{BTreeMap, BTreeSet};

/// What an anchor belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// An analysis of the protocol.
    Analysis,
    /// A disagreement between sources.
    Conflict,
    /// A file of the registry; its rows are `row-<file>-<line>`.
    File,
    /// A publication.
    Source,
    /// A study.
    Study,
}

impl Kind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Analysis => "analysis",
            Self::Conflict => "conflict",
            Self::File => "row",
            Self::Source => "source",
            Self::Study => "study",
        }
    }
}

/// The anchors of a page, by what they stand for.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    names: BTreeMap<(Kind, String), String>,
    taken: BTreeSet<String>,
}

impl Anchors {
    /// Gives `id` its anchor. Different ids get different anchors, also where only characters
    /// differ that an anchor cannot hold.
    pub(crate) fn add(&mut self, kind: Kind, id: &str) {
        if self.names.contains_key(&(kind, id.to_owned())) {
            return;
        }
        let plain = format!("{}-{}", kind.prefix(), slug(id));
        let mut name = plain.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            // `~` is in no slug, so numbered names meet only each other.
            name = format!("{plain}~{number}");
            number += 1;
        }
        self.names.insert((kind, id.to_owned()), name);
    }

    /// The anchor of `id`, if it was added.
    pub(crate) fn get(&self, kind: Kind, id: &str) -> Option<&str> {
        self.names.get(&(kind, id.to_owned())).map(String::as_str)
    }

    /// The link to `id`, if it was added.
    pub(crate) fn href(&self, kind: Kind, id: &str) -> Option<String> {
        self.get(kind, id).map(|name| format!("#{name}"))
    }

    /// The anchor of a row.
    pub(crate) fn row(&self, file: &str, line: usize) -> Option<String> {
        self.get(Kind::File, file)
            .map(|name| format!("{name}-{line}"))
    }
}

/// Letters, digits, `.`, `_`, `+` and `-` as they are, everything else as `-`; at most 80 characters.
fn slug(id: &str) -> String {
    id.chars()
        .take(80)
        .map(|character| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '+' | '-' => character,
            _ => '-',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique_and_plain() {
        let mut anchors = Anchors::default();
        for id in ["a b", "a-b", "a\"b", "a-b"] {
            anchors.add(Kind::Study, id);
        }
        assert_eq!(anchors.get(Kind::Study, "a b"), Some("study-a-b"));
        assert_eq!(anchors.get(Kind::Study, "a-b"), Some("study-a-b~2"));
        assert_eq!(anchors.get(Kind::Study, "a\"b"), Some("study-a-b~3"));
        assert_eq!(anchors.get(Kind::Study, "elsewhere"), None);
    }

    #[test]
    fn rows_lead_to_file_and_line() {
        let mut anchors = Anchors::default();
        anchors.add(Kind::File, "results/events.csv");
        assert_eq!(
            anchors.row("results/events.csv", 12).as_deref(),
            Some("row-results-events.csv-12")
        );
    }
}
