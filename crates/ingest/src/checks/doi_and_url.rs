//! TP0510: `doi` and `url` of a source name one document.

use crate::column::Column;
use crate::read::Sink;
use crate::registry::Registry;
use crate::{Code, Diagnostic, Message};

/// Whether the path of the resolver is a DOI, with nothing after it but what belongs to the address.
fn leads_to(path: &str, doi: &str) -> bool {
    let head = path.get(..doi.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(doi))
        && (path.len() == doi.len() || path[doi.len()..].starts_with(['?', '#', '/']))
}

/// DOIs do not tell capitals from small letters (ISO 26324).
pub(crate) fn check(registry: &Registry<'_>, sink: &mut Sink<'_>) {
    for (_, source) in registry.sources.iter() {
        let resolved = source.url.split_once("doi.org/").map(|(_, doi)| doi);
        let Some(other) = resolved.filter(|doi| doi.starts_with("10.") && !doi.contains('%'))
        else {
            continue;
        };
        if !source.doi.starts_with("10.") || leads_to(other, &source.doi) {
            continue;
        }
        let message = Message::new("tp0510")
            .quoting("doi", &source.doi)
            .quoting("other", other);
        let doi = sink.cell(source.row, Column::Doi);
        let finding = Diagnostic::warning(Code::TP0510, message)
            .at(sink.cell(source.row, Column::Url))
            .also(doi.saying(Message::new("tp0510.doi")))
            .help(Message::new("tp0510.help"));
        sink.push(finding);
    }
}
