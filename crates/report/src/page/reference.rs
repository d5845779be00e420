//! The numbered references.

use super::address;
use super::anchor::Kind;
use super::context::{Context, Link, Place};

/// One source.
pub(crate) struct ReferenceEntry {
    /// Its anchor.
    pub(crate) anchor: String,
    /// Its number.
    pub(crate) number: usize,
    /// Its citation.
    pub(crate) citation: String,
    /// Where it can be read: addresses that may be linked.
    pub(crate) links: Vec<Link>,
    /// Addresses that may not be linked, as text.
    pub(crate) texts: Vec<String>,
    /// Publication, label, press …
    pub(crate) kind: String,
    /// Its row.
    pub(crate) row: Option<Place>,
}

impl ReferenceEntry {
    pub(crate) fn all(context: &Context<'_>) -> Vec<Self> {
        context
            .sources()
            .filter_map(|(number, source)| {
                let mut links = Vec::new();
                let mut texts = Vec::new();
                if let Some(doi) = &source.doi {
                    match address::doi(doi) {
                        Some(href) => links.push(Link {
                            text: format!("doi:{doi}"),
                            href,
                        }),
                        None => texts.push(doi.clone()),
                    }
                }
                if let Some(url) = &source.url {
                    match address::web(url) {
                        // A DOI as URL says nothing new.
                        Some(href) if links.iter().any(|link| link.href == href) => {}
                        Some(href) => links.push(Link {
                            text: href.to_owned(),
                            href: href.to_owned(),
                        }),
                        None => texts.push(url.clone()),
                    }
                }
                Some(Self {
                    anchor: context.anchors.get(Kind::Source, &source.id)?.to_owned(),
                    number,
                    citation: source.citation.clone(),
                    links,
                    texts,
                    kind: context.words.code("source", &source.kind),
                    row: context.place(&source.row),
                })
            })
            .collect()
    }
}
