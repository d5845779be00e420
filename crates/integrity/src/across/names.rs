//! Names as readers compare them: without capitals, accents, hyphens and kinds of numerals.

/// A name in parts: words, and what numbers a series (`2`, `II`, a single letter).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// The words, joined.
    pub(crate) words: String,
    /// The numerals, in order: `OPERA I` and `OPERA II` differ here alone.
    pub(crate) numerals: Vec<String>,
}

impl Name {
    pub(crate) fn of(text: &str) -> Self {
        let (numerals, words): (Vec<_>, Vec<_>) =
            parts(text).into_iter().partition(|part| is_numeral(part));
        Self {
            words: words.concat(),
            numerals,
        }
    }
}

/// The parts of a name, plain: Roman numerals up to 39 as Arabic ones.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut digits = None;
    for character in text.chars().flat_map(char::to_lowercase) {
        if !character.is_alphanumeric() {
            digits = None;
            continue;
        }
        let is_digit = character.is_ascii_digit();
        if digits != Some(is_digit) {
            parts.push(String::new());
        }
        digits = Some(is_digit);
        if let Some(part) = parts.last_mut() {
            push_plain(part, character);
        }
    }
    for part in &mut parts {
        if let Some(number) = roman(part) {
            *part = number.to_string();
        }
    }
    parts
}

/// The whole name as one plain text.
pub(crate) fn plain(text: &str) -> String {
    parts(text).join(" ")
}

fn is_numeral(part: &str) -> bool {
    part.len() == 1 || part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A letter without its accent.
fn push_plain(part: &mut String, letter: char) {
    let plain = match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        'œ' => return part.push_str("oe"),
        'æ' => return part.push_str("ae"),
        'ß' => return part.push_str("ss"),
        other => other,
    };
    part.push(plain);
}

/// The value of a Roman numeral below 40.
fn roman(part: &str) -> Option<u32> {
    let tens = part.bytes().take_while(|byte| *byte == b'x').count();
    let value = match &part[tens..] {
        "" if tens > 0 => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    (tens <= 3).then_some(10 * tens as u32 + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_count_and_numerals_do() {
        assert_eq!(Name::of("CARE-MS II"), Name::of("Care MS 2"));
        assert_eq!(Name::of("Étude Cœur"), Name::of("etude coeur"));
        assert_ne!(Name::of("OPERA I"), Name::of("OPERA II"));
        assert_ne!(Name::of("Study A"), Name::of("Study B"));
        assert_eq!(Name::of("OPERA II").words, "opera");
        assert_eq!(plain("CARE-MS1 (XIV)"), "care ms 1 14");
        assert_eq!(roman("xxxx"), None);
        assert_eq!(roman("vixen"), None);
    }
}
