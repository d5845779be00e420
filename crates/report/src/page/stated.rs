//! What sources state beyond results: sizes, dates, qualitative findings.

use super::context::{Badge, Context, Link, Place};
use super::printed;
use crate::language::Words;
use askama::Template;
use trialpool_review::findings::Fact;

/// Statements, by source and place.
#[derive(Template)]
#[template(path = "stated.html")]
pub(crate) struct Stated {
    words: &'static Words,
    groups: Vec<FactGroup>,
}

impl Stated {
    pub(crate) fn new(context: &Context<'_>, facts: &[Fact]) -> Self {
        Self {
            words: context.words,
            groups: groups(context, facts),
        }
    }
}

/// What one place of one source states.
struct FactGroup {
    source_kind: String,
    reference: Option<Link>,
    locator: String,
    badge: Badge,
    facts: Vec<FactLine>,
}

struct FactLine {
    statement: String,
    value: String,
    places: Vec<Place>,
}

/// What sources state, by source and place; the source of the occasion first.
fn groups(context: &Context<'_>, facts: &[Fact]) -> Vec<FactGroup> {
    let occasion = context.findings.review.occasion.as_deref();
    let mut facts: Vec<&Fact> = facts.iter().collect();
    facts.sort_by_key(|fact| Some(fact.provenance.source.as_str()) != occasion);
    facts
        .chunk_by(|one, next| {
            let (one, next) = (&one.provenance, &next.provenance);
            one.source == next.source
                && one.locator == next.locator
                && one.verification == next.verification
        })
        .filter_map(|group| Some((group, &group.first()?.provenance)))
        .map(|(group, provenance)| FactGroup {
            source_kind: context.source_kind(&provenance.source),
            reference: context.reference(&provenance.source),
            locator: provenance.locator.clone().unwrap_or_default(),
            badge: context.badge(provenance.verification),
            facts: group.iter().map(|fact| fact_line(context, fact)).collect(),
        })
        .collect()
}

fn fact_line(context: &Context<'_>, fact: &Fact) -> FactLine {
    let value = fact.value.as_deref().map_or_else(String::new, |value| {
        printed::number(context.numbers(), value)
    });
    let unit = context.localized(&fact.unit);
    FactLine {
        statement: context.localized(&fact.statement),
        value: [value, unit]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\u{a0}"),
        places: fact
            .provenance
            .rows
            .iter()
            .filter_map(|row| context.place(row))
            .collect(),
    }
}
