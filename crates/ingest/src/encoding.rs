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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_bytes_become_the_letters_they_were() {
        assert_eq!(decode(b"\x9Cdeme \x96 caf\xE9"), "œdeme – café");
        assert!(matches!(decode("œ".as_bytes()), Cow::Borrowed("œ")));
    }
}
