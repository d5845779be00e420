//! Characters that cannot be seen, or that make text read otherwise than it stands.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character turns the direction of writing (Unicode TR 9).
pub(crate) fn turns_direction(character: char) -> bool {
    matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Whether a character takes no room and so hides in a cell.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2064}'
            | '\u{206A}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// Whether a character controls a device, or is none (Unicode's noncharacters), rather than text.
pub(crate) fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

/// Whether output must show the character by its number.
pub(crate) fn must_be_escaped(character: char) -> bool {
    is_control(character) || turns_direction(character) || is_invisible(character)
}

/// Text safe to print on one line: line breaks as `↵`, others that cannot be seen as `\u{..}`.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    // Almost every text is plain ASCII.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) || !text.contains(must_be_escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_shown(&mut out, character);
    }
    Cow::Owned(out)
}

/// Adds one character as [`shown`] shows it.
pub(crate) fn push_shown(out: &mut String, character: char) {
    if !must_be_escaped(character) {
        out.push(character);
    } else if character == '\n' {
        out.push('↵');
    } else {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\u{{{:X}}}", u32::from(character));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_shown_by_number() {
        assert_eq!(shown("a\u{202E}b\u{0}\n"), "a\\u{202E}b\\u{0}↵");
        assert!(matches!(shown("β-1a, œdème"), Cow::Borrowed(_)));
    }
}
