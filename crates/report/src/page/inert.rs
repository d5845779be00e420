//! The escaper of every template: what the registry holds cannot act on the page.

use std::fmt::{self, Write};

/// Escapes for HTML text and attributes, and replaces characters that reorder or hide text or
/// that HTML does not allow (controls, bidirectional marks, zero-width characters) by U+FFFD.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Inert;

impl askama::filters::Escaper for Inert {
    fn write_escaped_str<W: Write>(&self, mut destination: W, text: &str) -> fmt::Result {
        let mut written = 0;
        for (at, character) in text.char_indices() {
            if let Some(replacement) = replacement(character) {
                destination.write_str(&text[written..at])?;
                destination.write_str(replacement)?;
                written = at + character.len_utf8();
            }
        }
        destination.write_str(&text[written..])
    }
}

/// What stands in for a character that must not be written as it is.
fn replacement(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\r' => Some(""),
        '\t' | '\n' => None,
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}' => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use askama::filters::Escaper;

    fn inert(text: &str) -> String {
        let mut out = String::new();
        Inert.write_escaped_str(&mut out, text).unwrap();
        out
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(
            inert("<script>alert(\"1\" & '2')</script>"),
            "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
        );
    }

    #[test]
    fn hidden_characters_are_seen_and_do_nothing() {
        assert_eq!(
            inert("a\u{202e}b\u{0}c\u{200b}d\re"),
            "a\u{fffd}b\u{fffd}c\u{fffd}de"
        );
        assert_eq!(inert("90\u{202f}% – é\n\t"), "90\u{202f}% – é\n\t");
    }
}
