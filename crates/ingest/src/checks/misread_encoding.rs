//! TP0119: text is not UTF-8 that was read as another encoding and saved again.

use crate::encoding::misread;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// Points at the first place; the others of a file have the same cause.
pub(crate) fn check(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) {
    if !source.is_utf8() || source.bytes().is_ascii() {
        return;
    }
    let text = source.text();
    let mut first = None;
    let mut count = 0;
    let mut after = 0;
    // Every lead character is written with one of three first bytes.
    for at in memchr::memchr3_iter(0xC3, 0xE2, 0xC5, text.as_bytes()) {
        if at < after {
            continue;
        }
        let before = text[..at].chars().next_back();
        if let Some((original, taken)) = misread(&text[at..], before) {
            first = first.or(Some((at, taken, original)));
            count += 1;
            after = at + taken;
        }
    }
    let Some((at, taken, original)) = first else {
        return;
    };
    let shown = match original {
        '\u{FEFF}' | '\u{A0}' | '\u{2009}' | '\u{202F}' => format!("U+{:04X}", u32::from(original)),
        _ => original.to_string(),
    };
    let message = Message::new("tp0119")
        .text("found", &text[at..at + taken])
        .text("original", shown);
    let others = Message::new("tp0119.others").count("count", count - 1);
    out.push(
        Diagnostic::error(Code::TP0119, message)
            .at(Label::new(file, ByteSpan::new(at, at + taken)))
            .note((count > 1).then_some(others))
            .help(Message::new("tp0119.help")),
    );
}
