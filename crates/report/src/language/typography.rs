//! French marks: no-break spaces and the apostrophe, where a text was typed without them.

/// Narrow no-break space, before `;`, `!`, `?` and `%`.
const NARROW: char = '\u{202f}';
/// No-break space, before `:` and inside « ».
const WIDE: char = '\u{a0}';

/// `text` with the spaces that French print puts before high punctuation made unbreakable, and
/// with `’` for a straight apostrophe between letters. Adds no character: `12:30` stays.
pub(super) fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let written = match (character, next) {
            (' ', Some(';' | '!' | '?' | '%')) => NARROW,
            (' ', Some(':' | '»')) => WIDE,
            (' ', _) if before == Some('«') => WIDE,
            ('\'', Some(after))
                if after.is_alphabetic() && before.is_some_and(char::is_alphabetic) =>
            {
                '’'
            }
            _ => character,
        };
        out.push(written);
        before = Some(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_before_high_punctuation_hold() {
        assert_eq!(
            french("l'essai : « oui » ; 95 % ?"),
            "l’essai\u{a0}: «\u{a0}oui\u{a0}»\u{202f}; 95\u{202f}%\u{202f}?"
        );
    }

    #[test]
    fn nothing_else_changes() {
        for text in ["", "12:30", "5' et 6\"", "https://a.org/?b=1;c"] {
            assert_eq!(french(text), text);
        }
    }
}
