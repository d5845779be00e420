//! TP0519, TP0520: a document is one source.

use super::names::plain;
use crate::context::Context;
use trialpool_ingest::{Code, Column, Diagnostic, Entry, Message, Sink, Source};

/// One DOI or one citation of two sources of a kind; an abstract and its article may share a DOI.
pub(crate) fn check(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let sources: Vec<&Source<'_>> = context
        .registry
        .sources
        .iter()
        .map(|(_, row)| row)
        .collect();
    let doi = |source: &Source<'_>| source.doi.trim().to_ascii_lowercase();
    let same_doi = pairs(&sources, doi);
    for (first, second) in &same_doi {
        report(Code::TP0519, "tp0519", Column::Doi, first, second, sink);
    }
    for (first, second) in pairs(&sources, |source| plain(&source.citation)) {
        let told = same_doi.iter().any(|(_, of)| of.id() == second.id());
        let differ = !first.doi.is_empty() && !second.doi.is_empty();
        if !told && !differ && first.url == second.url {
            report(
                Code::TP0520,
                "tp0520",
                Column::Citation,
                first,
                second,
                sink,
            );
        }
    }
}

/// The sources of one kind with the same mark, each with the one before.
fn pairs<'s, 'f>(
    sources: &[&'s Source<'f>],
    mark: impl Fn(&Source<'f>) -> String,
) -> Vec<(&'s Source<'f>, &'s Source<'f>)> {
    let marked = sources
        .iter()
        .map(|source| (mark(source), source.kind, *source));
    let mut marked: Vec<_> = marked.filter(|(mark, _, _)| !mark.is_empty()).collect();
    marked.sort_by(|a, b| (&a.0, a.1, a.2.row).cmp(&(&b.0, b.1, b.2.row)));
    let pairs = marked.windows(2);
    let same = pairs.filter(|pair| (&pair[0].0, pair[0].1) == (&pair[1].0, pair[1].1));
    same.map(|pair| (pair[0].2, pair[1].2)).collect()
}

fn report(
    code: Code,
    message: &'static str,
    column: Column,
    first: &Source<'_>,
    second: &Source<'_>,
    sink: &mut Sink<'_>,
) {
    let message = Message::new(message).text("other", first.id.to_string());
    let before = sink.cell(first.row, column);
    sink.push(
        Diagnostic::warning(code, message)
            .at(sink.cell(second.row, column))
            .also(before.saying(Message::new("first-here")))
            .help(Message::new("tp0519.help")),
    );
}
