//! TP0113: nothing hides in a cell or turns its direction of writing.

use crate::source::BYTE_ORDER_MARK;
use crate::visible::{is_invisible, turns_direction};
use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// The most findings a file gets.
const MOST: usize = 20;

/// What turns the direction is an error: the text reads otherwise than it stands. What merely
/// cannot be seen is odd.
pub(crate) fn check(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) {
    if !source.is_utf8() || source.bytes().is_ascii() {
        return;
    }
    let text = source.text();
    let found = text.char_indices().filter(|(at, character)| {
        let is_mark = *at == 0 && source.bytes().starts_with(BYTE_ORDER_MARK);
        !is_mark && (turns_direction(*character) || is_invisible(*character))
    });
    for (at, character) in found.take(MOST) {
        let number = format!("U+{:04X}", u32::from(character));
        let label = Label::new(file, ByteSpan::new(at, at + character.len_utf8()));
        let diagnostic = if turns_direction(character) {
            let message = Message::new("tp0113.direction").text("character", number);
            Diagnostic::error(Code::TP0113, message)
        } else {
            Diagnostic::warning(
                Code::TP0113,
                Message::new("tp0113").text("character", number),
            )
        };
        out.push(diagnostic.at(label).help(Message::new("tp0113.help")));
    }
}
