//! TP0108: files are UTF-8.

use crate::encoding::windows_1252;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// Points at the first byte that is not UTF-8; the others of a file have the same cause.
pub(crate) fn check(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) {
    if source.is_utf8() {
        return;
    }
    let bytes = source.bytes();
    let at = |byte: usize| Label::new(file, ByteSpan::new(byte, byte + 1));
    if source.is_utf16() {
        out.push(
            Diagnostic::error(Code::TP0108, Message::new("tp0108.utf16"))
                .at(at(0))
                .help(Message::new("tp0108.help-save")),
        );
        return;
    }
    let mut first = None;
    let mut count = 0;
    let mut position = 0;
    for chunk in bytes.utf8_chunks() {
        position += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first = first.or(Some(position));
            count += chunk.invalid().len();
            position += chunk.invalid().len();
        }
    }
    let Some(first) = first else {
        return;
    };
    let byte = bytes[first];
    let message = Message::new("tp0108")
        .text("byte", format!("0x{byte:02X}"))
        .text("position", first.to_string());
    let guess = Message::new("tp0108.help")
        .text("byte", format!("0x{byte:02X}"))
        .text("character", windows_1252(byte).to_string());
    let others = Message::new("tp0108.others").count("count", count - 1);
    out.push(
        Diagnostic::error(Code::TP0108, message)
            .at(at(first))
            .note((count > 1).then_some(others))
            .help(guess)
            .help(Message::new("tp0108.help-save")),
    );
}
