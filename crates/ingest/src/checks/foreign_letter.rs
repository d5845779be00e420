//! TP0505: no word mixes alphabets by letters that look alike.

use super::Cell;
use crate::{Code, Diagnostic, Message};

/// Letters of other alphabets that look like a Latin one (Unicode Technical Standard 39 lists
/// them among its confusables), in small and capital form.
const LOOK_ALIKES: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('к', 'k'),
    ('м', 'm'),
    ('т', 't'),
    ('н', 'h'),
    ('в', 'b'),
];

/// Greek letters look alike too, but stand beside Latin ones with reason (`TNFα`): in ids alone
/// they are taken for them.
const GREEK: &[(char, char)] = &[
    ('α', 'a'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('υ', 'u'),
];

/// An id that is one of ours but for letters that look alike; `reads` says whether it then is one.
pub(crate) fn check(cell: &Cell<'_>, reads: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    if cell.text.is_ascii() {
        return None;
    }
    let latin = |c: char| {
        let mut all = LOOK_ALIKES.iter().chain(GREEK);
        all.find(|(foreign, _)| *foreign == c)
            .map(|(_, latin)| *latin)
    };
    let plain: String = cell.text.chars().map(|c| latin(c).unwrap_or(c)).collect();
    let foreign = cell.text.chars().find(|c| latin(*c).is_some())?;
    reads(&plain).then(|| {
        Diagnostic::error(Code::TP0505, message(cell.text, foreign))
            .at(cell.label())
            .help(Message::new("tp0505.help").text("word", plain))
    })
}

/// A word of Latin letters with a Cyrillic one among them.
pub(crate) fn in_text(cell: &Cell<'_>) -> Option<Diagnostic> {
    if cell.text.is_ascii() {
        return None;
    }
    let cyrillic = |c: char| ('\u{400}'..='\u{52F}').contains(&c);
    let mut words = cell.text.split(|c: char| !c.is_alphabetic());
    let word = words
        .find(|word| word.contains(cyrillic) && word.contains(|c: char| c.is_ascii_alphabetic()))?;
    let foreign = word.chars().find(|c| cyrillic(*c))?;
    let latin = |c: char| LOOK_ALIKES.iter().find(|(known, _)| *known == c);
    let plain: String = word
        .chars()
        .map(|c| latin(c).map_or(c, |(_, latin)| *latin))
        .collect();
    let help = Message::new("tp0505.help").quoting("word", &plain);
    Some(
        Diagnostic::warning(Code::TP0505, message(word, foreign))
            .at(cell.label())
            .help((!plain.contains(cyrillic)).then_some(help)),
    )
}

fn message(word: &str, foreign: char) -> Message {
    Message::new("tp0505")
        .quoting("word", word)
        .text("letter", foreign.to_string())
        .text("number", format!("U+{:04X}", u32::from(foreign)))
}
