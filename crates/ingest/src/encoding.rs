//! Reading bytes that are not UTF-8 the way their author most likely meant them.

use std::borrow::Cow;

/// The characters of Windows-1252 for the bytes 0x80 to 0x9F; the rest equals Latin-1.
///
/// The five bytes that the code page leaves undefined stand for themselves (WHATWG Encoding).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The character that Windows-1252 gives a byte.
pub(crate) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Decodes UTF-8; each byte that is not part of a valid character is read as Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
    }
    Cow::Owned(text)
}

/// The byte that Windows-1252 gives a character other than ASCII and controls.
fn windows_1252_byte(character: char) -> Option<u8> {
    match character {
        '\u{A0}'..='\u{FF}' => u8::try_from(u32::from(character)).ok(),
        '\u{80}'..='\u{9F}' => None,
        _ => (0x80..=0x9F).find(|byte| windows_1252(*byte) == character),
    }
}

/// The character that the beginning of `text` was before its UTF-8 bytes were read as
/// Windows-1252 and saved again, with the bytes it takes now: `Ã©` was `é`.
///
/// Only characters that scientific text uses are recognised, so that no text is taken for damage
/// that is none. `before` is the character before `text`: after a capital, `Ã` may end a word in
/// capitals that punctuation follows.
pub(crate) fn misread(text: &str, before: Option<char>) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let lead = characters.next()?;
    let length = match lead {
        'Â' | 'Ã' | 'Å' | 'Î' | 'Ï' => 2,
        'â' | 'ï' => 3,
        _ => return None,
    };
    let mut bytes = [windows_1252_byte(lead)?, 0, 0];
    let mut taken = lead.len_utf8();
    for byte in &mut bytes[1..length] {
        let character = characters.next()?;
        let ends_word = matches!(
            character,
            '\u{A0}' | '’' | '”' | '“' | '»' | '…' | '–' | '—' | '›'
        );
        if length == 2 && ends_word && before.is_some_and(char::is_uppercase) {
            return None;
        }
        *byte = windows_1252_byte(character)?;
        taken += character.len_utf8();
    }
    let original = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    let usual = matches!(
        original,
        '\u{A0}'..='\u{FF}' | 'œ' | 'α'..='δ' | 'κ' | 'μ' | 'π' | 'σ' | 'ω' | '\u{FEFF}'
            | '–' | '—' | '‘' | '’' | '“' | '”' | '•' | '…' | '\u{2009}' | '\u{202F}'
            | '€' | '™' | '−' | '≈' | '≤' | '≥'
    );
    usual.then_some((original, taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_bytes_become_the_letters_they_were() {
        assert_eq!(decode(b"\x9Cdeme \x96 caf\xE9"), "œdeme – café");
        assert!(matches!(decode("œ".as_bytes()), Cow::Borrowed("œ")));
    }

    #[test]
    fn utf8_read_as_windows_1252_is_told_from_text() {
        for (text, original) in [
            ("Ã©tude", 'é'),
            ("Ã\u{A0}", 'à'),
            ("â€™", '’'),
            ("â‰¤5", '≤'),
            ("Î²-1a", 'β'),
            ("Â±", '±'),
        ] {
            assert_eq!(misread(text, None).map(|found| found.0), Some(original));
        }
        for (text, before) in [
            ("Ão", Some('S')),
            ("Ô", Some('N')),
            ("Â.", None),
            ("É»", None),
            ("âge", None),
            ("ïve", Some('a')),
            ("Å’s", None),
        ] {
            assert_eq!(misread(text, before), None, "{text}");
        }
    }
}
