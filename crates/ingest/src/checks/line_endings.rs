//! TP0116, TP0117: the rows of a file all end alike, and not with a lone carriage return.

use crate::records::record_ends;
use crate::source::LineEnd;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, PROTOCOL, SourceFile};

/// Line breaks inside quoted cells are text: spreadsheets write LF there and CRLF between rows.
pub(crate) fn check(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) {
    let lines = source.lines();
    if source.name() == PROTOCOL || !lines.are_mixed() && !lines.only_carriage_returns() {
        return;
    }
    let bytes = source.bytes();
    let delimiter = crate::files::delimiter(source);
    let ends = record_ends(bytes, delimiter, source.table_start(), bytes.len());
    let mut ends = ends.filter_map(|at| LineEnd::at(bytes, at).map(|end| (end, at)));
    let Some((usual, first)) = ends.next() else {
        return;
    };
    let here = |at: usize| Label::new(file, ByteSpan::new(at, at));
    let mut others = ends.filter(|(end, _)| *end != usual);
    if let Some((_, at)) = others.next() {
        let count = 1 + others.count();
        let first = here(first).saying(Message::new("tp0116.first"));
        out.push(
            Diagnostic::warning(Code::TP0116, Message::new("tp0116").count("count", count))
                .at(here(at))
                .also(first)
                .help(Message::new("tp0116.help")),
        );
    } else if usual == LineEnd::Cr {
        out.push(
            Diagnostic::warning(Code::TP0117, Message::new("tp0117"))
                .at(here(first))
                .help(Message::new("tp0116.help")),
        );
    }
}
