//! TP0112: cells hold text, not characters that control a device.

use crate::visible::is_control;
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// The most findings a file gets; beyond, the file is no text and more would not help.
const MOST: usize = 20;

pub(crate) fn check(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) {
    let bytes = source.bytes();
    // In a file that is not UTF-8 the bytes 0x80 to 0x9F are letters; only ASCII is looked at.
    let suspicious = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t');
    let has_ascii = bytes.chunks(4096).any(|chunk| {
        chunk
            .iter()
            .fold(false, |found, byte| found | suspicious(byte))
    });
    // U+0080 to U+009F and U+2028, U+2029 start with one of two bytes.
    let has_other = source.is_utf8() && memchr::memchr2(0xC2, 0xE2, bytes).is_some();
    if !has_ascii && !has_other || source.is_utf16() {
        return;
    }
    let text = source.text();
    if source.is_utf8() {
        let found = text.char_indices();
        let found = found.filter(|(_, c)| is_control(*c) && !matches!(c, '\n' | '\r' | '\t'));
        for (at, character) in found.take(MOST) {
            out.push(report(file, at, character.len_utf8(), u32::from(character)));
        }
    } else {
        let found = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| suspicious(byte));
        for (at, byte) in found.take(MOST) {
            out.push(report(file, at, 1, u32::from(*byte)));
        }
    }
}

fn report(file: FileId, at: usize, length: usize, number: u32) -> Diagnostic {
    let message = Message::new("tp0112").text("character", format!("U+{number:04X}"));
    Diagnostic::error(Code::TP0112, message)
        .at(Label::new(file, ByteSpan::new(at, at + length)))
        .help(Message::new("tp0112.help"))
}
