//! TP0121: characters stand for themselves, not as HTML writes them.

use crate::{ByteSpan, Code, Diagnostic, FileId, Label, Message, SourceFile};

/// Points at the first one; the others of a file have the same cause.
pub(crate) fn check(file: FileId, source: &SourceFile, out: &mut Vec<Diagnostic>) {
    let bytes = source.bytes();
    let mut found = memchr::memchr_iter(b'&', bytes)
        .filter_map(|at| entity(&bytes[at..]).map(|(length, character)| (at, length, character)));
    let Some((at, length, character)) = found.next() else {
        return;
    };
    let count = found.count();
    let written = source.slice(at, at + length);
    let message = Message::new("tp0121").text("entity", written);
    let others = Message::new("tp0121.others").count("count", count);
    let help = match character {
        Some(character) => Message::new("tp0121.help").text("character", character),
        None => Message::new("tp0121.help-number"),
    };
    out.push(
        Diagnostic::warning(Code::TP0121, message)
            .at(Label::new(file, ByteSpan::new(at, at + length)))
            .note((count > 0).then_some(others))
            .help(help),
    );
}

/// Names of HTML that turn up in exported text, with what they stand for.
const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("minus", "−"),
    ("plusmn", "±"),
    ("le", "≤"),
    ("ge", "≥"),
    ("times", "×"),
    ("micro", "µ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("deg", "°"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("agrave", "à"),
    ("acirc", "â"),
    ("ccedil", "ç"),
    ("ocirc", "ô"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("auml", "ä"),
    ("icirc", "î"),
    ("ugrave", "ù"),
    ("ucirc", "û"),
    ("quot", "\u{22}"),
];

/// The length of the entity that a text starts with, and what it stands for if it has a name.
fn entity(bytes: &[u8]) -> Option<(usize, Option<&'static str>)> {
    let head = &bytes[1..bytes.len().min(12)];
    let length = memchr::memchr(b';', head)?;
    let name = std::str::from_utf8(&head[..length]).ok()?;
    if let Some(number) = name.strip_prefix('#') {
        let decimal = number.bytes().all(|byte| byte.is_ascii_digit());
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let hexadecimal = hexadecimal.is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        return (!number.is_empty() && (decimal || hexadecimal)).then_some((length + 2, None));
    }
    let known = NAMES.iter().find(|(known, _)| *known == name)?;
    Some((length + 2, Some(known.1)))
}
