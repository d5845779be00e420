//! Where two sources disagree: both versions, what is behind it, and which one is used.

use super::anchor::Kind;
use super::context::{Context, Link, Place};
use trialpool_review::findings::Conflict;

/// One disagreement.
#[derive(askama::Template)]
#[template(path = "conflict.html")]
pub(crate) struct ConflictNote {
    words: &'static crate::language::Words,
    anchor: String,
    topic: String,
    study: Option<Link>,
    kind: String,
    versions: Vec<Version>,
    explanation: String,
    row: Option<Place>,
}

struct Version {
    source: Option<Link>,
    source_kind: String,
    value: String,
    retained: bool,
}

impl ConflictNote {
    pub(crate) fn new(context: &Context<'_>, conflict: &Conflict) -> Self {
        Self {
            words: context.words,
            anchor: context
                .anchors
                .get(Kind::Conflict, &conflict.id)
                .unwrap_or_default()
                .to_owned(),
            topic: context.localized(&conflict.topic),
            study: conflict
                .trial
                .as_deref()
                .and_then(|trial| context.study(trial)),
            kind: context.words.code("conflict", &conflict.kind),
            versions: conflict
                .versions
                .iter()
                .map(|version| Version {
                    source: context.reference(&version.source),
                    source_kind: context.source_kind(&version.source),
                    value: context.localized(&version.value),
                    retained: conflict.retained.as_deref() == Some(version.source.as_str()),
                })
                .collect(),
            explanation: context.localized(&conflict.explanation),
            row: context.place(&conflict.row),
        }
    }
}
