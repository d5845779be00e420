//! The top level: `[review]`, `[defaults]`, and the lists.

use super::reader::{Reader, Section, wrong_type};
use super::settings::{Defaults, read_defaults};
use super::{Lookup, NotPooledPlan, Protocol, analysis, date, select};
use std::collections::BTreeMap;
use trialpool_ingest::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceKey};
use trialpool_language::Localized;

pub(super) fn read(
    reader: &mut Reader,
    document: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Option<Protocol> {
    document.only(
        reader,
        &[
            "schema",
            "review",
            "tables",
            "checks",
            "defaults",
            "analysis",
            "not_pooled",
        ],
    );
    let card = read_card(reader, document, registry);
    let defaults = match document.section(reader, "defaults") {
        Some(section) => read_defaults(reader, section),
        None => Defaults::default(),
    };
    let mut ids = Ids::default();
    let mut analyses = Vec::new();
    for section in document.sections(reader, "analysis") {
        analyses.extend(analysis::read(
            reader, section, registry, &defaults, &mut ids,
        ));
    }
    let not_pooled = document
        .sections(reader, "not_pooled")
        .into_iter()
        .filter_map(|section| read_not_pooled(reader, section, registry))
        .collect();
    let card = card?;
    Some(Protocol {
        title: card.title,
        scope: card.scope,
        evidence_date: card.evidence_date,
        occasion: card.occasion,
        prefer: defaults.prefer,
        prefer_reason: defaults.prefer_reason,
        analyses,
        not_pooled,
    })
}

struct Card {
    title: Localized,
    scope: Localized,
    evidence_date: Option<String>,
    occasion: Option<SourceKey>,
}

fn read_card(
    reader: &mut Reader,
    document: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Option<Card> {
    let value = document.required(reader, "review")?;
    let section = Section::of(reader, value)?;
    section.only(reader, &["title", "scope", "evidence_date", "occasion"]);
    let title = section.required_localized(reader, "title");
    let scope = section.required_localized(reader, "scope");
    let evidence_date = section.text(reader, "evidence_date").map(|text| text.value);
    if let (Some(text), Some(value)) = (&evidence_date, section.get("evidence_date"))
        && date::parse(text).is_none()
    {
        match date::fault(text, reader.label(&value.span())) {
            Some(fault) => reader.push(fault),
            None => drop(wrong_type::<()>(reader, value, "date")),
        }
    }
    let occasion = section
        .text(reader, "occasion")
        .and_then(|id| select::find(reader, &registry.sources, &id));
    Some(Card {
        title: title?,
        scope: scope?,
        evidence_date,
        occasion,
    })
}

fn read_not_pooled(
    reader: &mut Reader,
    section: Section<'_, '_>,
    registry: Lookup<'_, '_>,
) -> Option<NotPooledPlan> {
    section.only(reader, &["trials", "title", "reason"]);
    section.required(reader, "trials");
    let trials = section.texts(reader, "trials").unwrap_or_default();
    let trials = trials
        .iter()
        .filter_map(|id| select::find(reader, &registry.trials, id))
        .collect();
    let title = section.required_localized(reader, "title");
    let reason = section.required_localized(reader, "reason");
    Some(NotPooledPlan {
        trials,
        title: title?,
        reason: reason?,
    })
}

/// The ids given so far, each with its first place.
#[derive(Default)]
pub(super) struct Ids {
    seen: BTreeMap<String, ByteSpan>,
}

impl Ids {
    /// Reports an id that stands twice, or that cannot be the name of a file.
    pub(super) fn add(&mut self, reader: &mut Reader, id: &super::Located<String>) {
        if let Some(first) = self.seen.get(&id.value) {
            let first = Label::new(FileId::PROTOCOL, *first);
            reader.push(
                Diagnostic::error(
                    Code::TP0610,
                    Message::new("tp0610").text("id", id.value.as_str()),
                )
                .at(id.label())
                .also(first.saying(Message::new("first-here"))),
            );
            return;
        }
        self.seen.insert(id.value.clone(), id.span);
        let mut characters = id.value.bytes();
        let starts = characters
            .next()
            .is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let plain = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._+-".contains(&byte)
        };
        if !starts || !characters.all(plain) {
            reader.push(
                Diagnostic::error(
                    Code::TP0606,
                    Message::new("tp0606").message("wanted", Message::new("tp0606.id")),
                )
                .at(id.label()),
            );
        }
    }
}
