//! TP0205: every row has as many cells as the header.

use crate::records::{Field, Record};
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message};

pub(crate) fn check(file: FileId, columns: usize, record: &Record<'_>) -> Option<Diagnostic> {
    let cells = record.fields.len();
    if cells == columns {
        return None;
    }
    let message = Message::new("tp0205")
        .count("cells", cells)
        .count("columns", columns);
    // Too many: the cells that have no column. Too few: where the next one would be.
    let span = match record.fields.get(columns) {
        Some(field) => ByteSpan::new(field.span.start(), record.span().end()),
        None => ByteSpan::new(record.span().end(), record.span().end()),
    };
    let help = if cells > columns {
        match split_number(&record.fields) {
            Some((whole, part)) => Message::new("tp0205.help-comma")
                .text("split", format!("{whole},{part}"))
                .text("number", format!("{whole}.{part}")),
            None => Message::new("tp0205.help-quote"),
        }
    } else {
        Message::new("tp0205.help-few")
    };
    Some(
        Diagnostic::error(Code::TP0205, message)
            .at(Label::new(file, span))
            .help(help),
    )
}

/// Two neighbouring cells that look like a number cut at its decimal comma: `0` and `25`.
fn split_number<'r>(fields: &'r [Field<'_>]) -> Option<(&'r str, &'r str)> {
    fields.windows(2).find_map(|pair| {
        let (whole, part) = (&*pair[0].text, &*pair[1].text);
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let starts = digits(whole.strip_prefix('-').unwrap_or(whole)) && whole.len() <= 4;
        (starts && digits(part) && (part.starts_with('0') || whole.ends_with('0')))
            .then_some((whole, part))
    })
}
